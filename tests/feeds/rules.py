"""Checks feeds against RFC 4287, RSS 2.0 and JSON Feed 1.1."""

import json
import re
from datetime import datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

ATOM = "{http://www.w3.org/2005/Atom}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}"
DUBLIN_CORE = "{http://purl.org/dc/elements/1.1/}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
JSON_VERSION = "https://jsonfeed.org/version/1.1"

# Children by their name: the fewest and the most of them; what is not listed may not stand there.
ATOM_FEED = {
    "id": (1, 1), "title": (1, 1), "updated": (1, 1), "author": (1, 99), "link": (2, 2),
    "icon": (0, 1), "subtitle": (0, 1), "entry": (0, 9999),
}  # fmt: skip
ATOM_ENTRY = {
    "id": (1, 1), "title": (1, 1), "updated": (1, 1), "published": (1, 1), "author": (0, 99),
    "link": (1, 1), "summary": (0, 1), "content": (1, 1), "category": (0, 99),
}  # fmt: skip
RSS_CHANNEL = {
    "title": (1, 1), "link": (1, 1), "description": (1, 1), "language": (1, 1),
    "lastBuildDate": (1, 1), f"{ATOM}link": (1, 1), "item": (0, 9999),
}  # fmt: skip
RSS_ITEM = {
    "title": (1, 1), "link": (1, 1), "description": (1, 1), "pubDate": (1, 1), "guid": (1, 1),
    "category": (0, 99), f"{DUBLIN_CORE}creator": (0, 99), f"{CONTENT}encoded": (1, 1),
}  # fmt: skip
JSON_FEED = {
    "version": str, "title": str, "home_page_url": str, "feed_url": str, "description": str,
    "icon": str, "favicon": str, "authors": list, "language": str, "items": list,
}  # fmt: skip
JSON_ITEM = {
    "id": str, "url": str, "title": str, "content_html": str, "summary": str, "image": str,
    "date_published": str, "date_modified": str, "authors": list, "tags": list, "language": str,
}  # fmt: skip


def breaches(name, text):
    """What is wrong with a feed, given the name of its file."""
    if name.endswith(".json"):
        return list(_of_json(json.loads(text)))
    root = ET.fromstring(text)
    return list(_of_atom(root) if name.endswith(".atom.xml") else _of_rss(root))


def _of_atom(feed):
    if feed.tag != f"{ATOM}feed" or not feed.get(LANG):
        yield "the root is no feed in a language"
    yield from _children(feed, {f"{ATOM}{name}": each for name, each in ATOM_FEED.items()})
    if {link.get("rel") for link in feed.findall(f"{ATOM}link")} != {"self", "alternate"}:
        yield "the feed does not say where it is and what it is of"
    yield from _repeated([entry.findtext(f"{ATOM}id") for entry in feed.iter(f"{ATOM}entry")])
    yield from _of_entries(feed.findall(f"{ATOM}entry"))
    yield from _of_values(feed)


def _of_entries(entries):
    for entry in entries:
        yield from _children(entry, {f"{ATOM}{name}": each for name, each in ATOM_ENTRY.items()})
        if entry.findtext(f"{ATOM}updated") < entry.findtext(f"{ATOM}published"):
            yield "an entry changed before it was published"
        if entry.find(f"{ATOM}content").get("type") != "html":
            yield "a text does not say that it is HTML"


def _of_values(feed):
    for node in feed.iter():
        if node.tag in {f"{ATOM}updated", f"{ATOM}published"} and not _is_moment(node.text):
            yield f"{node.text} is no moment of RFC 3339"
        if node.tag in {f"{ATOM}name", f"{ATOM}title"} and not (node.text or "").strip():
            yield f"{node.tag} is empty"
        if node.tag in {f"{ATOM}id", f"{ATOM}uri"} and not _is_address(node.text):
            yield f"{node.text} is no address"


def _of_rss(rss):
    if rss.tag != "rss" or rss.get("version") != "2.0" or len(rss) != 1:
        yield "the root is not one channel of RSS 2.0"
    yield from _children(rss[0], RSS_CHANNEL)
    itself = rss[0].find(f"{ATOM}link")
    if itself.get("rel") != "self" or not _is_address(itself.get("href")):
        yield "the channel does not say where it is"
    yield from _repeated([item.findtext("guid") for item in rss.iter("item")])
    for item in rss.iter("item"):
        yield from _children(item, RSS_ITEM)
        guid = item.find("guid")
        if guid.get("isPermaLink") != "true" or not _is_address(guid.text):
            yield f"{guid.text} is no permanent link"
    for node in [*rss.iter("pubDate"), *rss.iter("lastBuildDate")]:
        if parsedate_to_datetime(node.text).tzinfo is None:
            yield f"{node.text} has no zone"


def _of_json(feed):
    yield from _members(feed, JSON_FEED)
    if feed["version"] != JSON_VERSION:
        yield "this is another version"
    yield from _repeated([item.get("id") for item in feed["items"]])
    for item in feed["items"]:
        yield from _members(item, JSON_ITEM)
        moments = [item[name] for name in ("date_published", "date_modified") if name in item]
        yield from (f"{each} is no moment of RFC 3339" for each in moments if not _is_moment(each))
        addresses = [item[name] for name in ("id", "url", "image") if name in item]
        yield from (f"{each} is no address" for each in addresses if not _is_address(each))
    for author in [each for part in (feed, *feed["items"]) for each in part.get("authors", [])]:
        if not author["name"] or not author.keys() <= {"name", "url"}:
            yield f"{author} is nobody"


def _children(node, wanted):
    found = [child.tag for child in node]
    yield from (f"{name} may not stand in {node.tag}" for name in set(found) - wanted.keys())
    for name, (fewest, most) in wanted.items():
        if not fewest <= found.count(name) <= most:
            yield f"{node.tag} has {found.count(name)} {name}"


def _members(part, wanted):
    optional = {"image", "authors", "tags", "language", "summary"}
    yield from (f"{name} is missing" for name in wanted.keys() - part.keys() - optional)
    yield from (f"{name} is not known" for name in part.keys() - wanted.keys())
    yield from (f"{name} is empty" for name in part if name != "items" and part[name] in ("", []))
    yield from (
        f"{name} is no {kind}"
        for name, kind in wanted.items()
        if name in part and not isinstance(part[name], kind)
    )


def _repeated(ids):
    yield from (f"{each} is there twice" for each in set(ids) if ids.count(each) > 1)


def _is_moment(text):
    written = re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)", text)
    return bool(written) and datetime.fromisoformat(text).tzinfo is not None


def _is_address(text):
    parts = urlsplit(text)
    return parts.scheme == "tag" or (parts.scheme in {"http", "https"} and bool(parts.netloc))
