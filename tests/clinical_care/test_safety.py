"""What an article must say of safety."""

import pytest

from plugins.clinical_care.model import NOT_READ, Safety
from plugins.clinical_care.safety import SafetyFinder
from tests.clinical_care.care_rules import CARE

HELP, CAUTION = "when to get help", "who should not have it"
NUMB, HIP = "numbness around the genitals", "hip pain that grows in a run"


@pytest.fixture(scope="module")
def finder():
    """Finds what is missing by the made-up clinic's rules."""
    return SafetyFinder(CARE.safety)


@pytest.mark.parametrize(
    ("category", "headings", "cards", "missing"),
    [
        ("Running", [], [], [HELP]),
        ("running", ["How to rest"], ["nonurgent"], [HELP]),
        ("Treatments", [], ["urgent"], [CAUTION]),
        ("Treatments", ["When to get help"], [], [HELP, CAUTION]),  # "medical" is missing
        ("Running", ["When to get medical help"], [], []),
        ("Running", ["And when should you get it? Signs that need help now"], [], []),
        ("Running", [], ["emergency"], []),
        ("Treatments", ["Who should ask a doctor first?"], ["urgent"], []),
        ("News", [], [], []),
        ("", [], [], []),
    ],
)
def test_parts(finder, category, headings, cards, missing):
    """A heading with the words, or a card of the kind, in the categories that the rules name."""
    assert [part.name for part in finder.missing_parts(category, headings, cards)] == missing


@pytest.mark.parametrize(
    ("category", "headings", "parts"),
    [
        ("Treatments", ["Risks", "Who should ask a GP first?"], [CAUTION]),
        ("treatments", ["When to get medical help"], []),
        ("Running", ["Who should ask a GP first?"], []),
    ],
)
def test_parts_that_a_box_announces(finder, category, headings, parts):
    """Those that an article has and the rules want to be announced."""
    assert [part.name for part in finder.asks_first(category, headings)] == parts


@pytest.mark.parametrize(
    ("subjects", "texts", "missing"),
    [
        (["Back pain at work"], ["Move often."], [NUMB]),
        (["Sciatica"], ["Your leg may hurt."], [NUMB]),
        (["Run a marathon with sciatica"], ["Rest."], [NUMB, HIP]),
        (["Marathons"], ["Your hips carry you."], []),
        (["Runs"], ["Pain in the groin."], []),
        (["Back pain"], ["Trouble with your bladder: call 999."], []),
        (["Back pain"], ["Move.", "If your genitals are numb, call 999."], []),
        (["Our back garden"], ["It is a pain to weed."], []),
        (["Sleep"], ["Even after a marathon."], []),
        ([], [], []),
    ],
)
def test_signs(finder, subjects, texts, missing):
    """An article about a subject mentions its signs, in any words of the rules."""
    assert [sign.name for sign in finder.missing_signs(subjects, texts)] == missing


def test_one_subject_can_have_several_signs():
    """Each is missing until it is mentioned, also where the words of one are part of another's."""
    row = {"source": "x", "clinician": NOT_READ, "offer": "Call 999."}
    signs = [
        {"name": "clot", "subjects": ["calf"], "mentions": ["clot"], **row},
        {"name": "tear", "subjects": ["calf", "calf pain"], "mentions": ["a snap"], **row},
        {"name": "crack", "subjects": ["calf pain"], "mentions": ["a snap of bone"], **row},
    ]
    finder = SafetyFinder(Safety.model_validate({"lang": "en", "signs": signs}))

    def missing(text):
        return [sign.name for sign in finder.missing_signs(["Calf pain"], [text])]

    assert missing("Rest.") == ["clot", "tear", "crack"]
    assert missing("A clot.") == ["tear", "crack"]
    assert missing("A snap of bone.") == ["clot"]
