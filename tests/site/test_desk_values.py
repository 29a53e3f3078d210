"""What the desk shows is what the built site has: of this repository, and of 1,000 articles."""

import gzip
import json
import os
import random
import re
import shutil
import sys
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from bench.corpus import make_articles
from plugins.clinic.open_points import OpenPoint
from plugins.core.cache_folder import home
from plugins.desk.latest import LatestDesk
from plugins.desk.rows import rows_of
from plugins.desk.values import SavedChange
from plugins.editorial.open_points import open_points
from plugins.preview.builder import Builder
from tests.building import ROOT, clean_environment
from tests.publishing.small_site import edit, small_site, write

pytestmark = pytest.mark.slow

ARGUMENTS = ["--settings", "pelicanconf.py", "--input"]
PICTURES = str(ROOT / home() / "pictures")  # of this repository, which other tests encode too
SHARED = ("--pelican-options", f"-e RESPONSIVE_IMAGES_CACHE='{json.dumps(PICTURES)}'")
MANY = 1_000


@pytest.fixture(scope="module")
def previewing(tmp_path_factory):
    """Starts the builder of a preview; the environment of this process stays clean meanwhile."""
    made, before = [], dict(os.environ)
    for name in {*os.environ} - {*clean_environment()}:
        del os.environ[name]
    os.environ["CACHEDIR"] = str(tmp_path_factory.mktemp("cache"))
    os.environ["PYTHONDONTWRITEBYTECODE"] = "1"

    def start(content, output, *more):
        words = [sys.executable, "-m", "plugins.site", "preview", *ARGUMENTS, str(content)]
        made.append(Builder([*words, "--output", str(output), *more], Path("pelicanconf.py")))
        return made[-1]

    yield start
    for builder in made:
        builder.close()
    os.environ.clear()
    os.environ.update(before)


@pytest.fixture
def small(tmp_path, monkeypatch, previewing):
    """A small clinic, in whose folder this process is, and what starts its builder."""
    folder = small_site(tmp_path / "site", code=True)
    monkeypatch.chdir(folder)
    return folder, lambda: previewing("content", "output")


def never():
    return False


@pytest.fixture(scope="module")
def own(tmp_path_factory, previewing):
    """The values of this repository's own site, and the folder of its preview."""
    output = tmp_path_factory.mktemp("own") / "site"
    return previewing(ROOT / "content", output, *SHARED).build(never).desk, output


@pytest.fixture(scope="module")
def many(tmp_path_factory, previewing):
    """The same of 1,000 short articles, with this repository's other files."""
    folder = tmp_path_factory.mktemp("many")
    shutil.copytree(ROOT / "content", folder / "content", ignore=_articles)
    (folder / "content" / "articles").mkdir()
    for article in make_articles(MANY, 60):
        text = f"---\ntitle: {article.title}\ndate: {article.date:%Y-%m-%d}\ncategory: Running\n"
        text += "---\n" + "\n\n".join(article.paragraphs) + "\n"
        (folder / "content" / "articles" / f"{article.slug}.md").write_text(text, "utf-8")
    builder = previewing(folder / "content", folder / "site", "--lenient", *SHARED)
    return builder.build(never).desk, folder / "site"


def _articles(folder, names):
    return [name for name in names if Path(folder).name == "content" and name == "articles"]


def pages_of(desk, site):
    """By file of a post, its built page."""
    found = {}
    for post in desk.posts:
        name = f"{post.url}index.html" if post.url.endswith("/") else post.url
        found[post.path] = LexborHTMLParser((site / name).read_bytes())
    return found


@pytest.mark.parametrize("name", ["own", "many"])
def test_the_desk_has_what_the_pages_of_a_site_have(request, name):
    """Titles, related links and links in texts, counted in the HTML; and the bytes of each page."""
    desk, site = request.getfixturevalue(name)
    rows = {row.post.path: row for row in rows_of(desk, (), datetime.now(UTC))}
    pages = pages_of(desk, site)
    addresses = {f"/{post.url}": post.path for post in desk.posts}

    def targets(path, selector):
        found = pages[path].css(f"{selector} a[href]")
        links = [link.attributes["href"].partition("#")[0] for link in found]
        return {addresses[link] for link in links if link in addresses} - {path}

    related = {path: targets(path, "#related-articles") for path in pages}
    texts = {path: targets(path, ".prose") for path in pages}
    into = Counter(each for path in pages for each in related[path] | texts[path])

    for path, row in rows.items():
        assert {link.path for link in row.post.related} == related[path]
        assert {*row.post.linked} == texts[path]
        assert row.links_out == len(related[path] | texts[path])
        assert row.links_in == into[path]
    articles = [row.post for row in rows.values() if row.post.kind == "article"]
    files = {path.name for path in (ROOT / "content" / "articles").glob("*.md")}
    assert len(articles) == (MANY if name == "many" else len(files))
    for post in articles:
        data = (site / post.url / "index.html").read_bytes()
        assert pages[post.path].css_first("h1").text(strip=True) == post.title
        assert (post.size, post.compressed) == (len(data), len(gzip.compress(data, 6)))
        assert (post.shown, post.words > 30) == (True, True)


