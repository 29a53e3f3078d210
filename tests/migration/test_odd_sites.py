"""What is rare in old sites: odd settings, names that meet, pictures at the top of posts."""

import shutil
from datetime import UTC, datetime

import pytest
from pelican.settings import DEFAULT_CONFIG

from plugins.migration.hugo_site import read_hugo
from plugins.migration.jekyll_site import read_jekyll
from plugins.migration.new_site import adopt
from plugins.migration.old_site import MigrationError
from plugins.migration.pelican_site import read_pelican
from plugins.site.readers import convert_html
from tests.publishing.small_site import PICTURE, write

NOW = datetime(2026, 3, 14, tzinfo=UTC)
HUGO = {"hugo.toml": 'baseURL = "https://x.example.org"\ntitle = "X"\n'}
JEKYLL = {"_config.yml": "title: X\n"}
PELICAN = {"pelicanconf.py": 'SITENAME = "X"\nPATH = "content"\n'}
TOP = "---\ntitle: A\ndate: 2020-01-02\n{}---\nWords.\n"


def read(folder, reader, files):
    """What the reader finds in these files, and the notes by group."""
    for name, text in files.items():
        write(folder, name, text)
    return reader(folder.resolve())


def new_site(folder, reader, files):
    """The new folder for an old site of these files."""
    return adopt(read(folder, reader, files), "../theme", NOW)


def notes_of(new, group):
    """What the list says in one of its parts."""
    return [str(note) for note in new.notes if note.group == group]


def front(new, path):
    """The front matter of an adopted post."""
    return new.texts[path].decode().split("---\n")[1]


@pytest.mark.parametrize(
    ("keys", "kept", "why"),
    [
        ("cover:\n  image: /e.png\n  alt: An elk\n", "image:\n  src: e.png\n  alt: An elk\n", ""),
        ("image: /e.png\n", "# image: ", "has no alternative text"),
        ("images: [/e.png, /f.png]\n", "# image: ", "has no alternative text"),
        ("thumbnail: /gone.png\n", "# image: /gone.png\n", "is no picture of the old site"),
    ],
)
def test_a_picture_at_the_top_needs_a_file_and_words(tmp_path, keys, kept, why):
    """Otherwise it is a comment, and in the list."""
    files = {**HUGO, "content/posts/a.md": TOP.format(keys), "static/e.png": PICTURE}

    new = new_site(tmp_path, read_hugo, files)

    assert kept in front(new, "articles/posts/a.md")
    assert [why in note for note in notes_of(new, "picture")] == ([True] if why else [])


def test_names_that_meet_get_numbers(tmp_path):
    """As slugs, as files on computers that ignore letter case, and as slugs of people."""
    files = {
        **HUGO,
        "content/a/Same.md": TOP.format("author: Eli\n"),
        "content/a/same.md": TOP.format("author: eLi\n"),
        "content/b/same.md": TOP.format(""),
        "content/b/what?.md": TOP.format(""),
        "content/posts/c/index.md": TOP.format(""),
        "content/articles/posts/c.md": TOP.format(""),
    }

    new = new_site(tmp_path, read_hugo, files)

    assert sorted(path for path in new.texts if path.startswith("articles/")) == [
        "articles/a/Same.md", "articles/a/same-2.md", "articles/b/same.md", "articles/b/what.md",
        "articles/posts/c-2.md", "articles/posts/c.md",
    ]  # fmt: skip
    assert "slug:" not in front(new, "articles/a/same-2.md")  # it is the name of the file
    assert "slug: same-3\n" in front(new, "articles/b/same.md")
    people = new.texts["data/people.yaml"].decode()
    assert "slug: eli\n" in people
    assert "slug: eli-2\n" in people


def test_an_author_without_letters_of_ours_has_a_slug(tmp_path):
    """Of the place in the list; who signs as the site is no person."""
    files = {
        **HUGO,
        "content/a/b.md": TOP.format("author: 日本\n"),
        "content/a/c.md": TOP.format("author: X\n"),
    }

    people = new_site(tmp_path, read_hugo, files).texts["data/people.yaml"].decode()

    assert "- name: 日本\n  slug: author-1\n" in people
    assert "name: X" not in people


