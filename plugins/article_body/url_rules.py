"""Classifies the addresses of links, and rewrites them for the built site."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

_SCHEME = re.compile(r"^([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_IGNORED = re.compile(r"^[\x00-\x20]+|[\x00-\x20]+$|[\t\n\r]")
_PELICAN = re.compile(r"^[{|][a-z]+[}|]")
QUOTES = "\"'“”„‟«»‘’"
_QUOTE_MARKS = tuple(QUOTES)
# A title in quotes that Markdown does not know, after a space.
_TITLE = re.compile(rf"\s+[{QUOTES}](.*)[{QUOTES}]\s*$", re.DOTALL)
SOURCE_KINDS = (".md", ".markdown", ".mkd", ".mdown", ".rst")
_PICTURE = (
    ".avif", ".bmp", ".gif", ".heic", ".heif", ".jpeg", ".jpg", ".png", ".svg", ".tif", ".tiff",
    ".webp",
)  # fmt: skip


def as_browsers_read(address: str) -> str:
    """`address` without white space that browsers ignore, and with forward slashes at its start."""
    if address[:1].isalnum() and address.isprintable() and address[-1] != " ":
        return address
    plain = _IGNORED.sub("", address)
    start = len(plain) - len(plain.lstrip("/\\"))
    return plain[:start].replace("\\", "/") + plain[start:]


def scheme_of(address: str) -> str:
    """The URL scheme in lower case; `https` for an address without one."""
    match = _SCHEME.match(as_browsers_read(address))
    return match[1].lower() if match else "https"


def is_outside(address: str) -> bool:
    """Whether an address has a scheme or a host, so that it may lead to another site."""
    plain = as_browsers_read(address)
    return plain.startswith("//") or _SCHEME.match(plain) is not None


def split_title(address: str) -> tuple[str, str]:
    """`address` without a title in curly quotes at its end, as word processors write them.

    The title is "" if there is none.
    """
    if not address.rstrip().endswith(_QUOTE_MARKS) or not (match := _TITLE.search(address)):
        return address, ""
    bare = address[: match.start()].strip()
    return bare[1:-1] if bare[:1] == "<" and bare[-1:] == ">" else bare, match[1].strip()


def is_post_file(href: str) -> bool:
    """Whether a link leads to the file of a post."""
    return not is_outside(href) and urlsplit(href).path.casefold().endswith(SOURCE_KINDS)


def is_picture_file(href: str) -> bool:
    """Whether a link leads to one of the site's own picture files."""
    return not is_outside(href) and urlsplit(href).path.casefold().endswith(_PICTURE)


def site_link(href: str, siteurl: str) -> str:
    """The address to write for `href`; `siteurl` has no slash at its end and may be empty.

    Absolute paths are put below `siteurl`; relative paths of posts and other files become Pelican's
    {filename} and {static} links, which Pelican resolves after it has read all posts.
    """
    if not href or href.startswith("#") or is_outside(href) or _PELICAN.match(href):
        return href
    if href.startswith("/"):
        return f"{siteurl}{href}"
    path = urlsplit(href).path
    if path.casefold().endswith(SOURCE_KINDS):
        return f"{{filename}}{href}"
    if "." in path.rsplit("/", 1)[-1] and not path.casefold().endswith((".html", ".htm")):
        return f"{{static}}{href}"
    return href
