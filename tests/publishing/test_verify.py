"""The last check of a written site."""

import re
from html import escape
from pathlib import Path

import pytest

from plugins.core.findings import Finding
from plugins.core.visibility import WithheldPost
from plugins.publishing import verify
from plugins.publishing.link_findings import PageSource
from plugins.publishing.links import parse
from tests.publishing.small_site import write

POST = "content/articles/warm.md"
HINT = "Fix the address, or take the link away."


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A working directory with an empty content folder."""
    (tmp_path / "content").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def check(
    project, pages, *, text="", links=(), withheld=(), unwritten=(), severity="error", siteurl=""
):
    """The findings for written pages, of which articles/warm/ was made from a post."""
    for name, html in pages.items():
        write(project, f"site/{name}", html)
    source = PageSource(
        write(project, POST, text), "".join(f'<a href="{escape(link)}">x</a>' for link in links)
    )
    return verify.findings(
        verify.read_back(project / "site", siteurl),
        siteurl=siteurl,
        sources={"articles/warm/index.html": source},
        withheld=withheld,
        unwritten=unwritten,
        severity=severity,
    )


def test_a_complete_site_has_no_findings(project):
    """Pages with links to each other and to files."""
    pages = {"index.html": '<a href="/a/">', "a/index.html": '<a href="/x.bin">', "x.bin": "x"}

    assert check(project, pages) == []


@pytest.mark.parametrize("name", ["index.html", "feeds/all.atom.xml", "theme/main.css", "x.js"])
def test_an_empty_file_is_an_error(project, name):
    """A build never writes one on purpose."""
    assert check(project, {name: ""}) == [
        Finding("", 0, "error", "links/empty-file", f"The file {name} was written empty.")
    ]


def test_a_copied_file_may_be_empty(project):
    """If its original is."""
    assert check(project, {"index.html": "a", "empty.txt": "", ".nojekyll": ""}) == []


def test_a_page_in_another_encoding_is_read(project):
    """It may be an old page among the copied files."""
    assert check(project, {"old.html": b"<p>Caf\xe9 <a href='/old.html'>"}) == []


@pytest.mark.parametrize(
    ("address", "text", "written", "line"),
    [
        ("/gone/", "a\n[x](/gone/)\n", "/gone/", 2),
        ("/gone/", "/gone/ is no link\n[x](/gone/)\n", "/gone/", 2),
        ("/articles/gone/", "a\nb\n[x](gone.md)\n", "gone.md", 3),
        ("{filename}gone.md#a", "[x](gone.md#a)\n", "gone.md#a", 1),
        ("{static}gone.old", "a\n[x]({static}gone.old)\n", "{static}gone.old", 2),
        ("/people/a-b/", "[x]({author}A B)\n", "/people/a-b/", 0),
    ],
)
def test_a_dead_link_of_a_post_is_reported_at_its_line(project, address, text, written, line):
    """As the editor wrote it, at the line of the link; without a line if it is not known."""
    pages = {"articles/warm/index.html": f'<a href="{address}">'}

    (found,) = check(project, pages, text=text, links=[address])

    assert (found.path, found.line, found.severity) == (POST, line, "error")
    assert found.message.startswith(f"The link to “{written}” leads nowhere: there is no such ")
    assert found.hint == HINT


@pytest.mark.parametrize("written", ["b.md#c", "../b/#c"])
def test_a_dead_anchor_is_located_by_its_fragment(project, written):
    """The build may have changed the path before it."""
    pages = {"articles/warm/index.html": "<a href='/b/#c'>", "b/index.html": "<p>"}

    (found,) = check(project, pages, text=f"a\n[x]({written})", links=["/b/#c"])

    assert found.line == 2
    assert found.message.endswith("#c” leads nowhere: that page has no “#c”.")


def test_below_a_sub_path_the_written_link_is_found(project):
    """What the editor wrote has no SITEURL in it."""
    siteurl = "https://example.org/repo"
    pages = {"articles/warm/index.html": f"<a href='{siteurl}/gone/'>"}

    (found,) = check(
        project, pages, text="[x](/gone/)", links=[f"{siteurl}/gone/"], siteurl=siteurl
    )

    assert (found.line, found.message[:21]) == (1, "The link to “/gone/” ")


def test_a_dead_link_of_the_theme_is_reported_once(project):
    """With one page and the number of others, even if a post has the same link."""
    pages = {"articles/warm/index.html": "<a href='/gone/'>", "index.html": "<a href='/gone/'>"}

    assert check(project, pages, text="/gone/") == [
        Finding(
            "", 0, "error", "links/dead-link",
            "The link to “/gone/” on articles/warm/index.html and 1 more: there is no such page or "
            "file.",
            "It is in the theme, clinic.yaml or people.yaml: fix it there, or put the file "
            "into content/extra/.",
        )
    ]  # fmt: skip


def test_a_lenient_build_only_warns(project):
    """About links of posts and of the theme."""
    pages = {"articles/warm/index.html": "<a href='/a/'><a href='/b/'>"}

    found = check(project, pages, text="[x](/a/)", links=["/a/"], severity="warning")

    assert [finding.severity for finding in found] == ["warning", "warning"]


@pytest.mark.parametrize(
    "address", ["/articles/later/", "{filename}later.md", "/articles/later/#x"]
)
def test_a_link_to_a_post_that_is_not_public_says_so(project, address):
    """By the post's slug or by its file name."""
    withheld = [WithheldPost("articles/later.md", "later", "is draft")]
    pages = {"articles/warm/index.html": f'<a href="{address}">'}

    (found,) = check(project, pages, text="[x](later.md)", links=[address], withheld=withheld)

    assert "leads nowhere: that post is draft." in found.message
    assert found.hint == "Take the link away until it is public."