def test_the_open_points_are_those_of_the_document(own):
    """As the command that writes docs/before-launch.md finds them in the files."""
    desk, _ = own
    found = [OpenPoint(each.file, each.key, each.missing) for each in desk.open_points]

    assert sorted(found) == sorted(open_points(ROOT / "content"))


def test_posts_without_a_language_are_in_that_of_the_site(own):
    """So that the drawing begins with it."""
    desk, _ = own

    assert {post.lang for post in desk.posts} == {desk.lang}


def test_pages_are_listed_too(own):
    """By the names of their files."""
    desk, _ = own
    pages = {Path(post.path).name for post in desk.posts if post.kind == "page"}

    assert pages == {path.name for path in (ROOT / "content" / "pages").glob("*.md")}
    assert all(post.size and not post.related for post in desk.posts if post.kind == "page")


def test_the_files_of_a_site_have_nothing_of_the_desk(own, built_site):
    """Neither those of a preview, which serves it from memory, nor those for the public."""
    for site in (own[1], built_site):
        assert not (site / "desk").exists()
        assert not [
            path
            for path in site.rglob("*")
            if path.suffix in {".html", ".xml", ".json", ".txt"}
            and ("/desk/" in (text := path.read_text("utf-8")) or "before launch" in text)
        ]


def unweighed(desk):
    """The values without the weights of pages."""
    return replace(desk, posts=tuple(replace(each, size=0, compressed=0) for each in desk.posts))


BODIES = ["\n".join(each.paragraphs) for each in make_articles(12, 60)]
HEAD = "---\ntitle: Post {number}\ndate: 2026-01-{day}\nauthor: Nora Lind\ntopics: [Running]\n---\n"


def in_front_matter(line):
    return lambda text, other: text.replace("date:", f"{line.format(other)}\ndate:", 1)


# What an editor may do to the text of a post; `other` is the slug of another one.
EDITS = {
    "title": lambda text, other: re.sub("title: .*", f"title: Like {other}", text),
    "topic": lambda text, other: re.sub("topics: .*", f"topics: [Running, {other[:2]}]", text),
    "words": lambda text, other: f"{text}\n{BODIES[int(other[1:])]}\n",
    "body": lambda _, other: HEAD.format(number=other, day=25) + BODIES[int(other[1:])],
    "link": lambda text, other: f"{text}\nSee [more](/articles/{other}/).\n",
    "file": lambda text, other: f"{text}\nSee [more]({{filename}}{other}.md).\n",
    "pin": in_front_matter("related: [{}]"),
    "exclude": in_front_matter("related_exclude: [{}]"),
    "draft": in_front_matter("status: draft"),
    "address": in_front_matter("slug: at-{}"),
    "error": in_front_matter("dote: {}"),
    "none": lambda text, _: text,
}
# Those that change nothing but by which the articles of the last build are related.
OF_WORDS = {"title", "words", "link", "file", "pin", "exclude", "none"}


class EarlyDesk:
    """A desk, its builder, and what it has shown before the last build and before its pages."""

    def __init__(self, builder):
        self.latest, self.builder = LatestDesk(), builder
        self.saved = self.early = None

    def build(self, *saved):
        """Build; returns whether that succeeded."""
        self.saved = self.early = None
        done = self.builder.build(never, saved, note=self._note)
        self.latest.update(done.desk, done.findings, ok=done.ok)
        return done.ok

    def _note(self, change):
        self.latest.change(change)
        if isinstance(change, SavedChange):
            self.saved = self.latest.state
        else:
            self.early = self.latest.state if change.values else None

    def others(self, path):
        """The posts but the one in this file."""
        return [post for post in self.latest.state.values.posts if Path(post.path) != path]


def related_of(state):
    """The related articles of each post, by file."""
    return {post.path: post.related for post in state.values.posts}


@pytest.mark.parametrize("seed", range(2))
def test_related_links_before_a_build_are_those_of_the_built_site(small, seed):
    """Also those from and to other posts; or none are known earlier, as those of another topic."""
    site, start = small
    for number, body in enumerate(BODIES):
        text = HEAD.format(number=number, day=number + 10) + body
        write(site, f"content/articles/p{number}.md", text)
    desk, chance = EarlyDesk(start()), random.Random(seed)
    assert desk.build()
    changed = set()
    for kind in [*chance.sample([*EDITS], len(EDITS)), *chance.choices([*OF_WORDS], k=8)]:
        one, other = chance.sample(range(len(BODIES)), 2)
        path = Path(f"content/articles/p{one}.md")
        text, before = path.read_text(), related_of(desk.latest.state)
        path.write_text(EDITS[kind](text, f"p{other}"))

        succeeds = desk.build(path.absolute())
        early, after = related_of(desk.saved), related_of(desk.latest.state)
        assert early == (after if kind in OF_WORDS else before)
        if early != before:
            changed.add(kind)
        if not succeeds:
            path.write_text(text)
            assert desk.build(path.absolute())
            assert related_of(desk.latest.state) == before

    assert {"words", "title", "pin"} & changed