def test_values_that_a_build_refuses_are_in_the_list(tmp_path):
    """With what to write instead."""
    files = {**HUGO, "content/a/b.md": TOP.format("tags: ['!!!']\nlang: '??'\nseries: [S, T]\n")}

    new = new_site(tmp_path, read_hugo, files)

    assert len(notes_of(new, "value")) == 2
    assert "series: S\n" in front(new, "articles/a/b.md")


def test_a_site_of_hugo_in_other_formats(tmp_path):
    """Settings in YAML below config/, dates in names, posts that have expired or are due later."""
    new = new_site(
        tmp_path,
        read_hugo,
        {
            "config/_default/hugo.yaml": "title: X\nlanguages: {fr: {}, en: {}}\npaginate: 1\n"
            "uglyURLs: true\nmodule: x\n",
            "content/posts/2020-01-02-named.md": "---\ntitle: Named\ncategory: One\n---\nA.\n",
            "content/posts/two.md": TOP.format("expiryDate: 2021-01-01\n"),
            "content/posts/three.md": TOP.format("publishDate: 2099-01-01\n"),
            "content/posts/four.md": "---\ndate: yesterday\n---\nA.\n",
            "content/posts/five.fr.md": TOP.format(""),
            "content/posts/six.org": "#+TITLE: Six\n",
            "content/posts/_index.md": "---\ntitle: Posts\n---\n",
            "content/notes/seven.md": "---\ntitle: Seven\n---\nA.\n",
            "static/site.css": "p {}",
            "static/app/run.js": "1",
            "static/app/index.html": "<p>App",
        },
    )

    assert "date: 2020-01-02\ncategory: One\n" in front(new, "articles/posts/2020-01-02-named.md")
    assert "status: draft\n" in front(new, "articles/posts/two.md")
    assert "date: 2099-01-01 00:00:00\n" in front(new, "articles/posts/three.md")
    assert "title: Four\n" in front(new, "pages/posts/four.md")
    assert {path for path in new.copies if path.startswith("by-hand/")} == {
        f"by-hand/content/posts/{name}.txt" for name in ("five.fr.md", "six.org", "_index.md")
    }
    assert {path for path in new.copies if path.startswith("extra/")} == {
        "extra/app/run.js", "extra/app/index.html",
    }  # fmt: skip
    assert len(notes_of(new, "date")) == 3
    assert "module means nothing here." in notes_of(new, "setting")
    assert any("/notes/ was a list" in note for note in notes_of(new, "address"))
    assert b"from: /posts/page/1/" in new.texts["data/redirects.yaml"]


