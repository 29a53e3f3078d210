"""What is wrong with the written site: dead links, traced to their source, and outside hosts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from plugins.core.findings import Finding, Severity, typed_path
from plugins.core.visibility import WithheldPost
from plugins.publishing import schemes, third_party_requests
from plugins.publishing.links import DeadLink, Page, dead_links, parse
from plugins.publishing.third_party_requests import BrowserRequest

RULE = "links"
_LOADING: dict[str, Callable[[str], Iterable[BrowserRequest]]] = {
    ".css": third_party_requests.in_css,
    ".js": third_party_requests.in_script,
    ".mjs": third_party_requests.in_script,
    ".svg": lambda text: parse(text).requests,
}
_WRITTEN = (".html", ".xml", ".css", ".js")  # other files may be empty because their original is


@dataclass(frozen=True)
class Site:
    """The written site, read back: every path, its parsed pages, and what each file loads.

    `refused` has, by file, the addresses with a scheme that none may have; `unread`, by feed, why
    it cannot be read.
    """

    files: list[str]
    pages: dict[str, Page]
    empty: list[str]
    requests: dict[str, set[BrowserRequest]]
    refused: dict[str, list[str]]
    unread: dict[str, str]


@dataclass(frozen=True)
class PageSource:
    """The file that a page was made from, and the addresses that stand in its body."""

    path: Path
    addresses: frozenset[str]


def read_back(folder: Path, siteurl: str = "") -> Site:
    """Read the site below `folder`, whose own addresses begin with `siteurl`."""
    files = {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*"))}
    files = {name: path for name, path in files.items() if path.is_file()}
    pages = {
        name: parse(path.read_text("utf-8", "replace"), siteurl)
        for name, path in files.items()
        if name.lower().endswith((".html", ".htm", ".xhtml"))
    }
    empty = [
        name for name, path in files.items() if name.endswith(_WRITTEN) and not path.stat().st_size
    ]
    others = {
        name: set(_LOADING[path.suffix.lower()](path.read_text("utf-8", "replace")))
        for name, path in files.items()
        if path.suffix.lower() in _LOADING
    }
    loaded = {name: page.requests for name, page in pages.items()}
    refused, unread = _of_feeds(files)
    refused |= {name: page.refused for name, page in pages.items()}
    return Site(list(files), pages, empty, loaded | others, refused, unread)


def _of_feeds(files: Mapping[str, Path]) -> tuple[dict[str, list[str]], dict[str, str]]:
    """The refused addresses of each feed among `files`, and why others cannot be read."""
    refused, unread = {}, {}
    for name, path in files.items():
        if path.suffix.lower() not in {".xml", ".json"}:
            continue
        text = path.read_text("utf-8", "replace")
        if not schemes.is_feed(text):
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
    site: Site,
    *,
    siteurl: str,
    sources: Mapping[str, PageSource],
    withheld: Iterable[WithheldPost],
    unwritten: Iterable[str],
    severity: Severity,
) -> list[Finding]:
    """Findings for a written site.

    `sources` maps a page's path in the site to what it was made from. A link to a post in
    `withheld` says why that post is not there; none is reported for a post that cannot be read, or
    for a page in `unwritten`, whose own error is enough.
    """
    found = [
        Finding("", 0, "error", f"{RULE}/empty-file", f"The file {name} was written empty.")
        for name in site.empty
    ]
    found += schemes.findings(site.refused)
    found += [
        Finding("", 0, "error", f"{RULE}/feed", f"The feed {name} cannot be read: {why}.")
        for name, why in site.unread.items()
    ]
    by_address: dict[str, list[DeadLink]] = {}
    for link in dead_links(site.pages, [*site.files, *unwritten], siteurl):
        by_address.setdefault(link.address, []).append(link)
    held = list(withheld)
    for address, links in by_address.items():
        reason = _reason(address, held)
        if reason == "cannot be read":
            continue
        own = [
            _finding(_written(address, siteurl, source), _why(link, reason), severity)
            for link in links
            if (source := _author(link, sources))
        ]
        theme = [link for link in links if not _author(link, sources)]
        found += own + ([_theme_finding(address, theme, severity)] if theme else [])
    third_party = third_party_requests.to_other_hosts(site.requests, siteurl)
    return found + third_party_requests.findings(third_party, severity)


def _theme_finding(address: str, links: list[DeadLink], severity: Severity) -> Finding:
    pages = f"{links[0].page} and {len(links) - 1} more" if len(links) > 1 else links[0].page
    message = f"The link to “{address}” on {pages}: {links[0].why}."
    hint = (
        "It stands in the theme, clinic.yaml or people.yaml: mend it there, or put the file into "
        "content/extra/."
    )
    return Finding("", 0, severity, f"{RULE}/dead-link", message, hint)


def _author(link: DeadLink, sources: Mapping[str, PageSource]) -> PageSource | None:
    """The post in whose body a link stands; None for one of the theme's."""
    source = sources.get(link.page)
    return source if source and link.address in source.addresses else None


def _finding(place: tuple[Path, str, int], why: tuple[str, str], severity: Severity) -> Finding:
    path, written, line = place
    message = f"The link to “{written}” leads nowhere: {why[0]}."
    return Finding(typed_path(path), line, severity, f"{RULE}/dead-link", message, why[1])


def _why(link: DeadLink, reason: str) -> tuple[str, str]:
    """Why a link of a post is dead, and the hint."""
    if reason:
        return f"that post {reason}", "Take the link away until it is public."
    return link.why, "Mend the address, or take the link away."


def _written(address: str, siteurl: str, source: PageSource) -> tuple[Path, str, int]:
    """The file, the link as its editor wrote it and the line, 0 where that cannot be told.

    A link to `other.md` is an address by now, of which the file still has the last part.
    """
    plain = re.sub(r"^[{|][a-z]+[}|]", "", address.removeprefix(siteurl))
    text = source.path.read_text("utf-8", "replace")
    last = plain.split("#")[0].rstrip("/").rsplit("/", 1)[-1]
    anchor = f"#{plain.partition('#')[2]}" if "#" in plain else ""
    for words in (address, plain, f"{last}.md{anchor}", f"{last}.md", anchor):
        if line := line_of(text, words):
            return source.path, words, line
    return source.path, plain, 0


def line_of(text: str, words: str) -> int:
    """The line of `text` in which `words` stand, as a link's address if they do; or 0."""
    if not words:
        return 0
    places = (text.find(f"{before}{words}") for before in ("](", "](<", '"', "}", "<", ": ", ""))
    at = next((place for place in places if place >= 0), -1)
    return text.count("\n", 0, at) + 1 if at >= 0 else 0


def _reason(address: str, withheld: Iterable[WithheldPost]) -> str:
    path = re.sub(r"^[{|][a-z]+[}|]", "", address).split("#")[0].split("?")[0]
    last = path.rstrip("/").rsplit("/", 1)[-1]
    return next(
        (post.reason for post in withheld if last and last in {post.slug, Path(post.path).name}), ""
    )
