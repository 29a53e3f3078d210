"""Addresses of the written site with a scheme that is not allowed, such as javascript:."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from xml.etree import ElementTree as ET

from plugins.article_body.sanitising import SCHEMES
from plugins.article_body.url_rules import scheme_of
from plugins.core.findings import Finding
from plugins.publishing.third_party_requests import first_and_count

RULE = "links/scheme"
_ATTRIBUTES = frozenset({
    "action", "archive", "background", "cite", "classid", "codebase", "data", "dynsrc",
    "formaction", "href", "icon", "longdesc", "lowsrc", "manifest", "ping", "poster", "profile",
    "src", "xlink:href",
})  # fmt: skip
_SETS = ("srcset", "imagesrcset")
_ANIMATED = ("by", "from", "to", "values")  # SVG: values that an animated address takes
_REFRESH = re.compile(r"url\s*=\s*[\"']?\s*([^\"']*)", re.IGNORECASE)
_FEED = re.compile(r"<(?:\w+:)?(?:feed|rss|RDF)\b|\"https://jsonfeed\.org/version")
_HEAD = 1000  # characters of a file, which say whether it is a feed
# Elements and keys of feeds whose text is an address.
_NAMES = frozenset({
    "avatar", "banner_image", "comments", "docs", "external_url", "favicon", "feed_url",
    "home_page_url", "icon", "image", "link", "logo", "next_url", "uri", "url",
})  # fmt: skip

_HTML_IN_XML = frozenset({"content", "description", "encoded", "summary"})
_HTML_IN_JSON = frozenset({"content_html"})


def in_tag(tag: str, values: Mapping[str, str]) -> Iterator[str]:
    """The refused addresses of one tag; `tag` and the names in `values` are lower-case."""
    found = [value for name, value in values.items() if name in _ATTRIBUTES]
    found += [part for name in _SETS for part in values.get(name, "").split()]
    if tag in {"animate", "set"}:
        found += [part for name in _ANIMATED for part in values.get(name, "").split(";")]
    if tag == "meta" and values.get("http-equiv", "").lower() == "refresh":
        found += _REFRESH.findall(values.get("content", ""))
    return filter(is_refused, found)


def is_refused(address: str) -> bool:
    """Whether a browser sees in `address` a scheme that is not in SCHEMES."""
    return scheme_of(address) not in SCHEMES


def is_feed(text: str) -> bool:
    """Whether a file of XML or JSON is an Atom, RSS or JSON feed."""
    return _FEED.search(text, 0, _HEAD) is not None


def of_feed(text: str) -> tuple[list[str], list[str]]:
    """The addresses of a feed and its pieces of HTML; raises ValueError if it cannot be parsed."""
    if text.lstrip().startswith("{"):
        pairs, html = list(_of_json("", json.loads(text))), _HTML_IN_JSON
    else:
        html = _HTML_IN_XML
        try:
            pairs = list(_of_xml(ET.fromstring(text)))  # noqa: S314  # a file of this site
        except ET.ParseError as error:
            raise ValueError(str(error)) from error
    addresses = [value for name, value in pairs if name in _NAMES or name in _ATTRIBUTES]
    return addresses, [value for name, value in pairs if name in html]


def _of_json(name: str, value: Any) -> Iterator[tuple[str, str]]:  # noqa: ANN401  # any JSON
    """Each string in a JSON value, after the key that it belongs to."""
    if isinstance(value, str):
        yield name, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _of_json(key, inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _of_json(name, inner)


def _of_xml(root: ET.Element) -> Iterator[tuple[str, str]]:
    """Each element's text and each attribute, after its name without the namespace."""
    for element in root.iter():
        for name, value in [(element.tag, element.text or ""), *element.attrib.items()]:
            yield str(name).rpartition("}")[2], value


def findings(refused: Mapping[str, Iterable[str]]) -> list[Finding]:
    """One error for each refused address; `refused` has those of each file of the site."""
    files: dict[str, list[str]] = {}
    for name, addresses in refused.items():
        for address in dict.fromkeys(addresses):
            files.setdefault(address, []).append(name)
    return [_finding(address, names) for address, names in sorted(files.items())]


def _finding(address: str, names: list[str]) -> Finding:
    pages = first_and_count(names)
    message = f"“{address:.80}” on {pages} begins with “{scheme_of(address)}:”."
    known = ", ".join(f"{scheme}:" for scheme in sorted(SCHEMES))
    hint = f"Write an address that begins with {known}, or one of the site itself."
    return Finding("", 0, "error", RULE, message, hint)
