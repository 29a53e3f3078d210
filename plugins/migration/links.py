"""Links and pictures in the bodies of old posts: which files they name, and what they are here."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from urllib.parse import unquote

from plugins.migration.old_folder import is_picture
from plugins.migration.old_site import Note, OldPost

_PREFIX = re.compile(r"[{|](filename|static|attach)[}|](.*)", re.DOTALL)
_OTHER_PREFIX = re.compile(r"[{|]\w+[}|]|#|(?:mailto|tel|data):", re.IGNORECASE)
_OUTSIDE = re.compile(r"(?:[a-z][a-z0-9+.-]*:)?//", re.IGNORECASE)
_WORDS = r"\[(?:[^\[\]]|\[[^\[\]]*\]){0,500}\]"
_ADDRESS = r"<?(?P<target>[^\s<>()]+(?:\([^\s<>()]*\)[^\s<>()]*)*)"
_IMAGE = re.compile(rf"(?P<picture>!)\[(?P<alt>[^\[\]]{{0,500}})\]\([ \t]*{_ADDRESS}")
_LINK = re.compile(rf"(?<!!){_WORDS}\([ \t]*{_ADDRESS}")
_DEFINED = re.compile(rf"^ {{0,3}}\[[^\[\]\n]+\]:[ \t]*{_ADDRESS}", re.MULTILINE)
_HTML = re.compile(
    r"<(?P<tag>img|a|source|video|audio)\b(?P<before>[^<>]{0,2000}?)\b(?:src|href)[ \t]*=[ \t]*"
    r"(?P<quote>[\"'])(?P<target>[^\"'<>\n]+)(?P=quote)(?P<after>[^<>]{0,2000})",
    re.IGNORECASE,
)
_RST = re.compile(
    r"^[ \t]*\.\.[ \t](?:\|[^|\n]+\|[ \t])?(?P<picture>image|figure)::[ \t]*(?P<target>\S+)"
    r"(?=(?P<options>(?:\n[ \t]+:[^\n]*)*))"
    r"|^[ \t]*:target:[ \t]*(?P<link>\S+)"
    r"|^[ \t]*\.\.[ \t]_[^:\n]+:[ \t]*(?P<defined>\S+)"
    r"|`[^`<>]{0,500}<(?P<embedded>[^`<>\s]+)>`_",
    re.MULTILINE,
)
_CODE = re.compile(
    r"^(?P<fence>`{3,}(?!`)|~{3,}(?!~))[^\n]*\n.*?^(?P=fence)[^\n]*$|(?<!`)(?P<ticks>`+)(?!`)[^`\n]+(?P=ticks)(?!`)",
    re.MULTILINE | re.DOTALL,
)
_NAMES = ("target", "link", "defined", "embedded")


@dataclass
class NewPlaces:
    """Where the files of the old site are below our content folder, by their old paths.

    `addresses` has the old path of each file that was published unchanged, by its old address.
    `renamed` has the addresses of posts that links must now write in another way. `pictures`
    collects the old paths of those that posts show.
    """

    places: dict[str, str]
    picture_places: Mapping[str, str]
    addresses: Mapping[str, str]
    siteurl: str
    renamed: Mapping[str, str]
    pictures: set[str] = field(default_factory=set)

    def picture(self, post: OldPost, written: str) -> str | None:
        """The name of a picture, below images/, that a post names by `written`; None if unknown."""
        path = self._path(post, written)
        if path is None or path not in self.picture_places:
            return None
        self.pictures.add(path)
        return self.picture_places[path].removeprefix("images/")

    def rewritten(self, post: OldPost, written: str, own: str) -> str | None:
        """What to write for a link in a post, which is now the file `own`; None if it is unknown.

        The same words, if they lead to the same file here.
        """
        tail = re.search(r"[?#].*\Z", written)
        end = tail[0] if tail else ""
        if new := self.renamed.get(written.removesuffix(end).strip("/")):
            return f"/{new}{end}" if written.startswith("/") else written
        path = self._path(post, written)
        if path is None:
            return None
        match = _PREFIX.match(written)
        if path in self.picture_places:
            self.pictures.add(path)
            new = self.picture_places[path]
            same = self._here(match[2] if match else written, own) == new
            prefix = "{static}" if match else ""
        elif match or (not written.startswith("/") and not _OUTSIDE.match(written)):
            new = self.places[path]
            same = bool(match) and self._here(match[2] if match else "", own) == new
            same = same and (match or [""])[1] == ("filename" if _is_post(new) else "static")
            prefix = "{filename}" if _is_post(new) else "{static}"
        else:
            return written  # an address that stays
        return written if same else f"{prefix}/{new}{end}"

    def _here(self, name: str, own: str) -> str:
        """The file that `name`, without a prefix, is in our content folder, in the post `own`."""
        plain = unquote(re.split("[?#]", name, maxsplit=1)[0])
        start = "" if plain.startswith("/") else posixpath.dirname(own)
        return posixpath.normpath(posixpath.join(start, plain.lstrip("/")))

    def _path(self, post: OldPost, written: str) -> str | None:
        """The old path of the file that `written` names."""
        match = _PREFIX.match(written)
        name = unquote(re.split("[?#]", match[2] if match else written, maxsplit=1)[0])
        if not match:
            name = name.removeprefix(self.siteurl) if self.siteurl else name
        beside = self._here(name, post.path)
        known = {**self.places, **self.picture_places}
        if match or not name.startswith("/"):
            if beside in known:
                return beside
            if match:
                return None
            at = PurePosixPath("/", post.url)
            folder = at if post.url.endswith("/") else at.parent
            name = posixpath.normpath(f"{folder}/{name}")
        return self.addresses.get(name.lstrip("/"))


def rewrite(post: OldPost, text: str, own: str, places: NewPlaces, notes: list[Note]) -> str:
    """`text`, a body, with links that lead to the same files here; what is unknown is noted."""
    patterns = (_RST,) if post.markup == "rst" else (_IMAGE, _LINK, _DEFINED, _HTML)
    changes: dict[tuple[int, int], str] = {}
    for pattern in patterns:
        for found, row in outside_code(pattern, text, markdown=post.markup != "rst"):
            name = next(name for name in _NAMES if found.groupdict().get(name) is not None)
            line = post.body_line + row
            new = _replaced(post, found, name, own, places, notes, line)
            if new != found[name]:
                changes[found.span(name)] = new
    pieces, place = [], 0
    for (start, end), new in sorted(changes.items()):
        if start >= place:
            pieces += [text[place:start], new]
            place = end
    return "".join([*pieces, text[place:]])


def outside_code(
    pattern: re.Pattern[str], text: str, *, markdown: bool = True
) -> Iterator[tuple[re.Match[str], int]]:
    """What a pattern finds in a text, apart from what it shows as code, and its row (from 0)."""
    code = [found.span() for found in _CODE.finditer(text)] if markdown else []
    row = place = at = 0
    for found in pattern.finditer(text):
        while at < len(code) and code[at][1] <= found.start():
            at += 1
        if at == len(code) or found.start() < code[at][0]:
            row += text.count("\n", place, found.start())
            place = found.start()
            yield found, row


def _replaced(
    post: OldPost,
    found: re.Match[str],
    name: str,
    own: str,
    places: NewPlaces,
    notes: list[Note],
    line: int,
) -> str:
    groups, written = found.groupdict(), found[name]
    shown = bool(groups.get("picture")) or (groups.get("tag") or "").lower() == "img"
    shown = shown and name == "target"
    if shown and not _has_alt(post, groups):
        notes.append(Note("picture", post.path, f"“{written:.80}” has no alternative text.", line))
    if _OTHER_PREFIX.match(written) and not _PREFIX.match(written):
        return written
    new = places.rewritten(post, written, own)
    if new is not None:
        return new
    if shown:
        why = "is on another website" if _OUTSIDE.match(written) else "is no file of the old site"
        notes.append(Note("picture", post.path, f"“{written:.80}” {why}.", line))
    elif _PREFIX.match(written) or (is_picture(written) and not _OUTSIDE.match(written)):
        notes.append(Note("link", post.path, f"“{written:.80}” leads to no file.", line))
    return written


def _has_alt(post: OldPost, groups: Mapping[str, str | None]) -> bool:
    if post.markup == "rst":
        return bool(re.search(r":alt:[ \t]*\S", groups.get("options") or ""))
    if groups.get("tag"):
        attributes = f"{groups.get('before')} {groups.get('after')}"
        return bool(re.search(r"\balt[ \t]*=[ \t]*(?:\"[^\"]*\S|'[^']*\S|[^\"'\s])", attributes))
    return bool((groups.get("alt") or "").strip())


def _is_post(path: str) -> bool:
    return path.startswith(("articles/", "pages/"))
