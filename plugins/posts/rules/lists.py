"""Lists that did not take effect."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from plugins.posts.rules.places import Places
from plugins.posts.rules.rule import PostToCheck, Problem, Rule

# The starts of the lines of a list, one kind in each group; a letter follows at once.
_START = re.compile(
    r" {0,3}(?:(-)|(\*)(?=[^*\n]*$)|(\+)|(\d{1,2}\.)|(\d{1,2}\))|([a-h]\) |[ivx]{1,4}\) )"
    r"|(o(?:\t|\xa0| {2,})[ \t\xa0]*))(?=[^\W\d_])",
    re.MULTILINE,
)
_NUMBERED = frozenset({4, 5, 6})


def not_a_list(post: PostToCheck) -> Iterator[Problem]:
    """Two or more lines of a paragraph that begin as those of a list do, and are run together."""
    if not _START.search(post.shown):
        return
    places = Places(post)
    start = 0
    rows = []
    for row in post.shown.split("\n"):
        rows.append((start, _START.match(row)))
        start += len(row) + 1
    for kind, run in groupby(rows, key=lambda row: row[1].lastindex if row[1] else 0):
        (place, found), *others = run
        if found and kind and others and not places.is_raw(place):
            mark = found[0].strip()
            message = f"The lines that begin with “{mark}” here are not shown as a list."
            sign = "1." if kind in _NUMBERED else "-"
            hint = f"Begin each with `{sign} `: the sign, then a space."
            yield post.at(place + found.start(found.lastindex or 0), message, hint)


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