@pytest.mark.parametrize("seed", range(2))
def test_a_desk_before_pages_are_written_is_that_of_the_built_site(small, seed):
    """Whatever an editor saves; if the build fails, other posts are as they were before."""
    site, start = small
    for number, body in enumerate(BODIES):
        text = HEAD.format(number=number, day=number + 10) + body
        write(site, f"content/articles/p{number}.md", text)
    desk, chance = EarlyDesk(start()), random.Random(seed)
    assert desk.build()
    outcomes = set()
    for kind in chance.sample([*EDITS], len(EDITS)):
        one, other = chance.sample(range(len(BODIES)), 2)
        path = Path(f"content/articles/p{one}.md")
        text, before = path.read_text(), desk.others(path)
        path.write_text(EDITS[kind](text, f"p{other}"))

        if desk.build(path.absolute()):
            if desk.early:
                assert unweighed(desk.early.values) == unweighed(desk.latest.state.values)
                outcomes.add("early")
        else:
            outcomes.add("failed")
            assert desk.others(path) == before
            path.write_text(text)
            assert desk.build(path.absolute())
            assert desk.others(path) == before

    assert outcomes == {"early", "failed"}


DRAFT = """\
---
title: 'Rest & "wait"'
status: {status}
planned: 2027-02-03
review_notes: Is this right?
---
Some words on resting. See [warming up](warm.md).
"""


def test_links_and_weight_of_a_saved_post_are_known_before_the_build(small):
    """They are those that the build finds."""
    site, start = small
    builder, changes = start(), []
    before = next(post for post in builder.build(never).desk.posts if post.slug == "warm")
    warm = site / "content" / "articles" / "warm.md"
    warm.write_text(f"{warm.read_text()}\nSee [the clinic]({{filename}}../pages/about.md).\n")

    desk = builder.build(never, [warm], note=changes.append).desk
    after = next(post for post in desk.posts if post.slug == "warm")

    change, _ = changes
    assert change.row.linked == after.linked != before.linked
    assert (change.row.size, change.row.compressed) == (after.size, after.compressed)
    assert after.size > before.size


def test_a_desk_follows_what_an_editor_does(small):
    """A draft, its row before the build, a failed build, and a restart with and without changes."""
    site, start = small
    write(site, "content/articles/rest.md", DRAFT.format(status="draft"))
    soon = datetime.now(UTC) + timedelta(days=12)
    dates = {"issued": datetime.now(UTC).isoformat(), "expires": soon.isoformat()}
    write(site, "content/data/photos/token.json", json.dumps(dates))
    builder, changes = start(), []
    desk = builder.build(never).desk
    posts = {post.slug: post for post in desk.posts}
    assert desk.people == ("Nora Lind", "Fjord Clinic")
    rest = posts["rest"]
    assert (rest.title, rest.status, rest.shown) == ('Rest & "wait"', "draft", False)
    assert f"{rest.planned}" == "2027-02-03"
    assert rest.linked == ("content/articles/warm.md",)
    assert posts["warm"].linked == ("content/articles/cool.md",)
    assert abs((desk.token_expires - soon).total_seconds()) < 1

    path = site / "content" / "articles" / "rest.md"
    path.write_text(DRAFT.format(status="ready") + "More words. TODO\n")
    done = builder.build(never, [path], note=changes.append)
    (change, joined), changed = changes, done.desk
    assert unweighed(joined.values) == unweighed(changed)
    assert (change.row.path, change.row.status) == ("content/articles/rest.md", "ready")
    assert (change.row.words, change.removed) == (rest.words + 3, ())
    assert change.row.linked == rest.linked
    assert (change.row.size, change.row.compressed) == (rest.size, rest.compressed)
    assert [each.rule for each in change.added] == ["unfinished/placeholder"]
    assert {*change.added} <= {*done.findings}
    assert {post.slug: post.status for post in changed.posts}["rest"] == "ready"

    edit(site, "content/articles/rest.md", "planned: 2027", "planed: 2027")
    failed = builder.build(never, [path], note=changes.append)
    assert (failed.ok, failed.desk) == (False, None)
    change, joined = changes[2:]
    assert (change.row, joined.values) == (None, None)
    assert [each.severity for each in change.added] == ["error"]
    assert change.removed == ()
    assert {*change.added} <= {*joined.added}
    path.write_text(path.read_text())
    builder.build(never, [path], note=changes.append)
    for change in changes[4:]:
        assert (change.added, change.removed) == ((), ())
    builder.close()
    again = start()
    assert again.build(never).desk == changed
    again.close()

    edit(site, "content/articles/rest.md", "planed: 2027", "planned: 2027")
    again = start()
    assert again.build(never).desk.posts == changed.posts
    again.close()
    unchanged = start().build(never)
    assert unchanged.ok
    assert unchanged.desk.posts == changed.posts
