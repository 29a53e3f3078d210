"""The icons that are drawn from the clinic's mark."""

import pytest
from PIL import Image

from plugins.site.icons import write_icons

MARK = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><style>.a { fill: #102030 }'
    "@media (prefers-color-scheme: dark) { .a { fill: #fff } }</style>"
    '<path class="a" d="M4 4h24v24H4z"/></svg>'
)


@pytest.fixture
def mark(tmp_path):
    """A published mark in the site."""
    path = tmp_path / "mark.svg"
    path.write_text(MARK, "utf-8")
    return path


def test_the_icons_are_drawn_in_the_colours_for_light_screens(mark, tmp_path):
    """The small one without a ground; the other is opaque, as phones want it."""
    write_icons(mark, tmp_path, "#f8f5ee")

    assert (tmp_path / "favicon.svg").read_text("utf-8") == MARK
    with Image.open(tmp_path / "favicon.ico") as icon:
        assert icon.ico.sizes() == {(16, 16), (32, 32)}
        assert icon.convert("RGBA").getpixel((16, 16)) == (16, 32, 48, 255)
        assert icon.convert("RGBA").getpixel((0, 0))[3] == 0
    with Image.open(tmp_path / "apple-touch-icon.png") as icon:
        assert (icon.size, icon.mode) == ((180, 180), "RGB")
        assert icon.getpixel((90, 90)) == (16, 32, 48)
        assert icon.getpixel((0, 0)) == (0xF8, 0xF5, 0xEE)


def test_the_same_mark_gives_the_same_bytes(mark, tmp_path):
    """A build writes what the last one wrote."""
    write_icons(mark, tmp_path)
    first = (tmp_path / "favicon.ico").read_bytes()
    (tmp_path / "favicon.ico").unlink()
    write_icons(mark, tmp_path)

    assert (tmp_path / "favicon.ico").read_bytes() == first


def test_an_icon_of_the_editors_is_kept(mark, tmp_path):
    """One that is drawn for its size may be clearer."""
    (tmp_path / "favicon.ico").write_bytes(b"own")
    write_icons(mark, tmp_path)

    assert (tmp_path / "favicon.ico").read_bytes() == b"own"
    assert (tmp_path / "apple-touch-icon.png").exists()