def test_a_link_to_a_post_that_cannot_be_read_is_not_reported(project):
    """The post has its own error; the same is true for a page that could not be written."""
    withheld = [WithheldPost("articles/broken.md", "broken", "cannot be read")]
    pages = {"articles/warm/index.html": "<a href='/articles/broken/'><a href='/topics/'>"}

    assert check(project, pages, withheld=withheld, unwritten=["topics/index.html"]) == []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("index.html", '<img src="https://cdn.example/a.png">'),
        ("theme/main.css", "a { background: url(https://cdn.example/a.png) }"),
        ("theme/search.js", 'fetch("https://cdn.example/a.png")'),
        ("images/a.svg", '<svg><image href="https://cdn.example/a.png"/></svg>'),
        ("Old.HTML", '<img src="https://cdn.example/a.png">'),
        ("old.xhtml", '<img src="https://cdn.example/a.png"/>'),
        ("Old.CSS", "a { background: url(https://cdn.example/a.png) }"),
        ("extra.mjs", 'fetch("https://cdn.example/a.png")'),
    ],
)
@pytest.mark.parametrize("siteurl", ["", "https://clinic.example/repo"])
def test_a_request_to_another_host_is_an_error(project, name, text, siteurl):
    """In pages, stylesheets, scripts and SVG files."""
    (found,) = check(project, {name: text}, siteurl=siteurl)

    assert (found.rule, found.severity) == ("outside-hosts/loaded", "error")
    assert "would ask cdn.example for “https://cdn.example/a.png”" in found.message
    assert f"it is in {name} of the site." in found.message


@pytest.mark.parametrize(
    ("address", "written"),
    [
        ("/a/", "/a/"), ("/a/?b=1&c=2", "/a/?b=1&amp;c=2"), ("/a/?b=1&c=2", "/a/?b=1&c=2"),
        ("it's", "it's"), ('a"b', "a&quot;b"), ("a\xa0b", "a&nbsp;b"),
    ],
)  # fmt: skip
def test_a_link_of_the_body_is_known_in_each_way_of_writing_it(address, written):
    """As the sanitiser and Pelican write addresses; not a part of another address."""
    source = PageSource(Path("a.md"), f'<p>/a/ <a href="{written}">x</a></p>')

    assert source.has_link(address)
    assert not source.has_link(address[:-1])


def rendered_site(project, files, rendered):
    """The site of these files, of which some pages were rendered as they are in `rendered`."""
    for name, html in files.items():
        write(project, f"site/{name}", html)
    pages = {name: parse(html) for name, html in rendered.items()}
    return verify.read_back(project / "site", "", pages)


def found_in(site):
    """The findings for a site without posts."""
    return verify.findings(
        site, siteurl="", sources={}, withheld=(), unwritten=(), severity="error"
    )


def test_a_rendered_page_is_not_read(project):
    """It is known since it was rendered, whatever another plugin has made of its file."""
    files = {"index.html": '<a href="/gone/">', "old.html": "<p id='a'>", "a.css": "url(//b.ex)"}

    site = rendered_site(project, files, {"index.html": '<img src="//cdn.example/a">'})

    assert site.pages["index.html"].addresses == ["//cdn.example/a"]
    assert site.pages["old.html"].ids == {"a"}
    assert [len(site.requests[name]) for name in ("index.html", "old.html", "a.css")] == [1, 0, 1]


def test_a_file_that_is_no_feed_is_not_read(project):
    """The others are, if their content says that they are feeds."""
    feed = '{"version": "https://jsonfeed.org/version/1.1", "home_page_url": "javascript:go()"}'
    for name in ("index/a.json", "index/b.json", "a.json"):
        write(project, f"site/{name}", feed)

    site = verify.read_back(project / "site", data=re.compile(r"index/a\.json"))

    assert site.refused == {name: ["javascript:go()"] for name in ("a.json", "index/b.json")}


@pytest.mark.parametrize("name", ["index.html", "articles/warm/index.html"])
def test_a_rendered_page_without_a_file_is_an_error(project, name):
    """Another plugin has deleted it, or it was written elsewhere; links to it are dead."""
    site = rendered_site(project, {"a.html": "a"}, {"a.html": f'<a href="/{name}">', name: "b"})

    assert [(found.rule, found.message) for found in found_in(site)] == [
        ("links/empty-file", f"The page {name} is missing from the site."),
        ("links/dead-link", f"The link to “/{name}” on a.html: there is no such page or file."),
    ]


def test_a_rendered_page_whose_file_is_empty_is_an_error(project):
    """The disk was full, for example."""
    site = rendered_site(project, {"index.html": ""}, {"index.html": "<p>a"})

    assert found_in(site) == [
        Finding("", 0, "error", "links/empty-file", "The file index.html was written empty.")
    ]


def test_files_are_sorted_folder_by_folder(project):
    """Whether they were rendered or not, so that the first page with a dead link is the same."""
    names = ["404.html", "a/index.html", "a-b/index.html", "a/b.html", "B.html", "ab.HTM", ".c"]
    files = dict.fromkeys(names, "x")

    site = rendered_site(project, files, {"a/index.html": "x", "B.html": "x"})

    ordered = sorted((project / "site").rglob("*"))
    expected = [path.relative_to(project / "site") for path in ordered if path.is_file()]
    assert site.files == [path.as_posix() for path in expected]
    assert list(site.pages) == [name for name in site.files if name != ".c"]


def test_a_site_that_is_not_there_has_no_files(project):
    """A build of nothing writes no folder."""
    assert verify.read_back(project / "site").files == []
