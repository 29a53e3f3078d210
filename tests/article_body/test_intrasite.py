"""Pelican's links within a site, before Pelican resolves them."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.article_body.intrasite import PATTERN, PREFIXES, LinkError, normalise
from plugins.article_body.url_rules import is_outside
from tests.article_body.site_contexts import body_of, body_of_markdown

OUTSIDE = [
    "javascript:alert(1)",
    "javascript:x?a/.test(alert(1))",
    "JaVaScRiPt:alert(1)",
    "java\tscript:alert(1)",
    "\x01javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:msgbox(1)",
    "file:///etc/passwd",
    "mailto:a@example.org",
    "https://evil.example/",
    "//evil.example/",
    "\\\\evil.example\\x",
]


@pytest.mark.parametrize(
    ("address", "written"),
    [
        ("{filename}other.md", "{filename}other.md"),
        ("|filename|../pages/about.md#team", "{filename}../pages/about.md#team"),
        ("{static}/files/leaflet.pdf?x=1&y=2#page=2", "{static}/files/leaflet.pdf?x=1&y=2#page=2"),
        ("|attach}leaflet.pdf", "{attach}leaflet.pdf"),
        ("{tag}Running", "{tag}Running"),
        ("{category}Ice baths", "{category}Ice baths"),
        ("{author}Nora Lind", "{author}Nora Lind"),
        ("{index}", "{index}"),
        ("{index}#top", "{index}#top"),
        ("{filename}a&b.md", "{filename}a%26b.md"),
        ("{filename}a.md?x=\" onclick='y'", "{filename}a.md?x=%22 onclick=%27y%27"),
        ("{static}<x>`.pdf", "{static}%3Cx%3E%60.pdf"),
        ("/treatments/", "/treatments/"),
        ("post{tag}.md", "post{tag}.md"),
        ("", ""),
    ],
)
def test_a_link_is_written_in_one_way(address, written):
    """Quotes and entities in it cannot end the attribute; other addresses are not touched."""
    assert normalise(address) == written


@pytest.mark.parametrize("prefix", [*(f"{{{name}}}" for name in PREFIXES), "|tag|", "|filename}"])
def test_no_prefix_may_precede_a_web_address(prefix):
    """Pelican would keep the scheme or host."""
    for address in OUTSIDE:
        with pytest.raises(LinkError):
            normalise(prefix + address)


@pytest.mark.parametrize(
    "address",
    ["{1}x", "|1|javascript:alert(1)", "{}x", "{tagg}x", "{Tag}x", "{{ SITEURL }}/x", "{", "| |x",
     "\t{1}javascript:alert(1)", "{java\tscript:alert(1)"],
)  # fmt: skip
def test_an_unknown_prefix_is_refused(address):
    """Whatever comes after it."""
    with pytest.raises(LinkError):
        normalise(address)


def test_a_misspelt_prefix_has_a_suggestion():
    """With the most similar prefix."""
    with pytest.raises(LinkError) as caught:
        normalise("{filname}other.md")

    assert "filename" in caught.value.hint


@given(st.text(st.sampled_from("{}|tagindex:/\\&\"'<> \t#?.")) | st.text())
def test_any_address_is_refused_or_safe_in_an_attribute(address):
    """A prefixed link has no quote, and no scheme or host after the prefix."""
    try:
        written = normalise(address)
    except LinkError:
        return

    match = re.match(r"\{(\w+)\}", written)
    if match and written != address:
        assert match[1] in PREFIXES
    if match and match[1] in PREFIXES:
        assert not set("\"'<>`") & set(written)
        assert not is_outside(written[match.end() :])


@pytest.mark.parametrize("prefix", ["{index}", "{1}", "|tag|"])
@pytest.mark.parametrize("scheme", ["javascript", "data"])
def test_the_text_of_a_refused_link_stays(prefix, scheme):
    """The problem has the address as it was written."""
    body = body_of_markdown(f"See [the *other* post]({prefix}{scheme}:x).")

    assert body.html == "<p>See the <em>other</em> post.</p>"
    assert [(p.words, p.rule, p.severity) for p in body.problems] == [
        (f"{prefix}{scheme}:x", "article-body/bad-link", "error")
    ]


@pytest.mark.parametrize(
    "html",
    [
        '<a href="/x/" title="href=\'{index}javascript:alert(1)\'">x</a>',
        "<a href='/x/' title='href=\"{index}javascript:alert(1)\"'>x</a>",
        "<p title='<a href=\"{filename}a&amp;b.md?&quot; onclick=alert(1)&quot;'>x</p>",
        '<img src="desk.png" alt=\'a href="{tag}x"\'>',
        '<code>&lt;a href="{tag}x"&gt;</code> href="{tag}x"',
    ],
)
def test_only_the_addresses_of_links_are_resolved(html):
    """Pelican's default pattern also matches text in a title, and rewrites it unescaped."""
    markup = re.compile(rf'(?P<markup><[^\>]+(?:href|src)\s*=\s*)(?P<quote>["\']){PATTERN}')

    assert markup.search(body_of(html).html) is None
    assert markup.search(body_of('<a title="x" href="{tag}x">x</a>').html)
