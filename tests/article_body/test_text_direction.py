"""Controls of text direction in a body."""

import pytest

from plugins.article_body.text_direction import RULE, remove_unpaired_directions
from plugins.core.bidi import CONTROLS
from tests.article_body.site_contexts import body_of, document_of, soup_of

LRE, RLE, PDF, RLO, RLI, PDI = "\u202a", "\u202b", "\u202c", "\u202e", "\u2067", "\u2069"


def removed(html):
    document = document_of(html)
    remove_unpaired_directions(document)
    return str(soup_of(document)), [(problem.words, problem.rule) for problem in document.problems]


@pytest.mark.parametrize(
    "html",
    [
        "<p>Plain words</p>",
        f"<p>a {RLE}b <em>c</em>\nd{PDF} e</p>",
        f"<p>a {RLI}b{PDI}</p><ul><li>{RLE}c{PDF}</li></ul>",
        f"<p>{RLE}a <bdi>b</bdi> c{PDF}</p>",
        f'<p><a title="{RLI}a{PDI}">b</a></p>',
        f"<pre><code>{RLE}a{PDF}\n{RLE}b{PDF}</code></pre>",
    ],
)
def test_pairs_within_a_paragraph_stay(html):
    """A pair may span inline markup and the lines of the source."""
    assert removed(html) == (html, [])


@pytest.mark.parametrize(
    ("html", "kept", "words"),
    [
        (f"<p>a {RLO}b</p>", "<p>a b</p>", ["a"]),
        ("<p>a &#x202e;b &#8238;c</p>", "<p>a b c</p>", ["a"]),
        (f"<p>a<b>{RLO}b</b> c</p>", "<p>a<b>b</b> c</p>", ["b"]),
        (f"<p>a {RLE}b</p><p>c {PDF}d</p>", "<p>a b</p><p>c d</p>", ["a", "c"]),
        (f"<p>a {RLE}b<br/>c {PDF}d</p>", "<p>a b<br/>c d</p>", ["a", "c"]),
        (f"<li>a {RLE}b<ul><li>c</li></ul>d {PDF}</li>",
         "<li>a b<ul><li>c</li></ul>d </li>", ["a", "d"]),
        (f"<p>a {RLE}b<bdi>c {PDF}</bdi></p>", "<p>a b<bdi>c </bdi></p>", ["a", "c"]),
        (f'<p>a {RLE}b<b dir="rtl">c {PDF}</b></p>', '<p>a b<b dir="rtl">c </b></p>', ["a", "c"]),
        (f"<pre>a {RLE}b\nc {PDF}</pre>", "<pre>a b\nc </pre>", ["a"]),
        (f"<p>{RLE}a {RLO}b{PDF}</p>", f"<p>a {RLO}b{PDF}</p>", ["a"]),
        (f'<p><a aria-label="c{PDI}" title="a {RLO}b">d</a></p>',
         '<p><a aria-label="c" title="a b">d</a></p>', ["c", "a"]),
        (f'<p><img alt="a {RLO}b" src="c"/></p>', '<p><img alt="a b" src="c"/></p>', ["a"]),
    ],
)  # fmt: skip
def test_unpaired_controls_are_reported_and_removed(html, kept, words):
    """The first of each paragraph and attribute is reported, with words near it."""
    assert removed(html) == (kept, [(word, RULE) for word in words])


def test_no_output_has_an_unpaired_control():
    """Text, excerpt, headings and their ids are made from the remaining text."""
    body = body_of(f"<h2>One {RLO}two</h2><p>Three &#x2067;four.</p>")

    assert not CONTROLS.search(body.html + body.text + body.excerpt + body.headings[0].text)
    assert [heading.id for heading in body.headings] == ["one-two"]
    assert [problem.rule for problem in body.problems] == [RULE, RULE]


def test_an_excerpt_splits_no_pair():
    """A control that loses its partner by shortening is removed."""
    body = body_of(f"<p>a {RLE}{'words and ' * 40}{PDF}</p>")

    assert CONTROLS.findall(body.html) == [RLE, PDF]
    assert not CONTROLS.search(body.excerpt)
