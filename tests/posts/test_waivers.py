"""A post may say why a rule does not apply to it, and until when."""

from datetime import date

import pytest

from plugins.core.findings import Finding
from plugins.posts import waivers
from plugins.posts.questions import AnySiteContext
from plugins.posts.read_post import read_post
from plugins.posts.result import ReadPost
from plugins.posts.waivers import not_waived
from tests.posts.post_texts import TITLE, errors_in, front, post_bytes

TODAY = date(2026, 11, 29)
ODD = Finding("post.md", 9, "warning", "x/odd", "This is odd.")
DEAD = Finding("post.md", 9, "error", "x/dead", "This is dead.")


@pytest.fixture(autouse=True)
def _rules(monkeypatch):
    """Two rules, of which one may be waived."""
    monkeypatch.setattr(waivers, "WAIVABLE", {"x/odd"})
    monkeypatch.setattr(waivers, "_KNOWN", {"x/odd", "x/dead"})


def post(*rows, findings=(ODD, DEAD)):
    """A post with these findings, and these rows of waivers from line 4 on."""
    read = front(TITLE, "date: 2026-01-02", "waive:", *rows)
    lines = tuple(range(5, 5 + len(read.waive)))
    return ReadPost("post.md", (), read, waiver_lines=lines, body_findings=findings)


def found(read, severity="error"):
    """The rules and lines of what is reported."""
    return [(each.rule, each.line, each.severity) for each in not_waived(read, TODAY, severity)]


def test_a_waived_rule_is_not_reported():
    """Until the last day, which is included; other rules are."""
    row = "  - {rule: x/odd, reason: It is a quotation, until: 2026-11-29}"

    assert found(post(row)) == [("x/dead", 9, "error")]


def test_one_waiver_needs_no_list():
    """An editor may write its keys below the key."""
    rows = ("  rule: x/odd", "  reason: It is a quotation", "  until: 2027-01-01")

    assert found(post(*rows, findings=(ODD,))) == []


def test_a_waiver_ends():
    """Then the rule is reported again, and the waiver too."""
    row = "  - {rule: x/odd, reason: It is a quotation, until: 2026-11-28}"

    assert found(post(row, findings=(ODD,))) == [
        ("x/odd", 9, "warning"),
        ("waivers/ended", 5, "warning"),
    ]


def test_an_ended_waiver_of_nothing_is_not_reported():
    """The post was corrected meanwhile."""
    row = "  - {rule: x/odd, reason: It is a quotation, until: 2026-11-28}"

    assert found(post(row, findings=())) == []


@pytest.mark.parametrize("rule", ["x/dead", "x/od", "front-matter/unknown-key", "*"])
@pytest.mark.parametrize("severity", ["error", "warning"])
def test_other_rules_cannot_be_waived(rule, severity):
    """Neither those about safety, dead links and facts, nor some that do not exist."""
    row = f'  - {{rule: "{rule}", reason: It is in the way, until: 2027-01-01}}'

    assert found(post(row, findings=(DEAD,)), severity) == [
        ("x/dead", 9, "error"),
        ("waivers/bad-rule", 5, severity),
    ]


@pytest.mark.parametrize(
    ("rows", "lines"),
    [
        (["  - {rule: x/odd, reason: A, until: 2027-01-01}", "  - reason: B", "    rule: x/no",
          "    until: 2027-01-01", "  - {rule: x/dead, reason: C, until: 2027-01-01}"], [7, 9]),
        (["  reason: A", "  until: 2027-01-01", "  rule: x/no"], [7]),
    ],
)  # fmt: skip
def test_a_wrong_waiver_is_reported_at_its_rule(rows, lines):
    """Not at the first of them."""
    data = post_bytes(TITLE, "date: 2026-01-02", "waive:", *rows)
    read = read_post(data, AnySiteContext(), path="post.md", lenient=False)

    assert [line for rule, line, _ in found(read) if rule == "waivers/bad-rule"] == lines


@pytest.mark.parametrize(
    "row",
    [
        "  - {rule: x/odd, until: 2027-01-01}",
        "  - {rule: x/odd, reason: '', until: 2027-01-01}",
        "  - {rule: x/odd, reason: It is a quotation}",
        "  - {rule: x/odd, reason: It is a quotation, until: soon}",
        "  - {reason: It is a quotation, until: 2027-01-01}",
        "  - x/odd",
    ],
)
def test_a_waiver_has_a_rule_a_reason_and_an_end(row):
    """Without one of them it is an error of the front matter."""
    assert errors_in(post_bytes(TITLE, "date: 2026-01-02", "waive:", row))