def test_a_site_of_jekyll_with_templates(tmp_path):
    """A feed and usual lists have counterparts; other pages of templates need a person."""
    new = new_site(
        tmp_path,
        read_jekyll,
        {
            "_config.yml": "title: X\nurl: https://x.example.org\nexclude: [private]\n"
            "gems: [jekyll-x]\npaginate: many\n"
            "defaults: [nothing, {scope: {path: other}, values: {author: B}}]\n",
            "atom.xml": "---\npermalink: /feed/atom.xml\n---\n<feed></feed>",
            "rss.xml": "---\n---\n<rss></rss>",
            "blog/index.html": "---\n---\n{% for p in site.posts %}",
            "shop.html": "---\n---\n{% for p in site.products %}",
            "index.html": "---\n---\n{% for p in site.posts %}",
            "private/key.txt": "secret",
            "README.md": "Read me.",
            "data.json": "---\n---\n{}",
            "_posts/2020-01-02-a.md": "---\ndate: soon\n---\nA.\n",
            "_posts/2020-01-03-b.md": "---\ndate: 2020-01-03 23:30:00 -0800\n---\nB.\n",
            "_posts/2020-01-04-c.html": "---\ntitle: C\n---\nC.\n",
            "sub/_posts/2020-01-05-d.md": "---\ntags: x y\nauthor: {name: Ola}\n---\nD.\n",
            "index.md": "---\ntitle: Home\n---\nHome.\n",
            "guide/index.md": "---\ntitle: Guide\n---\nGuide.\n",
        },
    )

    settings = new.texts["siteconf.py"].decode()
    assert "FEED_ALL_ATOM = 'feed/atom.xml'" in settings
    assert "FEED_ALL_RSS = 'rss.xml'" in settings
    assert b"from: /blog/\n  to: /articles/" in new.texts["data/redirects.yaml"]
    assert [path for path in new.copies if "key" in path or "README" in path] == []
    assert {path for path in new.copies if path.startswith("by-hand/")} == {
        "by-hand/shop.html.txt", "by-hand/data.json.txt", "by-hand/_posts/2020-01-04-c.html.txt",
    }  # fmt: skip
    assert "date: 2020-01-02\n" in front(new, "articles/2020-01-02-a.md")
    assert len(notes_of(new, "date")) == 2
    assert "category: sub\ntopics: [x, y]\n" in front(new, "articles/sub/2020-01-05-d.md")
    assert "authors: [Ola]\n" in front(new, "articles/sub/2020-01-05-d.md")
    assert "url: guide/\n" in front(new, "pages/guide/index.md")
    assert any("was the home page" in note for note in notes_of(new, "address"))
    assert "The plugin jekyll-x means nothing here." in notes_of(new, "setting")


def test_aliases_may_be_relative(tmp_path):
    """In Hugo they start from the folder of the post."""
    keys = "aliases: [old-a, /older/, https://other.example.org/]\n"

    new = new_site(tmp_path, read_hugo, {**HUGO, "content/posts/a.md": TOP.format(keys)})

    assert "aliases: [/posts/old-a, /older/]\n" in front(new, "articles/posts/a.md")
    assert len(notes_of(new, "address")) == 2  # the third, and the feed of the folder


@pytest.mark.parametrize(
    ("reader", "name", "text"),
    [
        (read_jekyll, "_config.yml", "title: [\n"), (read_jekyll, "_config.yml", "- a\n"),
        (read_jekyll, "_config.yml", "a: !ruby/object:X {}\n"),
        (read_hugo, "hugo.toml", "title = \n"), (read_hugo, "config.json", "[]"),
        (read_hugo, "config.yaml", "a: [\n"),
    ],
)  # fmt: skip
def test_settings_that_cannot_be_read_are_an_error(tmp_path, reader, name, text):
    """Nothing is guessed."""
    with pytest.raises(MigrationError):
        read(tmp_path, reader, {name: text})


def test_a_file_does_not_replace_another_one(tmp_path):
    """The first one is kept, and the other one is in the list."""
    files = {**HUGO, "content/a.pdf": b"first", "static/a.pdf": b"second"}

    new = new_site(tmp_path, read_hugo, files)

    assert len([path for path in new.copies if path == "extra/a.pdf"]) == 1
    kept = new.copies["extra/a.pdf"]
    assert [kept in note for note in notes_of(new, "file")] == [True]


@pytest.mark.parametrize("name", ["static", "content", "content/posts"])
def test_a_folder_that_is_a_link_is_not_read(tmp_path, name):
    """What it leads to may be somebody's private files; the list says so."""
    write(tmp_path, "elsewhere/a.md", TOP.format(""))
    write(tmp_path, "site/content/pages/b.md", TOP.format(""))
    shutil.rmtree(tmp_path / "site" / name, ignore_errors=True)
    (tmp_path / "site" / name).symlink_to(tmp_path / "elsewhere")

    new = new_site(tmp_path / "site", read_hugo, HUGO)

    assert [path for path in [*new.copies, *new.texts] if path.endswith("a.md")] == []
    assert ["symbolic link" in note for note in notes_of(new, "file")] == [True]


