"""Hostile text in every field, in a browser without the site's policy: no code, no requests."""

import json
import re
import shutil
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from plugins.core.bidi import without_unpaired
from tests.built_site.built_pages import html_pages, soup
from tests.built_site.hostile_site import build_site, fields, groups, write_site
from tests.built_site.hostile_vectors import BREAKOUTS, VECTORS, armed
from tests.conftest import serving
from tests.other_host import other_host

pytestmark = [pytest.mark.slow, pytest.mark.browser]
META = re.compile(r'<meta http-equiv="Content-Security-Policy" content="[^"]*">\n')
STYLE = re.compile(r"<style>[^<]*</style>")  # to apply it takes a third of the time of a page
PROBE = (Path(__file__).parent / "hostile_probe.js").read_text("utf-8")
ATOM = "{http://www.w3.org/2005/Atom}"
ENCODED = "{http://purl.org/rss/1.0/modules/content/}encoded"


class HostileSite:
    """The built site without its policy, the other host, and the requests that it received."""

    def __init__(self, folder, url, other, requests):
        self.folder, self.url, self.other, self.requests = folder, url, other, requests

    def run_probe(self, browser, **what):
        """Run the probe; returns vectors that ran, requests to other hosts, bad attributes."""
        context = browser.new_context()
        ran, left = set(), set()
        context.expose_binding("hit", lambda _source, number: ran.add(number))
        page = context.new_page()
        page.on("request", lambda request: left.add(request.url))
        page.on("dialog", lambda dialog: dialog.dismiss())
        page.goto(f"{self.url}/probe.html")
        self.requests.clear()
        bad = page.evaluate(PROBE, {"pause": 100, **what})
        page.wait_for_timeout(300)
        context.close()
        left = {url for url in left if not url.startswith((f"{self.url}/", "about:"))}
        return ran, left | set(self.requests), bad


def cache_headers(path):
    """Only images may be cached: hundreds of pages use the same few."""
    return {} if path.suffix == ".html" else {"Cache-Control": "max-age=600"}


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    """The site of `hostile_site`, built and served without the policy of its pages."""
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "served").mkdir()
    with other_host() as (other, requests), serving(folder / "served", cache_headers) as url:
        write_site(folder, other)
        build_site(folder, url)
        (folder / "served").rmdir()
        (folder / "site").rename(folder / "served")
        for path in html_pages(folder / "served"):
            text, policies = META.subn("", path.read_text("utf-8"))
            assert policies == 1, path
            head, end, body = text.partition("</head>")
            path.write_text(f"{STYLE.sub('', head)}{end}{body}", "utf-8")
        (folder / "served" / "probe.html").write_text("<!doctype html><title>Probe</title>")
        yield HostileSite(folder / "served", url, other, requests)


def addresses(hostile, pattern="**/*.html"):
    """The URLs of all pages of the site."""
    found = sorted(hostile.folder.glob(pattern))
    return [f"{hostile.url}/{path.relative_to(hostile.folder).as_posix()}" for path in found]


def entries(folder):
    """The HTML of every entry, by feed: whole articles, and the summaries of RSS and Atom."""
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


def test_the_probe_finds_code_and_requests(browser, hostile):
    """The vectors are effective: raw in a page, many run code or request the other host."""
    raw = hostile.folder / "raw"
    raw.mkdir()
    for number, vector in list(enumerate(VECTORS))[::2]:
        live = armed(vector, number, hostile.other)
        text = f"<!doctype html><body>{live}<p title='{live}'></p><p title=\"{live}\"></p>"
        (raw / f"{number}.html").write_text(text, "utf-8")

    ran, left, bad = hostile.run_probe(browser, addresses=addresses(hostile, "raw/*.html"))
    shutil.rmtree(raw)
    pieces = ["<img src=x onerror=hit(1)>", f"<img src=http://{hostile.other}/2>"]
    set_ran, set_left, set_bad = hostile.run_probe(browser, pieces=pieces, pause=1000)

    assert len(ran) > 40
    assert len(left) > 8
    assert len(bad) > 50
    assert set_ran == {1}
    assert f"http://{hostile.other}/2" in set_left
    assert len(set_bad) == 2


def test_every_field_is_shown_as_text(hostile):
    """Each field shows its vector unchanged; otherwise the tests below would prove nothing.

    Only unpaired controls of text direction are removed.
    """
    missing = []
    for number, vector in enumerate(VECTORS):
        known = fields(number, armed(vector, number, hostile.other))
        shown = texts_of(hostile.folder / f"articles/m{number}/index.html")
        for said in (
            known["credit"], known["series"], known["image"]["alt"], known["authors"][0],
            known.get("category") or known["topics"][0], known["references"][0]["title"],
            known["references"][0]["publisher"], f"bodyq{number}",
        ):  # fmt: skip
            missing += [] if without_unpaired(said).strip() in shown else [(number, said)]

    assert missing == []


def test_no_page_runs_code_or_requests_another_host(browser, hostile):
    """No page does, whatever is clicked on it, even without its policy."""
    ran, left, bad = hostile.run_probe(browser, addresses=addresses(hostile), shown=False)

    assert (vectors_of(ran), left, bad) == ([], set(), [])


def test_no_feed_entry_runs_code_in_a_feed_reader(browser, hostile):
    """No entry of the three feeds does when it is inserted into a page without a policy."""
    found = entries(hostile.folder)
    pieces = sorted(set().union(*found.values()))

    ran, left, bad = hostile.run_probe(browser, pieces=pieces)

    assert {len(each) for each in found.values()} == {len(VECTORS) + 2 * len(groups()) + 1}
    assert all(
        any(f"bodyq{number} " in piece for piece in pieces) for number in range(len(VECTORS))
    )
    assert (vectors_of(ran), left, bad) == ([], set(), [])


def vectors_of(numbers):
    """The vectors with these numbers."""
    every = (*VECTORS, *BREAKOUTS)
    return [f"{number}: {every[number]}" for number in sorted(numbers)]


def texts_of(path):
    """All text and alternative texts of a page, on one line."""
    page = soup(path)
    texts = [page.get_text(" "), *(str(img.get("alt")) for img in page.find_all("img"))]
    return " ".join(" ".join(texts).split())
