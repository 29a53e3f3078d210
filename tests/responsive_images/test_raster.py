"""Drawing an SVG as pixels."""

import pytest

from plugins.responsive_images.raster import rasterise
from plugins.structured_data.card_text import FONT

SQUARE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 10">{}</svg>'
TEXT = '<text y="9" font-size="10">MM</text>'


def test_a_drawing_has_the_wanted_width_and_its_own_ratio():
    """What it leaves empty is transparent."""
    drawn = rasterise(SQUARE.format('<path fill="#123456" d="M0 0h10v10H0z"/>').encode(), 60)

    assert (drawn.mode, drawn.size) == ("RGBA", (60, 30))
    assert drawn.getpixel((15, 15)) == (0x12, 0x34, 0x56, 255)
    assert drawn.getpixel((45, 15))[3] == 0


def test_no_font_of_the_machine_is_used():
    """Text is drawn with the given font, or not at all."""
    without, with_font = (
        rasterise(SQUARE.format(TEXT).encode(), 60, font) for font in (None, FONT)
    )

    assert without.getbbox() is None
    assert with_font.getbbox()


def test_what_is_no_drawing_is_refused():
    """With resvg's words."""
    with pytest.raises(ValueError, match="root node"):
        rasterise(b"<svg", 60)
