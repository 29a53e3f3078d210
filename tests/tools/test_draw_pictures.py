"""The drawn pictures: the same on each run, all in place, and carrying nothing but the picture."""

import re
from pathlib import Path

import pytest
import yaml
from PIL import Image

from tools.draw_pictures import mark, palette
from tools.draw_pictures.canvas import Canvas, Fade
from tools.draw_pictures.catalogue import PICTURES, Picture, save
from tools.draw_pictures.gallery import STILL_LIFES
from tools.draw_pictures.shapes import box, stamp, trace

CONTENT = Path(__file__).parents[2] / "content"


def scene(file):
    """The catalogue's picture of that file name."""
    return next(picture for picture in PICTURES if picture.file == file)


@pytest.mark.parametrize("file", ["sleep-and-recovery.png", "warming-up-before-a-run.png"])
def test_a_scene_drawn_twice_is_the_same_picture(file, tmp_path):
    """Drawing is deterministic down to the bytes of the file, scattered leaves included."""
    picture = scene(file)
    first, second = tmp_path / "a" / file, tmp_path / "b" / file

    image = picture.draw(supersample=1)
    save(image, first)
    save(picture.draw(supersample=1), second)

    assert first.read_bytes() == second.read_bytes()
    assert len(image.getcolors(1 << 24)) > 100


@pytest.mark.parametrize("picture", PICTURES, ids=lambda picture: picture.file)
def test_every_listed_picture_is_in_content_at_its_size_without_metadata(picture: Picture):
    """Each picture of the catalogue is committed, has the stated size, and no EXIF, text or ICC."""
    with Image.open(CONTENT / "images" / picture.file) as image:
        image.load()

        assert image.size == picture.size
        assert dict(image.getexif()) == {}
        assert set(image.info) <= {"jfif", "jfif_density", "jfif_unit", "jfif_version"}


def test_the_set_stays_light():
    """All drawn pictures together stay under 3 MB, and none is heavier than 150 kB."""
    sizes = [(CONTENT / "images" / picture.file).stat().st_size for picture in PICTURES]

    assert sum(sizes) < 3_000_000
    assert max(sizes) < 150_000


def test_file_names_are_unique():
    """No two pictures overwrite each other."""
    files = [picture.file for picture in PICTURES]

    assert len(files) == len(set(files)) == 16


def test_the_gallery_is_what_curation_shows():
    """Each still life is there, with its words, and says itself that it is drawn."""
    own = yaml.safe_load((CONTENT / "data/photos/curation.yaml").read_text("utf-8"))["own"]
    known = {f"gallery/{still.name}.jpg": still for still in STILL_LIFES}

    assert [row["src"] for row in own] == list(known)
    for row in own:
        still = known[row["src"]]
        assert (row["alt"], row["caption"]) == (still.alt, still.caption)
        assert "llustration" in row["alt"]
        assert "illustration" in row["caption"]
        assert (CONTENT / "images" / row["src"]).is_file()


def test_a_still_life_drawn_twice_is_the_same_picture():
    """The scattered leaves fall alike each time, down to the bytes."""
    still = STILL_LIFES[-1]

    assert still.draw(supersample=1) == still.draw(supersample=1)


def test_the_icons_are_drawn_at_their_sizes(tmp_path):
    """The icon holds 16, 32 and 48 pixels, the touch icon 180; the committed ones match."""
    icon, touch = mark.write_icons(tmp_path)

    with Image.open(icon) as image:
        assert image.info["sizes"] == {(16, 16), (32, 32), (48, 48)}
    with Image.open(touch) as image:
        assert image.size == (180, 180)
    assert icon.read_bytes() == (CONTENT / "extra" / "favicon.ico").read_bytes()
    assert touch.read_bytes() == (CONTENT / "extra" / "apple-touch-icon.png").read_bytes()


def test_the_svg_mark_has_the_outlines_and_colours_of_the_drawn_one():
    """One mark: the hand-written SVG repeats the drawn outlines and takes palette colours."""
    svg = (CONTENT / "extra" / "favicon.svg").read_text(encoding="utf-8")

    assert re.findall(r' d="([^"]+) Z"', svg) == [mark.LOWER, mark.UPPER]
    assert re.findall(r"#\w+", svg) == [
        palette.PINE,
        palette.CLAY,
        palette.SAGE_SOFT,
        palette.CLAY_SOFT,
    ]
    assert "prefers-color-scheme: dark" in svg


def test_trace_reads_lines_and_ends_curves_on_their_last_point():
    """Pairs after M are corners; Q and C finish on their last pair."""
    assert trace("M 0 0 L 10 0 10 -2.5 Z") == [(0, 0), (10, 0), (10, -2.5)]
    assert trace("M 0 0 C 0 5 5 10 10 10 Q 15 10 20 0")[-1] == (20, 0)


def test_a_stamp_turns_then_sizes_then_moves():
    """A drawing about the origin lands where it is stamped."""
    place = stamp(100, 50, size=2, turn=90)

    assert place("M 10 0") == [(100, 70)]


def test_a_fill_covers_the_outline_and_nothing_beyond():
    """A box paints its middle and leaves the corner of the picture."""
    canvas = Canvas(24, 24)
    canvas.ground("#ffffff")
    canvas.fill("#000000", box(8, 8, 10, 10))
    image = canvas.finish()

    assert image.getpixel((12, 12)) == (0, 0, 0)
    assert image.getpixel((0, 0)) == (255, 255, 255)


def test_a_fade_runs_from_its_first_colour_to_its_second():
    """Beyond both ends a gradient keeps its end colours."""
    canvas = Canvas(2, 30, supersample=1)
    canvas.ground(Fade("#000000", "#c8c8c8", (0, 10), (0, 20)))
    image = canvas.finish()

    assert image.getpixel((1, 2)) == (0, 0, 0)
    assert 60 < image.getpixel((1, 15))[0] < 140
    assert image.getpixel((1, 28)) == (200, 200, 200)


def test_painting_inside_a_shape_stays_within_it():
    """While a shape is open, a fill of the whole ground reaches only that shape."""
    canvas = Canvas(24, 24)
    canvas.ground("#ffffff")
    with canvas.inside(box(0, 0, 12, 24)):
        canvas.ground("#000000")
    image = canvas.finish()

    assert image.getpixel((4, 12)) == (0, 0, 0)
    assert image.getpixel((20, 12)) == (255, 255, 255)
