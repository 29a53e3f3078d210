"""Findings are sorted, without duplicates, and have a path that an editor can open."""

import logging
from pathlib import Path

import pytest

from plugins.core.findings import (
    Finding,
    FindingGroup,
    Findings,
    did_you_mean,
    display_path,
    grouped,
    log_findings,
    nearest,
)

ERROR = Finding("content/articles/a.md", 3, "error", "x/y", "This is wrong.", "Write this.")
WARNING = Finding("content/articles/a.md", 1, "warning", "x/z", "This is odd.")


def test_a_finding_reads_as_place_message_and_hint():
    """File and line come first, as text editors expect, and the hint has its own line."""
    assert str(ERROR) == "content/articles/a.md:3: error: This is wrong.\n    Write this."


def test_a_finding_without_a_hint_is_one_line():
    """Nothing empty is shown."""
    assert str(WARNING) == "content/articles/a.md:1: warning: This is odd."


def test_an_unknown_line_is_not_shown():
    """Line 0 means that only the file is known."""
    assert str(Finding("a.md", 0, "error", "x/y", "No.")) == "a.md: error: No."


def test_a_finding_without_a_file_is_its_message():
    """Some findings are about no file."""
    assert str(Finding("", 0, "error", "x/y", "No room.")) == "error: No room."


def test_findings_are_sorted_without_duplicates():
    """The same finding from two places counts once; order is file, then line."""
    findings = Findings()

    findings.extend([ERROR, WARNING, ERROR])
    findings.add(Finding("content/a.md", 9, "error", "x/y", "Earlier file."))

    assert [(finding.path, finding.line) for finding in findings.all] == [
        ("content/a.md", 9),
        ("content/articles/a.md", 1),
        ("content/articles/a.md", 3),
    ]


def test_findings_of_a_line_are_in_the_order_of_its_words():
    """Whatever their severity; those without a column come first."""
    findings = Findings()
    columns = {1: "warning", 66: "error", 0: "warning"}

    for column, severity in columns.items():
        findings.add(Finding("a.md", 3, severity, "x/y", "Odd.", column=column))

    assert [each.column for each in findings.all] == [0, 1, 66]
    assert [group.first.column for group in grouped(reversed(findings.all))] == [0, 1, 66]


def test_errors_and_warnings_are_kept_apart():
    """Only errors stop a build."""
    findings = Findings()

    findings.extend([ERROR, WARNING])

    assert findings.errors == [ERROR]
    assert findings.warnings == [WARNING]


def test_lines_are_sorted_as_numbers():
    """Line 10 comes after line 9."""
    findings = Findings()

    findings.extend([Finding("a.md", line, "error", "x", "y") for line in (10, 9)])

    assert [finding.line for finding in findings.all] == [9, 10]


def test_a_path_below_the_working_folder_is_shortened(tmp_path, monkeypatch):
    """An editor types content/articles/a.md, not the whole path."""
    monkeypatch.chdir(tmp_path)

    assert display_path(tmp_path / "content" / "a.md") == "content/a.md"
    assert display_path(Path("content/./b.md")) == "content/b.md"


def test_a_path_elsewhere_stays_whole(tmp_path, monkeypatch):
    """A folder beside the working folder is not below it, even if its name begins the same."""
    (tmp_path / "site").mkdir()
    monkeypatch.chdir(tmp_path / "site")

    assert display_path(tmp_path / "site-old" / "a.md") == (tmp_path / "site-old/a.md").as_posix()


