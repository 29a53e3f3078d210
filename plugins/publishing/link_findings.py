"""Findings for dead links: where each was written, and which address may have been meant."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from html import escape
from pathlib import Path
from urllib.parse import unquote

from plugins.article_body.intrasite import LinkError, normalise
from plugins.article_body.link_places import link_places
from plugins.article_body.linked_files import KINDS
from plugins.article_body.sanitising import all_links
from plugins.article_body.url_rules import site_link
from plugins.core.findings import Finding, Severity, did_you_mean, display_path
from plugins.core.visibility import WithheldPost
from plugins.publishing.links import NEEDS_SLASH, DeadLink, ParsedPage, target_of
from plugins.publishing.third_party_requests import first_and_count

RULE = "links/dead-link"
_PLACEHOLDER = re.compile(r"^[{|][a-z]+[}|]")  # {filename} and its kin, where Pelican left them
_NO_GROUP = {
    "{tag}": "no post has that topic",
    "{category}": "no post has that category",
    "{author}": "there is no such person",
}
_SUFFIX = re.compile(r"\.(?:html?|php|md|aspx?)$", re.IGNORECASE)
_ANYWHERE, _IN_FOLDER = 0.75, 0.6  # how similar two names must be (difflib)
_MOST_SUGGESTED = 200  # addresses; each takes milliseconds on a large site


@dataclass(frozen=True)
class PageSource:
    """The file that a page was made from, and the HTML of its body, as the page contains it.

    `body` is the string that the post keeps, not a copy. `unresolved` is the same HTML before
    Pelican has resolved links such as `{filename}other.md`.
    """

    path: Path
    body: str
    unresolved: str = ""

    def has_link(self, address: str) -> bool:
        """Whether the body has `address` as the value of an attribute; it is not parsed again."""
        written = escape(address).replace("&#x27;", "'").replace("\xa0", "&nbsp;")
        return any(f'="{form}"' in self.body for form in (address, written))

    @cached_property
    def text(self) -> str:
        """The text of the file."""
        return self.path.read_text("utf-8-sig", "replace")

    def written(self, address: str, siteurl: str) -> tuple[str, int]:
        """The link to `address` as the editor wrote it, and its place; ("", -1) if not found."""
        meant = self._unresolved_links.get(address, address)
        for href, places in self._places.items():
            if meant in _addresses(href, siteurl):
                return href, places[0]
        return "", -1

    @cached_property
    def _places(self) -> dict[str, list[int]]:
        return link_places(self.text)

    @cached_property
    def _unresolved_links(self) -> dict[str, str]:
        """By address, the link before it was resolved; empty if another plugin has changed them."""
        after, before = all_links(self.body), all_links(self.unresolved)
        if len(after) != len(before):
            return {}
        return dict(zip(reversed(after), reversed(before), strict=True))


def _addresses(href: str, siteurl: str) -> set[str]:
    """What a post with the link `href` may have, before Pelican resolves it."""
    found = {href, f"{{filename}}{href}", f"{{static}}{href}"}
    try:
        return found | {normalise(site_link(normalise(href), siteurl))}
    except LinkError:
        return found


class DeadLinkFindings:
    """Findings for the dead links of a site, by `pages`, which has each of its pages by its path.

    The finding for a link to a post in `withheld` says why that post is missing.
    """

    def __init__(
        self,
        pages: Mapping[str, ParsedPage],
        siteurl: str,
        withheld: Iterable[WithheldPost],
        severity: Severity,
    ) -> None:
        self._pages = pages
        self._siteurl = siteurl
        self._withheld = list(withheld)
        self._severity = severity
        self._suggested: dict[str, str] = {}

    def of(self, links: list[DeadLink], sources: Mapping[str, PageSource]) -> list[Finding]:
        """The findings for `links`, which have one address; none if its post cannot be read."""
        address = links[0].address
        reason = _withheld_reason(address, self._withheld)
        if reason == "cannot be read":
            return []
        found, theme = [], []
        for link in links:
            source = sources.get(link.page)
            if source and source.has_link(address):
                found.append(self._in_post(link, source, reason))
            else:
                theme.append(link)
        return found + ([self._in_theme(theme)] if theme else [])

    def _in_theme(self, links: list[DeadLink]) -> Finding:
        """The finding for dead links with one address, which the theme's templates wrote."""
        pages = first_and_count([link.page for link in links])
        message = f"The link to “{links[0].address}” on {pages}: {links[0].why}."
        hint = (
            "It is in the theme, clinic.yaml or people.yaml: fix it there, or put the file into "
            "content/extra/."
        )
        return Finding("", 0, self._severity, RULE, message, hint)

    def _in_post(self, link: DeadLink, source: PageSource, reason: str) -> Finding:
        """The finding for a dead link in a post; `reason` says that its target is withheld."""
        written, place = source.written(link.address, self._siteurl)
        if place < 0:
            written, place = self._searched(link.address, source.text)
        line, column = _line_and_column(source.text, place)
        group = next((why for start, why in _NO_GROUP.items() if written.startswith(start)), "")
        why, hint = group or link.why, self._hint(link, written)
        if reason:
            why, hint = f"that post {reason}", "Take the link away until it is public."
        message = f"The link to “{written}” leads nowhere: {why}."
        path = display_path(source.path)
        return Finding(path, line, self._severity, RULE, message, hint, column)

    def _searched(self, address: str, text: str) -> tuple[str, int]:
        """The address as it may have been written, and its place (-1 if there is none).

        A link to `other.md` is an address by now, but its last part may be that of the file's name.
        """
        plain = _PLACEHOLDER.sub("", address.removeprefix(self._siteurl))
        path, hash_mark, fragment = plain.partition("#")
        name, anchor = path.rstrip("/").rsplit("/", 1)[-1], hash_mark + fragment
        for words in (address, plain, f"{name}.md{anchor}", f"{name}.md", anchor):
            if (place := place_of(text, words)) >= 0:
                return words, place
        return plain, -1

    def _hint(self, link: DeadLink, written: str) -> str:
        path, hash_mark, fragment = written.partition("#")
        if link.why == NEEDS_SLASH:
            return f"Write `{path}/{hash_mark}{fragment}`"
        target = target_of(link, self._siteurl)
        if target and (page := self._pages.get(target[0])):
            near = did_you_mean(f"#{target[1]}", [f"#{name}" for name in page.ids])
        else:
            near = self._near(target[0] if target else link.address)
        if not near and path.casefold().endswith(tuple(KINDS)):
            name = _PLACEHOLDER.sub("", path).rpartition("/")[2]
            return f"Put the file into content/files/, and write `{{static}}/files/{name:.80}`"
        return near or "Fix the address, or take the link away."

    def _near(self, path: str) -> str:
        """Which page may have been meant by the path of none."""
        if path not in self._suggested:
            enough = len(self._suggested) >= _MOST_SUGGESTED
            self._suggested[path] = "" if enough else self._nearest(path)
        found = self._suggested[path]
        return f"Did you mean “/{found}”?" if found else ""

    def _nearest(self, path: str) -> str:
        folder, _, name = path.removesuffix("index.html").rstrip("/").rpartition("/")
        name = _SUFFIX.sub("", unquote(name)).casefold()
        known = self._named
        beside = {each: paths for each, paths in known.items() if _in_folder(paths, folder)}
        for names, cutoff in ((known, _ANYWHERE), (beside, _IN_FOLDER)):
            near = [name] if name in names else get_close_matches(name, list(names), 1, cutoff)
            if near:
                paths = names[near[0]]
                return next((one for one in paths if _in_folder([one], folder)), paths[0])
        return ""

    @cached_property
    def _named(self) -> dict[str, list[str]]:
        """The addresses of pages by the last part of each."""
        found: dict[str, list[str]] = {}
        for path in self._pages:
            address = path.removesuffix("index.html")
            if address != "404.html" and (name := address.rstrip("/").rpartition("/")[2]):
                found.setdefault(_SUFFIX.sub("", name).casefold(), []).append(address)
        return found


def _in_folder(paths: Iterable[str], folder: str) -> bool:
    return any(path.rstrip("/").rpartition("/")[0] == folder for path in paths)


def place_of(text: str, words: str) -> int:
    """Where `text` has `words`, preferably as a link's address; -1 if nowhere."""
    if not words:
        return -1
    for before in ("](", "](<", '"', "}", "<", ": ", ""):
        if (place := text.find(f"{before}{words}")) >= 0:
            return place + len(before)
    return -1


def _line_and_column(text: str, place: int) -> tuple[int, int]:
    """The line and the column, from 1, of the character `place`; 0 and 0 for no character."""
    if place < 0:
        return 0, 0
    return text.count("\n", 0, place) + 1, place - text.rfind("\n", 0, place)


def _withheld_reason(address: str, withheld: Iterable[WithheldPost]) -> str:
    """Why the post at `address` is withheld, or an empty string when it is not."""
    path = _PLACEHOLDER.sub("", address).split("#")[0].split("?")[0]
    last = path.rstrip("/").rsplit("/", 1)[-1]
    return next(
        (post.reason for post in withheld if last and last in {post.slug, Path(post.path).name}), ""
    )
