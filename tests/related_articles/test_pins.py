"""What editors are told about `related` and `related_exclude`."""

import pytest

from plugins.core.findings import Finding
from plugins.related_articles.pins import check
from tests.related_articles.corpus import post

LINES = {"related": 7, "related_exclude": 8}
OTHERS = [
    post("ankle-sprains"),
    post("ankle-draft", published=False),
    post("ankel-norsk", lang="nb"),
]


@pytest.mark.parametrize(
    ("pin", "rule", "message", "hint"),
    [
        (
            "ankle-sprain",
            "unknown-pin",
            "related names “ankle-sprain”, but no published article has that slug.",
            "Did you mean “ankle-sprains”?",
        ),
        (
            "zzz",
            "unknown-pin",
            "related names “zzz”, but no published article has that slug.",
            "Write the slug of another published article, or take it out.",
        ),
        (
            "ankle-draft",
            "unpublished-pin",
            "related names “ankle-draft”, which is not published.",
            "Did you mean “ankle-sprains”?",
        ),
        (
            "ankel-norsk",
            "foreign-pin",
            "related names “ankel-norsk”, which is in another language (nb).",
            "Write the slug of another published article, or take it out.",
        ),
        (
            "mine",
            "self-pin",
            "related names “mine”, which is this article itself.",
            "Write the slug of another published article, or take it out.",
        ),
    ],
)
def test_a_pin_that_cannot_be_followed_is_an_error(pin, rule, message, hint):
    """The error stands at the line of `related` and names the nearest slug, if one is near."""
    article = post("mine", pins=(pin, "ankle-sprains", pin), lines=LINES)

    assert check([article, *OTHERS], 3) == (
        Finding(
            path="content/articles/mine.md",
            line=7,
            severity="error",
            rule=f"related-articles/{rule}",
            message=message,
            hint=hint,
        ),
    )


def test_a_translation_of_a_pin_is_not_foreign():
    """A slug that exists in both languages is followed in one's own."""
    article = post("mine", lang="nb", pins=("ankle-sprains",))

    assert check([article, post("ankle-sprains", lang="nb"), *OTHERS], 3) == ()


def test_more_pins_than_places_is_a_warning():
    """Whoever pins more than are shown is told which are not; a wrong pin takes no place."""
    pins = ("unknown", "a", "b", "c")
    article = post("mine", pins=pins, lines=LINES)

    findings = check([article, post("a"), post("b"), post("c")], 2)

    assert [(each.severity, each.rule, each.message, each.hint) for each in findings][1:] == [
        (
            "warning",
            "related-articles/surplus-pins",
            "related names 3 articles, and only 2 can be shown.",
            "Take out those that are not shown: c.",
        )
    ]


def test_as_many_pins_as_places_is_fine():
    """Nothing is said about pins that are all shown, one of them written twice."""
    article = post("mine", pins=("a", "b", "a"))

    assert check([article, post("a"), post("b")], 2) == ()


def test_pinned_and_excluded_is_an_error():
    """One slug cannot be wanted and unwanted."""
    article = post("mine", pins=("ankle-sprains",), exclude=("ankle-sprains",), lines=LINES)

    assert check([article, *OTHERS], 3) == (
        Finding(
            path="content/articles/mine.md",
            line=8,
            severity="error",
            rule="related-articles/pinned-exclusion",
            message="“ankle-sprains” stands in related and in related_exclude.",
            hint="Take it out of one of the two.",
        ),
    )


def test_excluding_what_is_not_there_is_a_warning():
    """A misspelt exclusion does nothing, so it is said; a draft may be excluded beforehand."""
    article = post("mine", exclude=("ankle-sprain", "ankle-draft"), lines=LINES)

    assert check([article, *OTHERS], 3) == (
        Finding(
            path="content/articles/mine.md",
            line=8,
            severity="warning",
            rule="related-articles/unknown-exclusion",
            message="related_exclude names “ankle-sprain”, but no published article has that slug.",
            hint="Did you mean “ankle-sprains”?",
        ),
    )


def test_a_draft_is_told_too():
    """In a preview a draft's own pins are checked before it is published."""
    draft = post("draft", pins=("unknown",), published=False)

    assert [finding.rule for finding in check([draft], 3)] == ["related-articles/unknown-pin"]
