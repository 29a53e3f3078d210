"""Finds the places in a post that the problems of its body are about."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence

from plugins.article_body.headings import EMPTY_HEADING
from plugins.article_body.link_places import link_places
from plugins.article_body.transform import BodyProblem
from plugins.posts.post import Post

_EMPTY_HEADING = re.compile(r"^[ \t>]{0,9}(?:#{1,6}[ \t#]*$|<h[1-6]>\s{0,9}</h)", re.MULTILINE)


def with_places(
    problems: Sequence[BodyProblem], found: Post, prose: str
) -> Iterator[tuple[BodyProblem, int, int]]:
    """Each problem with its line and column in the file; `prose` is the body without code.

    The second problem of links to one address is that of the second such link, and the second
    heading without words is the second that the body has.
    """
    places: dict[str, list[int]] = {}
    line_ends: list[int] = []
    if any(problem.link is not None or problem.rule == EMPTY_HEADING for problem in problems):
        places = link_places(prose)
        line_ends = [end.start() for end in re.finditer("\n", prose)]

    def place_in_file(place: int) -> tuple[int, int]:
        row = bisect_left(line_ends, place)
        return found.body_line + row, place - (line_ends[row - 1] if row else -1)

    empty = _EMPTY_HEADING.finditer(prose)
    seen: Counter[str] = Counter()
    for problem in problems:
        if problem.rule == EMPTY_HEADING and (heading := next(empty, None)):
            yield problem, *place_in_file(heading.start())
            continue
        exact = problem.exactly and problem.exactly in prose
        known = [] if exact or problem.link is None else places.get(problem.link, [])
        if problem.link is None or not known:
            yield problem, *found.place_of(problem.words, problem.exactly)
        else:
            place = known[min(seen[problem.link], len(known) - 1)]
            seen[problem.link] += 1
            yield problem, *place_in_file(place)
