"""The picture of a social card, before it is cut."""

import pytest
from PIL import Image

from plugins.structured_data.card_pictures import opened

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {} {}"><path d="M0 0h9v9z"/></svg>'


def test_what_is_transparent_is_white(tmp_path):
    """As on the page of a light screen."""
    Image.new("RGBA", (4, 4)).save(tmp_path / "logo.png")

    assert opened("logo.png", (2, 2), tmp_path).getpixel((0, 0)) == (255, 255, 255)


def test_a_drawing_covers_the_box(tmp_path):
    """Also one that is wider."""
    (tmp_path / "wide.svg").write_text(SVG.format(400, 100))

    assert opened("wide.svg", (40, 40), tmp_path).size == (160, 40)


@pytest.mark.parametrize("size", [(1, 700), (700, 1), (1, 100_000)])
def test_a_drawing_that_is_far_too_long_is_refused(tmp_path, size):
    """Before it fills the memory."""
    (tmp_path / "long.svg").write_text(SVG.format(*size))

    with pytest.raises(ValueError, match="long"):
        opened("long.svg", (600, 600), tmp_path)
