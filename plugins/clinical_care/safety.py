"""Finds what an article about health lacks: parts that all of its kind have, and signs."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from plugins.clinical_care.model import Part, Safety, Sign
from plugins.clinical_care.phrases import Phrases, stems_of
from plugins.clinical_care.spellings import stem_of


class SafetyFinder:
    """Finds what is missing by the rules of safety.yaml."""

    def __init__(self, rules: Safety) -> None:
        self.lang = rules.lang
        self._rules = rules
        self._stem = stem = stem_of(rules.lang)
        self._headings = Phrases(
            ((words, part.name) for part in rules.parts for words in part.headings), stem
        )
        self._subjects = Phrases(
            ((words, sign.name) for sign in rules.signs for words in sign.subjects), stem
        )
        self._mentions = Phrases(
            ((words, sign.name) for sign in rules.signs for words in sign.mentions), stem
        )

    def missing_parts(
        self, category: str, headings: Iterable[str], cards: Collection[str]
    ) -> list[Part]:
        """The parts that an article of a category lacks; `cards` are the kinds of its cards."""
        there = self._names(self._headings, headings)
        return [
            part
            for part in self._rules.parts
            if category.casefold() in map(str.casefold, part.categories)
            and part.name not in there
            and not set(part.cards) & set(cards)
        ]

    def asks_first(self, category: str, headings: Iterable[str]) -> list[Part]:
        """The parts of an article that a box near its top must announce."""
        there = self._names(self._headings, headings)
        return [
            part
            for part in self._rules.parts
            if part.ask_first
            and category.casefold() in map(str.casefold, part.categories)
            and part.name in there
        ]

    def missing_signs(self, subjects: Iterable[str], texts: Iterable[str]) -> list[Sign]:
        """The signs that an article does not mention, although it is about their subjects.

        `subjects` are texts that say what it is about, such as its title and headings, and `texts`
        all that readers see.
        """
        about = self._names(self._subjects, subjects)
        if not about:
            return []
        mentioned = self._names(self._mentions, texts)
        return [s for s in self._rules.signs if s.name in about and s.name not in mentioned]

    def _names(self, phrases: Phrases[str], texts: Iterable[str]) -> set[str]:
        found = (phrases.meanings(stems_of(text, self._stem)) for text in texts)
        return set[str]().union(*found)
