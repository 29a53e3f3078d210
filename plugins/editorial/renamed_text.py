"""What posts and data files say once a post, its files and its addresses have other names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from posixpath import dirname, join, normpath
from urllib.parse import quote, unquote

from plugins.article_body.link_places import link_places
from plugins.editorial.front_matter_text import (
    FrontMatterText,
    Value,
    front_matter,
    yaml_values,
)

# Keys whose values are slugs, of front matter and of clinic.yaml, by the kind of the posts.
SLUG_KEYS = {
    "ARTICLE": frozenset({"related", "related_exclude", "article", "start_here"}),
    "PAGE": frozenset({"menu"}),
}
_PREFIX = re.compile(r"[{|](?:filename|static|attach)[}|]")
_SOURCE = re.compile(r"\bsrc\s*+=\s*+[\"']?([^\s\"'<>]++)", re.IGNORECASE)
_TAIL = re.compile(r"[?#]")
_Edit = tuple[int, int, str]  # from where to where another text stands, and which


@dataclass(frozen=True)
class NewNames:
    """The new slug, paths and addresses, each by the old one.

    `slug_keys` are those whose values may be the slug. Paths are relative to the content folder, in
    which `existing` are all files. Addresses are relative to `siteurl`, and end with a slash if
    they are those of folders.
    """

    slugs: Mapping[str, str]
    files: Mapping[str, str]
    addresses: Mapping[str, str]
    siteurl: str = ""
    slug_keys: frozenset[str] = SLUG_KEYS["ARTICLE"]
    existing: frozenset[str] = frozenset()

    def may_be_in(self, text: str) -> bool:
        """Whether a text has one of the old names."""
        names = [path.rpartition("/")[2] for path in self.files]
        return any(name in text or quote(name) in text for name in (*self.slugs, *names))

    def of(self, written: str, folder: str) -> str:
        """What to write for a link or a name of a file in a file in `folder`.

        The same words, if what they name has the name that it had.
        """
        match = _PREFIX.match(written)
        start = match.end() if match else 0
        end = tail.start() if (tail := _TAIL.search(written, start)) else len(written)
        path, rest = written[start:end], written[end:]
        plain = unquote(path)
        if not match and (address := self._address(path)):
            return address + rest
        root = "" if plain.startswith("/") else folder
        beside = normpath(join(root, plain.lstrip("/")))
        is_beside = beside in self.existing or beside in self.files
        known = beside if is_beside else f"images/{plain.lstrip('/')}"
        if known not in self.files:
            return written
        name, new = path.rpartition("/")[2], self.files[known].rpartition("/")[2]
        new = quote(new) if unquote(name) != name else new
        return written[: end - len(name)] + new + rest

    def _address(self, path: str) -> str:
        own = f"{self.siteurl}/"
        start = own if self.siteurl and path.startswith(own) else "/"
        written = unquote(path[len(start) :]) if path.startswith(start) else ""
        if new := self.addresses.get(written):
            return start + new
        new = self.addresses.get(f"{written}/", "")  # also without the slash at its end
        return new and start + new.removesuffix("/")


def renamed_data(text: str, path: str, names: NewNames) -> str:
    """The text of a data file with the new names; raises YAMLError."""
    return _edited(text, _yaml_edits(text, yaml_values(text), dirname(path), names))


def renamed_post(text: str, path: str, names: NewNames) -> str:
    """The text of a post in Markdown with the new names; raises YAMLError and YamlError."""
    front = front_matter(text)
    edits = [*_yaml_edits(text, front.values, dirname(path), names)]
    found = link_places(text[front.end :])
    for match in _SOURCE.finditer(text, front.end):
        found.setdefault(match[1], []).append(match.start(1) - front.end)
    for written, places in found.items():
        new = names.of(written, dirname(path))
        edits += [
            (front.end + place, front.end + place + len(written), new)
            for place in places
            if new != written and text.startswith(written, front.end + place)  # no entities
        ]
    return _edited(text, edits)


def with_value(text: str, name: str, value: str) -> str:
    """The text of a post whose front matter has this value of a key; raises as `renamed_post`."""
    front = front_matter(text)
    key = front.key(name)
    if key is None:
        return _with_row(text, front, front.row(name, value))
    space = "" if text[key.value - 1].isspace() else " "
    return text[: key.value] + space + value + text[key.end :]


def with_alias(text: str, alias: str, own: str) -> str:
    """The text of a post that also has the old address `alias`, and whose address is `own`.

    `alias` may be "". If its own address is among the aliases, it is taken out.
    """
    front = front_matter(text)
    key = front.key("aliases")
    before = key.items if key else ()
    after = [item for item in before if bare(item) != bare(own)]
    if alias and bare(alias) not in map(bare, after):
        after.append(alias)
    if after == [*before]:
        return text
    if key is None:
        return _with_row(text, front, front.row("aliases", front.listed(after)))
    if key.rows and after:
        rows = text.split("\n")
        gone = {row for row, item in zip(key.rows, before, strict=True) if item not in after}
        indent = rows[key.rows[-1]].partition("-")[0]
        rows[key.rows[-1] + 1 : key.rows[-1] + 1] = [
            f"{indent}- {item}" for item in after if item not in before
        ]
        return "\n".join(row for number, row in enumerate(rows) if number not in gone)
    if after:
        return text[: key.start] + front.row("aliases", front.listed(after)) + text[key.end :]
    return text[: key.start] + text[key.end :].partition("\n")[2]


def bare(address: str) -> str:
    """An address without the slashes around it."""
    return address.strip("/")


def _with_row(text: str, front: FrontMatterText, row: str) -> str:
    before = text[: front.end]
    end = "" if before.endswith("\n") else "\n"
    return f"{before}{end}{row}\n{text[front.end :]}"


def _yaml_edits(
    text: str, values: Iterable[Value], folder: str, names: NewNames
) -> Iterator[_Edit]:
    for each in values:
        written = new = text[each.start : each.end]
        if names.slug_keys.intersection(map(str, each.keys)):
            for old, slug in names.slugs.items():
                new = re.sub(rf"(?<![\w./-]){re.escape(old)}(?![\w./-])", slug, new)
        elif each.value and each.keys[:1] != ("aliases",):
            new = written.replace(each.value, names.of(each.value, folder))
        if new != written:
            yield each.start, each.end, new


def _edited(text: str, edits: Iterable[_Edit]) -> str:
    for first, last, new in sorted(set(edits), reverse=True):
        text = text[:first] + new + text[last:]
    return text
