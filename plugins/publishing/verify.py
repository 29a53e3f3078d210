"""Checks the written site: dead links, traced to their source, and requests to other hosts.

A page was parsed when it was rendered; files that were not rendered are read and parsed here.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from plugins.core.findings import Finding, Severity
from plugins.core.visibility import WithheldPost
from plugins.publishing import schemes, third_party_requests
from plugins.publishing.link_findings import DeadLinkFindings, PageSource
from plugins.publishing.links import DeadLink, ParsedPage, dead_links, parse
from plugins.publishing.third_party_requests import BrowserRequest

_REQUESTING: dict[str, Callable[[str], Iterable[BrowserRequest]]] = {
    ".css": third_party_requests.in_css,
    ".js": third_party_requests.in_script,
    ".mjs": third_party_requests.in_script,
    ".svg": lambda text: parse(text).requests,
}
_PAGES = (".html", ".htm", ".xhtml")
_NOTHING = re.compile(r"(?!)")
_GENERATED = (".html", ".xml", ".css", ".js")  # a copied file may be empty as its original is


@dataclass(frozen=True)
class WrittenSite:
    """The written site: every path, the parsed pages, and the requests of each file.

    `empty` are files without content, `missing` rendered pages without a file; `refused` has, by
    file, the addresses with a scheme that is not allowed; `unread`, by feed, why it cannot be read.
    """

    files: list[str]
    pages: dict[str, ParsedPage]
    empty: list[str]
    missing: list[str]
    requests: dict[str, set[BrowserRequest]]
    refused: dict[str, list[str]]
    unread: dict[str, str]


def read_back(
    folder: Path,
    siteurl: str = "",
    rendered: Mapping[str, ParsedPage] | None = None,
    data: re.Pattern[str] = _NOTHING,
) -> WrittenSite:
    """Read the site below `folder`, whose own addresses begin with `siteurl`.

    Pages in `rendered`, by their path in the site, are not read: they are known since they were
    rendered, even if another plugin has changed their files since then. Files whose paths match
    `data` are no feeds.
    """
    rendered = rendered or {}
    sizes = _sizes(folder)
    pages = {
        name: rendered[name] if name in rendered else parse(_text(folder / name), siteurl)
        for name in sizes
        if name in rendered or name.lower().endswith(_PAGES)
    }
    empty = [name for name, size in sizes.items() if not size and name.endswith(_GENERATED)]
    requests = {name: page.requests for name, page in pages.items()}
    requests |= {
        name: set(_REQUESTING[_kind(name)](_text(folder / name)))
        for name in sizes
        if _kind(name) in _REQUESTING
    }
    refused, unread = _read_feeds(folder, (name for name in sizes if not data.fullmatch(name)))
    refused |= {name: page.refused for name, page in pages.items()}
    missing = sorted(rendered.keys() - sizes.keys())
    return WrittenSite(list(sizes), pages, empty, missing, requests, refused, unread)


def _sizes(folder: Path) -> dict[str, int]:
    """The size of each file below `folder`, by its path there, sorted folder by folder."""
    found = {}
    folders = [("", str(folder))] if folder.is_dir() else []
    for above, path in folders:
        with os.scandir(path) as entries:
            for entry in entries:
                name = f"{above}{entry.name}"
                if entry.is_dir(follow_symlinks=False):
                    folders.append((f"{name}/", entry.path))
                elif entry.is_file():
                    found[name] = entry.stat().st_size
    return dict(sorted(found.items(), key=lambda file: file[0].split("/")))


def _kind(name: str) -> str:
    return os.path.splitext(name)[1].lower()  # noqa: PTH122  # thousands of files


def _text(path: Path) -> str:
    return path.read_text("utf-8", "replace")


def _read_feeds(folder: Path, names: Iterable[str]) -> tuple[dict[str, list[str]], dict[str, str]]:
    """The refused addresses of each feed among `names`, and why other feeds cannot be read."""
    refused, unread = {}, {}
    for name in names:
        if _kind(name) not in {".xml", ".json"}:
            continue
        if not schemes.is_feed(text := _text(folder / name)):
            continue
        try:
            addresses, pieces = schemes.of_feed(text)
        except ValueError as error:
            unread[name] = str(error)
        else:
            inner = [address for piece in pieces for address in parse(piece).refused]
            refused[name] = [*filter(schemes.is_refused, addresses), *inner]
    return refused, unread


def findings(
    site: WrittenSite,
    *,
    siteurl: str,
    sources: Mapping[str, PageSource],
    withheld: Iterable[WithheldPost],
    unwritten: Iterable[str],
    severity: Severity,
) -> list[Finding]:
    """Findings for a written site.

    `sources` maps a page's path in the site to what it was made from. The finding for a link to a
    post in `withheld` says why that post is missing. Links to a post that cannot be read or to a
    page in `unwritten` are not reported, as the error of that page is enough.
    """
    found = _in_files(site)
    by_address: dict[str, list[DeadLink]] = {}
    for link in dead_links(site.pages, [*site.files, *unwritten], siteurl):
        by_address.setdefault(link.address, []).append(link)
    dead = DeadLinkFindings(site.pages, siteurl, withheld, severity)
    found += [each for links in by_address.values() for each in dead.of(links, sources)]
    third_party = third_party_requests.to_other_hosts(site.requests, siteurl)
    return found + third_party_requests.findings(third_party, severity)


def _in_files(site: WrittenSite) -> list[Finding]:
    """The findings for files that are empty, missing or unreadable, and for refused addresses."""
    empty = [("links/empty-file", f"The file {name} was written empty.") for name in site.empty]
    missing = [
        ("links/empty-file", f"The page {name} is missing from the site.") for name in site.missing
    ]
    unread = [
        ("links/feed", f"The feed {name} cannot be read: {why}.")
        for name, why in site.unread.items()
    ]
    found = [
        Finding("", 0, "error", rule, message) for rule, message in [*empty, *missing, *unread]
    ]
    return found + schemes.findings(site.refused)
