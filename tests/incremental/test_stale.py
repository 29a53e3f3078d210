"""What other generators have left stale: each case by name, seen in the built site itself."""

import json
import re
import struct
from itertools import pairwise

import pytest

from plugins.site_search.index import FOLDER
from tests.building import snapshot
from tests.incremental.edits import Post, substitute
from tests.incremental.project import POST, SITEURL, draw, new_project, tree
from tests.publishing.small_site import text_of_site, write

pytestmark = pytest.mark.slow

LOCAL = re.compile(r'(?:href|src)="https://clinic\.example\.org/repo/([^"#?]*)')
STYLE = re.compile(r"<style>([^<]*--care-blue:[^<]*)</style>")


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """One project for all tests, built; each test edits it further."""
    project = new_project(tmp_path_factory.mktemp("stale") / "project")
    build(project)
    yield project
    project.forks.end()


def build(project, **options):
    """Build warm, and return the site's files."""
    done = project.build(**options)
    assert done.code == 0, done.log
    return snapshot(options.get("output", project.output))


def pages(files):
    """The text of all pages, by the name of their file."""
    return {name: data.decode() for name, data in files.items() if name.endswith(".html")}


def post(project, name):
    """The post with this file name."""
    return Post(project.folder / f"content/articles/{name}.md")


def new_post(project, name, **changes):
    """Write a post with a topic and an alias of its own; three of them share a topic."""
    given = {"title": f"Word {name}", "date": "2025-06-06", "author": "Otto Pebble"}
    given |= {"category": "Everyday", "topics": f"Shared, Only {name}", "body": f"Words {name}."}
    given |= {"more": f"aliases: [/was/{name}/]\n"} | changes
    return write(project.folder, f"content/articles/{name}.md", POST.format(**given))


def test_posts_that_are_no_longer_public_leave_nothing_behind(project):
    """Deleted, renamed or made a draft: page, alias, card, and pages of topics and pagination."""
    paths = [new_post(project, name) for name in ("zdeleted", "zrenamed", "zdrafted")]
    before = build(project)
    assert {"topics/shared/page/2/index.html", "was/zdeleted/index.html"} <= before.keys()
    paths[0].unlink()
    paths[1].rename(paths[1].with_name("zanother.md"))
    Post(paths[2]).set("status", "draft")

    after = build(project)

    for name in ("zdeleted", "zdrafted"):
        assert any(name in file for file in before)
        assert name not in text_of_site(project.output)
    assert not any(file.startswith(("articles/zrenamed", "social/zrenamed")) for file in after)
    assert b"/articles/zanother/" in after["was/zrenamed/index.html"]
    assert "topics/shared/page/2/index.html" not in after
    assert b"1 article<" in after["topics/shared/index.html"]


def test_copied_files_follow_the_folder_of_extra_files(project):
    """Deleted, changed and new ones, also those whose names begin with a dot."""
    extra = project.folder / "content/extra"
    (extra / "files/a.txt").unlink()
    (extra / ".well-known/security.txt").unlink()
    write(extra, ".htaccess", "Changed\n")
    write(extra, ".well-known/new.txt", "New\n")

    after = build(project)

    assert not {"files/a.txt", ".well-known/security.txt"} & after.keys()
    assert not (project.output / "files").exists()
    assert (after[".htaccess"], after[".well-known/new.txt"]) == (b"Changed\n", b"New\n")


def test_no_page_has_an_old_stylesheet_or_links_to_a_removed_picture(project):
    """All have the newest one, and no other is in the site; every local link has its file."""
    before = build(project)
    draw(project.folder / "content/images/couch.png", (1, 2, 3))
    for colour in ("#111111", "#222222"):
        tokens = "theme/static/css/tokens.css"
        substitute(project, tokens, r"(?<=--care-blue: )#\w+", colour)
        after = build(project)

    old, new = (
        {style for page in pages(files).values() for style in STYLE.findall(page)}
        for files in (before, after)
    )
    (style,) = new
    assert "--care-blue:#222222" in style
    assert style not in old
    assert not [name for name in after if name.endswith(".css")]
    assert not {name for name in after if "/couch-" in name} & before.keys()
    for name, page in pages(after).items():
        for link in LOCAL.findall(page):
            assert {link, f"{link}index.html"} & after.keys(), (name, link)


def test_lists_show_the_new_title_date_and_topic_of_a_post(project):
    """On every page and in every feed, also where the post is related, pinned or in a series."""
    edited = post(project, "stairs")
    edited.set("title", "Quite another headline")
    edited.set("date", "2026-01-10")
    edited.set("topics", "[Escalators]")

    after = build(project)

    assert "all about stairs" not in text_of_site(project.output)
    assert b"/articles/stairs/" not in after["topics/walking/index.html"]
    for name in ("index.html", "articles/index.html", "topics/escalators/index.html",
                 "articles/hills/index.html", "people/otto-pebble/index.html"):  # fmt: skip
        assert b"Quite another headline" in after[name], name
    assert json.loads(after["feeds/feed.json"])["items"][0]["title"] == "Quite another headline"
    cards = re.findall(rb'card__title"><a href="[^"]*/([\w-]+)/"', after["articles/index.html"])
    assert cards[0] == b"stairs"


