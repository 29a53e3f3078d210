"""Finds the picture file that an editor names (edge: disk)."""

from __future__ import annotations

import os
import re
from pathlib import Path, PurePath, PurePosixPath
from urllib.parse import unquote

from plugins.core.findings import did_you_mean, nearest
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
    last = PurePath(name).name
    if (near := nearest(name, names)) and PurePath(near).name.casefold() == last.casefold():
        return did_you_mean(name, names)
    if place := _elsewhere(last, content):
        if place.parts[0] == images.name:
            return f"Write `{place.relative_to(images.name)}`: it lies in {content.name}/images/."
        parent = (content.name / place.parent).as_posix()
        return f"It lies in {parent}/: move it to {content.name}/images/, or write `/{place}`"
    return did_you_mean(name, names) or other


def _elsewhere(name: str, content: Path) -> PurePosixPath | None:
    """Where the picture of that name lies below `content`, apart from the data files."""
    if name.endswith(".md"):
        return None
    for folder, folders, files in os.walk(content):
        folders[:] = sorted(each for each in folders if not each.startswith("."))
        if Path(folder) == content:
            folders[:] = [each for each in folders if each != "data"]
        if found := next((file for file in files if file.casefold() == name.casefold()), None):
            return PurePosixPath(Path(folder, found).relative_to(content).as_posix())
    return None
