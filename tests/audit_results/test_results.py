"""audit.yaml: what was measured, or findings with lines."""

import datetime

import pytest

from plugins.audit_results.finding_kinds import KINDS
from plugins.audit_results.results import Check, Visits, read, read_file

PATH = "content/data/audit.yaml"
TEXT = next(kind.good for kind in KINDS)


def test_the_results_of_an_audit():
    """Of a day and a browser: the checks of each tool, and what visits found."""
    file = read(TEXT.encode(), PATH)

    assert file.findings == ()
    assert file.facts.date == datetime.date(2026, 3, 14)
    assert file.facts.browser == "Chromium 142"
    assert file.facts.accessibility == [
        Check(tool="axe-core", version="4.10.2", subject="contrast of text", pages=15, problems=0)
    ]
    assert file.facts.visits == Visits(pages=15, read_pages=40, third_party_requests=0, stored=0)


@pytest.mark.parametrize(
    ("old", "new", "line", "rule"),
    [
        ("problems: 0", "problems: -1", 8, "audit/bad-value"),
        ("problems: 0", "problems: few", 8, "audit/bad-value"),
        ("2026-03-14", "14/03/2026", 1, "audit/bad-value"),
        ("stored", "storage", 13, "audit/unknown-key"),
        ("  stored: 0\n", "", 9, "audit/missing-key"),
        ("browser: Chromium 142\n", "", 1, "audit/missing-key"),
    ],
)
def test_what_cannot_be_shown_has_a_finding(old, new, line, rule):
    """At its line, and nothing is shown."""
    file = read(TEXT.replace(old, new).encode(), PATH)

    assert file.facts is None
    assert (line, rule) in [(finding.line, finding.rule) for finding in file.findings]


def test_without_the_file_nothing_was_measured(tmp_path):
    """It is no error."""
    file = read_file(tmp_path / "audit.yaml", lenient=False)

    assert (file.facts, file.findings) == (None, ())