def test_excerpt_and_reading_time_follow_the_body(project):
    """Wherever a card shows the first words of a post, and in the minutes that it takes to read."""
    edited = post(project, "sheets")
    before = build(project)
    assert b"<p>1 minute to read</p>" in before["articles/sheets/index.html"]
    head, line, _body = edited.text.partition("\n---\n")
    text = f"{head}{line}Utterly new opening. {'Some more words. ' * 200}\n"
    edited.replace(text, "has a new body")

    after = build(project)

    assert b"<p>4 minutes to read</p>" in after["articles/sheets/index.html"]
    shown = {name for name, data in before.items() if b'card__excerpt">Words about sheets' in data}
    assert "articles/index.html" in shown
    for name in shown:
        assert b'card__excerpt">Utterly new opening.' in after[name], name
        assert b"Words about sheets" not in after[name], name


def test_every_option_of_a_build_counts(project):
    """The mode, the address, Pelican's options and the version of our code change the same site."""
    build(project)
    published = tree(project.output)
    project.mode = "preview"
    assert b"noindex" in build(project)["articles/boots/index.html"]
    assert (project.output / "articles/spring/index.html").exists()
    project.mode = "publish"
    boots = build(project, PELICANOPTS="-e RELATED_ARTICLES_COUNT=1")["articles/boots/index.html"]
    assert boots.count(b'class="card__title"') == 1
    project.siteurl = "https://moved.example.net"
    assert "clinic.example.org" not in text_of_site(build(project) and project.output)
    project.siteurl = SITEURL
    build(project)
    assert tree(project.output) == published
    project.end_process()
    substitute(project, "plugins/core/dates.py", '"March"', '"Mars"')

    assert b" Mars 2025<" in build(project)["articles/boots/index.html"]


def test_one_cache_serves_two_outputs(project):
    """Each has the site of its own last build, whatever was built into the other in between."""
    other = project.folder / "other"
    post(project, "rest").set("title", "Rest in two outputs")
    build(project, output=other)
    first = tree(other)
    assert b"Rest in two outputs" in first["articles/rest/index.html"][1]
    post(project, "rest").set("title", "Rest once more")

    build(project)

    assert tree(other) == first
    assert b"Rest once more" in snapshot(project.output)["articles/rest/index.html"]
    build(project, output=other)
    assert tree(other) == tree(project.output)


def test_the_search_knows_the_posts_that_were_not_read_again(project):
    """After the edit of one post the index has the words of all of them, and each only once."""
    post(project, "hills").set("title", "Found by searching")

    after = build(project)

    found = {}
    for name, data in after.items():
        if name.startswith(f"{FOLDER}/article."):
            article = json.loads(data)
            if article.get("kind", "article") == "article":
                found["/" + article["url"]] = article["title"]
    articles = re.findall(
        r"/repo(/[\w/.-]*articles/[\w-]+/|/guides/[\w-]+/)<", after["sitemap.xml"].decode()
    )
    assert found.keys() == set(articles)
    assert found["/articles/hills/"] == "Found by searching"


def test_cards_are_drawn_again_with_other_colours_and_another_font(project):
    """No card keeps the old ones, and the old files are gone."""
    cards = [cards_of(build(project))]
    substitute(project, "content/data/clinic.yaml", r'(?<=light: {paper: ")#\w+', "#fffefa")
    cards.append(cards_of(build(project)))
    smaller_font(project.folder / "plugins/structured_data/font/InterDisplay-Medium.otf")
    project.end_process()
    cards.append(cards_of(build(project)))

    for before, after in pairwise(cards):
        assert len(before) == len(after) > 10
        assert [name for name, data in after.items() if data in before.values()] == []


def cards_of(files):
    """The social cards among a site's files."""
    return {name: data for name, data in files.items() if name.startswith("social/")}


def smaller_font(path):
    """Change the size of a font's letters: the table `head` has how many units a line is high."""
    data = bytearray(path.read_bytes())
    (tables,) = struct.unpack_from(">H", data, 4)
    for entry in range(12, 12 + 16 * tables, 16):
        if data[entry : entry + 4] == b"head":
            (start,) = struct.unpack_from(">I", data, entry + 8)
            (units,) = struct.unpack_from(">H", data, start + 18)
            struct.pack_into(">H", data, start + 18, units * 5 // 4)
    path.write_bytes(data)
