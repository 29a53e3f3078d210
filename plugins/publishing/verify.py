"""What is wrong with the written site: dead links, traced to their source, and empty files."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from plugins.findings import Finding, Severity, typed_path
from plugins.front_matter.visibility import Withheld
from plugins.publishing.links import DeadLink, Page, dead_links, parse

RULE = "links"


@dataclass(frozen=True)
class Site:
    """The written site, read back: every path in it, and its parsed pages."""

    files: list[str]
    pages: dict[str, Page]
    empty: list[str]


def read_back(folder: Path) -> Site:
    """Read the site below `folder`."""
    files = {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*"))}
    files = {name: path for name, path in files.items() if path.is_file()}
    pages = {
        name: parse(path.read_text("utf-8"))
        for name, path in files.items()
        if name.endswith((".html", ".htm"))
    }
    empty = [name for name, path in files.items() if not path.stat().st_size]
    return Site(list(files), pages, empty)


def findings(
    site: Site,
    *,
    siteurl: str,
    sources: Mapping[str, Path],
    withheld: Iterable[Withheld],
    unwritten: Iterable[str],
    severity: Severity,
) -> list[Finding]:
    """Findings for a written site.

    `sources` maps a page's path in the site to the file it was made from. A link to a post in
    `withheld` says why that post is not there; none is reported for a post that cannot be read,
    or for a page in `unwritten`, whose own error is enough.
    """
    found = [
        Finding("", 0, "error", f"{RULE}/empty-file", f"The file {name} was written empty.")
        for name in site.empty
    ]
    by_address: dict[str, list[DeadLink]] = {}
    for link in dead_links(site.pages, [*site.files, *unwritten], siteurl):
        by_address.setdefault(link.address, []).append(link)
    held = list(withheld)
    for address, links in by_address.items():
        reason = _reason(address, held)
        if reason == "cannot be read":
            continue
        why = f"that post {reason}" if reason else links[0].why
        own = [
            _finding(written, line, why, sources[link.page], severity)
            for link in links
            if link.page in sources
            for written, line in [_written(address, siteurl, sources[link.page])]
            if line
        ]
        found += own or [_theme_finding(address, links)]
    return found


def _theme_finding(address: str, links: list[DeadLink]) -> Finding:
    pages = f"{links[0].page} and {len(links) - 1} more" if len(links) > 1 else links[0].page
    return Finding(
        "", 0, "error", f"{RULE}/dead-link", f"The link to “{address}” on {pages}: {links[0].why}.",
        "It stands in the theme, clinic.yaml or people.yaml: mend or remove it there.",
    )  # fmt: skip


def _finding(written: str, line: int, why: str, source: Path, severity: Severity) -> Finding:
    return Finding(
        typed_path(source),
        line,
        severity,
        f"{RULE}/dead-link",
        f"The link to “{written}” leads nowhere: {why}.",
        "Mend the address, or take the link away.",
    )


def _written(address: str, siteurl: str, source: Path) -> tuple[str, int]:
    """A link as its editor wrote it, and the line where; line 0 when the post has no such link.

    A link to `other.md` is an address by now, of which the file still has the last part.
    """
    plain = re.sub(r"^[{|][a-z]+[}|]", "", address.removeprefix(siteurl))
    text = source.read_text("utf-8", "replace")
    last = plain.split("#")[0].rstrip("/").rsplit("/", 1)[-1]
    for words in (plain, f"{last}.md", f"#{plain.partition('#')[2]}" if "#" in plain else ""):
        if line := line_of(text, words):
            return words, line
    return plain, 0


def line_of(text: str, words: str) -> int:
    """The line of `text` in which `words` stand, or 0."""
    at = text.find(words) if words else -1
    return text.count("\n", 0, at) + 1 if at >= 0 else 0


def _reason(address: str, withheld: Iterable[Withheld]) -> str:
    path = re.sub(r"^[{|][a-z]+[}|]", "", address).split("#")[0].split("?")[0]
    last = path.rstrip("/").rsplit("/", 1)[-1]
    return next(
        (post.reason for post in withheld if last and last in {post.slug, Path(post.path).name}), ""
    )
