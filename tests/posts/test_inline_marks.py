"""Bare addresses become links, and ~~struck~~ words are marked as deleted."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.article_body.reading import parse
from plugins.article_body.sanitising import sanitise
from plugins.posts.markdown_body import to_html


def links(text):
    """The address and the words of each link in the HTML of a Markdown text."""
    root = parse(to_html(text))
    return [(link.get("href"), link.text()) for link in root.elements({"a"})]


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("See https://www.nhs.uk/conditions/ today.", "https://www.nhs.uk/conditions/"),
        ("See http://example.org/a?b=c&d=e#f.", "http://example.org/a?b=c&d=e#f"),
        ("(https://example.org/a_(b))", "https://example.org/a_(b)"),
        ("(see https://example.org).", "https://example.org"),
        ("“https://example.org/x”", "https://example.org/x"),
        ("**https://example.org/x**", "https://example.org/x"),
        ("*as on https://example.org/x*", "https://example.org/x"),
        ("https://example.org/_a_/b_c*d", "https://example.org/_a_/b_c*d"),
        ("https://example.org/a\\_b", "https://example.org/a_b"),
        ("https://example.org, https", "https://example.org"),
        ("Is it https://example.org/x?!", "https://example.org/x"),
        ("https://example.org:8080/x", "https://example.org:8080/x"),
        ("https://example.org/x\nmore", "https://example.org/x"),
        ("HTTPS://EXAMPLE.ORG", "HTTPS://EXAMPLE.ORG"),
        ("https://www.youtube.com/watch?v=_a_b", "https://www.youtube.com/watch?v=_a_b"),
        ("https://example.org/x`code`", "https://example.org/x"),
        ("https://example.org/x&amp;", "https://example.org/x"),
    ],
)
def test_an_address_is_a_link(text, address):
    """Without the punctuation of the sentence."""
    assert links(text) == [(address, address)]


@pytest.mark.parametrize(
    ("text", "address", "words"),
    [
        ("See www.nhs.uk.", "https://www.nhs.uk", "www.nhs.uk"),
        ("www.example.co.uk/a(b)c)", "https://www.example.co.uk/a(b)c", "www.example.co.uk/a(b)c"),
        ("Www.nhs.uk is one", "https://Www.nhs.uk", "Www.nhs.uk"),
        ("Write to hello@example.org.", "mailto:hello@example.org", "hello@example.org"),
        ("(a.b+c@d-e.co.uk)", "mailto:a.b+c@d-e.co.uk", "a.b+c@d-e.co.uk"),
        ("E-mail:x_y@example.org", None, None),
        ("*hello@example.org*", "mailto:hello@example.org", "hello@example.org"),
    ],
)
def test_a_link_gets_its_scheme(text, address, words):
    """And is shown as it was written."""
    assert links(text) == ([(address, words)] if address else [])


@pytest.mark.parametrize(
    "mark", ["- {}", "> {}", "!!! note\n    {}", "| a |\n|---|\n| {} |", "## {}"]
)
def test_in_every_block(mark):
    """Lists, quotes, boxes, tables and headings."""
    assert links(mark.format("x www.nhs.uk")) == [("https://www.nhs.uk", "www.nhs.uk")]


@pytest.mark.parametrize(
    "text",
    [
        "`https://example.org`", "```\nwww.nhs.uk\n```", "    www.nhs.uk", "<code>a@b.org</code>",
        "<pre>www.nhs.uk</pre>", '<span title="https://example.org">x</span>',
        "## x {: data-x=https://example.org }", "[x]: https://example.org",
        "logo@2x.png", "@nora and @run_club.se", "https://", "http://localhost:8000/x", "www.nhs",
        "xhttps://example.org", "a@b", "a@@b.org", "![www.nhs.uk](x.png)", "*[www.nhs.uk]: x",
    ],
)  # fmt: skip
def test_what_is_no_link(text):
    """Code, attributes, definitions, and what only looks like an address."""
    assert links(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "[https://a.org](https://b.org)", "[*www.a.org*](https://b.org)", "<https://b.org>",
        '<a href="https://b.org">https://a.org</a>', '<a href="https://b.org"><b>a@a.org</b></a>',
        "[www.a.org][b]\n\n[b]: https://b.org", '<A HREF="https://b.org">**www.a.org**</A>',
    ],
)  # fmt: skip
def test_a_link_stays_one_link(text):
    """A link within another would end it."""
    (found,) = links(text)

    assert found[0] == "https://b.org"


@pytest.mark.parametrize(
    ("text", "struck"),
    [
        ("Now ~~£40~~ £35", ["£40"]),
        ("~~a b~~ and ~~c~~.", ["a b", "c"]),
        ("~~a **b** `c`~~", ["a b c"]),
        ("**~~a~~**", ["a"]),
        ("- ~~a~~", ["a"]),
        ("~~a\nb~~", ["a\nb"]),
        ("~~see www.nhs.uk~~", ["see www.nhs.uk"]),
        ("about ~~ 5 ~~ or", []),
        ("~~a ~~b", []),
        ("`~~a~~`", []),
        ("~~~a~~~", []),
        ("\\~~a~~", []),
    ],
)
def test_struck_words_are_deleted_text(text, struck):
    """The sanitiser keeps it, and the words."""
    html = sanitise(to_html(text))

    assert [tag.text() for tag in parse(html).elements({"del"})] == struck


PIECES = st.sampled_from([
    "https://", "www.", "x.org", "a@", " ", "\n", "(", ")", "*", "_", "~~", "`", "<", ">", "[", "]",
    "](y)", "&amp;", "{", "}", ".", "\\", "<a>", "</a>", "/", "b",
])  # fmt: skip


@given(st.lists(PIECES, max_size=20).map("".join))
def test_no_link_is_in_another_and_no_letter_is_lost(text):
    """Whatever is around an address."""
    html = to_html(text)
    root = parse(html)

    assert "klzzwxh" not in html
    for link in root.elements({"a"}):
        assert link.text() or "<a>" in text or "[" in text


SLOW = {
    "brackets": "https://a.bc/" + ")." * 50_000,
    "semicolons": "https://a.bc/" + ";" * 100_000,
    "local parts": "a!" * 50_000,
    "labels": "a@" + "b." * 50_000 + "1",
    "one label": "https://" + "a" * 100_000,
    "schemes": "https://" * 20_000,
    "hosts": "www." * 20_000,
    "struck": "~~a " * 20_000,
    "bold within": "*a **b** " * 10_000,
    "many bold within": "*a" + " **b**" * 10_000,
    "lines to write on": "____ " * 10_000,
    "links": "<a></a>" * 5_000 + "www.x.org",
}


@pytest.mark.parametrize("text", SLOW.values(), ids=SLOW)
def test_the_time_is_linear(text):
    """Far below the limit for reading a post."""
    started = time.process_time()

    to_html(text)

    assert time.process_time() - started < 2


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("*Bring **shoes** too.*", "<em>Bring <strong>shoes</strong> too.</em>"),
        ("*a **b** c **d***", "<em>a <strong>b</strong> c <strong>d</strong></em>"),
        ("*a* **b** *c*", "<em>a</em> <strong>b</strong> <em>c</em>"),
        ("Name: ______ Date: __________", "Name: ______ Date: __________"),
        ("____ and __bold__", "____ and <strong>bold</strong>"),
    ],
)
def test_bold_words_in_emphasised_ones_and_lines_to_write_on(text, html):
    """As in CommonMark."""
    assert to_html(text) == f"<p>{html}</p>"
