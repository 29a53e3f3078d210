"""Whole builds of posts whose links try to run code or to publish private files."""

import json
import re
from xml.etree import ElementTree as ET

import html5lib
import pytest

from plugins.article_body.intrasite import PREFIXES
from tests.publishing.small_site import build_site, edit, left_beside, small_site, write

pytestmark = pytest.mark.slow

SITE = {"SITEURL": "https://clinic.example.org"}
MARKS = [*(f"{{{name}}}" for name in PREFIXES), "{1}", "{anything}", "|1|", "|index|", "{}"]
BAD = [f"{mark}{scheme}:alert(1)" for mark in MARKS for scheme in ("javascript", "data")]
FILES = {
    "data/x.html": "<script>alert(1)</script>", "articles/x.xhtml": "x",
    "articles/x.shtml": "x", "articles/x.svgz": "x", "articles/x.xml": "<x/>",
    "articles/x.js": "alert(1)", "data/.env": "SECRET=quokka", "data/notes.csv": "quokka",
    "articles/.hidden.pdf": "quokka",
}  # fmt: skip
LINKED = [
    "x.xhtml", "x.shtml", "x.svgz", "x.xml", "x.js", ".hidden.pdf", "/data/.env", "/data/x.html",
    "/data/notes.csv", "/data/people.yaml", "/data/clinic.yaml",
]  # fmt: skip
RST = "A reST post\n###########\n\n:date: 2026-01-05\n\n`x <{index}javascript:alert(1)>`__\n"
HTML = """<html><head><title>An HTML post</title><meta name="date" content="2026-01-06"></head>
<body><p><a href="{index}javascript:alert(1)">x</a> <a title='href="{tag}javascript:1"' href="/">y
</a></p></body></html>"""


def post(*lines):
    return "---\ntitle: Links\ndate: 2026-01-04\n---\n" + "\n".join(lines) + "\n"


@pytest.fixture(scope="module")
def strict(tmp_path_factory):
    """The failed build of a post with one bad link per line; an old site exists."""
    folder = small_site(tmp_path_factory.mktemp("strict") / "project")
    write(folder, "content/articles/links.md", post(*(f"[w{i}]({x})\n" for i, x in enumerate(BAD))))
    for name, text in FILES.items():
        write(folder, f"content/{name}", text)
    linked = [f"[w{i}]({{{how}}}{name})\n" for i, (how, name) in enumerate(each_link())]
    write(folder, "content/articles/files.md", post(*linked))
    return folder, build_site(folder)


def each_link():
    return [(how, name) for how in ("static", "attach") for name in LINKED]


def reported(done, name, rule_words):
    return re.findall(rf"{name}:(\d+):\d+: error: [^\n]*{rule_words}", done.stderr)


def test_each_bad_link_is_an_error_at_its_line(strict):
    """Each prefix is tested with each scheme, and nothing is published."""
    folder, done = strict

    assert done.returncode == 1
    assert reported(done, "links.md", "") == [str(5 + 2 * i) for i in range(len(BAD))]
    assert not (folder / "output").exists()
    assert left_beside(folder) == []


def test_each_link_to_a_private_file_is_an_error_at_its_line(strict):
    """Files that can run code, hidden files and the clinic's data files."""
    _, done = strict

    assert reported(done, "files.md", "cannot be linked to") == [
        str(5 + 2 * i) for i in range(len(each_link()))
    ]


