"""What a post claims of the clinic's services, by the rules of claims.yaml."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from plugins.clinical_care.claims import Claim, Kind
from plugins.core.yaml_lines import KeyPath
from plugins.posts.rules.rule import Check, PostToCheck, Problem, Rule
from plugins.posts.rules.sentence_places import place_of

Place = KeyPath | int  # a value of the front matter, or a place in the body; -1 if not known
_SAFER = "Say what people may notice, for how long, and what is not known."


def _claims(post: PostToCheck, kind: Kind) -> Iterator[tuple[Claim, Place]]:
    places: defaultdict[str, int] = defaultdict(int)  # of the last claim in each part of the body
    for keys, sentence, claim, part in post.claims:
        if claim.kind == kind:
            start = -1 if keys else place_of(post, sentence, places[part])
            places[part] = max(places[part], start)
            yield claim, keys or start


def _problem(post: PostToCheck, claim: Claim, place: Place, message: str, hint: str) -> Problem:
    hint = f"{hint} Source: {post.care.source_of(claim.rule)}."
    if isinstance(place, tuple):
        return post.key(place, message, hint)
    return post.at(place, message, hint) if place >= 0 else Problem(post.body_line, message, hint)


def effects(post: PostToCheck) -> Iterator[Problem]:
    """A service that does something about a complaint, beyond what is accepted."""
    for claim, place in _claims(post, "effect"):
        message = f"This says that {claim.service} does something about “{claim.words[0]}”."
        yield _problem(post, claim, place, message, _SAFER)


def lists(post: PostToCheck) -> Iterator[Problem]:
    """A service beside a list of complaints."""
    for claim, place in _claims(post, "list"):
        words = ", ".join(claim.words)
        message = f"This lists what {claim.service} would be good for: {words}."
        yield _problem(post, claim, place, message, "Name only what the source accepts.")


def testimonials(post: PostToCheck) -> Iterator[Problem]:
    """Somebody's words about what happened to them."""
    for claim, place in _claims(post, "testimonial"):
        message = f"Here somebody says what happened to their “{claim.words[0]}”."
        hint = "Leave it out: what people say of their health counts as a claim of the clinic."
        yield _problem(post, claim, place, message, hint)


def wrong_shapes(post: PostToCheck) -> Iterator[Problem]:
    """Words that are wrong whatever they are said of."""
    for claim, place in _claims(post, "shape"):
        message = f"“{claim.words[0]}” promises too much."
        yield _problem(post, claim, place, message, claim.why)


def _rule(name: str, summary: str, reason: str, bad: str, good: str, check: Check) -> Rule:
    head = "---\ntitle: Needles\ndate: 2026-01-02\n---\n"
    return Rule(
        id=name, severity="warning", summary=summary, reason=reason,
        bad=f"{head}{bad}\n", good=f"{head}{good}\n", check=check, waivable=True,
    )  # fmt: skip


_REGULATED = "Regulators have stopped advertisements with such words; a clinic's site is one."

RULES = (
    _rule(
        "health/claim",
        "A post does not say that a service does more about a complaint than is accepted.",
        _REGULATED,
        "Massage cures insomnia.",
        "Massage does not cure insomnia. It can aid sleep.",
        effects,
    ),
    _rule(
        "health/list-of-complaints",
        "A post does not list complaints that a service would be good for.",
        _REGULATED,
        "We offer massage for back pain, insomnia and anxiety.",
        "Massage can help people relax.",
        lists,
    ),
    _rule(
        "health/testimonial",
        "A post does not tell what somebody says of their own health.",
        _REGULATED,
        "“Massage cured my insomnia”, says a runner.",
        "Some people tell us that they find massage relaxing.",
        testimonials,
    ),
    _rule(
        "health/promise",
        "A post promises nothing that nobody can promise.",
        _REGULATED,
        "We find the root cause.",
        "We ask what hurts, and since when.",
        wrong_shapes,
    ),
)
