"""Which files a post may have published as they are, by linking to them (edge: disk)."""

from __future__ import annotations

import os
import re
from collections.abc import Container, Iterable
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from plugins.article_body.intrasite import LinkError
from plugins.core.output_paths import RefusedPathError, check_output_path

# What a browser shows, plays or saves, and never runs. Pictures are encoded anew instead.
KINDS = frozenset({
    ".pdf", ".txt", ".csv", ".ics", ".vcf", ".docx", ".odt", ".xlsx", ".zip",
    ".aac", ".flac", ".m4a", ".mp3", ".oga", ".ogg", ".opus", ".wav",
    ".m4v", ".mov", ".mp4", ".ogv", ".webm",
})  # fmt: skip
DATA = "data"  # the clinic's facts and its photos' notes, below the content folder
IMAGES = "images"
_HOST_FILES = frozenset({".well-known", ".htaccess", ".nojekyll"})
# Raw pictures where a site publishes images/ whole; an SVG drawing may have scripts in it.
_PICTURES = frozenset({".avif", ".gif", ".ico", ".jpeg", ".jpg", ".png", ".webp"})
_PREFIXES = ("{static}", "{attach}")


def problem(path: str, content: Path, folders: Iterable[str] = ()) -> tuple[str, str] | None:
    """Why `path`, a path below the folder `content`, may not be published as it is; and the hint.

    `folders` are those that are copied whole (STATIC_PATHS). They are the site owner's own, but for
    hidden files and data/, and in images/ for all but pictures. A file that is not there is no
    problem of ours: the link to it is dead.
    """
    normal = PurePosixPath(os.path.normpath(path))
    root, real = content.resolve(), Path(os.path.realpath(content / normal))
    if not real.is_relative_to(root) or ".." in normal.parts:
        hint = f"Copy the file into {content.name}/ and link to it there."
        return f"it leads out of {content.name}/", hint
    if real.is_dir():
        return "it names a whole folder", "Link to one file in it."
    target = PurePosixPath(real.relative_to(root))
    if any(file.parts[0].casefold() == DATA for file in (normal, target)):
        hint = f"Put what the public may have elsewhere in {content.name}/."
        return f"what lies in {content.name}/{DATA}/ is for the build alone", hint
    if any(normal.is_relative_to(folder) for folder in folders if folder != IMAGES):
        hidden = any(part.startswith(".") and part not in _HOST_FILES for part in normal.parts)
        hint = "Give it a name that does not begin with a full stop."
        return ("it is hidden", hint) if hidden else None
    kinds = KINDS | _PICTURES if IMAGES in folders and normal.is_relative_to(IMAGES) else KINDS
    return _not_publishable(normal, kinds) or _not_publishable(target, kinds)


def _not_publishable(file: PurePosixPath, kinds: Container[str]) -> tuple[str, str] | None:
    """Why a file that is not the site owner's own is not published."""
    if file.suffix.casefold() not in kinds:
        hint = f"Published are: {', '.join(sorted(kind[1:] for kind in KINDS))}."
        return f"“{file.suffix or file.name}” files are not published", hint
    try:
        check_output_path(file.as_posix())
    except RefusedPathError as error:
        return f"as a file of the site, {error.message[:-1]}", error.hint
    return None


def check(address: str, folder: Path, content: Path, folders: Iterable[str] = ()) -> None:
    """Raise LinkError where `address`, in a post in `folder`, names a file that it may not have.

    Only Pelican's {static} and {attach} links have files copied.
    """
    if not address.startswith(_PREFIXES):
        return
    value = unquote(re.split("[?#]", address.partition("}")[2], maxsplit=1)[0])
    start = content if value.startswith("/") else folder
    path = os.path.relpath(start / value.lstrip("/"), content)
    try:
        why = problem(path, content, folders)
    except (OSError, ValueError):  # too long, or a null character
        why = "no file can have this name", "Write the name of a file of this site."
    if why:
        message = f"The file “{value}” cannot be linked to: {why[0]}."
        raise LinkError(message, why[1], "linked-file")
