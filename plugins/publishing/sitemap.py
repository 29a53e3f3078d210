"""The sitemap, which lists the pages and when each last changed, and robots.txt."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote
from xml.etree import ElementTree as ET

NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"

_XHTML = "http://www.w3.org/1999/xhtml"
_SAFE = "/:@!$&'()*+,;=~"  # needs no escape in a path (RFC 3986)


@dataclass(frozen=True, order=True)
class SitemapEntry:
    """A page: its address relative to the site, and the day of its last change if known.

    `alternates` are the languages and addresses of its versions, itself included.
    """

    url: str
    changed: date | None = None
    alternates: tuple[tuple[str, str], ...] = ()


def sitemap(entries: Iterable[SitemapEntry], siteurl: str) -> bytes:
    """The XML of the sitemap, sorted by address (sitemaps.org protocol 0.9)."""
    ET.register_namespace("", NAMESPACE)
    ET.register_namespace("xhtml", _XHTML)
    root = ET.Element(f"{{{NAMESPACE}}}urlset")
    for entry in sorted(entries, key=lambda entry: entry.url):
        node = ET.SubElement(root, f"{{{NAMESPACE}}}url")
        ET.SubElement(node, f"{{{NAMESPACE}}}loc").text = _address(siteurl, entry.url)
        for lang, url in entry.alternates:
            values = {"rel": "alternate", "hreflang": lang, "href": _address(siteurl, url)}
            ET.SubElement(node, f"{{{_XHTML}}}link", values)
        if entry.changed:
            ET.SubElement(node, f"{{{NAMESPACE}}}lastmod").text = entry.changed.isoformat()
    ET.indent(root, "")
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True)) + b"\n"


def _address(siteurl: str, url: str) -> str:
    return f"{siteurl}/{quote(url, _SAFE)}"


def robots(siteurl: str) -> str:
    """The robots.txt of a site that every crawler may read."""
    return f"User-agent: *\nAllow: /\n\nSitemap: {siteurl}/sitemap.xml\n"
