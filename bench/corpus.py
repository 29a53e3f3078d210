"""Generates any number of articles for benchmarks, the same every time.

Words have frequencies as in real text: a few function words ("the", "of") make up two fifths of a
text, common words a third, and the words of its subjects the rest; within each group, frequencies
follow Zipf's law. Each article has two or three of many subjects, so that there are similar ones.
"""

from __future__ import annotations

import random
from bisect import bisect
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import accumulate

WORDS = 60_000
SUBJECT_WORDS = 300
_FUNCTION_WORDS = "the of and to a in is that it for was on with as be at by this from or".split()
_FUNCTION, _COMMON = 0.42, 0.75  # cumulative shares of function words, and of common ones
_SYLLABLES = [first + second for first in "bdfgklmnprstvz" for second in "aeiou"]
_FIRST_DAY = datetime(2010, 1, 1, 9, tzinfo=UTC)


@dataclass(frozen=True)
class Article:
    """A generated article; `paragraphs` are plain text."""

    slug: str
    title: str
    date: datetime
    topics: tuple[str, ...]
    paragraphs: tuple[str, ...]


def make_articles(number: int, length: int = 1000) -> list[Article]:
    """`number` articles of about `length` words, oldest first."""
    subjects = max(10, number // 25)
    return [_make_article(index, length, subjects) for index in range(number)]


def _make_article(index: int, length: int, subjects: int) -> Article:
    chance = random.Random(index)
    chosen = [chance.randrange(subjects) for _ in range(chance.choice((2, 2, 3)))]
    words = [
        _draw(chance, chosen) for _ in range(chance.randint(length * 6 // 10, length * 13 // 10))
    ]
    title = " ".join(
        _subject_word(chance.choice(chosen), _zipf(chance, SUBJECT_WORDS)) for _ in range(5)
    )
    return Article(
        slug=f"article-{index:05}",
        title=title.capitalize(),
        date=_FIRST_DAY + timedelta(hours=index * 13),
        topics=tuple(f"Subject {subject}" for subject in dict.fromkeys(chosen)),
        paragraphs=tuple(
            " ".join(words[start : start + 80]).capitalize() + "."
            for start in range(0, len(words), 80)
        ),
    )


def _draw(chance: random.Random, subjects: list[int]) -> str:
    kind = chance.random()
    if kind < _FUNCTION:
        return _FUNCTION_WORDS[_zipf(chance, len(_FUNCTION_WORDS))]
    if kind < _COMMON:
        return _word(_zipf(chance, WORDS))
    subject, number = chance.choice(subjects), _zipf(chance, SUBJECT_WORDS)
    word = _subject_word(subject, number)
    return f"{word} {_subject_word(subject, number + 1)}" if number % 3 == 0 else word


def _subject_word(subject: int, number: int) -> str:
    return _word((subject * 7919 + 104_729 * number) % WORDS)


def _zipf(chance: random.Random, size: int) -> int:
    weights = _weights(size)
    return bisect(weights, chance.random() * weights[-1])


@cache
def _weights(size: int) -> list[float]:
    return list(accumulate(1 / (rank + 2) for rank in range(size)))


@cache
def _word(number: int) -> str:
    """A different word for each number; the most frequent ones are short, as in English."""
    base = len(_SYLLABLES)
    word = _SYLLABLES[number % base] + _SYLLABLES[number // base % base]
    return word + (_SYLLABLES[number // base**2] if number >= base**2 else "")
