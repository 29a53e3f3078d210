"""The illustrations and icons of the repository's clinic: sizes, weight and labels."""

import re

import pytest
import yaml
from PIL import Image

from plugins.responsive_images import svg
from tests.building import ROOT

CONTENT = ROOT / "content"
DRAWINGS = sorted((CONTENT / "images").glob("*.svg"))
GALLERY = sorted((CONTENT / "images" / "gallery").glob("*.jpg"))


def test_the_gallery_has_one_size_and_no_metadata():
    """A file has pixels only: no EXIF, no text, no colour profile."""
    for path in GALLERY:
        with Image.open(path) as image:
            image.load()

            assert image.size == (1080, 1080), path.name
            assert dict(image.getexif()) == {}, path.name
            assert set(image.info) <= {"jfif", "jfif_density", "jfif_unit", "jfif_version"}


def test_every_post_and_place_has_a_drawing():
    """It has the name of the post or the place, and the proportions of a photo."""
    places = yaml.safe_load((CONTENT / "data/clinic.yaml").read_text("utf-8"))["locations"]
    names = [path.stem for path in (CONTENT / "articles").glob("*.md")]
    names += [place["slug"] for place in places]

    for name in names:
        drawing = svg.sanitise((CONTENT / "images" / f"{name}.svg").read_bytes())
        assert (drawing.width, drawing.height) == (1200, 800), name


def test_illustrations_are_light():
    """A picture of the gallery is smaller than 150 kB, a drawing smaller than 8 kB."""
    assert max(path.stat().st_size for path in GALLERY) < 150_000
    assert max(path.stat().st_size for path in DRAWINGS) < 8_000


@pytest.mark.parametrize("path", DRAWINGS, ids=lambda path: path.stem)
def test_drawings_suit_dark_pages_and_have_no_text(path):
    """A drawing has other colours for dark pages, and says nothing that its alt would have to."""
    drawing = path.read_text("utf-8")

    assert "prefers-color-scheme:dark" in drawing
    assert "<text" not in drawing


def test_the_gallery_is_labelled_as_illustrations():
    """curation.yaml lists each picture of the gallery's folder once, as an illustration."""
    rows = yaml.safe_load((CONTENT / "data/photos/curation.yaml").read_text("utf-8"))["own"]

    assert sorted(row["src"] for row in rows) == [f"gallery/{path.name}" for path in GALLERY]
    for row in rows:
        assert row["illustration"]


def test_the_mark_suits_light_and_dark_screens():
    """Its largest shape has the colour of links, which each colour scheme has its own of."""
    facts = yaml.safe_load((CONTENT / "data/clinic.yaml").read_text("utf-8"))
    svg = (CONTENT / "images" / facts["mark"]).read_text("utf-8")

    assert re.findall(r'<path fill="(.*?)"', svg)[0] == "currentColor"
    assert f'color="{facts["colours"]["light"]["brand"]}"' in svg
