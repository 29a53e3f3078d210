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

    The second problem of links to one address is that of the second such link, the second with
    the same words is where they are the second time, and so on.
    """
    places: dict[str, list[int]] = {}
    if any(problem.link is not None for problem in problems):
        places = link_places(prose)
    line_ends = [end.start() for end in re.finditer("\n", prose)] if problems else []
    empty = [heading.start() for heading in _EMPTY_HEADING.finditer(prose)] if problems else []
    seen: Counter[str] = Counter()
    occurrences = _Occurrences(prose)
    for problem in problems:
        exact = problem.exactly and problem.exactly in prose
        if problem.rule == EMPTY_HEADING:
            name, known = EMPTY_HEADING, empty
        elif problem.link is not None and not exact and places.get(problem.link):
            name, known = f"link {problem.link}", places[problem.link]
        else:
            name = problem.exactly if exact else problem.words
            known = occurrences.of(name)
        if known:
            place = known[min(seen[name], len(known) - 1)]
            seen[name] += 1
            row = bisect_left(line_ends, place)
            yield problem, found.body_line + row, place - (line_ends[row - 1] if row else -1)
        else:
            yield problem, *found.place_of(problem.words, problem.exactly)


class _Occurrences:
    """Where words occur in a text, in any letter case if they do not occur as they are."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._known: dict[str, list[int]] = {}

    def of(self, words: str) -> list[int]:
        """The places of `words`, which are not empty, in order."""
        if words and words not in self._known:
            flags = re.NOFLAG if words in self._text else re.IGNORECASE
            pattern = re.compile(re.escape(words), flags)
            self._known[words] = [match.start() for match in pattern.finditer(self._text)]
        return self._known.get(words, [])
