"""What rules about health find in a post, and where."""

import pytest

from plugins.posts.questions import AnySiteContext
from plugins.posts.read_post import read_post
from tests.clinical_care.care_rules import CARE_JSON

HEAD = "---\ntitle: {}\ndate: 2026-02-03\n{}---\n"


def found(body, title="Ankles", front="", care=CARE_JSON):
    """Each finding about health as its rule, its line in the body and its column."""
    text = HEAD.format(title, front) + body
    read = read_post(text.encode(), AnySiteContext(), path="a.md", lenient=False, care=care)
    first = text.count("\n") - body.count("\n")
    return [
        (each.rule.removeprefix("health/"), each.line - first, each.column)
        for each in read.body_findings
        if each.rule.startswith("health/")
    ]


def test_a_claim_is_at_its_sentence():
    """Each at its own, though they are alike; marks in between do not matter."""
    body = "Rest.\n\nThey say: *massage* cures **insomnia**. Rest.\n\nMassage cures insomnia.\n"

    assert found(body) == [("claim", 3, 1), ("claim", 5, 1)]


def test_a_list_that_a_sentence_introduces_is_one_claim():
    """At that sentence."""
    body = "Dry needling can help with:\n\n- back pain\n- sciatica\n- arthritis\n"

    assert found(body) == [("list-of-complaints", 1, 1)]


def test_a_claim_in_the_front_matter_is_at_its_key():
    """In a title or a description, which search engines show."""
    assert found("Rest.\n", "Massage cures insomnia") == [("claim", -2, 1)]
    for key in ("description", "summary"):
        assert found("Rest.\n", front=f"{key}: Massage cures insomnia.\n") == [("claim", -1, 1)]


def test_a_quoted_testimonial_is_found_once():
    """A quotation of several sentences, in a block or in quotation marks."""
    body = "Rest.\n\n> “I came twice.\n> My sciatica left.”\n>\n> Ann, a runner\n"
    assert found(body) == [("testimonial", 3, 4)]
    assert found("Ann says: “I came twice. The sciatica left.”\n") == [("testimonial", 1, 12)]
    assert found("> I felt welcome.\n") == []


def test_a_term_belongs_to_what_is_said_of_it():
    """As in a list of services; what follows the list does not."""
    assert found("Massage\n:   Cures insomnia.\n\nInsomnia heals.\n") == [("claim", 2, 5)]


def test_who_must_ask_first_stands_near_the_top():
    """Before the second part; the title of a care card is no part."""
    box = '!!! askfirst "Ask your GP first if you:"\n    - are pregnant\n\n'
    card = '!!! urgent "Call 111 if:"\n    - it is hot\n\n'
    what, who = "## What it is\n\nRest.\n\n", "## Who should not have it\n\nNobody.\n"
    front = "category: Treatments\n"

    for late in (card + what + who, card + what + who + box):
        assert found(late, front=front) == [("late-ask-first", -3, 1)]
    for early in (box + card + what + who, card + what + box + who, card + what):
        assert "late-ask-first" not in [rule for rule, *_ in found(early, front=front)]


def test_a_heading_belongs_to_what_is_below_it():
    """To its list, and to a sentence that says "it"; so does a question."""
    body = "## Our therapists treat\n\n- sciatica\n- arthritis\n- insomnia\n"

    assert found(body) == [("list-of-complaints", 1, 4)]
    assert found("What is massage? It cures insomnia.\n") == [("claim", 1, 18)]
    assert found("## Massage\n\nRest. It cures insomnia.\n") == [("claim", 3, 7)]
    assert found("## Massage\n\nRest.\n\n## Rest\n\nIt cures insomnia.\n") == []


TABLE = "| Treatment | {} |\n|---|---|\n| {} | {} |\n"


@pytest.mark.parametrize(
    ("header", "first", "cell", "expected"),
    [
        ("Helps with", "Massage", "**Insomnia**", [("claim", 3, 15)]),
        ("Helps with", "Massage", "Insomnia. Anxiety.", [("claim", 3, 13), ("claim", 3, 23)]),
        ("Good for:", "Massage", "insomnia", [("claim", 3, 13)]),
        ("Note", "Massage", "Massage cures insomnia.", [("claim", 3, 13)]),
        ("Helps with", "Massage cures insomnia.", "insomnia", [("claim", 3, 3)]),
        ("It helps with", "Massage", "Tired of insomnia? Try massage.", [("claim", 3, 32)]),
    ],
)
def test_a_cell_belongs_to_its_header_and_to_the_first_of_its_row(header, first, cell, expected):
    """A table of services and complaints claims as a sentence does, once."""
    assert found(TABLE.format(header, first, cell)) == expected


