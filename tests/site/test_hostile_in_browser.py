"""Hostile words in every field, in a browser that no policy helps: nothing runs, nothing leaves."""

import json
import re
import shutil
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from plugins.core.bidi import without_unpaired
from tests.conftest import serving
from tests.other_host import other_host
from tests.site.built_pages import html_pages, soup
from tests.site.hostile_site import build_site, fields, groups, write_site
from tests.site.hostile_vectors import BREAKOUTS, VECTORS, armed

pytestmark = [pytest.mark.slow, pytest.mark.browser]
META = re.compile(r'<meta http-equiv="Content-Security-Policy" content="[^"]*">\n')
SHEET = re.compile(r'<link rel="stylesheet"[^>]*>')  # a third of the time that a page takes
PROBE = (Path(__file__).parent / "hostile_probe.js").read_text("utf-8")
ATOM = "{http://www.w3.org/2005/Atom}"
ENCODED = "{http://purl.org/rss/1.0/modules/content/}encoded"


class Hostile:
    """The built site at its address, without its policy, and what pages of it have done."""

    def __init__(self, folder, url, there, asked):
        self.folder, self.url, self.there, self.asked = folder, url, there, asked

    def look(self, browser, **what):
        """Have the probe look at `what`; returns the ids that ran, requests elsewhere, bad tags."""
        context = browser.new_context()
        ran, left = set(), set()
        context.expose_binding("hit", lambda _source, number: ran.add(number))
        page = context.new_page()
        page.on("request", lambda request: left.add(request.url))
        page.on("dialog", lambda dialog: dialog.dismiss())
        page.goto(f"{self.url}/probe.html")
        self.asked.clear()
        bad = page.evaluate(PROBE, {"pause": 100, **what})
        page.wait_for_timeout(300)
        context.close()
        left = {url for url in left if not url.startswith((f"{self.url}/", "about:"))}
        return ran, left | set(self.asked), bad


def kept(path):
    """Pictures may be kept: they are the same few on each of hundreds of pages."""
    return {} if path.suffix == ".html" else {"Cache-Control": "max-age=600"}


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    """The site of `hostile_site`, built, then served without the policy of its pages."""
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "served").mkdir()
    with other_host() as (there, asked), serving(folder / "served", kept) as url:
        write_site(folder, there)
        build_site(folder, url)
        (folder / "served").rmdir()
        (folder / "site").rename(folder / "served")
        for path in html_pages(folder / "served"):
            text, policies = META.subn("", path.read_text("utf-8"))
            assert policies == 1, path
            path.write_text(SHEET.sub("", text), "utf-8")
        (folder / "served" / "probe.html").write_text("<!doctype html><title>Probe</title>")
        yield Hostile(folder / "served", url, there, asked)


def addresses(hostile, pattern="**/*.html"):
    """The address of every page of the site."""
    found = sorted(hostile.folder.glob(pattern))
    return [f"{hostile.url}/{path.relative_to(hostile.folder).as_posix()}" for path in found]


def entries(folder):
    """The HTML of every entry, by feed: whole articles, and what RSS and Atom have as summaries."""
    feed = json.loads((folder / "feeds/feed.json").read_text("utf-8"))
    atom = ET.parse(folder / "feeds/all.atom.xml").getroot()
    rss = ET.parse(folder / "feeds/all.rss.xml").getroot()
    return {
        "json": [item["content_html"] for item in feed["items"]],
        "atom": [e.findtext(f"{ATOM}content") or "" for e in atom.iter(f"{ATOM}entry")],
        "atom summary": [e.findtext(f"{ATOM}summary") or "" for e in atom.iter(f"{ATOM}entry")],
        "rss": [item.findtext(ENCODED) or "" for item in rss.iter("item")],
        "rss summary": [item.findtext("description") or "" for item in rss.iter("item")],
    }


def test_a_look_sees_what_runs_and_what_leaves(browser, hostile):
    """The vectors are real: half of them, raw in a page, run or ask another host in plenty."""
    raw = hostile.folder / "raw"
    raw.mkdir()
    for number, vector in list(enumerate(VECTORS))[::2]:
        live = armed(vector, number, hostile.there)
        text = f"<!doctype html><body>{live}<p title='{live}'></p><p title=\"{live}\"></p>"
        (raw / f"{number}.html").write_text(text, "utf-8")

    ran, left, bad = hostile.look(browser, addresses=addresses(hostile, "raw/*.html"))
    shutil.rmtree(raw)
    pieces = ["<img src=x onerror=hit(1)>", f"<img src=http://{hostile.there}/2>"]
    set_ran, set_left, set_bad = hostile.look(browser, pieces=pieces, pause=1000)

    assert len(ran) > 40
    assert len(left) > 8
    assert len(bad) > 50
    assert set_ran == {1}
    assert f"http://{hostile.there}/2" in set_left
    assert len(set_bad) == 2


def test_every_field_reaches_a_page_as_words(hostile):
    """Else nothing below would prove anything: each field shows its vector, letter for letter.

    But for marks that would turn the direction of what comes after them.
    """
    missing = []
    for number, vector in enumerate(VECTORS):
        known = fields(number, armed(vector, number, hostile.there))
        shown = shown_in(hostile.folder / f"articles/m{number}/index.html")
        for said in (
            known["credit"], known["series"], known["image"]["alt"], known["authors"][0],
            known.get("category") or known["topics"][0], known["reviewed_by"],
            known["references"][0]["title"], known["references"][0]["publisher"], f"bodyq{number}",
        ):  # fmt: skip
            missing += [] if without_unpaired(said).strip() in shown else [(number, said)]

    assert missing == []


def test_no_page_runs_anything_or_asks_another_host(browser, hostile):
    """Whatever is pressed on any page of the site, and without its policy."""
    ran, left, bad = hostile.look(browser, addresses=addresses(hostile), shown=False)

    assert (named(ran), left, bad) == ([], set(), [])


def test_no_feed_runs_anything_in_the_page_of_a_reader(browser, hostile):
    """Each entry of the three feeds, put into a page as it stands, with no policy there."""
    found = entries(hostile.folder)
    pieces = sorted(set().union(*found.values()))

    ran, left, bad = hostile.look(browser, pieces=pieces)

    assert {len(each) for each in found.values()} == {len(VECTORS) + 2 * len(groups()) + 1}
    assert all(
        any(f"bodyq{number} " in piece for piece in pieces) for number in range(len(VECTORS))
    )
    assert (named(ran), left, bad) == ([], set(), [])


def named(numbers):
    """The vectors that ran, by their numbers."""
    every = (*VECTORS, *BREAKOUTS)
    return [f"{number}: {every[number]}" for number in sorted(numbers)]


def shown_in(path):
    """All the words and alternative texts of a page, on one line."""
    page = soup(path)
    texts = [page.get_text(" "), *(str(img.get("alt")) for img in page.find_all("img"))]
    return " ".join(" ".join(texts).split())