def test_a_symbolic_link_is_not_resolved(tmp_path, monkeypatch):
    """Editors know the path of the link, not its target."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "real").mkdir()
    (tmp_path / "content").symlink_to(tmp_path / "real")

    assert display_path(tmp_path / "content" / "a.md") == "content/a.md"


@pytest.mark.parametrize(
    ("word", "expected"),
    [("tittle", "title"), ("Title", "title"), ("DATE", "date"), ("xyz", None), ("", None)],
)
def test_the_nearest_choice_is_found(word, expected):
    """A typing error has a similar choice; another word has none."""
    assert nearest(word, ["title", "date", "author"]) == expected


def test_a_similar_choice_keeps_its_own_letter_case():
    """The choice is shown as it is written."""
    assert nearest("nora lynd", ["Nora Lind", "Ola Berg"]) == "Nora Lind"


def test_a_similar_choice_becomes_a_question():
    """The hint names the choice, and is empty without one."""
    assert did_you_mean("tittle", ["title"]) == "Did you mean “title”?"
    assert did_you_mean("xyz", ["title"]) == ""


def test_findings_are_logged_with_place_and_hint(caplog):
    """As errors and warnings, each on one line; a path and a line only if they are known."""
    logger = logging.getLogger("a site")

    log_findings([ERROR, WARNING, Finding("a.md", 0, "error", "x/y", "100%s wrong.")], logger)
    log_findings([Finding("", 0, "error", "x/y", "Wrong.", "Write this.")], logger)

    assert [(record.levelname, record.getMessage()) for record in caplog.records] == [
        ("ERROR", "content/articles/a.md:3: This is wrong. Write this."),
        ("WARNING", "content/articles/a.md:1: This is odd."),
        ("ERROR", "a.md: 100%s wrong."),
        ("ERROR", "Wrong. Write this."),
    ]


def equal_findings(number, **changes):
    """Findings that differ in their files only."""
    given = {"line": 2, "severity": "error", "rule": "x/y", "message": "No author.", **changes}
    return [Finding(path=f"{place:03}.md", **given) for place in range(number)]


def test_findings_that_are_equal_often_are_one_group():
    """A thousand posts by one unknown author are one mistake."""
    first, *others = equal_findings(125)

    assert grouped([first, *others]) == [FindingGroup(first, tuple(others))]
    assert "124 more places, such as 001.md:2" in str(grouped([first, *others])[0])


def test_a_group_of_findings_without_a_place_names_none():
    """Such as those about links that are in the theme."""
    found = Finding("", 0, "warning", "x/y", "No page.")

    assert str(FindingGroup(found, (found, found))).endswith("in 2 more places.")


def test_a_few_equal_findings_stay_apart():
    """Each is read."""
    few = equal_findings(3)

    assert grouped(few) == [FindingGroup(each) for each in few]


@pytest.mark.parametrize(
    "changes", [{"message": "Else."}, {"severity": "warning"}, {"rule": "x/z"}, {"hint": "Write."}]
)
def test_groups_have_one_sentence(changes):
    """Findings that say something else are not counted."""
    found = grouped([*equal_findings(9), *equal_findings(9, **changes)])

    assert [len(group.others) for group in found] == [8, 8]


def test_findings_of_one_kind_are_one_group_if_alike_is_enough():
    """Messages that name different things, with hints of their own."""
    links = [
        Finding(f"{n}.md", n, "warning", "a/a", f"“{n}” leads {n} times nowhere.", f"Write {n}")
        for n in range(1, 13)
    ]

    (group,) = grouped(links, alike=True)

    assert group == FindingGroup(links[0], tuple(links[1:]), alike=True)
    assert "“1” leads" in str(group)
    assert "11 more places, such as 2.md:2" in str(group)
    assert len(grouped(links)) == len(links)
    assert len(grouped(links[:10], alike=True)) == 10


def test_groups_are_in_the_order_of_their_first_findings():
    """As the findings are."""
    late = [Finding("z.md", line, "error", "a/a", "Late.") for line in range(9)]

    assert [group.first.path for group in grouped([*late, *equal_findings(9)])] == [
        "000.md",
        "z.md",
    ]


def test_warnings_of_strict_rules_are_errors():
    """A warning that must not go live."""
    findings = Findings(strict={"x/z"})

    findings.extend([WARNING, ERROR])

    assert [finding.rule for finding in findings.errors] == ["x/z", "x/y"]
