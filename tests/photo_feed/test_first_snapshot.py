"""The site's own snapshot is sound: each photo true to its file, no file without a photo."""

import hashlib
import re
from pathlib import Path

from PIL import Image

from plugins.photo_feed.snapshot import dump, parse

FOLDER = Path(__file__).parents[2] / "content" / "data" / "photos"


def read():
    found, findings = parse((FOLDER / "photos.json").read_text(encoding="utf-8"), "photos.json")
    assert findings == []
    return found


def test_it_is_written_as_dump_writes_it():
    """A refresh of the same photos would change no byte; an empty list may be typed by hand."""
    written = read()

    assert not written.photos or dump(written) == (FOLDER / "photos.json").read_text("utf-8")


def test_sizes_and_names_are_true():
    """The sizes are those of the files, and a hash in a name is that of the content."""
    for photo in read().photos:
        path = FOLDER / "pictures" / photo.file
        with Image.open(path) as image:
            assert image.size == (photo.width, photo.height)
        if re.fullmatch("[0-9a-f]{16}", path.stem):
            assert path.stem == hashlib.sha256(path.read_bytes()).hexdigest()[:16]


def test_no_picture_is_left_over():
    """Every picture belongs to a photo."""
    files = {path.name for path in FOLDER.glob("pictures/*")}

    assert files == {photo.file for photo in read().photos}
