"""Whole builds: which files are posts, and which of them replace pages of the site's own."""

import pytest

from tests.publishing.small_site import build_site, edit, small_site, write

pytestmark = pytest.mark.slow

POST = "---\ntitle: {}\ndate: 2026-01-03\n---\nWords.\n"
RULE = "looks like a post, but"


@pytest.fixture
def site(tmp_path):
    """A small clinic."""
    return small_site(tmp_path / "site")


def settings(folder, text):
    """Add lines to the settings file."""
    with (folder / "pelicanconf.py").open("a", encoding="utf-8") as file:
        file.write(f"{text}\n")


def text_of(folder, name):
    """The text of a page of the site."""
    return (folder / "output" / name).read_text("utf-8")


def test_a_page_may_be_the_home_page(site):
    """By `save_as`, as in Pelican, in place of ours; the menu leads there."""
    write(site, "content/pages/home.md", "---\ntitle: Hello\nsave_as: index.html\n---\nA home.\n")

    done = build_site(site)

    assert done.returncode == 0, done.stderr
    assert done.stderr.count("warning") == 0
    assert "A home." in text_of(site, "index.html")
    assert '" href="/">Hello</a>' in text_of(site, "about/index.html")


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("404", ""),
        ("lost", "slug: 404\n"),
        ("lost", "save_as: 404.html\n"),
        ("lost", "save_as: 404.html\nstatus: hidden\n"),
    ],
)
@pytest.mark.parametrize("mode", ["html", "preview"])
def test_a_page_may_be_the_404_page(site, mode, name, keys):
    """In place of ours. Nothing leads there, and search engines must not list it."""
    write(site, f"content/pages/{name}.md", f"---\ntitle: Quokka\n{keys}---\nNothing here.\n")

    done = build_site(site, mode)

    assert done.returncode == 0, done.stderr
    page = text_of(site, "404.html")
    assert "Nothing here." in page
    assert '<meta name="robots" content="noindex">' in page
    assert not (site / "output/404").exists()
    assert "Quokka" not in text_of(site, "index.html")


def test_a_draft_of_a_404_page_leaves_ours(site):
    """Until it is published."""
    write(site, "content/pages/404.md", "---\ntitle: Gone\nstatus: draft\n---\nNothing here.\n")

    done = build_site(site)

    assert done.returncode == 0, done.stderr
    assert "Page not found" in text_of(site, "404.html")


def test_an_article_named_404_is_an_article(site):
    """Only pages replace the page."""
    write(site, "content/articles/404.md", POST.format("Error 404"))

    done = build_site(site)

    assert done.returncode == 0, done.stderr
    assert "Page not found" in text_of(site, "404.html")
    assert (site / "output/articles/404/index.html").is_file()


def test_a_post_that_no_path_covers_is_reported(site):
    """Pelican says nothing, and its page would be missed only by who knows of it."""
    files = ("top.md", "notes/stray.rst", "articles-old/a.html", "articles/KNEES.MD")
    for name in files:
        write(site, f"content/{name}", POST.format("Stray"))

    done = build_site(site)

    assert done.returncode == 0, done.stderr
    assert done.stderr.count(RULE) == len(files)
    assert [name for name in files if f"content/{name}" not in done.stderr] == []
    assert "KNEES.md" in done.stderr
    assert not (site / "output/articles/top").exists()


def test_what_settings_exclude_or_copy_is_not_reported(site):
    """Nor templates, data, other types of files and names to ignore."""
    settings(
        site,
        'ARTICLE_EXCLUDES = ["private"]\nPAGE_EXCLUDES = ["pages/old"]\n'
        'STATIC_PATHS = ["extra", "single.html"]\nIGNORE_FILES = ["README.md"]\n'
        'TEMPLATE_PAGES = {"map.html": "map/index.html"}',
    )
    for name in (
        "private/a.md",
        "pages/old/b.md",
        "README.md",
        "data/notes.md",
        "articles/README.md",
    ):
        write(site, f"content/{name}", POST.format("Quokka"))
    write(site, "content/extra/page.html", "<!doctype html><title>Extra</title>")
    write(site, "content/single.html", "<!doctype html><title>Single</title>")
    write(site, "content/map.html", "<!doctype html><title>Map</title>")
    write(site, "content/notes.txt", "Words.")

    done = build_site(site)

    assert RULE not in done.stderr
    assert "Quokka" not in text_of(site, "index.html")


def test_the_paths_of_the_settings_count_in_a_lenient_build(site):
    """It reads posts anywhere else, but not what the settings exclude, and pages are pages."""
    settings(
        site,
        'PAGE_PATHS = ["pages", "more"]\nARTICLE_EXCLUDES = ["private"]\n'
        'STATIC_PATHS = ["extra", "pdfs"]\nSTATIC_EXCLUDES = ["images/raw"]',
    )
    for folder in ("private", "more", "blog", "data"):  # the last may be somebody's category
        write(site, f"content/{folder}/{folder}-post.md", POST.format(folder))
    for name in ("pdfs/a.pdf", "images/raw/b.txt", "images/c.txt"):
        write(site, f"content/{name}", "A file.")

    done = build_site(site, options=["--lenient"])

    assert done.returncode == 0, done.stderr
    pages = {path.parent.name for path in (site / "output").rglob("*-post/index.html")}
    assert pages == {"more-post", "blog-post", "data-post"}
    assert (site / "output/more-post/index.html").is_file()
    assert (site / "output/articles/blog-post/index.html").is_file()
    files = {name for name in ("pdfs/a.pdf", "images/raw/b.txt", "images/c.txt")
             if (site / "output" / name).exists()}  # fmt: skip
    assert files == {"pdfs/a.pdf", "images/c.txt"}


def test_a_static_file_may_be_excluded(site):
    """STATIC_EXCLUDES counts."""
    settings(site, 'STATIC_EXCLUDES = ["extra/raw"]')
    write(site, "content/extra/raw/a.txt", "A file.")
    write(site, "content/extra/b.txt", "A file.")
    edit(site, "content/articles/warm.md", "Some words", "Words")

    done = build_site(site)

    assert done.returncode == 0, done.stderr
    assert (site / "output/b.txt").is_file()
    assert not list((site / "output").rglob("a.txt"))