def test_a_table_of_complaints_is_a_list():
    """If its header says what they are for; an empty cell stands for the one above."""
    table = TABLE.format("Helps with", "Massage", "back pain, sciatica and arthritis")

    assert [each[:2] for each in found(table)] == [("list-of-complaints", 3)]
    assert sorted(each[1] for each in found(f"{table}| | insomnia |\n")) == [3, 4]


@pytest.mark.parametrize(
    ("header", "first", "cell"),
    [
        ("Does not help with", "Massage", "insomnia, back pain, sciatica, arthritis, headache"),
        ("Not for:", "Massage", "insomnia"),
        ("Common side effects", "Massage", "soreness, headache, back pain"),
        ("Tell us first about", "Massage", "arthritis, sciatica, headache"),
        ("For", "Massage", "30 minutes"),
        ("", "Massage", "rest"),
        ("Answer", "Does massage cure insomnia?", "No."),
        ("Helps with", "Does massage cure insomnia?", "Insomnia stays."),
        ("In truth", "Massage does not cure insomnia.", "It does not."),
    ],
)
def test_a_table_that_claims_nothing(header, first, cell):
    """It denies or asks, names no complaint, or does not say what the cells are for."""
    assert found(TABLE.format(header, first, cell)) == []


def test_a_table_without_headers_has_no_labels():
    """Its first row says nothing of those below."""
    rows = "<tr><td>Evening</td><td>Massage helps</td></tr><tr><td>Night</td><td>insomnia</td></tr>"

    assert found(f"<table>{rows}</table>\n") == []


def test_claims_of_tables_and_pictures_are_at_their_own_places():
    """Also if there is a claim in a sentence below them."""
    table = TABLE.format("Note", "Massage", "Massage cures insomnia.")
    assert found(f"{table}\nMassage cures arthritis.\n") == [("claim", 3, 13), ("claim", 5, 1)]
    table = TABLE.format("Helps with", "Massage", "Insomnia")
    assert found(f"{table}\nMassage cures arthritis.\n") == [("claim", 5, 1), ("claim", 3, 13)]
    picture = "![Massage cures arthritis](a.png)\n"
    assert found(f"{picture}\nMassage cures insomnia.\n") == [("claim", 3, 1), ("claim", 1, 3)]


def test_descriptions_of_pictures_and_links_are_read_too():
    """Some people hear only these."""
    assert found("![Massage cures insomnia](a.png)\n") == [("claim", 1, 3)]
    assert found('Rest [here](https://example.org "Massage cures insomnia").\n') == [
        ("claim", 1, 34)
    ]


@pytest.mark.parametrize(
    "body",
    [
        "> Massage does not cure insomnia.\n",
        "<!-- Massage cures insomnia. -->\nRest.\n",
        "Guidance says, of acupuncture:\n\n- It may be tried for headache.\n",
    ],
)
def test_what_is_no_claim(body):
    """Denials, comments, and what guidance says."""
    assert found(body) == []


def test_a_post_in_another_language_is_not_checked():
    """Its words are not those of the rules; without rules nothing is checked."""
    claim = "Massage cures insomnia.\n"

    assert found(claim, front="lang: nb\n") == []
    assert found(claim, front="lang: en-GB\n") == [("claim", 1, 1)]
    assert found(claim, care="") == []


def test_a_missing_part_is_at_the_category():
    """Where the editor has said what kind of post it is."""
    assert found("Run.\n", front="category: Running\n") == [("missing-part", -1, 1)]
    assert (
        found('Run.\n\n!!! urgent "Call 111 if:"\n    - it hurts\n', front="category: Running\n")
        == []
    )


@pytest.mark.parametrize(
    ("status", "severity"), [("draft", "advice"), ("ready", "error"), ("published", "error")]
)
def test_a_draft_may_lack_a_part(status, severity):
    """The preview shows it as it grows; one that waits for approval must have all parts."""
    text = HEAD.format("Knees", f"category: Running\nstatus: {status}\n") + "Run.\n"
    read = read_post(text.encode(), AnySiteContext(), path="a.md", lenient=False, care=CARE_JSON)

    assert [each.severity for each in read.body_findings if "missing-part" in each.rule] == [
        severity
    ]


def test_a_missing_sign_is_at_the_title():
    """Of an article; a page about the clinic has no category."""
    help_part = "Rest.\n\n## When to get medical help\n\nIf it stays.\n"

    assert found(help_part, "Back pain", "category: Running\n") == [("missing-sign", -3, 1)]
    assert found(help_part, "Back pain") == []
