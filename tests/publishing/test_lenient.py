"""Whole builds with LENIENT=1: any folder of posts for Pelican becomes a site."""

import os
import re

import pytest

from tests.building import build
from tests.publishing.pelican_folder import pelican_folder
from tests.publishing.small_site import text_of_site, write

pytestmark = pytest.mark.slow

PAGES = {
    "index.html", "about.html", "odd/place.html", "contact/us/index.html",
    "articles/my-super-post/index.html", "fr/articles/my-super-post/index.html",
    "articles/bare/index.html", "articles/page/index.html", "articles/Upper_Case/index.html",
    "articles/2014-02-03-from-the-name/index.html", "articles/in-a-folder/index.html",
    "articles/windows/index.html", "articles/yaml/index.html", "articles/nobody/index.html",
    "articles/twice/index.html", "articles/hidden/index.html", "404.html",
    "categories/running/index.html", "categories/python/index.html",
    "topics/c/index.html", "topics/publishing/index.html", "topics/ri-ben-yu/index.html",
    "topics/awesome/index.html", "articles/naked/index.html", "pdfs/x.pdf", "images/dot.png",
}  # fmt: skip
WARNINGS = """\
(plain.md:5) warning: tags 5: “🎉”
(plain.md:7) warning: The author “Doe, Jane”
(plain.md:10) warning: “foo” is not a key
(plain.md:12:1) warning: The picture “images/dot.png” has no alternative text
(plain.md:12:32) warning: There is no picture “/images/none.png”
(plain.md:17:37) warning: The link to “/nope.html” leads nowhere
(plain.md:17:58) warning: The link to “nope/” leads nowhere
(page.html) warning: “custom_thing” is not a key
(page.html:5:51) warning: <script> is not allowed
(page.html:6:11) warning: The picture “images/dot.png” has no alternative text
(rest.rst:15:12) warning: The picture “{static}/images/dot.png” has no alternative text
(twice.md:4) warning: “Tags” is written twice
(twice.md:5) warning: The theme has no template “gallery”
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Posts as users of Pelican write them."""
    return pelican_folder(tmp_path_factory.mktemp("lenient") / "posts")


@pytest.fixture(scope="module")
def done(folder):
    """The lenient build of the folder."""
    return build("html", content=folder, output=folder.parent / "site", options=["--lenient"])


def test_every_post_and_page_is_built(done, folder):
    """Markdown, reStructuredText and HTML, with any keys and in any folder."""
    site = folder.parent / "site"

    assert done.returncode == 0, done.stderr
    assert [name for name in sorted(PAGES) if not (site / name).is_file()] == []
    assert "A home of my own" in (site / "index.html").read_text("utf-8")
    assert "<h1>Tips &amp; tricks</h1>" in (site / "articles/page/index.html").read_text("utf-8")
    assert "<h1>A reST &amp; post</h1>" in (site / "odd/place.html").read_text("utf-8")
    assert "Sorry" in (site / "404.html").read_text("utf-8")
    assert "quokka" not in text_of_site(site)
    assert "alert(1)" not in text_of_site(site)


def test_problems_are_warnings_with_their_place(done):
    """Unknown keys, authors and templates, images without alt and dead links are reported."""
    reported = re.sub(r"^\S*/posts/(\S+): ", r"(\1) ", done.stderr, flags=re.MULTILINE)

    assert [words for words in WARNINGS.splitlines() if words not in reported] == []
    assert "error" not in reported


def test_the_same_folder_fails_a_strict_build(folder):
    """Without LENIENT the same problems are errors."""
    output = folder.parent / "strict"

    done = build(
        "html",
        content=folder,
        output=output,
        options=["--pelican-options", "-e ARTICLE_PATHS='[\"\"]'"],
    )

    assert done.returncode == 1
    assert "plain.md:10: error: “foo” is not a key" in done.stderr
    # An ignored style, a category in two spellings, and a post without text.
    assert done.stderr.count("warning: ") == 3
    assert not output.exists()


@pytest.mark.parametrize("mode", ["html", "publish", "preview"])
def test_a_single_post_is_a_site(tmp_path, mode):
    """One post without category, topics, author or text becomes a complete site."""
    write(tmp_path, "posts/one.md", "Title: One\nDate: 2015-01-01\n")

    done = build(
        mode,
        content=tmp_path / "posts",
        output=tmp_path / "site",
        options=["--lenient"],
        env={"SITEURL": "https://clinic.example.org"},
    )

    assert done.returncode == 0, done.stderr
    assert (tmp_path / "site/articles/one/index.html").is_file()


def test_an_empty_folder_is_a_site_without_articles(tmp_path):
    """The theme has texts for the lack of articles, topics, authors and places."""
    (tmp_path / "posts").mkdir()

    done = build(
        "html", content=tmp_path / "posts", output=tmp_path / "site", options=["--lenient"]
    )

    assert done.returncode == 0, done.stderr
    assert (tmp_path / "site/index.html").is_file()


def test_posts_that_cannot_be_published_are_left_out(tmp_path):
    """A post without a date, or with a path outside the site; each is named with the reason."""
    write(tmp_path, "posts/untitled.md", "Date: 2015-01-01\n\nBody\n")
    write(tmp_path, "posts/undated.md", "Title: Undated\n\nquokka\n")
    write(tmp_path, "posts/soon.md", "Title: Soon\nDate: tomorrow-ish\n\nquokka\n")
    for key in ("Slug", "Save_as", "Url"):
        text = f"Title: Away\nDate: 2015-01-01\n{key}: ../x.html\n\nquokka\n"
        write(tmp_path, f"posts/{key}.md", text)

    done = build(
        "html", content=tmp_path / "posts", output=tmp_path / "site", options=["--lenient"]
    )

    assert done.returncode == 0, done.stderr
    listed = done.stderr.partition("Left out:")[2]
    assert "untitled.md" not in listed
    assert "“date” is missing" in listed.partition("undated.md:1\n")[0]
    assert "date: “tomorrow-ish” is not a date" in listed.partition("soon.md:2\n")[0]
    assert listed.count("leads outside the site") == 3
    assert "5 files were left out." in listed
    assert "quokka" not in text_of_site(tmp_path / "site")
    assert not (tmp_path / "x.html").exists()


def test_a_pipe_is_left_out_and_reported(tmp_path):
    """A pipe has no content to lose; a file of the same name elsewhere is built."""
    write(tmp_path, "posts/one/words.md", "Title: Words\nDate: 2020-01-01\n\nWords\n")
    (tmp_path / "posts/two").mkdir()
    os.mkfifo(tmp_path / "posts/two/words.md")

    done = build(
        "html", content=tmp_path / "posts", output=tmp_path / "site", options=["--lenient"]
    )

    assert done.returncode == 0, done.stderr
    assert "two/words.md: warning: This is a named pipe" in done.stderr
    assert (tmp_path / "site/articles/words/index.html").is_file()
