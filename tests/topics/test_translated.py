"""The names of topics in another language, as their file has them."""

import pytest

from plugins.topics.translated import read_file


@pytest.mark.parametrize(
    "text",
    [
        "- {name: Løping, original: Running}\n- {name: løping, original: Jogging}\n",
        "- {name: Løping, original: Running}\n- {name: Gange, original: Running}\n",
        "- name: Løping\n- name: Løping\n",
    ],
)
def test_a_topic_that_is_listed_twice_is_an_error_at_its_line(tmp_path, text):
    """Two pages would have one address, or one page two names."""
    file = tmp_path / "topics.yaml"
    file.write_text(text, "utf-8")

    found = read_file(file, lenient=False).file.findings

    assert [(each.rule, each.severity, each.line) for each in found] == [
        ("topics/double", "error", 2)
    ]


def test_topics_without_an_original_are_no_doubles(tmp_path):
    """Only posts in this language have them."""
    file = tmp_path / "topics.yaml"
    file.write_text("- name: Løping\n- name: Gange\n", "utf-8")

    assert read_file(file, lenient=False).file.findings == ()
