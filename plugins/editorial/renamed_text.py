"""What posts and data files say once a post, its files and its addresses have other names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import accumulate
from posixpath import dirname, join, normpath
from urllib.parse import quote, unquote

import yaml

from plugins.article_body.link_places import link_places
from plugins.core.yaml_lines import KeyPath
from plugins.posts.source import split

# Keys whose values are slugs of posts: of front matter, and of clinic.yaml.
_SLUGS = {"related", "related_exclude", "article", "start_here", "menu"}
_PREFIX = re.compile(r"[{|](?:filename|static|attach)[}|]")
_SOURCE = re.compile(r"\bsrc\s*+=\s*+[\"']?([^\s\"'<>]++)", re.IGNORECASE)
_ROW = re.compile(r"(\w+):[ \t]*(.*?)[ \t]*")  # a key of a post without fences
_TAIL = re.compile(r"[?#]")
_Edit = tuple[int, int, str]  # from where to where another text stands, and which


@dataclass(frozen=True)
class NewNames:
    """The new slug, paths and addresses, each by the old one.

    Paths are relative to the content folder. Addresses are relative to `siteurl`, and end with a
    slash if they are those of folders.
    """

    slugs: Mapping[str, str]
    files: Mapping[str, str]
    addresses: Mapping[str, str]
    siteurl: str = ""

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
        for known in (normpath(join(root, plain.lstrip("/"))), f"images/{plain.lstrip('/')}"):
            if known in self.files:
                name = path.rpartition("/")[2]
                new = self.files[known].rpartition("/")[2]
                new = quote(new) if unquote(name) != name else new
                return written[: end - len(name)] + new + rest
        return written

    def _address(self, path: str) -> str:
        own = f"{self.siteurl}/"
        start = own if self.siteurl and path.startswith(own) else "/"
        written = unquote(path[len(start) :]) if path.startswith(start) else ""
        if new := self.addresses.get(written):
            return start + new
        new = self.addresses.get(f"{written}/", "")  # also without the slash at its end
        return new and start + new.removesuffix("/")


@dataclass(frozen=True)
class _Value:
    """A value of YAML, with the keys that lead to it, and from where to where it stands."""

    keys: KeyPath
    start: int
    end: int
    value: str


def renamed_data(text: str, path: str, names: NewNames) -> str:
    """The text of a data file with the new names; raises YAMLError."""
    return _edited(text, _yaml_edits(text, _yaml_values(text), dirname(path), names))


def renamed_post(text: str, path: str, names: NewNames) -> str:
    """The text of a post in Markdown with the new names; raises YAMLError and YamlError."""
    front = _front_matter(text)
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


def with_slug(text: str, new: str) -> str:
    """The text of a post with another value of `slug`, if it has that key."""
    values = _front_matter(text).values
    return _edited(text, [(each.start, each.end, new) for each in values if each.keys == ("slug",)])


def with_alias(text: str, alias: str, own: str) -> str:
    """The text of a post that also has the old address `alias`, and whose address is `own`.

    `alias` may be "". If its own address is among the aliases, it is taken out.
    """
    front = _front_matter(text)
    found = [each for each in front.values if each.keys[:1] == ("aliases",)]
    before = [item for each in found for item in map(str.strip, each.value.split(",")) if item]
    after = [item for item in before if _bare(item) != _bare(own)]
    if alias and _bare(alias) not in map(_bare, after):
        after.append(alias)
    if after == before:
        return text
    added = [item for item in after if item not in before]
    rows = text[: front.end].split("\n")
    if not found:
        return text[: front.end] + f"{front.list_row(added)}\n" + text[front.end :]
    first, last = (text.count("\n", 0, each.start) for each in (found[0], found[-1]))
    if rows[last].lstrip().startswith("- ") and after:  # one in each row
        gone = {text.count("\n", 0, each.start) for each in found if each.value not in after}
        indent = rows[last][: rows[last].index("-")]
        rows[last + 1 : last + 1] = [f"{indent}- {item}" for item in added]
        rows = [row for number, row in enumerate(rows) if number not in gone]
    else:
        while not rows[first].lower().startswith("aliases"):
            first -= 1
        last += "]" not in rows[last] and last + 1 < len(rows) and rows[last + 1].strip() == "]"
        rows[first : last + 1] = [front.list_row(after)] if after else []
    return "\n".join(rows) + text[front.end :]


def _bare(address: str) -> str:
    return address.strip("/")


@dataclass(frozen=True)
class _FrontMatter:
    """The values of the front matter of a post, and where its last row ends."""

    values: tuple[_Value, ...]
    end: int
    is_yaml: bool

    def list_row(self, items: list[str]) -> str:
        """The row of the key `aliases`."""
        listed = ", ".join(items)
        return f"aliases: [{listed}]" if self.is_yaml else f"Aliases: {listed}"


def _front_matter(text: str) -> _FrontMatter:
    """The front matter of a post; raises YamlError and YAMLError."""
    rows = text.split("\n")
    starts = [0, *accumulate(len(row) + 1 for row in rows)]
    first = next(number for number, row in enumerate(rows) if row.strip())
    body = split(text).body_line - 1
    last = next(number for number in range(body - 1, -1, -1) if rows[number].strip())
    if rows[first].strip() == "---":
        start, end = starts[first + 1], starts[last]
        values = tuple(
            _Value(_lower(each.keys), start + each.start, start + each.end, each.value)
            for each in _yaml_values(text[start:end])
        )
        return _FrontMatter(values, end, is_yaml=True)
    found = ((starts[number], _ROW.fullmatch(row)) for number, row in enumerate(rows[: last + 1]))
    values = tuple(
        _Value((match[1].lower(),), start + match.start(2), start + match.end(2), match[2])
        for start, match in found
        if match
    )
    return _FrontMatter(values, starts[last + 1], is_yaml=False)


def _lower(keys: KeyPath) -> KeyPath:
    return tuple(str(key).lower() if number == 0 else key for number, key in enumerate(keys))


def _yaml_values(text: str) -> list[_Value]:
    """The values of YAML that are neither lists nor mappings, in their order."""
    found = []
    waiting: list[tuple[KeyPath, yaml.Node | None]] = [
        ((), yaml.compose(text, Loader=yaml.SafeLoader))
    ]
    while waiting:
        keys, node = waiting.pop()
        if isinstance(node, yaml.MappingNode):
            waiting += [((*keys, str(key.value)), value) for key, value in node.value]
        elif isinstance(node, yaml.SequenceNode):
            waiting += [((*keys, at), value) for at, value in enumerate(node.value)]
        elif isinstance(node, yaml.ScalarNode):
            start, end = node.start_mark.index, node.end_mark.index
            found.append(_Value(keys, start, end, node.value))
    return sorted(found, key=lambda each: each.start)


def _yaml_edits(
    text: str, values: Iterable[_Value], folder: str, names: NewNames
) -> Iterator[_Edit]:
    for each in values:
        written = new = text[each.start : each.end]
        if _SLUGS.intersection(map(str, each.keys)):
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