@pytest.mark.parametrize(
    ("reader", "name"),
    [(read_hugo, "hugo.toml"), (read_hugo, "config/_default/hugo.toml"),
     (read_jekyll, "_config.yml"), (read_pelican, "pelicanconf.py")],
)  # fmt: skip
def test_settings_that_are_a_link_are_an_error(tmp_path, reader, name):
    """The file, or a folder above it, may lead out of the old site."""
    write(tmp_path, f"elsewhere/{name}", "title: X\n" if reader is read_jekyll else "")
    top = name.split("/")[0]
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / top).symlink_to(tmp_path / "elsewhere" / top)

    with pytest.raises(MigrationError, match="symbolic link"):
        reader(tmp_path / "site")


def test_a_site_of_pelican_without_dates(tmp_path):
    """A day that Pelican takes from the file is a guess; a file that is no text is kept."""
    new = new_site(
        tmp_path,
        read_pelican,
        {
            "pelicanconf.py": 'SITENAME = "X"\nPATH = "content"\nDEFAULT_DATE = "fs"\n'
            'PLUGINS = ["gone"]\nTAG_REGEX_SUBSTITUTIONS = [("x", "y")]\nODD = 1\n',
            "content/a.md": "Title: A\nModified: 3 May 2021\nDate: 2 May 2021\n\nA.\n",
            "content/b.md": "Title: B\n\nB.\n",
            "content/c.md": b"Title: C\nDate: 2020-01-02\n\n\xff\n",
        },
    )

    assert "date: 2021-05-02\nmodified: 2021-05-03\n" in front(new, "articles/a.md")
    assert [note.split(":")[0] for note in notes_of(new, "date") if "is that of" in note] == [
        "articles/b.md"
    ]
    assert "by-hand/c.md.txt" in new.copies
    assert "Plugins were not loaded: gone." in notes_of(new, "setting")
    assert "ODD means nothing here." in notes_of(new, "setting")
    assert "TAG_REGEX_SUBSTITUTIONS = [('x', 'y')]" in new.texts["siteconf.py"].decode()


def test_settings_of_pelican_that_are_no_plain_values_are_left_out(tmp_path):
    """A settings file could not have them."""
    settings = 'SITENAME = "X"\nPATH = "content"\nTAG_REGEX_SUBSTITUTIONS = [(print, "y")]\n'

    files = {"pelicanconf.py": settings, "content/a.md": "Title: A\nDate: 2020-01-02\n\nA.\n"}
    new = new_site(tmp_path, read_pelican, files)

    assert "TAG_REGEX" not in new.texts["siteconf.py"].decode()


@pytest.mark.parametrize(
    ("text", "adopted"),
    [
        ("<HTML><HEAD><title>A</title></HEAD><body>A</body></HTML>", True),
        ("<html><head><title>A</title>{}</head><body>A</body></html>", True),
        ("<html><head><title>A</title></head><body>{}</body></html>", True),
        ("<!-- <head> --><html><head><title>A</title></head><body>A</body></html>", False),
        ("<html><!-- <head> --><title>A</title><body>A</body></html>", False),
        ("<html><body>A</body></html>", False),
    ],
)
def test_a_page_in_html_keeps_the_status_that_the_settings_gave_it(tmp_path, text, adopted):
    """Wherever else its words stand; where no field can be added, a person has to do it."""
    settings = (
        'SITENAME = "X"\nPATH = "content"\nDEFAULT_METADATA = {"status": "draft"}\n'
        'FILENAME_METADATA = r"(?P<date>\\d{4}-\\d{2}-\\d{2})-(?P<title>.*)"\n'
    )
    comment = '<!-- <meta name="status" content="published"> -->'

    page = text.format(comment)
    files = {"pelicanconf.py": settings, "content/2020-01-02-a.html": page}
    new = new_site(tmp_path, read_pelican, files)

    if adopted:
        html = new.texts["articles/2020-01-02-a.html"].decode()
        assert convert_html(html, DEFAULT_CONFIG)[1]["status"] == "draft"
    else:
        assert "by-hand/2020-01-02-a.html.txt" in new.copies
        assert any("<head>" in note for note in notes_of(new, "file"))
