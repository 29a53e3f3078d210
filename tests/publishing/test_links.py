"""Dead links."""

import pickle
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.publishing.links import DeadLink, ParsedPage, dead_links, parse

PAGES = {
    "index.html": "<h1 id=top-of-page>Home</h1>",
    "articles/warm/index.html": '<h2 id="how">How</h2><a name="old">Old</a>',
    "404.html": "",
}
FILES = [*PAGES, "images/dot.png", "café/index.html", "a b.pdf"]


def dead(address, *, page="articles/warm/index.html", siteurl=""):
    """The reason why a URL on a page is dead, or ""."""
    pages = {name: parse(text) for name, text in PAGES.items()}
    pages[page].addresses.append(address)
    found = list(dead_links(pages, FILES, siteurl))
    assert all(link.page == page and link.address == address for link in found)
    return found[0].why if found else ""


def test_pages_of_other_processes_can_share_their_strings():
    """Thousands of them have the same menu."""
    page = parse('<p id="one-id"><a href="/articles/warm/">x</a>')
    first, second = (pickle.loads(pickle.dumps(page)) for _ in range(2))  # noqa: S301  # our own

    first.intern()
    second.intern()

    assert first == second == page
    assert first.addresses[0] is second.addresses[0]
    assert {*map(id, first.ids)} == {*map(id, second.ids)}


@pytest.mark.parametrize(
    "address",
    [
        "/", "/index.html", "/articles/warm/", "/articles/warm/#how", "/articles/warm/#old", "#how",
        "#", "#top", "", "../warm/", "../../", "../../images/dot.png", "/images/dot.png?v=2",
        "/caf%C3%A9/", "/café/", "/a%20b.pdf", " /articles/warm/ ", "https://www.nhs.uk/x/#y",
        "//cdn.example.org/x.js", "mailto:a@example.org", "tel:+44", "data:image/png;base64,AA",
    ],
)  # fmt: skip
def test_working_links(address):
    """Pages, files, anchors and relative paths are resolved; other sites are not checked."""
    assert dead(address) == ""


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("/articles/cold/", "there is no such page or file"),
        ("/images/dto.png", "there is no such page or file"),
        ("cold/", "there is no such page or file"),
        ("/articles/warm", "it needs a slash at its end"),
        ("/articles/warm/#why", "that page has no “#why”"),
        ("#why", "that page has no “#why”"),
        ("/images/dot.png/", "there is no such page or file"),
        ("{filename}gone.md", "there is no such file"),
        ("|static|gone.pdf", "there is no such file"),
        ("http://[bad", "it is not an address"),
    ],
)
def test_the_reason_of_a_dead_link(address, why):
    """The reason is part of a sentence."""
    assert dead(address) == why


@pytest.mark.parametrize("siteurl", ["https://example.org/repo", "https://example.org/repo/"])
@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("https://example.org/repo/articles/warm/", ""),
        ("https://example.org/repo/", ""),
        ("https://example.org/repo", ""),
        ("https://example.org/repo/articles/cold/", "there is no such page or file"),
        ("https://example.org/repository/", "it leads out of the site"),
        ("/articles/warm/", "it leads out of the site"),
        ("/repo/articles/warm/", ""),
        ("../../images/dot.png", ""),
        ("http://example.org/repo/articles/cold/", ""),
    ],
)
def test_below_a_sub_path_links_must_stay_there(siteurl, address, why):
    """A URL with another scheme or host is another site's."""
    assert dead(address, siteurl=siteurl) == why


def test_every_page_with_a_dead_link_is_named():
    """For a URL that is the same on every page, and for a relative one."""
    pages = {
        name: parse('<a href="/gone/"><a href="warm/">') for name in ("a.html", "articles/b.html")
    }

    found = list(dead_links(pages, FILES, ""))

    assert found == [
        DeadLink("a.html", "/gone/", "there is no such page or file"),
        DeadLink("a.html", "warm/", "there is no such page or file"),
        DeadLink("articles/b.html", "/gone/", "there is no such page or file"),
    ]


