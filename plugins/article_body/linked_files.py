"""Checks which files a post may publish unchanged by linking to them (edge: disk)."""

from __future__ import annotations

import os
import re
from collections.abc import Container, Iterable
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from plugins.article_body.intrasite import LinkError
from plugins.core.output_paths import RefusedPathError, check_output_path

# Types that a browser shows, plays or saves, but never runs. Pictures are re-encoded instead.
KINDS = frozenset({
    ".pdf", ".txt", ".csv", ".ics", ".vcf", ".docx", ".odt", ".xlsx", ".zip",
    ".aac", ".flac", ".m4a", ".mp3", ".oga", ".ogg", ".opus", ".wav",
    ".m4v", ".mov", ".mp4", ".ogv", ".webm",
})  # fmt: skip
DATA = "data"  # the clinic's data files, below the content folder
IMAGES = "images"
_HOST_FILES = frozenset({".well-known", ".htaccess", ".nojekyll"})
# Original pictures, if a site publishes all of images/; an SVG may contain scripts.
_PICTURES = frozenset({".avif", ".gif", ".ico", ".jpeg", ".jpg", ".png", ".webp"})
_PREFIXES = ("{static}", "{attach}")


def problem(path: str, content: Path, folders: Iterable[str] = ()) -> tuple[str, str] | None:
    """Reason and hint if `path`, below the folder `content`, may not be published unchanged.

    `folders` are copied completely (STATIC_PATHS), so the site's owner decides about them, except
    for hidden files, data/, and files in images/ that are not pictures. A missing file is no
    problem here: the link check reports it.
    """
    normal = PurePosixPath(Path(os.path.normpath(path)).as_posix())
    root, real = content.resolve(), Path(os.path.realpath(content / normal))
    if not real.is_relative_to(root) or ".." in normal.parts:
        hint = f"Copy the file into {content.name}/ and link to it there."
        return f"it leads out of {content.name}/", hint
    if real.is_dir():
        return "it is a folder", "Link to one of its files."
    target = PurePosixPath(real.relative_to(root).as_posix())
    if any(file.parts[0].casefold() == DATA for file in (normal, target)):
        hint = f"Put public files in another folder of {content.name}/."
        return f"files in {content.name}/{DATA}/ are only for the build", hint
    if any(normal.is_relative_to(folder) for folder in folders if folder != IMAGES):
        hidden = any(part.startswith(".") and part not in _HOST_FILES for part in normal.parts)
        hint = "Give it a name that does not begin with a full stop."
        return ("it is hidden", hint) if hidden else None
    kinds = KINDS | _PICTURES if IMAGES in folders and normal.is_relative_to(IMAGES) else KINDS
    return _not_publishable(normal, kinds) or _not_publishable(target, kinds)


def _not_publishable(file: PurePosixPath, kinds: Container[str]) -> tuple[str, str] | None:
    """Reason and hint if a file of this kind or name may not be published."""
    if file.suffix.casefold() not in kinds:
        hint = f"Use one of these: {', '.join(sorted(kind[1:] for kind in KINDS))}."
        return f"“{file.suffix or file.name}” files are not published", hint
    try:
        check_output_path(file.as_posix())
    except RefusedPathError as error:
        return f"as a file of the site, {error.message[:-1]}", error.hint
    return None


def check(address: str, folder: Path, content: Path, folders: Iterable[str] = ()) -> None:
    """Raise LinkError if a link to `address`, in a post in `folder`, may not publish that file.

    Only Pelican's {static} and {attach} links copy files.
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
        raise LinkError(message, why[1], "article-body/linked-file")
