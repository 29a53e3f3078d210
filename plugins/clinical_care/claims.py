"""Finds what a sentence claims of a service, unless the sentence denies, asks or quotes it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple, TypeVar

from plugins.clinical_care.model import Accepted, CareRule, Claims, Service, Shape, WordsRow
from plugins.clinical_care.phrases import Match, Phrases
from plugins.core.words import folded_words, stemmer, written_words

MANY = 3  # complaints beside a service: a list of what it would be good for
_FAR = 25  # words between a service and a complaint
_NEAR = 8  # the same, if the service is "for" it
_QUOTED = re.compile(r"“[^“”]*”|\"[^\"]*\"")
_QUESTION = re.compile(r"\?[\"'”’)\s]*\Z")
# Where a sentence goes on to another statement.
_BOUNDARY = re.compile(r"[;:–—]|,\s*(?:and|but|so)\b|\b(?:but|although|though|because)\b")
_DENIALS = frozenset({
    "not", "no", "never", "cannot", "neither", "nor", "without", "nobody", "none", "nothing",
    "hardly", "unlikely", "unclear", "unproven", "myth", "little", "few", "too", "instead",
})  # fmt: skip
_CONTRACTED = re.compile(r"n['’]t\Z", re.IGNORECASE)
_CONDITIONS = frozenset({"if", "whether", "unless"})
_RESEARCH = re.compile(
    r"\b(?:stud(?:y|ies)|trials?|research(?:ers)?|reviews?|evidence|surveys?|NICE|guidelines?|"
    r"guidance|regulators?|authority)\b",
    re.IGNORECASE,
)
_LIMITS = re.compile(
    r"\b(?:may|might|some|short|small|slightly|little|weak|low|limited|mixed|uncertain|disagree\w*|"
    r"compared|placebo|sham|consider\w*|accept\w*|only|hours?|days?|weeks?|average|suggest\w*)\b",
    re.IGNORECASE,
)
_FIRST_PERSON = re.compile(r"\b(?:I|my|me)\b")

R = TypeVar("R", Service, WordsRow, Shape)
Kind = Literal["effect", "list", "testimonial", "shape"]


class Claim(NamedTuple):
    """A claim in a sentence.

    `kind` is "effect" (a service does something about complaints), "list" (many complaints beside
    a service), "testimonial" (somebody says in a quotation what happened to them) or "shape".
    `words` are those of the complaints or of the shape, as the sentence has them. `rule` is the row
    because of which it is one; `why` is what that says to editors.
    """

    kind: Kind
    words: tuple[str, ...]
    rule: CareRule
    service: str = ""
    why: str = ""


class _Word(NamedTuple):
    written: str
    folded: str
    stem: str
    clause: int  # of the statements of the sentence, from 0


@dataclass(frozen=True)
class _Sentence:
    """The words of a sentence without its quotations."""

    text: str
    words: Sequence[_Word]

    @property
    def stems(self) -> list[str]:
        return [word.stem for word in self.words]

    def written(self, match: Match[Any]) -> str:
        """The words of a phrase, as the sentence has them."""
        return " ".join(word.written for word in self.words[match.start : match.end])

    def denies(self, place: int, first: int) -> bool:
        """Whether the statement with the word `place` is denied, or a condition, before it.

        Only words from six before the word `first` on count.
        """
        clause = self.words[place].clause
        return any(
            word.clause == clause
            and (word.written.lower() in _DENIALS | _CONDITIONS or _CONTRACTED.search(word.written))
            for word in self.words[max(0, first - 6) : place]
        )


class ClaimFinder:
    """Finds claims by the rules of claims.yaml."""

    def __init__(self, rules: Claims) -> None:
        self.lang = rules.lang
        self._stem = stem = stemmer(rules.lang)
        self._services = Phrases(_by_words(rules.services), stem)
        self._accepted = {each.name: self._accepted_for(each) for each in rules.services}
        self._complaints = Phrases(_by_words(rules.complaints), stem)
        self._effects = Phrases(_by_words(rules.effects), stem)
        shapes = list(_by_words(rules.shapes))
        # Of two words the endings decide: "most effects" is not "most effective".
        self._short_shapes = Phrases((each for each in shapes if not _is_long(each[0])), str)
        self._long_shapes = Phrases((each for each in shapes if _is_long(each[0])), stem)

    def find(self, text: str, context: str = "") -> Iterator[Claim]:
        """The claims in one sentence; `context` is what introduces it, such as that of a list."""
        yield from self._testimonials(text)
        sentence = self._read(_QUOTED.sub(" ", text))
        yield from self._wrong_shapes(sentence)
        if not _QUESTION.search(text):
            yield from self._of_services(sentence, context)

    def _accepted_for(self, service: Service) -> Phrases[Phrases[None] | None]:
        rows = [(row, self._limits_of(row)) for row in service.accepted]
        return Phrases(((words, limits) for row, limits in rows for words in row.words), self._stem)

    def _limits_of(self, row: Accepted) -> Phrases[None] | None:
        """What finds the words without which a claim is not accepted, if there are any."""
        if not row.only_with:
            return None
        return Phrases(((words, None) for words in row.only_with), self._stem)

    def _read(self, text: str) -> _Sentence:
        words: list[_Word] = []
        for clause, part in enumerate(_BOUNDARY.split(text)):
            for written in written_words(part):
                folded = folded_words(written)
                words += (_Word(written, each, self._stem(each), clause) for each in folded)
        return _Sentence(text, words)

    def _testimonials(self, text: str) -> Iterator[Claim]:
        for quoted in _QUOTED.findall(text):
            said = self._read(quoted)
            complaints = self._complaints.find(said.stems)
            if complaints and _FIRST_PERSON.search(quoted) and not _QUESTION.search(quoted[:-1]):
                words = tuple(map(said.written, complaints))
                yield Claim("testimonial", words, complaints[0].meaning)

    def _wrong_shapes(self, sentence: _Sentence) -> Iterator[Claim]:
        found = self._short_shapes.find([word.folded for word in sentence.words])
        for match in [*found, *self._long_shapes.find(sentence.stems)]:
            if not sentence.denies(match.start, match.start):
                shape = match.meaning
                yield Claim("shape", (sentence.written(match),), shape, why=shape.why)

    def _of_services(self, sentence: _Sentence, context: str) -> Iterator[Claim]:
        stems = sentence.stems
        services, complaints = self._services.find(stems), self._complaints.find(stems)
        if not services or not complaints:
            return
        if _is_of_research(f"{context} {sentence.text}"):
            return
        effects = self._effects.find(stems)
        for service in {each.meaning.name: each for each in services}.values():
            accepted = [
                match
                for match in self._accepted[service.meaning.name].find(stems)
                if match.meaning is None or match.meaning.find(stems)
            ]
            claimed = [
                complaint
                for complaint in complaints
                if not _overlaps(complaint, accepted)
                and not _overlaps(complaint, services)
                and _is_claimed(sentence, service, complaint, effects)
            ]
            if claimed:
                kind: Kind = "list" if len(claimed) >= MANY else "effect"
                words = tuple(map(sentence.written, claimed))
                yield Claim(kind, words, claimed[0].meaning, service.meaning.name)


def _is_of_research(text: str) -> bool:
    """Whether a sentence tells what research has found, with its limits, or how it was done."""
    named = {name.lower() for name in _RESEARCH.findall(text)}
    return len(named) > 1 or bool(named and _LIMITS.search(text))


def _is_long(words: str) -> bool:
    return len(written_words(words)) > 2  # noqa: PLR2004


def _overlaps(match: Match[Any], others: Iterable[Match[Any]]) -> bool:
    return any(match.overlaps(other) for other in others)


def _is_claimed(
    sentence: _Sentence,
    service: Match[Service],
    complaint: Match[WordsRow],
    effects: Sequence[Match[WordsRow]],
) -> bool:
    """Whether the sentence says that the service does something about the complaint."""
    in_order = service.start < complaint.start
    first, last = (service, complaint) if in_order else (complaint, service)
    if last.start - first.end > _FAR:
        return False
    between = sentence.words[service.end : complaint.start]
    if len(between) <= _NEAR and any(word.written.lower() == "for" for word in between):
        return not sentence.denies(complaint.start, service.start)
    return any(
        first.start - _NEAR <= effect.start <= last.end + _NEAR
        and not effect.is_in(service)
        and not effect.is_in(complaint)
        and not sentence.denies(effect.start, min(first.start, effect.start))
        for effect in effects
    )


def _by_words(rows: Sequence[R]) -> Iterator[tuple[str, R]]:
    return ((words, row) for row in rows for words in row.words)
