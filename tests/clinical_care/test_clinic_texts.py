"""What the data files about the clinic say of its services."""

import pytest

from plugins.clinical_care.checks import NO_CHECKS, checks_of
from plugins.clinical_care.clinic_texts import ClinicText, SorePartLink, claims, sore_parts
from plugins.core.data_file import DataFile
from tests.clinical_care.care_rules import CARE

FILE = DataFile("clinic.yaml", None, {("introduction",): 4})
RULES = checks_of(CARE.model_dump_json())
URGENT = '<div class="care care-urgent"><h3>Call 111 if:</h3></div>'


@pytest.mark.parametrize(
    ("text", "subject", "words"),
    [
        ("Warm rooms. Massage cures insomnia.", "", ["insomnia"]),
        ("For back pain and anxiety.", "Massage", ["back pain", "anxiety"]),
        ("Helps with sciatica.", "Sports massage", ["sciatica"]),
        ("Many people relax.", "Massage", []),
        ("It does not cure insomnia.", "Massage", []),
        ("Advice on back pain.", "", []),
    ],
)
def test_claims(text, subject, words):
    """A summary is read with what it is about."""
    found = list(claims([ClinicText(FILE, ("introduction",), text, subject)], RULES))

    assert [(each.line, each.rule, each.severity) for each in found] == [
        (4, "care/claim", "warning") for _ in words
    ][:1]
    assert all(word in found[0].message for word in words)
    assert all(CARE.sources[0].url in each.hint for each in found)


@pytest.mark.parametrize(
    ("part", "title", "html", "rules"),
    [
        ("Knee", "Sore knees", URGENT, []),
        ("Knee", "Sore knees", URGENT.replace("urgent", "emergency"), []),
        ("Knee", "Sore knees", URGENT.replace("urgent", "nonurgent"), ["care/no-signs"]),
        ("Knee", "Sore knees", "<p>Rest.</p>", ["care/no-signs"]),
        ("Knee", "What is dry needling?", URGENT, ["care/leads-to-treatment"]),
        ("Massage for knees", "Sore knees", URGENT, ["care/leads-to-treatment"]),
    ],
)
def test_a_sore_part_leads_to_advice(part, title, html, rules):
    """With signs of danger, and about no service."""
    links = [SorePartLink(FILE, ("introduction",), part, title, html)]

    found = list(sore_parts(links, RULES, "error"))

    assert [(each.rule, each.severity, each.line) for each in found] == [
        (rule, "error", 4) for rule in rules
    ]


def test_without_rules_only_signs_are_looked_for():
    """A clinic may have none."""
    text = ClinicText(FILE, ("introduction",), "Massage cures insomnia.")
    links = [SorePartLink(FILE, ("introduction",), "Massage", "Massage", URGENT)]

    assert list(claims([text], NO_CHECKS)) == []
    assert list(sore_parts(links, NO_CHECKS, "warning")) == []
