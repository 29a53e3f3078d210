"""How links are written for the built site."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.article_body.url_rules import (
    as_browsers_read,
    is_outside,
    is_picture_file,
    scheme_of,
    site_link,
)


@pytest.mark.parametrize(
    ("href", "written"),
    [
        ("/treatments/", "https://x.example/repo/treatments/"),
        ("/treatments/#massage", "https://x.example/repo/treatments/#massage"),
        ("/", "https://x.example/repo/"),
        ("other-post.md", "{filename}other-post.md"),
        ("../pages/about.MD?x=1#team", "{filename}../pages/about.MD?x=1#team"),
        ("old.rst", "{filename}old.rst"),
        ("leaflet.pdf", "{static}leaflet.pdf"),
        ("files/leaflet.pdf#page=2", "{static}files/leaflet.pdf#page=2"),
        ("../stiff-necks/", "../stiff-necks/"),
        ("../v1.2/", "../v1.2/"),
        ("old-page.html", "old-page.html"),
        ("sleep", "sleep"),
        ("#risks", "#risks"),
        ("?page=2", "?page=2"),
        ("", ""),
        ("{filename}other.md", "{filename}other.md"),
        ("|static|leaflet.pdf", "|static|leaflet.pdf"),
        ("https://www.nhs.uk/", "https://www.nhs.uk/"),
        ("HTTPS://www.nhs.uk/", "HTTPS://www.nhs.uk/"),
        ("//www.nhs.uk/", "//www.nhs.uk/"),
        ("\\\\www.nhs.uk", "\\\\www.nhs.uk"),
        ("mailto:hello@example.org", "mailto:hello@example.org"),
        ("tel:+442079460000", "tel:+442079460000"),
        ("http://[broken", "http://[broken"),
    ],
)
def test_links_below_a_sub_path(href, written):
    """Only addresses within the site change, so that they work below /repo/, too."""
    assert site_link(href, "https://x.example/repo") == written


def test_links_of_a_local_build_begin_with_a_slash():
    """Without a site address an absolute path stays as it is."""
    assert site_link("/treatments/", "") == "/treatments/"


@pytest.mark.parametrize(
    ("address", "scheme"),
    [
        ("https://x.example/", "https"),
        ("JavaScript:alert(1)", "javascript"),
        (" \x01java\tscr\nipt:x", "javascript"),
        ("view-source:x", "view-source"),
        ("page:2/", "page"),
        ("sleep/", "https"),
        ("//x.example/", "https"),
        ("#a:b", "https"),
        ("", "https"),
    ],
)
def test_scheme_as_a_browser_reads_it(address, scheme):
    """In any letter case, with white space; an address without a scheme has the site's."""
    assert scheme_of(address) == scheme


@pytest.mark.parametrize(
    ("address", "outside"),
    [
        ("https://cdn.example.com/x.png", True),
        ("//cdn.example.com/x.png", True),
        ("\\\\cdn.example.com\\x.png", True),
        ("/\\cdn.example.com/x.png", True),
        (" //cdn.example.com/x.png", True),
        ("data:image/png;base64,x", True),
        ("x.png", False),
        ("/images/x.png", False),
        ("images\\x.png", False),
        ("{static}/images/x.png", False),
    ],
)
def test_addresses_of_other_sites(address, outside):
    """Two slashes or backslashes begin a host."""
    assert is_outside(address) is outside


def test_only_backslashes_at_the_start_are_replaced():
    """A backslash within a query is data."""
    assert as_browsers_read("\t\\\\a\\b?c=\\ ") == "//a\\b?c=\\"


@pytest.mark.parametrize(
    ("href", "picture"),
    [
        ("run.jpg", True),
        ("{static}/images/RUN.JPEG", True),
        ("/images/run.png?x=1#y", True),
        ("drawing.svg", True),
        ("photo.HEIC", True),
        ("https://x.example/run.jpg", False),
        ("leaflet.pdf", False),
        ("page?picture=run.jpg", False),
        ("//[run.jpg", False),
        ("[run.jpg", True),
    ],
)
def test_links_to_pictures_are_recognised_by_their_extension(href, picture):
    """Without query and fragment; pictures of other sites do not count."""
    assert is_picture_file(href) is picture


@given(st.text() | st.text(st.sampled_from("/\\[]:?#@.{}| \t\n\x0baA")))
def test_any_address_can_be_written(href):
    """Nothing is raised."""
    assert site_link(href, "").endswith(href)
    assert is_picture_file(f"{href}.png") in {True, False}
