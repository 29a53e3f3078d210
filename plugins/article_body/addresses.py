"""How a link in a post is written for the built site."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

_OUTSIDE = re.compile(r"^(?:[a-z][a-z0-9+.-]*:|//|#|$)", re.IGNORECASE)
_PELICAN = re.compile(r"^[{|][a-z]+[}|]")
_SOURCE = (".md", ".markdown", ".mkd", ".mdown", ".rst")


def site_link(href: str, siteurl: str) -> str:
    """The address to write for `href`; `siteurl` has no slash at its end and may be empty.

    Absolute paths are put below `siteurl`; a relative source file or other file becomes Pelican's
    {filename} or {static} link, which Pelican resolves once every post has been read.
    """
    if _OUTSIDE.match(href) or _PELICAN.match(href):
        return href
    if href.startswith("/"):
        return f"{siteurl}{href}"
    path = urlsplit(href).path
    if path.casefold().endswith(_SOURCE):
        return f"{{filename}}{href}"
    if "." in path.rsplit("/", 1)[-1] and not path.casefold().endswith((".html", ".htm")):
        return f"{{static}}{href}"
    return href
