"""The illustrations and icons of the repository's clinic: sizes, weight and labels."""

import re

import pytest
import yaml
from PIL import Image

from tests.building import ROOT

CONTENT = ROOT / "content"
PICTURES = sorted((CONTENT / "images").glob("*.png"))
DRAWINGS = sorted((CONTENT / "images").glob("*.svg"))
GALLERY = sorted((CONTENT / "images" / "gallery").glob("*.jpg"))


@pytest.mark.parametrize(
    ("pictures", "size"), [(PICTURES, (1200, 800)), (GALLERY, (1080, 1080))], ids=["png", "jpg"]
)
def test_illustrations_have_one_size_and_no_metadata(pictures, size):
    """A file has pixels only: no EXIF, no text, no colour profile."""
    for path in pictures:
        with Image.open(path) as image:
            image.load()

            assert image.size == size, path.name
            assert dict(image.getexif()) == {}, path.name
            assert set(image.info) <= {"jfif", "jfif_density", "jfif_unit", "jfif_version"}


def test_illustrations_are_light():
    """Each is smaller than 150 kB, the sixteen of posts and places together smaller than 3 MB."""
    sizes = [path.stat().st_size for path in PICTURES]

    assert len(sizes) == 16
    assert sum(sizes) < 3_000_000
    assert max(path.stat().st_size for path in [*PICTURES, *GALLERY]) < 150_000


def test_drawings_of_exercises_are_light_and_suit_dark_pages():
    """Each is smaller than 7 kB, and has other colours for dark pages."""
    drawings = {path.name: path.read_text("utf-8") for path in DRAWINGS}

    assert len(drawings) == 7
    for name, drawing in drawings.items():
        assert len(drawing) < 7_000, name
        assert "prefers-color-scheme:dark" in drawing, name


def test_the_gallery_is_labelled_as_illustrations():
    """curation.yaml lists each picture of the gallery's folder once, as an illustration."""
    rows = yaml.safe_load((CONTENT / "data/photos/curation.yaml").read_text("utf-8"))["own"]

    assert sorted(row["src"] for row in rows) == [f"gallery/{path.name}" for path in GALLERY]
    for row in rows:
        assert row["alt"].startswith("Illustration of ")
        assert "illustration" in row["caption"]


def test_icons_have_the_sizes_that_browsers_ask_for():
    """favicon.ico holds 16, 32 and 48 pixels, the touch icon has 180."""
    with Image.open(CONTENT / "extra" / "favicon.ico") as image:
        assert image.info["sizes"] == {(16, 16), (32, 32), (48, 48)}
    with Image.open(CONTENT / "extra" / "apple-touch-icon.png") as image:
        assert image.size == (180, 180)


def test_the_svg_icon_suits_light_and_dark_tabs():
    """It has two shapes, each with a colour for light tabs and another for dark ones."""
    svg = (CONTENT / "extra" / "favicon.svg").read_text("utf-8")
    light, dark = svg.split("prefers-color-scheme: dark")

    assert len(re.findall(r"<path class=", svg)) == 2
    assert len(set(re.findall(r"#\w{6}", light)) | set(re.findall(r"#\w{6}", dark))) == 4
