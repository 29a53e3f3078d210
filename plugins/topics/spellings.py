"""Finds topics and categories that are written in two ways, and those that a slip has invented."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from plugins.core.edit_distance import edit_distance
from plugins.core.findings import Finding

_SHORTEST, _LONG = 5, 8  # letters: of a name that is compared, and of one that may have two slips
_MANY = 2  # posts that make a name known
_DIGITS = re.compile(r"\d+")
_SPELLINGS = {"topic": "topic/spellings", "category": "category/spellings"}
_ONLY_HERE = {"topic": "topic/only-here", "category": "category/only-here"}


@dataclass(frozen=True)
class NameUse:
    """A topic or a category in a post: as it is written, and the slug that the site makes of it.

    `path` and `line` are the place of the key. `texts` are what the post says besides.
    """

    kind: Literal["topic", "category"]
    name: str
    slug: str
    path: str
    line: int
    texts: tuple[str, ...]


def preferred(uses: Iterable[NameUse], listed: Collection[str]) -> dict[str, str]:
    """The best spelling of each slug: one that is `listed`, else the one that most posts have."""
    counted: dict[str, Counter[str]] = {}
    for use in uses:
        counted.setdefault(use.slug, Counter())[use.name] += 1
    return {
        slug: min(names, key=lambda name: (name not in listed, -names[name], name))
        for slug, names in counted.items()
    }


def other_spellings(uses: Sequence[NameUse], best: Mapping[str, str]) -> Iterator[Finding]:
    """A warning for each use of another spelling than the `best` of its slug."""
    where = {(use.slug, use.name): use.path for use in reversed(uses)}
    for use in uses:
        name = best[use.slug]
        if use.name == name:
            continue
        message = f"“{use.name}” and “{name}” have the same address, so they are one {use.kind}."
        other = where[use.slug, name]
        hint = f"Write “{name}”, as in {other}; or another name, if it is not that."
        if other == use.path:
            hint = f"Keep one of them, such as “{name}”; or write another name."
        yield Finding(use.path, use.line, "warning", _SPELLINGS[use.kind], message, hint)


def slips(
    uses: Iterable[NameUse], listed: Iterable[str], drafts: Iterable[str]
) -> Iterator[Finding]:
    """A warning for each name of a single post that is nearly that of several posts, or `listed`.

    A name that the post's own text has is a word, and no slip. `drafts` are the names of posts that
    are not published yet.
    """
    posts: dict[str, dict[str, NameUse]] = {}
    for use in uses:
        posts.setdefault(use.name, {})[use.path] = use
    listed, drafts = set(listed), set(drafts)
    known = {name for name, found in posts.items() if len(found) >= _MANY} | listed
    near = _Nearest(known)
    for name, found in posts.items():
        (use, *others) = found.values()
        if others or name in listed or name in drafts or _is_said(name, use.texts):
            continue
        if meant := near.to(name):
            message = f"No other post has the {use.kind} “{name}”."
            hint = f"Did you mean “{meant}”?"
            yield Finding(use.path, use.line, "warning", _ONLY_HERE[use.kind], message, hint)


def _is_said(name: str, texts: Iterable[str]) -> bool:
    return any(name.casefold() in text.casefold() for text in texts)


class _Nearest:
    """Known names, by what is left of them without some letters.

    Two names that differ in few letters have such a rest in common, so that most names need not be
    compared with each other.
    """

    def __init__(self, names: Iterable[str]) -> None:
        self._names: dict[str, list[str]] = {}
        for name in sorted(names):
            for rest in _rests(name.casefold()):
                self._names.setdefault(rest, []).append(name)

    def to(self, name: str) -> str | None:
        """The known name of which `name` is a misspelling, if there is one."""
        word = name.casefold()
        if len(word) < _SHORTEST:
            return None
        found = {each for rest in _rests(word) for each in self._names.get(rest, ())}
        near = [
            (distance, each)
            for each in found
            if 0 < (distance := edit_distance(word, each.casefold())) <= _most(word)
            and _DIGITS.findall(word) == _DIGITS.findall(each)
        ]
        return min(near)[1] if near else None


def _most(word: str) -> int:
    return 2 if len(word) >= _LONG else 1


def _rests(word: str) -> set[str]:
    """The word without each one of its letters, and each two if it is long."""
    return {
        "".join(letter for place, letter in enumerate(word) if place not in without)
        for count in range(_most(word) + 1)
        for without in combinations(range(len(word)), count)
    }
