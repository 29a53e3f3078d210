"""topics.yaml: introductions, or findings with lines."""

import re

import pytest

from plugins.core.data_file import DataFile
from plugins.topics.introductions import Introduction, read, read_file, unknown

PATH = "content/data/topics.yaml"
TWO = b"""\
- name: Running
  introduction: For people who run.
- name: Sleep
  introduction: Nights.
"""


def reported(findings):
    """Each finding with what its message and hint quote."""
    return [
        (
            found.line, found.severity, found.rule,
            re.findall("[“`](.*?)[”`]", f"{found.message} {found.hint}"),
        )
        for found in findings
    ]  # fmt: skip


def test_a_list_of_topics_is_read():
    """In the order of the file."""
    data_file = read(TWO, PATH)

    assert data_file.findings == ()
    assert data_file.facts == [
        Introduction(name="Running", introduction="For people who run."),
        Introduction(name="Sleep", introduction="Nights."),
    ]


def test_an_empty_file_has_no_topics():
    """It is no error."""
    assert read(b"# later\n", PATH).facts == []


@pytest.mark.parametrize(
    ("data", "line", "rule", "quoted"),
    [
        (b"Running: For people who run.\n", 1, "topics/unreadable", ["- name: Running"]),
        (
            b"- name: Running\n- name: Sleep\n  introduction: Nights.\n", 1, "topics/missing-key",
            [
                "introduction", "topics 1",
                "introduction: For people who run, or would like to begin.",
            ],
        ),
        (
            b"- name: Running\n  introductoin: Words.\n  introduction: Words.\n", 2,
            "topics/unknown-key", ["introductoin", "introduction"],
        ),
        (TWO + b"- name: Running\n  introduction: Again.\n", 5, "topics/double", ["Running"]),
    ],
)  # fmt: skip
def test_errors_have_lines_and_hints(data, line, rule, quoted):
    """Each with what to write instead."""
    assert reported(read(data, PATH).findings) == [(line, "error", rule, quoted)]


@pytest.mark.parametrize(("lenient", "severity"), [(False, "error"), (True, "warning")])
def test_an_unknown_topic_is_reported_with_the_nearest(lenient, severity):
    """A typing error would hide the introduction."""
    found = unknown(read(TWO, PATH), {"Runing", "Sleep"}, lenient=lenient)

    assert reported(found) == [(1, severity, "topics/unknown-topic", ["Running", "Runing"])]


def test_an_unknown_topic_without_a_near_one():
    """The hint has both ways to fix it."""
    found = unknown(read(TWO, PATH), {"Running"}, lenient=False)

    words = ["Sleep", "topics", "category"]
    assert reported(found) == [(3, "error", "topics/unknown-topic", words)]


def test_a_file_has_the_path_that_an_editor_would_type(tmp_path, monkeypatch):
    """And its own text."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "topics.yaml").write_bytes(TWO)

    data_file = read_file(tmp_path / "topics.yaml", lenient=False)

    assert data_file.path == "topics.yaml"
    assert [topic.name for topic in data_file.facts] == ["Running", "Sleep"]


def test_the_file_is_optional(tmp_path, monkeypatch):
    """Without it topics have no introductions."""
    monkeypatch.chdir(tmp_path)

    assert read_file(tmp_path / "topics.yaml", lenient=False) == DataFile("topics.yaml", [])


def test_an_unreadable_file_has_no_topics(tmp_path):
    """It is reported once."""
    (tmp_path / "topics.yaml").write_text("- name: [\n", "utf-8")

    data_file = read_file(tmp_path / "topics.yaml", lenient=False)

    assert data_file.facts is None
    assert [found.rule for found in data_file.findings] == ["topics/unreadable"]
