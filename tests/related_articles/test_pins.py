"""The findings about `related` and `related_exclude`."""

import pytest

from plugins.related_articles.pins import check
from tests.related_articles.corpus import post

LINES = {"related": 7, "related_exclude": 8}
OTHERS = [
    post("ankle-sprains"),
    post("ankle-draft", published=False),
    post("ankel-norsk", lang="nb"),
]


@pytest.mark.parametrize(
    ("pin", "rule", "hint"),
    [
        ("ankle-sprain", "unknown-pin", "Did you mean “ankle-sprains”?"),
        ("zzz", "unknown-pin", "another published article"),
        ("ankle-draft", "unpublished-pin", "Did you mean “ankle-sprains”?"),
        ("ankel-norsk", "foreign-pin", "another published article"),
        ("mine", "self-pin", "another published article"),
    ],
)
def test_a_pin_that_cannot_be_used_is_an_error(pin, rule, hint):
    """Reported once, at the line of `related`, with the most similar slug if there is one."""
    article = post("mine", pins=(pin, "ankle-sprains", pin), lines=LINES)

    (finding,) = check([article, *OTHERS], 3)
    assert (finding.path, finding.line) == ("content/articles/mine.md", 7)
    assert (finding.severity, finding.rule) == ("error", f"related-articles/{rule}")
    assert f"“{pin}”" in finding.message
    assert hint in finding.hint
    assert ("(nb)" in finding.message) == (rule == "foreign-pin")


def test_a_slug_in_two_languages_can_be_pinned_in_both():
    """The pin leads to the article in the same language."""
    article = post("mine", lang="nb", pins=("ankle-sprains",))

    assert check([article, post("ankle-sprains", lang="nb"), *OTHERS], 3) == ()


def test_more_pins_than_links_is_a_warning():
    """The hint names those that are not shown; an unusable pin does not count."""
    article = post("mine", pins=("unknown", "a", "b", "c"), lines=LINES)

    findings = check([article, post("a"), post("b"), post("c")], 2)
    assert [(each.line, each.severity, each.rule) for each in findings][1:] == [
        (7, "warning", "related-articles/surplus-pins")
    ]
    assert findings[1].hint.endswith(": c.")


def test_as_many_pins_as_links_is_fine():
    """Also if one of them is written twice."""
    article = post("mine", pins=("a", "b", "a"))

    assert check([article, post("a"), post("b")], 2) == ()


def test_a_slug_both_pinned_and_excluded_is_an_error():
    """Reported at the line of `related_exclude`."""
    article = post("mine", pins=("ankle-sprains",), exclude=("ankle-sprains",), lines=LINES)

    (finding,) = check([article, *OTHERS], 3)
    assert (finding.line, finding.severity, finding.rule) == (
        8, "error", "related-articles/pinned-exclusion",
    )  # fmt: skip
    assert "“ankle-sprains”" in finding.message


def test_an_unknown_exclusion_is_a_warning():
    """A misspelt exclusion has no effect; a draft may be excluded before it is published."""
    article = post("mine", exclude=("ankle-sprain", "ankle-draft"), lines=LINES)

    (finding,) = check([article, *OTHERS], 3)
    assert (finding.line, finding.severity, finding.rule) == (
        8, "warning", "related-articles/unknown-exclusion",
    )  # fmt: skip
    assert "“ankle-sprain”" in finding.message
    assert finding.hint == "Did you mean “ankle-sprains”?"


def test_the_pins_of_a_draft_are_checked_too():
    """In a preview, so before it is published."""
    draft = post("draft", pins=("unknown",), published=False)

    assert [finding.rule for finding in check([draft], 3)] == ["related-articles/unknown-pin"]
