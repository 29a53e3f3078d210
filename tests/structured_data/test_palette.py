"""The colours of cards: the theme's own, by day."""

from plugins.structured_data.palette import NAMES, palette
from tests.building import ROOT

TOKENS = ROOT / "theme" / "static" / "css" / "tokens.css"


def test_the_first_root_counts():
    """The dark scheme, further down, is not that of a card."""
    css = (
        ":root { --paper: #FFFFFF; --x: 1rem; --sun: red; }\n@media x { :root { --ink: #000000; } }"
    )

    assert palette(css) == {"paper": "#ffffff"}


def test_css_without_tokens_has_none():
    """A theme of another kind."""
    assert palette("body { color: #123456 }") == {}


def test_the_theme_has_them_all():
    """Each colour that a card needs."""
    assert tuple(palette(TOKENS.read_text("utf-8"))) == NAMES
