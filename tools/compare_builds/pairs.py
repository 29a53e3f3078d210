"""Pairs the files of two sites, even if the hashes of content in their names differ."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping

# A hash in a file's name, as in main.7d14172951.css.
_HASH = re.compile(r"(?<=[-._])[0-9a-f]{7,64}(?=[-._])")


def pair(
    before: Iterable[str], after: Iterable[str], same: Callable[[str, str], bool]
) -> dict[str, str]:
    """The file of `after` for each file of `before` that has one.

    Files with the same path are paired; then files whose paths differ only in hashes and whose
    contents are equal (`same`); then, if one file of such a pattern is left on each side, these
    two: the file has changed, and is compared instead of reported as missing and added.
    """
    old, new = set(before), set(after)
    found = {path: path for path in old & new}
    left, right = _by_pattern(old - new), _by_pattern(new - old)
    for pattern, paths in left.items():
        found |= _pair_group(paths, right.get(pattern, []), same)
    return found


def _by_pattern(paths: Iterable[str]) -> dict[str, list[str]]:
    groups: dict[str, list[str]] = defaultdict(list)
    for path in sorted(paths):
        folder, _, name = path.rpartition("/")
        if _HASH.search(name):
            groups[f"{folder}/{_HASH.sub('#', name)}"].append(path)
    return groups


def _pair_group(
    before: list[str], after: list[str], same: Callable[[str, str], bool]
) -> dict[str, str]:
    found: dict[str, str] = {}
    right = list(after)
    for old in before:
        if new := next((path for path in right if same(old, path)), None):
            found[old] = new
            right.remove(new)
    left = [path for path in before if path not in found]
    return {**found, left[0]: right[0]} if len(left) == len(right) == 1 else found


class Renaming:
    """Replaces the names of the later site's files in a text with those in the earlier site."""

    def __init__(self, pairs: Mapping[str, str]) -> None:
        names: dict[str, set[str]] = defaultdict(set)
        for old, new in pairs.items():
            names[_name(new)].add(_name(old))
        # A name paired with two earlier ones is kept, so that the difference is reported.
        self._names = {new: min(old) for new, old in names.items() if len(old) == 1}
        renamed = [re.escape(new) for new, old in self._names.items() if new != old]
        self._pattern = re.compile(rf"(?<![\w.-])(?:{'|'.join(renamed) or '(?!)'})(?![\w-])")

    def apply(self, text: str) -> str:
        """`text`, from a file of the later site, with the names in the earlier site."""
        return self._pattern.sub(lambda match: self._names[match[0]], text)


def _name(path: str) -> str:
    return path.rpartition("/")[2]
