"""Made-up articles for measuring: as many as wanted, the same every time.

Words are drawn as in real writing: a handful ("the", "of") make up two fifths of a text, everyday
words as much again, and the many others are rare (Zipf's law). Each article speaks of two or three
subjects out of many, in their words and their phrases, so that there is something to find.
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
_SMALL_WORDS = "the of and to a in is that it for was on with as be at by this from or".split()
_SMALL, _EVERYDAY = 0.42, 0.75  # up to here a small word, up to here an everyday word
_SYLLABLES = [first + second for first in "bdfgklmnprstvz" for second in "aeiou"]
_FIRST_DAY = datetime(2010, 1, 1, 9, tzinfo=UTC)


@dataclass(frozen=True)
class Article:
    """A made-up article; `paragraphs` are of running text."""

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
    said = [
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
            " ".join(said[start : start + 80]).capitalize() + "."
            for start in range(0, len(said), 80)
        ),
    )


def _draw(chance: random.Random, subjects: list[int]) -> str:
    kind = chance.random()
    if kind < _SMALL:
        return _SMALL_WORDS[_zipf(chance, len(_SMALL_WORDS))]
    if kind < _EVERYDAY:
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
    """A word of its own for each number; the most frequent ones are short, as in English."""
    base = len(_SYLLABLES)
    word = _SYLLABLES[number % base] + _SYLLABLES[number // base % base]
    return word + (_SYLLABLES[number // base**2] if number >= base**2 else "")
