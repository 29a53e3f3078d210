"""Finds the picture file that an editor names (edge: disk)."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote

from plugins.core.findings import did_you_mean
from plugins.responsive_images.picture import PictureError

_PELICAN_PREFIX = re.compile(r"^[{|](?:static|attach|filename)[}|]")


def find_original(src: str, folder: Path, content: Path) -> Path:
    """The file named by `src`: next to the post (in `folder`), in content/images/ or in content/.

    Pelican's {static}, {attach} and {filename} are understood. Raises PictureError if there is no
    such file, or if it is outside `content`.
    """
    name = unquote(re.split("[?#]", _PELICAN_PREFIX.sub("", src), maxsplit=1)[0])
    if not name.strip("/. "):
        raise PictureError("The picture has no file name.", "Write ![alt](picture.jpg).")
    places = (
        [content / name.lstrip("/")]
        if name.startswith("/")
        else [folder / name, content / "images" / name, content / name]
    )
    root = content.resolve()
    for place in places:
        if _is_file(place):
            if not place.resolve().is_relative_to(root):
                raise PictureError(
                    f"{src} is outside {content.name}/.", f"Copy it into {content.name}/images/."
                )
            return place
    raise PictureError(f"There is no picture “{src}”.", _hint(name, folder, content))


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # a name that the file system refuses, such as one of 300 letters
        return False


def _hint(name: str, folder: Path, content: Path) -> str:
    images = content / "images"
    names = {path.relative_to(images).as_posix() for path in images.rglob("*") if path.is_file()}
    names |= {path.name for path in folder.iterdir() if path.suffix != ".md" and path.is_file()}
    other = f"Check its name, or put the file into {content.name}/images/."
    return did_you_mean(name, names) or other
