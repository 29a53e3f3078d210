"""Sanitising is the last step of building a body."""

import pytest

from plugins.article_body.sanitising import TAGS, sanitise
from tests.article_body.hostile import SAFE_TAGS, harmful


def test_the_sanitiser_alone_removes_what_runs():
    """It does not rely on the transforms."""
    assert harmful(sanitise) == []


@pytest.mark.parametrize(
    "html",
    [
        '<p class="note" id="a" lang="nb" dir="rtl" title="t">a</p>',
        '<a href="https://www.nhs.uk/" hreflang="en" rel="nofollow">a</a>',
        '<a href="http://old.example.org/">a</a>',
        '<a href="mailto:a@example.org">a</a><a href="tel:111">b</a>',
        '<a href="{filename}x.md#y">c</a><a href="//www.nhs.uk/">d</a>',
        '<img src="{static}a.png" alt="a">',
        '<div class="table-scroll" role="region" tabindex="0" aria-label="Table 1">a</div>',
        '<table><thead><tr><th scope="col" colspan="2" class="x">a</th></tr></thead></table>',
        '<table><tbody><tr><td rowspan="2" headers="x">b</td></tr></tbody></table>',
        "<table><tfoot><tr><td>c</td></tr></tfoot></table>",
        '<ol start="3" reversed="" type="a"><li value="5">a</li></ol>',
        '<details open=""><summary>a</summary><p>b</p></details>',
        '<time datetime="2026-03-14">14 March</time> <abbr title="x">y</abbr> <kbd>z</kbd>',
        "<dl><dt>a</dt><dd>b</dd></dl><address>c</address><section>d</section>",
        "<ruby>痛<rt>いた</rt></ruby> H<sub>2</sub>O m<sup>2</sup> <mark>x</mark> <del>y</del>",
    ],
)
def test_allowed_markup_stays(html):
    """Language, direction, roles, captions, cells and lists are unchanged."""
    assert sanitise(html) == html


@pytest.mark.parametrize(
    "attribute",
    ["srcset=x.png", "sizes=1px", "width=1", "height=2", "loading=eager", "decoding=sync", "ismap"],
)
def test_an_image_has_only_its_address_and_its_text(attribute):
    """The published picture brings the others."""
    assert sanitise(f'<img src="a.png" alt="a" {attribute}>') == '<img src="a.png" alt="a">'


def test_no_picture_element_is_an_editors():
    """Its sources would be unchecked addresses."""
    html = '<picture><source srcset="//evil.example/x.png"><img src="a.png" alt="a"></picture>'

    assert sanitise(html) == '<img src="a.png" alt="a">'


@pytest.mark.parametrize("name", ["script", "style", "template", "title"])
def test_code_is_removed_with_its_element(name):
    """Its content is not text."""
    assert sanitise(f"a<{name}>b</{name}>c") == "ac"


def test_the_list_of_elements_is_the_reviewed_one():
    """A new version of the library cannot add an element without notice."""
    assert TAGS == SAFE_TAGS
