"""Finds what a sentence claims of a service, unless the sentence denies, asks or quotes it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any, Literal, NamedTuple, TypeVar

from plugins.clinical_care.model import Accepted, CareRule, Claims, Service, Shape, WordsRow
from plugins.clinical_care.phrases import Match, Phrases
from plugins.clinical_care.sentence import Sentence, read_sentence
from plugins.core.words import stemmer, written_words

MANY = 3  # complaints beside a service: a list of what it would be good for
_FAR = 25  # words between a service and a complaint
_NEAR = 8  # the same, if the service is "for" it
# Apostrophes are no quotation marks: "runners' knees", "don't".
_QUOTED = re.compile(
    r"“[^“”]*”|\"[^\"]*\"|(?<!\w)‘(?:[^‘’]|(?<=\w)’(?=\w))*’|(?<!\w)'(?:[^']|(?<=\w)'(?=\w))*'(?!\w)"
)
_QUESTION = re.compile(r"\?[\"'”’)\s]*\Z")
_OFFERS = frozenset({
    "book", "have", "offer", "offers", "provide", "provides", "recommend", "recommends", "suggest",
    "try", "use",
})  # fmt: skip
# "Tired of headaches? Try massage."
_ADVERTISES = re.compile(
    r"(?:Are you |Still )?(?:tired|sick|fed up|suffer\w*|struggl\w*|plagued|troubled)\b",
    re.IGNORECASE,
)
_STOPS = re.compile(r"[:;–—]")
_PRONOUN = re.compile(r"(?:it|this)\b", re.IGNORECASE)
_IS_SENTENCE = re.compile(r"[.!:…][\"'”’)\s]*\Z")
_RESEARCH = re.compile(
    r"\b(?:stud(?:y|ies)|trials?|research(?:ers)?|reviews?|evidence|surveys?|NICE|guidelines?|"
    r"guidance|regulators?|authority)\b",
    re.IGNORECASE,
)
_LIMITS = re.compile(
    r"\b(?:may|might|some|short|small|slightly|little|weak|low|limited|mixed|uncertain|disagree\w*|"
    r"compared|placebo|sham|banned|consider\w*|accept\w*|only|hours?|days?|weeks?|average|suggest\w*)\b",
    re.IGNORECASE,
)
_FIRST_PERSON = re.compile(r"\b(?:I|[Mm]y|[Mm]e)\b")

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

    def find(self, text: str, context: str = "", topic: str = "") -> Iterator[Claim]:
        """The claims in one sentence; `context` is what introduces it, such as that of a list.

        Those of quotations are not among them. `topic` is what the sentence may mean by "it".
        """
        sentence = self._sentence(_QUOTED.sub(" ", text))
        yield from self._wrong_shapes(sentence)
        if _PRONOUN.match(text):
            meant = self._sentence(topic)
            named = " ".join(map(meant.written, self._services.find(meant.stems)))
            sentence = self._sentence(_QUOTED.sub(" ", f"{named} {text}"))
        if _ADVERTISES.match(context) and _QUESTION.search(context):
            yield from self._of_services(self._sentence(f"for {context}, try {text}"), "")
        elif not _QUESTION.search(text):
            yield from self._of_services(sentence, context)

    def find_in_cell(self, text: str, first: str, header: str) -> Iterator[Claim]:
        """The claims of a sentence in a table with the first cell of its row and its header.

        The header must have an effect, or "for", or else tables of side effects would claim them.
        """
        label = " ".join([*first.split()[:_FAR], *_STOPS.sub(" ", header).split()[:_FAR]])
        said = self._sentence(label)
        joins = self._effects.find(said.stems) or "for" in label.lower().split()
        if not joins or "?" in label + text or said.has_denial or any(self.find(text)):
            return
        if not any(self.find(label)):
            yield from self._of_services(self._sentence(f"{label} {text}"), "")

    def services_in(self, text: str) -> list[str]:
        """The names of the services that a text names, in its order."""
        found = self._services.find(self._sentence(text).stems)
        return list(dict.fromkeys(each.meaning.name for each in found))

    def _accepted_for(self, service: Service) -> Phrases[Phrases[None] | None]:
        rows = [(row, self._limits_of(row)) for row in service.accepted]
        return Phrases(((words, limits) for row, limits in rows for words in row.words), self._stem)

    def _limits_of(self, row: Accepted) -> Phrases[None] | None:
        """What finds the words without which a claim is not accepted, if there are any."""
        if not row.only_with:
            return None
        return Phrases(((words, None) for words in row.only_with), self._stem)

    def _sentence(self, text: str) -> Sentence:
        return read_sentence(text, self._stem)

    def testimonials(self, text: str) -> Iterator[tuple[str, Claim]]:
        """What people say of themselves in the quotations of a paragraph, with the quotation."""
        for quoted in _QUOTED.findall(text):
            yield from ((quoted, claim) for claim in self.testimonial(quoted[1:-1]))

    def testimonial(self, said: str) -> Iterator[Claim]:
        """The claim of a quotation, if somebody says in it what happened to them."""
        sentence = self._sentence(said)
        complaints = self._complaints.find(sentence.stems)
        if complaints and _FIRST_PERSON.search(said) and not _QUESTION.search(said):
            words = tuple(map(sentence.written, complaints))
            yield Claim("testimonial", words, complaints[0].meaning)

    def _wrong_shapes(self, sentence: Sentence) -> Iterator[Claim]:
        found = self._short_shapes.find([word.folded for word in sentence.words])
        for match in [*found, *self._long_shapes.find(sentence.stems)]:
            if not sentence.denies(match.start, match.start):
                shape = match.meaning
                yield Claim("shape", (sentence.written(match),), shape, why=shape.why)

    def _of_services(self, sentence: Sentence, context: str) -> Iterator[Claim]:
        stems = sentence.stems
        services, complaints = self._services.find(stems), self._complaints.find(stems)
        if not services or not complaints:
            return
        if _is_of_research(f"{context} {sentence.text}"):
            return
        effects = self._effects.find(stems)
        for name in dict.fromkeys(each.meaning.name for each in services):
            named = [each for each in services if each.meaning.name == name]
            fine = _places([*services, *self._accepted_in(name, stems)])
            claimed = [
                complaint
                for complaint in complaints
                if fine.isdisjoint(range(complaint.start, complaint.end))
                and any(
                    _is_claimed(sentence, service, complaint, effects)
                    or _is_offered(sentence, service, complaint)
                    for service in _near(named, complaint, _FAR)
                )
            ]
            claimed = claimed or _listed(sentence, named[0], complaints, fine)
            if claimed:
                kind: Kind = "list" if len(claimed) >= MANY else "effect"
                words = tuple(map(sentence.written, claimed))
                yield Claim(kind, words, claimed[0].meaning, name)

    def _accepted_in(self, service: str, stems: Sequence[str]) -> list[Match[Any]]:
        """What may be said of a service, where a sentence has what it may be said with."""
        found = self._accepted[service].find(stems)
        limits = {each.meaning for each in found if each.meaning}
        met = {each for each in limits if each.find(stems)}
        return [each for each in found if each.meaning is None or each.meaning in met]


def _is_of_research(text: str) -> bool:
    """Whether a sentence tells what research has found, with its limits, or how it was done."""
    named = {name.lower() for name in _RESEARCH.findall(text)}
    return len(named) > 1 or bool(named and _LIMITS.search(text))


def _is_long(words: str) -> bool:
    return len(written_words(words)) > 2  # noqa: PLR2004


def _places(matches: Iterable[Match[Any]]) -> set[int]:
    return {place for match in matches for place in range(match.start, match.end)}


def _near(matches: Sequence[Match[R]], other: Match[Any], far: int) -> Sequence[Match[R]]:
    """Those that begin at most about `far` words from another; the time does not grow with all."""
    first = bisect_left(matches, other.start - far - _NEAR, key=_start)
    return matches[first : bisect_right(matches, other.end + far + _NEAR, key=_start)]


def _start(match: Match[Any]) -> int:
    return match.start


def _is_claimed(
    sentence: Sentence,
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
        for effect in _near(effects, complaint, _FAR + _NEAR)
    )


def _is_offered(sentence: Sentence, service: Match[Service], complaint: Match[WordsRow]) -> bool:
    """Whether the sentence is like "For back pain, we offer massage"."""
    before = sentence.words[max(0, complaint.start - 4) : complaint.start]
    between = sentence.words[complaint.end : service.start]
    return (
        0 < len(between) <= _NEAR
        and any(word.written.lower() == "for" for word in before)
        and any(word.written.lower() in _OFFERS for word in between)
        and not sentence.denies(service.start, complaint.start)
    )


def _listed(
    sentence: Sentence,
    service: Match[Service],
    complaints: Sequence[Match[WordsRow]],
    fine: Collection[int],
) -> list[Match[WordsRow]]:
    """The complaints of what is no sentence, such as "Massage – back pain, sciatica, insomnia"."""
    is_label = service.start == 0 and not _IS_SENTENCE.search(sentence.text)
    found = [each for each in complaints if is_label and each.start not in fine]
    last = len(sentence.words) - 1
    return [] if len(found) < MANY or sentence.denies(last, last) else found


def _by_words(rows: Sequence[R]) -> Iterator[tuple[str, R]]:
    return ((words, row) for row in rows for words in row.words)
