"""topics.yaml: introductions, or findings with lines."""

import pytest

from plugins.topics.introductions import Introduction, read, unknown

PATH = "content/data/topics.yaml"
TWO = b"""\
- name: Running
  introduction: For people who run.
- name: Sleep
  introduction: Nights.
"""


def reported(findings):
    return [(found.line, found.severity, found.message, found.hint) for found in findings]


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
    ("data", "line", "message", "hint"),
    [
        (
            b"Running: For people who run.\n",
            1,
            "This file is not a list.",
            "Begin it with `- name: Running`.",
        ),
        (
            b"- name: Running\n- name: Sleep\n  introduction: Nights.\n",
            1,
            "“topics 1, introduction” is missing.",
            "Write for example `introduction: For people who run, or would like to begin.`",
        ),
        (
            b"- name: Running\n  introductoin: Words.\n  introduction: Words.\n",
            2,
            "“introductoin” is not a key.",
            "Did you mean “introduction”?",
        ),
        (
            TWO + b"- name: Running\n  introduction: Again.\n",
            5,
            "The topic “Running” is listed twice.",
            "Keep one of the two.",
        ),
    ],
)
def test_errors_have_lines_and_hints(data, line, message, hint):
    """Each with what to write instead."""
    assert reported(read(data, PATH).findings) == [(line, "error", message, hint)]


@pytest.mark.parametrize(("lenient", "severity"), [(False, "error"), (True, "warning")])
def test_an_unknown_topic_is_reported_with_the_nearest(lenient, severity):
    """A typing error would hide the introduction."""
    found = unknown(read(TWO, PATH), {"Runing", "Sleep"}, lenient=lenient)

    assert reported(found) == [
        (1, severity, "No post has the topic “Running”.", "Did you mean “Runing”?")
    ]


def test_an_unknown_topic_without_a_near_one():
    """The hint has both ways to fix it."""
    found = unknown(read(TWO, PATH), {"Running"}, lenient=False)

    assert reported(found) == [
        (
            3, "error", "No post has the topic “Sleep”.",
            "Write it under `topics` in a post, or delete it here.",
        )
    ]  # fmt: skip
