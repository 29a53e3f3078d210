"""Findings in each format, for the programs that read it."""

import json

import pytest

from plugins.core.findings import Finding
from plugins.editorial.catalogue import KINDS
from plugins.editorial.reports import FORMATS, as_json, github, sarif, text

ERROR = Finding("content/a b.md", 3, "error", "x/y", "Wrong: 100 %.", "Write\nthis.", 7)
WARNING = Finding("content/b.md", 0, "warning", "x/z", "Odd.")
ADVICE = Finding("", 0, "advice", "x/long", "Long.")


def result(finding):
    """A finding's result in SARIF."""
    (run,) = json.loads(sarif([finding]))["runs"]
    return run["results"][0]


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_can_be_empty(name):
    """Nothing was found."""
    assert isinstance(FORMATS[name]([]), str)


def test_text_ends_with_the_number_of_each_kind():
    """Advice is named only if there is any."""
    assert text([]).splitlines() == ["0 errors, 0 warnings."]
    assert text([ADVICE, WARNING, ERROR, WARNING]).endswith("\n1 error, 2 warnings, 1 advice.")


def test_text_has_one_line_for_what_is_equal():
    """Eight unknown authors of a thousand posts are eight lines."""
    found = [Finding(f"{n}.md", 2, "error", "x/y", f"Author {n % 8}.") for n in range(1000)]

    lines = text(found).splitlines()

    assert sum(": error: " in line for line in lines) == 8
    assert lines[-1] == "1,000 errors, 0 warnings."


def test_json_has_all_fields():
    """A program needs no other format."""
    assert json.loads(as_json([ERROR])) == {
        "findings": [
            {
                "path": "content/a b.md", "line": 3, "severity": "error", "rule": "x/y",
                "message": "Wrong: 100 %.", "hint": "Write\nthis.", "column": 7,
            }
        ]
    }  # fmt: skip


def test_sarif_names_version_tool_and_rules():
    """As its schema requires."""
    log = json.loads(sarif([ERROR, WARNING, ERROR]))
    (run,) = log["runs"]

    assert log["version"] == "2.1.0"
    assert run["tool"]["driver"]["rules"] == [{"id": "x/y"}, {"id": "x/z"}]
    assert [each["ruleId"] for each in run["results"]] == ["x/y", "x/z", "x/y"]


def test_sarif_describes_everything_that_we_report():
    """A code scanner shows it."""
    found = [Finding("a.md", 1, "error", kind.id, "No.") for kind in KINDS]
    (run,) = json.loads(sarif(found))["runs"]

    described = {each["id"]: each for each in run["tool"]["driver"]["rules"]}
    for kind in KINDS:
        assert described[kind.id]["shortDescription"] == {"text": kind.summary}
        assert kind.reason in described[kind.id]["fullDescription"]["text"]
    assert described["advice/spelling"]["defaultConfiguration"] == {"level": "note"}


def test_sarif_has_a_place_as_far_as_it_is_known():
    """A region needs a line, and a location a file; an address has no spaces."""
    place = result(ERROR)["locations"][0]["physicalLocation"]

    assert place["artifactLocation"] == {"uri": "content/a%20b.md"}
    assert place["region"] == {"startLine": 3, "startColumn": 7}
    assert "region" not in result(WARNING)["locations"][0]["physicalLocation"]
    assert "locations" not in result(ADVICE)


def test_sarif_calls_advice_a_note():
    """It knows no other level below a warning."""
    assert [result(each)["level"] for each in (ERROR, WARNING, ADVICE)] == [
        "error", "warning", "note",
    ]  # fmt: skip


def test_github_gets_one_line_for_each_finding():
    """Line ends and percent signs are escaped, or they would begin other commands."""
    assert github([ERROR, WARNING, ADVICE]).splitlines() == [
        "::error file=content/a b.md,line=3,col=7,title=x/y::Wrong: 100 %25. Write%0Athis.",
        "::warning file=content/b.md,title=x/z::Odd.",
        "::notice title=x/long::Long.",
    ]


def test_github_reads_odd_file_names():
    """Commas and colons separate its properties."""
    odd = Finding("content/a,b:c%.md", 1, "error", "x/y", "No.")

    assert "file=content/a%2Cb%3Ac%25.md,line=1" in github([odd])