@pytest.fixture(scope="module")
def lenient(tmp_path_factory):
    """A lenient production build with bad links in every text field."""
    folder = small_site(tmp_path_factory.mktemp("lenient") / "project")
    every = " ".join(f"[w]({address}) <a href='{address}'>v</a>" for address in BAD)
    quoted = json.dumps(every)
    front = "".join(f"{key}: {quoted}\n" for key in ("description", "summary", "credit", "series"))
    front += f"references:\n  - title: {quoted}\n    publisher: {quoted}\n"
    text = f"---\ntitle: {quoted}\ndate: 2026-01-04\n{front}---\n{every}\n\n"
    text += " ".join(f"[f{i}]({{{how}}}{name})" for i, (how, name) in enumerate(each_link()))
    write(folder, "content/links.md", text)
    write(folder, "content/old.rst", RST)
    write(folder, "content/older.html", HTML)
    write(folder, "content/a&b.md", "---\ntitle: Ampersand\ndate: 2026-01-07\nslug: amp\n---\nx\n")
    write(
        folder,
        "content/to.md",
        "---\ntitle: To it\ndate: 2026-01-07\n---\n"
        "<a href='{filename}a&amp;b.md?&quot; onclick=&quot;alert(1)'>to it</a>\n",
    )
    for name, words in FILES.items():
        write(folder, f"content/{name}", words)
    write(folder, "content/images/evil.html", "<script>alert(1)</script>")
    write(folder, "content/images/evil.svg", "<svg onload='alert(1)'/>")
    write(folder, "content/extra/.env", "SECRET=quokka")
    edit(folder, "content/data/clinic.yaml", "headline: Calm muscles", f"headline: {quoted}")
    introduction = f"- name: Running\n  introduction: {quoted}\n"
    write(folder, "content/data/topics.yaml", introduction)
    return folder, build_site(
        folder, "publish", options=["--lenient", "--report", folder / "report.json"], env=SITE
    )


def addresses(folder):
    """The values of all attributes of every page, and in the HTML of every feed."""
    for page in folder.rglob("*.html"):
        yield from values(html5lib.parse(page.read_text("utf-8")))
    for feed in (folder / "feeds").glob("*.xml"):
        for element in ET.fromstring(feed.read_text("utf-8")).iter():
            yield from element.attrib.values()
            yield from values(html5lib.parse(element.text or ""))
    for item in json.loads((folder / "feeds/feed.json").read_text("utf-8"))["items"]:
        yield from values(html5lib.parse(item["content_html"]))


def values(tree):
    return [value for element in tree.iter() for value in element.attrib.values()]


def test_a_lenient_build_reports_and_removes_bad_links(lenient):
    """In pages and feeds the text of each link is kept, without its URL."""
    folder, done = lenient

    assert done.returncode == 0, done.stderr
    found = list(addresses(folder / "output"))
    assert len(found) > 500
    assert [x for x in found if re.match(r"(?i)\s*(javascript|data|vbscript|file):", x)] == []
    assert not {"onclick", "onload"} & {
        name for page in folder.glob("output/**/*.html")
        for element in html5lib.parse(page.read_text("utf-8")).iter() for name in element.attrib
    }  # fmt: skip
    page = (folder / "output/articles/links/index.html").read_text("utf-8")
    assert all(f"f{i}" in page for i in range(len(each_link())))
    assert done.stderr.count("begins with an unknown prefix") >= 1
    places = {each["path"] for each in json.loads((folder / "report.json").read_text())["findings"]}
    assert {"content/old.rst", "content/older.html"} <= places
    assert "https://clinic.example.org/articles/amp/?%22%20onclick=%22alert(1)" in found


def test_a_lenient_build_publishes_no_private_file(lenient):
    """Whether linked, in images/ or in extra/, it is not published, and it is reported."""
    folder, done = lenient

    files = {path.name for path in (folder / "output").rglob("*") if path.is_file()}
    assert not files & {name.rpartition("/")[2] for name in LINKED}
    assert not files & {"evil.html", "evil.svg", ".env", ".hidden.pdf", "x.html"}
    for name in ("content/images/evil.html", "content/images/evil.svg", "content/extra/.env"):
        assert f"{name}: warning: This file is not published" in done.stderr


def test_a_bad_link_of_the_theme_is_an_error(tmp_path):
    """The written pages and feeds are checked, whatever wrote the link."""
    addresses = ("javascript:alert(1)", "data:text/html,x")
    links = "".join(f'<a href="{address}">x</a>' for address in addresses)
    folder = small_site(tmp_path / "project")
    edit(folder, "theme/templates/article.html", "<article>", f"<article>{links}")
    feed = folder / "theme/templates/feed_article.html"
    feed.write_text(feed.read_text("utf-8") + links.replace('">', '#feed">'), "utf-8")

    done = build_site(folder, "publish", env=SITE, options=["--report", str(tmp_path / "r.json")])

    assert done.returncode == 1
    found = json.loads((tmp_path / "r.json").read_text("utf-8"))["findings"]
    reported = {finding["message"].split("”")[0] for finding in found}
    assert reported == {f"“{address}{end}" for address in addresses for end in ("", "#feed")}
    assert {finding["rule"] for finding in found} == {"links/scheme"}
