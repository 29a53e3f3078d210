"""The sitemap, which lists the pages and when each last changed, and robots.txt."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote
from xml.etree import ElementTree as ET

NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"

_SAFE = "/:@!$&'()*+,;=~"  # needs no escape in a path (RFC 3986)


@dataclass(frozen=True, order=True)
class SitemapEntry:
    """A page: its address relative to the site, and the day of its last change if known."""

    url: str
    changed: date | None = None


def sitemap(entries: Iterable[SitemapEntry], siteurl: str) -> bytes:
    """The XML of the sitemap, sorted by address (sitemaps.org protocol 0.9)."""
    ET.register_namespace("", NAMESPACE)
    root = ET.Element(f"{{{NAMESPACE}}}urlset")
    for entry in sorted(entries, key=lambda entry: entry.url):
        node = ET.SubElement(root, f"{{{NAMESPACE}}}url")
        ET.SubElement(node, f"{{{NAMESPACE}}}loc").text = f"{siteurl}/{quote(entry.url, _SAFE)}"
        if entry.changed:
            ET.SubElement(node, f"{{{NAMESPACE}}}lastmod").text = entry.changed.isoformat()
    ET.indent(root, "")
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True)) + b"\n"


def robots(siteurl: str) -> str:
    """The robots.txt of a site that every crawler may read."""
    return f"User-agent: *\nAllow: /\n\nSitemap: {siteurl}/sitemap.xml\n"
