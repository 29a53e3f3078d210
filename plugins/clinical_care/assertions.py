"""Whether a sentence says that a service does something about a complaint."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Sequence
from typing import Any, TypeVar

from plugins.clinical_care.model import Service, Shape, WordsRow
from plugins.clinical_care.phrases import Match
from plugins.clinical_care.sentence import Sentence, Word

MANY = 3  # complaints beside a service: a list of what it would be good for
FAR = 25  # words between a service and a complaint
_NEAR = 8  # the same, if the service is "for" it
JOINS = frozenset({"for", "against"})
INVITES = frozenset({"book", "choose", "come", "discover", "try"})
_OFFERS = frozenset({
    "book", "have", "here", "offer", "offers", "provide", "provides", "recommend", "recommends",
    "suggest", "treatment", "treatments", "try", "use",
})  # fmt: skip
_PEOPLE = frozenset({"us", "we"})
_IS_SENTENCE = re.compile(r"[.!:…][\"'”’)\s]*\Z")

R = TypeVar("R", Service, WordsRow, Shape)


def places(matches: Iterable[Match[Any]]) -> set[int]:
    """The places of all words of some phrases."""
    return {place for match in matches for place in range(match.start, match.end)}


def near(matches: Sequence[Match[R]], other: Match[Any], far: int) -> Sequence[Match[R]]:
    """Those that begin at most about `far` words from another; the time does not grow with all."""
    first = bisect_left(matches, other.start - far - _NEAR, key=_start)
    return matches[first : bisect_right(matches, other.end + far + _NEAR, key=_start)]


def _start(match: Match[Any]) -> int:
    return match.start


def is_claimed(
    sentence: Sentence,
    service: Match[Service],
    complaint: Match[WordsRow],
    effects: Sequence[Match[WordsRow]],
) -> bool:
    """Whether the sentence says that the service does something about the complaint."""
    in_order = service.start < complaint.start
    first, last = (service, complaint) if in_order else (complaint, service)
    if last.start - first.end > FAR:
        return False
    between = sentence.words[service.end : complaint.start]
    joins = [at for at, word in enumerate(between) if word.written.lower() in JOINS]
    if joins and len(between) <= _NEAR and _is_offer(service, sentence, between[: joins[-1]]):
        return not sentence.denies(complaint.start, service.start)
    return any(
        first.start - _NEAR <= effect.start <= last.end + _NEAR
        and not effect.is_in(service)
        and not effect.is_in(complaint)
        and _is_stated(sentence, service, complaint, effect)
        for effect in near(effects, complaint, FAR + _NEAR)
    )


def _is_offer(service: Match[Service], sentence: Sentence, between: Sequence[Word]) -> bool:
    """Whether a service is "for" something: of "we" only what we offer is, not what we ask."""
    is_people = sentence.words[service.start].written.lower() in _PEOPLE
    words = {word.written.lower() for word in between}
    return not is_people or not words or not _OFFERS.isdisjoint(words - {"have", "use"})


def _is_stated(
    sentence: Sentence,
    service: Match[Service],
    complaint: Match[WordsRow],
    effect: Match[WordsRow],
) -> bool:
    """Whether an effect on the complaint is stated, and of the service, not of something else."""
    parts = [sentence.words[each.start].clause for each in (service, complaint, effect)]
    if sentence.denies(effect.start, min(service.start, complaint.start, effect.start)):
        return False
    # "It may relax you, but it does not help with anxiety."
    if parts[1] > parts[2] and sentence.denies(complaint.start, complaint.start):
        return False
    if sentence.happens_by_itself(effect.start) or sentence.sends_to_doctor(service.start):
        return False
    # "Rest eases pain, and massage is pleasant." "Treat it with rest before you have a massage."
    before = sentence.words[max(0, service.start - 5) : service.start]
    opening = {word.written.lower() for word in before}
    if service.start > max(complaint.start, effect.start) and "before" in opening:
        return False
    is_apart = parts[0] in sentence.apart and parts[0] > max(parts[1:])
    return not is_apart or not INVITES.isdisjoint(opening)


def is_offered(sentence: Sentence, service: Match[Service], complaint: Match[WordsRow]) -> bool:
    """Whether the sentence is like "For back pain, we offer massage"."""
    before = sentence.words[max(0, complaint.start - 4) : complaint.start]
    between = sentence.words[complaint.end : service.start]
    return (
        0 < len(between) <= _NEAR
        and any(word.written.lower() == "for" for word in before)
        and any(word.written.lower() in _OFFERS for word in between)
        and not sentence.denies(service.start, complaint.start)
    )


def listed(
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
