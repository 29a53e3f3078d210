"""Lists that did not take effect."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from plugins.posts.list_markers import BULLETS
from plugins.posts.rules.places import Places
from plugins.posts.rules.rule import PostToCheck, Problem, Rule

# The starts of the lines of a list, one kind in each group; a word follows. Symbols such as ticks
# begin lines that other programs show one below the other, unless a break is at their end.
_MARK = (
    r"[ \t]*(?:(-)|(\*)(?=[^*\n]*$)|(\+)|(\d{1,2}\.)|(\d{1,2}\))"
    r"|((?:[a-hA-H]|[ivx]{1,4})\) |\((?:\d{1,2}|[a-h]|[ivx]{1,4})\) )"
    r"|(o(?:\t|\xa0| {2,})[ \t\xa0]*)"
    rf"|((?:(?![{BULLETS}])[\u2190-\u21ff\u25a0-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff]"
    r"|\d(?=\ufe0f?\u20e3))[\ufe0f\u20e3]*[ \t\xa0]*)(?![^\n]*(?:  |\\|<br ?/?>)$))"
    r"""(?=[^\W\d_]|[\[(*"'“‘])"""
)
_START = re.compile(_MARK, re.MULTILINE)
_ANY_START = re.compile(f"\n{_MARK}", re.MULTILINE)  # much faster to search for than `^`
# An item as it should be; the groups are those of the same signs.
_ITEM = re.compile(r"[ \t]*(?:(-)|(\*)|(\+)|(\d{1,2}\.)|(\d{1,2}\)))[ \t]")
_NUMBERED = frozenset({4, 5, 6})


def not_a_list(post: PostToCheck) -> Iterator[Problem]:
    """Lines of a paragraph that begin as those of a list do, and are run together.

    One alone may begin so for another reason, unless it is directly below or above an item.
    """
    if not _ANY_START.search(f"\n{post.shown}"):
        return
    places = Places(post)
    start = 0
    rows = []
    for row in post.shown.split("\n"):
        item = _ITEM.match(row)
        rows.append((start, _START.match(row), item.lastindex if item else 0))
        start += len(row) + 1
    items = [0, *(item for _, _, item in rows), 0]
    for kind, numbers in groupby(range(len(rows)), key=lambda at: _kind(rows[at][1])):
        first, *others = numbers
        last = others[-1] if others else first
        place, found, _ = rows[first]
        is_run = others or kind in {items[first], items[last + 2]}
        if found and kind and is_run and not places.is_raw(place):
            mark = found[kind].strip()
            message = f"The lines that begin with “{mark}” here are not shown as a list."
            sign = "1." if kind in _NUMBERED else "-"
            hint = f"Begin each with `{sign} `: the sign, then a space."
            yield post.at(place + found.start(kind), message, hint)


def _kind(found: re.Match[str] | None) -> int:
    return (found.lastindex or 0) if found else 0


_POST = "---\ntitle: Knees\ndate: 2026-01-02\n---\n"
RULES = (
    Rule(
        id="markup/list",
        severity="error",
        summary="The sign of each item of a list has a space after it.",
        reason="Otherwise the items are run together in one paragraph.",
        bad=f"{_POST}Bring:\n\n-shoes\n-water\n",
        good=f"{_POST}Bring:\n\n- shoes\n- water\n",
        check=not_a_list,
    ),
)
