"""Paths that a post may have in the site: inside it, portable, and not reserved."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from plugins.core import bidi

# Files that hosts (Cloudflare Pages, Netlify, GitHub Pages) and crawlers read.
RESERVED_FILES = frozenset(
    {"_headers", "_redirects", "_routes.json", "_worker.js", "cname", "robots.txt"}
)
RESERVED_FOLDERS = frozenset({"functions", "theme", "feeds", "search-index"})
RESERVED_PAGES = frozenset({"404.html", "index.html", "sitemap.xml"})
# Pages of the site's own that a post may replace, if it says so by `save_as`.
REPLACEABLE_PAGES = frozenset({"404.html", "index.html"})

_PORTABLE = re.compile(r"[^\x00-\x1f\x7f<>:\"|?*\\]+")
# Windows treats these as devices with any extension, and ignores spaces before the dot.
_DEVICES = re.compile(
    r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[\d¹²³])\s*(?:\..*)?", re.IGNORECASE
)
_REMEMBERED = 20_000  # paths, for a process that builds a site again and again
_MAX_BYTES = 240  # of a path; file systems allow 255 for each part


class RefusedPathError(ValueError):
    """A path that a post may not have: what is wrong with it, and what to write instead."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


def check_output_path(path: str, written: str = "") -> str:
    """Return `path`, a POSIX path relative to the site's folder; raises RefusedPathError.

    The message quotes `written`, by default the path.
    """
    written = written or path
    plain = _decoded(path)
    parts = PurePosixPath(plain).parts
    if not parts or plain.startswith(("/", "~")) or ".." in parts:
        raise RefusedPathError(
            f"“{written}” leads outside the site.", "Write it like `old/page.html`."
        )
    if not is_portable(plain) or len(plain.encode()) > _MAX_BYTES:
        raise RefusedPathError(
            f"“{written}” cannot be used as a file name on every computer.",
            "Use letters, digits, hyphens and / only, and fewer than 240 of them.",
        )
    folded = [part.casefold() for part in parts]
    if (
        folded[0] in RESERVED_FOLDERS
        or any(part in RESERVED_FILES or part.startswith(".") for part in folded)
        or (len(parts) == 1 and folded[0] in RESERVED_PAGES)
    ):
        raise RefusedPathError(
            f"“{written}” is reserved for the site itself or its host.", "Choose another name."
        )
    return path


def check_file(path: str) -> str:
    """Return `path`, the path of a page's file in the site; raises RefusedPathError."""
    check_output_path(path)
    if not path.endswith((".html", ".htm")):
        name = path.strip("/")
        raise RefusedPathError(
            f"“{path}” is not the file of a page.", f"Write `{name}/index.html` or `{name}.html`"
        )
    return path


def check_address(address: str) -> str:
    """Return `address`, a path of this site such as /old/page/; raises RefusedPathError.

    Browsers send and show letters such as é as codes (%C3%A9); hosts look for a file whose name
    has the letters themselves, which is the address that is returned.
    """
    path = urlsplit(address).path if address.startswith(("http://", "https://")) else address
    if path != address or not address.startswith("/") or address.startswith("//"):
        raise RefusedPathError(
            f"“{address}” is not an address on this site.",
            f"Write `/{path.strip('/') or 'old/address'}/`",
        )
    before, sign, _ = address.partition("#")
    if sign:
        raise RefusedPathError(
            f"“{address}” has an anchor, which browsers do not send.", f"Write `{before}`"
        )
    check_output_path(address.strip("/") or "index.html", address)
    return _with_letters(address)


def is_device(name: str) -> bool:
    """Whether Windows reserves the file or folder name `name` for a device: con, nul.txt, ..."""
    return bool(_DEVICES.fullmatch(name))


@lru_cache(_REMEMBERED)
def is_portable(path: str) -> bool:
    """Whether `path`, a POSIX path, is a valid file name on every operating system."""
    parts = PurePosixPath(path).parts
    return bool(_PORTABLE.fullmatch(path)) and all(map(_is_portable_name, parts))


def _decoded(path: str) -> str:
    """`path` percent-decoded until nothing changes: some hosts decode more than once."""
    while (plain := unquote(path)) != path:
        path = plain
    return path


def _with_letters(address: str) -> str:
    """`address` percent-decoded once; raises RefusedPathError if that is no ordinary text."""
    try:
        plain = unquote(address, errors="strict")
    except UnicodeDecodeError as error:
        raise RefusedPathError(
            f"“{address}” has a code that stands for no letter.",
            f"Write the letter itself, such as `{unquote(address, 'cp1252', 'replace')}`",
        ) from error
    if bidi.unpaired(plain):
        raise RefusedPathError(
            f"“{address}” has a code that changes the direction of text.", "Delete that code."
        )
    return plain


def _is_portable_name(name: str) -> bool:
    return name == name.strip() and not name.endswith(".") and not is_device(name)
