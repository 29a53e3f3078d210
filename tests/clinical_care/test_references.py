"""What is to be said of sources."""

from datetime import date

import pytest

from plugins.clinical_care.model import References
from plugins.clinical_care.references import ListedSource, judge

ROW = {"source": "x", "clinician": "not read by a clinician yet"}
RULES = References.model_validate(
    {
        "read_again_after_months": 12,
        "old_after_years": 5,
        "preferred": [{"name": "the NHS", "hosts": ["nhs.uk"], **ROW}],
        "weaker": [
            {"name": "a clinic's page", "hosts": ["knees.example", "surgery.nhs.uk"], **ROW}
        ],
    }
)
TODAY = date(2026, 11, 29)
GUIDANCE = ListedSource("https://www.nhs.uk/knees/", 2025, TODAY)
WEAK = ListedSource("https://www.knees.example/about", 2025, TODAY)
UNKNOWN = ListedSource("https://doi.org/10.1/x", 2024, TODAY)


def said(*listed):
    """The number of each source of which something is said, and some words of that."""
    return [(found.number, found.message) for found in judge(listed, RULES, TODAY)]


def test_a_good_source_needs_no_words():
    """Nor does one whose publisher no rule names, nor a book without an address."""
    assert said(GUIDANCE, UNKNOWN, ListedSource("", 2024, None)) == []


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"read": None}, "Nobody has noted"),
        ({"read": date(2025, 10, 28)}, "2025-10-28"),
        ({"read": date(2026, 11, 30)}, "2026-11-30"),
        ({"year": 2020}, "2020"),
    ],
)
def test_an_old_or_unread_source_is_named(changes, words):
    """By its place in the list."""
    [(number, message)] = said(GUIDANCE, UNKNOWN._replace(**changes))

    assert number == 1
    assert words in message


def test_the_limits_themselves_are_still_good():
    """Twelve months, and five years."""
    assert said(UNKNOWN._replace(read=date(2025, 11, 29), year=2021)) == []


def test_guidance_comes_before_opinions():
    """A clinic's page is named if the post has no guidance; a host's own row decides."""
    assert [number for number, _message in said(UNKNOWN, WEAK)] == [1]
    assert said(GUIDANCE, WEAK) == []
    local = WEAK._replace(url="https://surgery.nhs.uk/knees")
    assert [number for number, _message in said(local)] == [0]
    assert said(WEAK._replace(url="https://bigknees.example/")) == []
