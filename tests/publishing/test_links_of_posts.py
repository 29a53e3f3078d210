"""Links of posts in a whole site: what works, and what is reported once."""

import pytest
from bs4 import BeautifulSoup

from tests.publishing.small_site import PICTURE, build_site, small_site, write

pytestmark = pytest.mark.slow
HEAD = "---\ntitle: {title}\ndate: 2026-01-03\ncategory: Rest & calm\ntopics: [R&R, C++]\n---\n"


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """A small site with posts, documents and a picture whose names have spaces and an `&`."""
    folder = small_site(tmp_path_factory.mktemp("links"))
    write(folder, "content/articles/this & that.md", HEAD.format(title="This or that") + "Words.\n")
    write(folder, "content/articles/a plan & b.pdf", "%PDF")
    write(folder, "content/extra/plan.pdf", "%PDF")
    write(folder, "content/extra/more/week 1.csv", "a,b")
    write(folder, "content/files/leaflet.pdf", "%PDF")
    write(folder, "content/pictures/dots.png", PICTURE)
    return folder


LINKS = {
    "{category}Rest & calm": "/categories/rest-calm/",
    "{category}Rest & calm#main": "/categories/rest-calm/#main",
    "{tag}R&R": "/topics/rr/",
    "{tag}Running": "/topics/running/",
    "{tag}C++": "/topics/c/",
    "{author}Nora Lind": "/people/nora-lind/",
    "this & that.md": "/articles/this-that/",
    "<this & that.md>": "/articles/this-that/",
    "{filename}this & that.md": "/articles/this-that/",
    "/articles/this & that.md": "/articles/this-that/",
    "{static}/extra/plan.pdf": "/plan.pdf",
    "/extra/plan.pdf": "/plan.pdf",
    "/plan.pdf": "/plan.pdf",
    "{static}/extra/more/week 1.csv": "/more/week%201.csv",
    "a plan & b.pdf": "/articles/a%20plan%20&%20b.pdf",
    "{filename}a%20plan & b.pdf": "/articles/a%20plan%20&%20b.pdf",
    "/files/leaflet.pdf": "/files/leaflet.pdf",
    "../files/leaflet.pdf": "/files/leaflet.pdf",
}


@pytest.mark.parametrize("siteurl", ["", "https://fjord.example/repo"])
def test_these_links_work(project, siteurl):
    """Each is checked by the build, and the files are there."""
    body = "\n".join(f"- [x]({written})" for written in LINKS)
    body += "\n\nThen <{filename}this & that.md>, and <{static}a plan & b.pdf>.\n"
    write(project, "content/articles/links.md", HEAD.format(title="Links") + body)

    done = build_site(project, "publish" if siteurl else "html", env={"SITEURL": siteurl})

    assert (done.returncode, "WARNING" in done.stderr) == (0, False), done.stderr
    site = project / "output"
    page = (site / "articles/links/index.html").read_text("utf-8")
    found = [
        (link["href"].removeprefix(siteurl), link.text)
        for link in BeautifulSoup(page, "html.parser").select("li > a, p > a")
    ]
    assert [href for href, text in found if text == "x"] == list(LINKS.values())
    assert ("/articles/this-that/", "This or that") in found
    assert ("/articles/a%20plan%20&%20b.pdf", "a plan & b.pdf") in found
    assert (site / "more/week 1.csv").is_file()


def test_each_mistake_is_one_finding_at_its_line(project):
    """Whether it is found in the post, or among the pages of the finished site."""
    rows = [
        "[x](gone.pdf)", "[x](wram.md)", "[x](/artcles/)", "[x]({tag}Runing)", "[x](#prat)",
        "[x](www.fjord.example)", "[x]()", "![A dot](dots.png)", "[^why]: Because.",
    ]  # fmt: skip
    write(project, "content/articles/links.md", HEAD.format(title="Links") + "\n\n".join(rows))

    done = build_site(project)

    assert done.returncode == 1
    assert "Cannot get" not in done.stderr
    places = [row for row in done.stderr.splitlines() if "links.md" in row]
    assert [row.split(":")[1] for row in places] == [str(7 + 2 * row) for row in range(len(rows))]
    assert all("error" in row for row in places)
    hints = (
        "content/files/",
        "warm.md",
        "/articles/",
        "/topics/running/",
        "https://",
        "/pictures/",
    )
    assert [hint for hint in hints if hint not in done.stderr] == []


def test_a_lenient_build_publishes_none_of_them(project):
    """The words stay."""
    rows = ["[gone](gone.pdf)", "[empty]()", "[slip](htp://fjord.example)", "[me](mailto:me)"]
    write(project, "content/articles/links.md", HEAD.format(title="Links") + "\n\n".join(rows))

    done = build_site(project, options=["--lenient"])

    assert done.returncode == 0, done.stderr
    assert done.stderr.count("links.md:") == len(rows)
    page = (project / "output/articles/links/index.html").read_text("utf-8")
    for words in ("gone", "empty", "slip", "me"):
        assert f"<p>{words}</p>" in page