@pytest.mark.parametrize(
    ("html", "addresses"),
    [
        ('<a href="/x/">', ["/x/"]),
        ("<A class=b HREF='/x/' >", ["/x/"]),
        ("<a\nhref=/x/>", ["/x/"]),
        ('<a href="/x/?a=1&amp;b=2">', ["/x/?a=1&b=2"]),
        ('<a title="a > b" href="/x/">', ["/x/"]),
        ('<a title="href=/no/" href="/x/">', ["/x/"]),
        ('<a href="/x/" href="/y/">', ["/x/"]),
        ("<a>", []),
        ('<p href="/x/">', []),
        ('<img src="a.png" srcset="b.png 1x, c.png 2x">', ["a.png", "b.png", "c.png"]),
        ('<source srcset="b.png">', ["b.png"]),
        ('<link rel="canonical" href="/x/">', ["/x/"]),
        ('<meta property="og:image" content="/x.png">', ["/x.png"]),
        ('<meta property="og:title" content="/x.png">', []),
        ('<script src="/x.js"></script>', ["/x.js"]),
        ("<script>document.write('<a href=\"/no/\">')</script>", []),
        ('<!-- <a href="/no/"> -->', []),
        ('<video src="/v.mp4" poster="/p.png"></video>', ["/v.mp4", "/p.png"]),
        ('<form action="/send/">', ["/send/"]),
        ("&lt;a href=/no/&gt;", []),
    ],
)
def test_links_are_read_as_in_browsers(html, addresses):
    """Quotes, letter case, character references, comments and scripts."""
    assert parse(html).addresses == addresses


class Oracle(HTMLParser):
    """Ids and links as the standard library's slow parser finds them."""

    def __init__(self):
        super().__init__()
        self.ids = set()
        self.links = []

    def handle_starttag(self, tag, attrs):
        """Collect ids and links."""
        values = dict(reversed(attrs))
        self.ids |= {values["id"]} if values.get("id") else set()
        if tag == "a" and values.get("href"):
            self.links.append(values["href"])


WORDS = st.text("abc /#&;=é'", max_size=8)
TAGS = st.builds(
    lambda tag, name, value, quote, text: f"<{tag} {name}={quote}{value}{quote}>{text}</{tag}>",
    st.sampled_from(["a", "p", "A", "section"]),
    st.sampled_from(["href", "id", "title", "HREF"]),
    WORDS.map(lambda value: value.replace("'", "").replace("&", "&amp;")),
    st.sampled_from(["'", '"']),
    WORDS,
)


@given(st.lists(TAGS | st.just("<!-- a --><br>") | st.just("<script>if (a<b) c</script>")))
def test_well_formed_pages_are_read_as_by_the_standard_library(parts):
    """Ids and links are the same, in the same order."""
    html = "".join(parts)
    oracle = Oracle()
    oracle.feed(html)

    found = parse(html)

    assert {name for name in found.ids if name} == oracle.ids
    assert [address for address in found.addresses if address] == oracle.links


@given(st.text("<>'\"/=-! abcdefhrscipt", max_size=300))
def test_any_text_can_be_read(text):
    """Copied files may contain anything."""
    parse(text)


FRAGMENTS = st.sampled_from(
    ["a", "a ", " a", "é-1_b", "a%20b", "%61", "a b", "a#b", "a?", "", "top"]
)


@given(FRAGMENTS, st.sets(FRAGMENTS), st.sampled_from(["", "https://x.example/y"]))
def test_a_link_within_a_page_is_resolved_like_one_from_another_page(fragment, ids, siteurl):
    """With characters that need no escape, and with others."""
    page = ParsedPage(ids=ids, addresses=[f"#{fragment}"])
    other = ParsedPage(addresses=[f"a.html#{fragment}"])

    found = list(dead_links({"a.html": page, "b.html": other}, ["a.html", "b.html"], siteurl))

    assert [link.page for link in found] in ([], ["a.html", "b.html"])
