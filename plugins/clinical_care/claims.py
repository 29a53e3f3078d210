"""Finds what a sentence claims of a service, unless the sentence denies, asks or quotes it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, Literal, NamedTuple

from plugins.clinical_care.assertions import (
    FAR,
    INVITES,
    JOINS,
    MANY,
    R,
    is_claimed,
    is_offered,
    listed,
    near,
    places,
)
from plugins.clinical_care.model import Accepted, CareRule, Claims, Service
from plugins.clinical_care.phrases import Match, Phrases
from plugins.clinical_care.sentence import Sentence, read_sentence
from plugins.clinical_care.spellings import one_spelling, stem_of
from plugins.core.words import written_words

# Apostrophes are no quotation marks: "runners' knees", "don't".
_QUOTED = re.compile(
    r"“[^“”]*”|\"[^\"]*\"|(?<!\w)‘(?:[^‘’]|(?<=\w)’(?=\w))*’|(?<!\w)'(?:[^']|(?<=\w)'(?=\w))*'(?!\w)"
)
_QUESTION = re.compile(r"\?[\"'”’)\s]*\Z")
# "Tired of headaches? Try massage." "Back pain? We can help."
_ADDRESSES = re.compile(
    r"(?:(?:Are you|Still|Do you|Have you(?: got)?|Got|Is your|Need|Want|Looking|Living|Troubled|"
    r"Tired|Sick|Fed up|Suffer\w*|Struggl\w*|Plagued|Not)\b|(?:[\w’'-]+ ){0,3}[\w’'-]+\?)",
    re.IGNORECASE,
)
# "Can massage cure insomnia? Yes!"
_ASSENTS = re.compile(
    r"(?:yes|absolutely|certainly|definitely|indeed|of course)\b|"
    r"it (?:can|does|will|may)(?: help\b|\s*(?:[,.!]|\Z))",
    re.IGNORECASE,
)
# "Why not try massage for back pain?" "Did you know that massage cures insomnia?"
_RHETORICAL = re.compile(
    r"\A\W*(?:so |then )?(?:why (?:not|live|put up|suffer|wait|let|endure)|"
    r"have you (?:ever )?tried|did you know(?: that)?)\b",
    re.IGNORECASE,
)
_STOPS = re.compile(r"[:;–—]")
_PRONOUN = re.compile(r"(?:it|this)\b", re.IGNORECASE)
# Words that no limit of a study makes true, and what a regulator has done about them.
_OVERSTATES = re.compile(
    r"\b(?:cur(?:es?|ed|ing)|heal(?:s|ed|ing)?|prov(?:es?|ed|en))\b", re.IGNORECASE
)
_RULED = re.compile(r"\b(?:banned|ruled|upheld|ruling|told|may not|must not)\b", re.IGNORECASE)
_RESEARCH = re.compile(
    r"\b(?:stud(?:y|ies)|trials?|research(?:ers)?|authors?|reviews?|evidence|surveys?|NICE|"
    r"guidelines?|guidance|regulators?|authority)\b",
    re.IGNORECASE,
)
_LIMITS = re.compile(
    r"\b(?:may|might|some|short|small|slightly|little|weak|low|limited|mixed|uncertain|disagree\w*|"
    r"compared|placebo|sham|lack|unimportant|difference|banned|consider\w*|accept\w*|only|hours?|"
    r"days?|weeks?|average|suggest\w*)\b",
    re.IGNORECASE,
)
_FIRST_PERSON = re.compile(r"\b(?:I|[Mm]y|[Mm]e)\b")
_REPORTS = re.compile(
    r"\b(?:says?|said|tells? us|told us|reports?|reported|writes?|wrote)\b.{0,80}"
    r"\b(?:her|his|their)\b"
)

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
        self._stem = stem = stem_of(rules.lang)
        self._services = Phrases(_by_words(rules.services), stem)
        self._accepted = {each.name: self._accepted_for(each) for each in rules.services}
        self._complaints = Phrases(_by_words(rules.complaints), stem)
        self._effects = Phrases(_by_words(rules.effects), stem)
        shapes = list(_by_words(rules.shapes))
        # Of two words the endings decide: "most effects" is not "most effective".
        short = (each for each in shapes if not _is_long(each[0]))
        self._spelling = one_spelling(rules.lang)
        self._short_shapes = Phrases(short, self._spelling)
        self._long_shapes = Phrases((each for each in shapes if _is_long(each[0])), stem)

    def find(self, text: str, context: str = "", topic: str = "") -> Iterator[Claim]:
        """The claims in one sentence; `context` is what introduces it, such as that of a list.

        Those of quotations are not among them. `topic` is what the sentence may mean by "it".
        """
        if _RHETORICAL.search(text) and _QUESTION.search(text):
            text = _QUESTION.sub(".", _RHETORICAL.sub("", text))
        sentence = self._sentence(_QUOTED.sub(" ", text))
        yield from self._wrong_shapes(sentence)
        if _PRONOUN.match(text):
            meant = self._sentence(topic)
            named = " ".join(map(meant.written, self._services.find(meant.stems)))
            sentence = self._sentence(_QUOTED.sub(" ", f"{named} {text}"))
        if not _QUESTION.search(text):
            found = list(self._of_services(sentence, context))
            yield from found or self._of_answer(context, text, sentence)
            yield from () if found else self._of_people(sentence)

    def _of_answer(self, question: str, text: str, answer: Sentence) -> Iterator[Claim]:
        """What an answer claims of the complaint, or by saying yes to the claim, in a question.

        `answer` is the sentence of `text`.
        """
        if not _QUESTION.search(question):
            return
        asked = _QUOTED.sub(" ", question)
        if _ASSENTS.match(text) and not answer.has_denial and " but " not in text:
            yield from self._of_services(self._sentence(_QUESTION.sub("", asked)), text)
        elif _ADDRESSES.match(asked):
            offers = any(word.written.lower() in INVITES for word in answer.words[:1])
            if offers or self._effects.find(answer.stems):
                yield from self._of_services(self._sentence(f"for {asked}, try {answer.text}"), "")

    def _of_people(self, sentence: Sentence) -> Iterator[Claim]:
        """What somebody says, or is said to say, of their own health outside of quotation marks."""
        text = sentence.text
        if not (_FIRST_PERSON.search(text) or _REPORTS.search(text)) or _RESEARCH.search(text):
            return
        complaints = self._complaints.find(sentence.stems)
        effects = self._effects.find(sentence.stems)
        if complaints and any(not sentence.denies(each.start, each.start) for each in effects):
            words = tuple(map(sentence.written, complaints))
            yield Claim("testimonial", words, complaints[0].meaning)

    def find_in_cell(self, text: str, first: str, header: str) -> Iterator[Claim]:
        """The claims of a sentence in a table with the first cell of its row and its header.

        The header must have an effect, or "for", or else tables of side effects would claim them.
        """
        label = " ".join([*first.split()[:FAR], *_STOPS.sub(" ", header).split()[:FAR]])
        said = self._sentence(label)
        joins = self._effects.find(said.stems) or not JOINS.isdisjoint(label.lower().split())
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
        found = self._short_shapes.find([self._spelling(word.folded) for word in sentence.words])
        for match in [*found, *self._long_shapes.find(sentence.stems)]:
            if not sentence.denies(match.start, match.start):
                shape = match.meaning
                yield Claim("shape", (sentence.written(match),), shape, why=shape.why)

    def _of_services(self, sentence: Sentence, context: str) -> Iterator[Claim]:
        stems = sentence.stems
        complaints = self._complaints.find(stems)
        within = places(complaints)
        # "Pins and needles" are no needles.
        services = [each for each in self._services.find(stems) if each.start not in within]
        if not services or not complaints:
            return
        if _is_of_research(f"{context} {sentence.text}"):
            return
        effects = self._effects.find(stems)
        for name in dict.fromkeys(each.meaning.name for each in services):
            named = [each for each in services if each.meaning.name == name]
            fine = places([*services, *self._accepted_in(name, stems)])
            claimed = [
                complaint
                for complaint in complaints
                if fine.isdisjoint(range(complaint.start, complaint.end))
                and any(
                    is_claimed(sentence, service, complaint, effects)
                    or is_offered(sentence, service, complaint)
                    for service in near(named, complaint, FAR)
                )
            ]
            claimed = claimed or listed(sentence, named[0], complaints, fine)
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
    if _OVERSTATES.search(text) and not _RULED.search(text):
        return False
    return len(named) > 1 or bool(named and (_LIMITS.search(text) or _RULED.search(text)))


def _is_long(words: str) -> bool:
    return len(written_words(words)) > 2  # noqa: PLR2004


def _by_words(rows: Sequence[R]) -> Iterator[tuple[str, R]]:
    return ((words, row) for row in rows for words in row.words)
