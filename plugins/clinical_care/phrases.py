"""Finds phrases in the words of a sentence: in any case, number and ending."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import Any, Generic, NamedTuple, TypeVar

from plugins.core.words import folded_words, written_words

T = TypeVar("T")
Stem = Callable[[str], str]


class Match(NamedTuple, Generic[T]):
    """A phrase in a sentence: its first word, the one after its last, and what it means."""

    start: int
    end: int
    meaning: T

    def is_in(self, other: Match[Any]) -> bool:
        """Whether all its words are words of the other."""
        return other.start <= self.start and self.end <= other.end


class Phrases(Generic[T]):
    """Phrases by what each means; a longer one comes before a shorter one in it."""

    def __init__(self, phrases: Iterable[tuple[str, T]], stem: Stem) -> None:
        self._by_first: defaultdict[str, list[tuple[tuple[str, ...], T]]] = defaultdict(list)
        for phrase, meaning in phrases:
            if stems := tuple(stems_of(phrase, stem)):
                self._by_first[stems[0]].append((stems, meaning))
        for known in self._by_first.values():
            known.sort(key=lambda each: -len(each[0]))

    def find(self, stems: Sequence[str]) -> list[Match[T]]:
        """The phrases among the stems of a sentence; they have no word in common."""
        found: list[Match[T]] = []
        if self._by_first.keys().isdisjoint(stems):  # as most sentences are
            return found
        at = 0
        while at < len(stems):
            for wanted, meaning in self._by_first.get(stems[at], ()):
                if tuple(stems[at : at + len(wanted)]) == wanted:
                    found.append(Match(at, at + len(wanted), meaning))
                    at += len(wanted) - 1
                    break
            at += 1
        return found

    def meanings(self, stems: Sequence[str]) -> set[T]:
        """What any phrase in a sentence means, also if its words are those of another one."""
        if self._by_first.keys().isdisjoint(stems):  # as most sentences are
            return set()
        return {
            meaning
            for at, stem in enumerate(stems)
            for wanted, meaning in self._by_first.get(stem, ())
            if tuple(stems[at : at + len(wanted)]) == wanted
        }


def stems_of(text: str, stem: Stem) -> list[str]:
    """The stems of the words of a text, in order."""
    return [form for written in written_words(text) for _, form in forms_of(written, stem)]


@lru_cache(10_000)  # most words of a language come again and again
def forms_of(written: str, stem: Stem) -> list[tuple[str, str]]:
    """The folded words of a written one, each with its stem."""
    return [(folded, stem(folded)) for folded in folded_words(written)]
