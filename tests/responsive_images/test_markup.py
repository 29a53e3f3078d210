"""The published pictures in the HTML of a body."""

from html import escape

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from plugins.article_body.sanitising import sanitise
from plugins.responsive_images.markup import SIZES, insert_pictures
from plugins.responsive_images.picture import ImageCandidate, Picture, PictureSource

DESK = Picture("images/desk-0123456789-800.png", 800, 600)
HILL = Picture(
    "images/hill-0123456789-640.png", 640, 400,
    sources=tuple(
        PictureSource(f"image/{kind}", (ImageCandidate(f"images/hill-0123456789-640.{kind}", 640),))
        for kind in ("avif", "webp", "png")
    ),
)  # fmt: skip
PICTURES = {"desk-0123456789": DESK, "hill-0123456789": HILL}


def inserted(html, base="/repo/"):
    return insert_pictures(html, PICTURES, base)


def test_an_image_gets_its_address_and_size():
    """So that the layout is stable; its other attributes stay."""
    html = inserted('<p><img alt="A &quot;desk&quot;" src="images/desk-0123456789" class="x"></p>')

    assert html == (
        '<p><img src="/repo/images/desk-0123456789-800.png" alt="A &quot;desk&quot;" class="x" '
        'width="800" height="600" loading="lazy" decoding="async"></p>'
    )


def test_an_image_of_several_formats_offers_them_all():
    """The smallest first; the format that all browsers support is in the img."""
    html = inserted('<img src="images/hill-0123456789" alt="A hill">')
    tags = BeautifulSoup(html, "html.parser").find_all(True)

    at = "/repo/images/hill-0123456789-640"
    assert [(tag.name, tag.get("type"), tag.get("srcset")) for tag in tags] == [
        ("picture", None, None),
        ("source", "image/avif", f"{at}.avif 640w"),
        ("source", "image/webp", f"{at}.webp 640w"),
        ("img", None, f"{at}.png 640w"),
    ]
    assert {tag["sizes"] for tag in tags[1:]} == {SIZES}


def test_a_link_leads_to_the_widest_file():
    """Which every browser can read."""
    html = inserted('<a title="x" href="images/hill-0123456789">A hill</a>', base="")

    assert html == '<a title="x" href="images/hill-0123456789-640.png">A hill</a>'


@pytest.mark.parametrize(
    "html",
    [
        "<p>images/desk-0123456789</p>",
        '<p> href="images/desk-0123456789"</p>',
        '<p title="href=&quot;images/desk-0123456789&quot;">x</p>',
        '<a href="images/other-0123456789">x</a>',
        '<a href="images/desk-0123456789.pdf">x</a>',
    ],
)
def test_other_text_is_unchanged(html):
    """Only whole addresses of images of this body are replaced."""
    assert inserted(html) == html


def test_a_site_address_is_escaped():
    """It may have an ampersand."""
    assert 'src="/a&amp;b/images/desk' in inserted(
        '<img src="images/desk-0123456789" alt="x">', base="/a&b/"
    )


@given(st.text(alphabet=' <>"=ab&;/-', max_size=60))
def test_a_body_without_images_is_unchanged(text):
    """Whatever its text looks like."""
    assert inserted(text) == text


def test_the_sanitiser_writes_what_the_pictures_are_found_by():
    """A quotation mark or a > within a value would end it too early."""
    text = '" src="images/desk-0123456789" onerror="x()"><b>'
    html = f'<p><img alt="{escape(text)}" src="images/desk-0123456789"></p>'

    found = BeautifulSoup(inserted(sanitise(html)), "html.parser")

    assert [tag.name for tag in found.find_all(True)] == ["p", "img"]
    assert found.img["alt"] == text
    assert found.img["src"] == "/repo/images/desk-0123456789-800.png"
