"""Which paths a post may take in the site: inside it, portable, and never a host's own file."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from urllib.parse import unquote

# Read by hosts (Cloudflare Pages, Netlify, GitHub Pages), crawlers or RFC 8615.
RESERVED_FILES = frozenset(
    {"_headers", "_redirects", "_routes.json", "_worker.js", "cname", ".nojekyll", "robots.txt"}
)
RESERVED_FOLDERS = frozenset({".well-known", "functions", "theme", "feeds", ".git"})
RESERVED_PAGES = frozenset({"404.html", "index.html", "sitemap.xml"})

_PORTABLE = re.compile(r"^[^\x00-\x1f\x7f<>:\"|?*\\]+$")
_MAX_LENGTH = 240


class RefusedPathError(ValueError):
    """A path that a post may not take: what is wrong with it, and what to write instead."""

    def __init__(self, message: str, cure: str) -> None:
        super().__init__(message)
        self.message = message
        self.cure = cure


def check_output_path(path: str) -> str:
    """Return `path`, a POSIX path relative to the site's folder; raises RefusedPathError."""
    plain = unquote(path)
    parts = PurePosixPath(plain).parts
    if not plain or plain.startswith(("/", "~")) or ".." in parts or not parts:
        raise RefusedPathError(
            f"“{path}” leads outside the site.", "Write it like `old/page.html`."
        )
    if not _PORTABLE.match(plain) or len(plain.encode()) > _MAX_LENGTH:
        raise RefusedPathError(
            f"“{path}” is not a file name that every host takes.", "Use plain letters."
        )
    first, last = parts[0].casefold(), parts[-1].casefold()
    reserved = first in RESERVED_FOLDERS or last in RESERVED_FILES
    if reserved or (len(parts) == 1 and last in RESERVED_PAGES):
        raise RefusedPathError(
            f"“{path}” is kept for the site itself or its host.", "Choose another name."
        )
    return path


def check_address(address: str) -> str:
    """Return `address`, a path of this site such as /old/page/; raises RefusedPathError."""
    if not address.startswith("/") or address.startswith("//"):
        raise RefusedPathError(
            f"“{address}” is not an address here.", "Write it like `/old/address/`."
        )
    check_output_path(address.strip("/") or "index.html")
    return address
