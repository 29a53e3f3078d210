"""A rendered page: its bytes, and what the checks and the sitemap need of it."""

from __future__ import annotations

from dataclasses import dataclass

from plugins.publishing.links import ParsedPage, parse


@dataclass(frozen=True, slots=True)
class Rendered:
    """The bytes of a page's file, and the page that they contain, parsed."""

    data: bytes
    page: ParsedPage


def rendered(text: str, siteurl: str) -> Rendered:
    """A page with the HTML `text`, of the site at `siteurl`, which may be empty."""
    return Rendered(text.encode("utf-8"), parse(text, siteurl))
