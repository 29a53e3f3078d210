"""The Pelican glue: introductions for templates, or findings."""

from dataclasses import dataclass, field

import pytest
from pelican import signals

from plugins.core.findings import Finding, Findings
from plugins.core.visibility import WithheldPost
from plugins.topics import plugin
from tests.pelican_signals import connected


@dataclass(frozen=True)
class FakeTag:
    """A topic as Pelican keeps it."""

    name: str


@dataclass
class FakePelican:
    """What the glue reads of Pelican, or of a generator."""

    settings: dict
    tags: dict = field(default_factory=dict)
    context: dict = field(default_factory=dict)


@pytest.fixture
def introductions_of(tmp_path, monkeypatch):
    """Reads the text as topics.yaml; returns the introductions and the findings' places."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "content").mkdir()

    def _offered(text, *, withheld=(), findings=()):
        if text:
            (tmp_path / "content" / "topics.yaml").write_text(text, "utf-8")
        settings = {
            "PATH": str(tmp_path / "content"), "TOPICS_DATA": "topics.yaml", "LENIENT": False,
            "FINDINGS": Findings(), "WITHHELD": list(withheld),
        }  # fmt: skip
        settings["FINDINGS"].extend(findings)
        generator = FakePelican(settings, tags={FakeTag("Running"): ["a post"]})
        plugin.read_topics(generator)
        plugin.add_introductions(generator)
        return generator.context["topic_introductions"], [
            (found.path, found.line, found.message) for found in settings["FINDINGS"].all
        ]

    return _offered


def test_templates_get_introductions_by_topic(introductions_of):
    """With the editor's text."""
    assert introductions_of("- name: Running\n  introduction: For all.\n") == (
        {"Running": "For all."},
        [],
    )


def test_without_the_file_there_are_none(introductions_of):
    """The file is optional."""
    assert introductions_of("") == ({}, [])


def test_a_topic_of_a_draft_is_known(introductions_of):
    """An introduction may be written before its post is published."""
    draft = WithheldPost("articles/a.md", "a", "is draft", ("Sleep",))

    found, reported = introductions_of("- name: Sleep\n  introduction: Nights.\n", withheld=[draft])

    assert reported == []
    assert found == {"Sleep": "Nights."}


def test_an_unknown_topic_is_reported(introductions_of):
    """With file and line."""
    _found, reported = introductions_of("- name: Sleep\n  introduction: Nights.\n")

    assert reported == [("content/topics.yaml", 1, "No post has the topic “Sleep”.")]


def test_with_other_errors_unknown_topics_are_not_reported(introductions_of):
    """The post with the topic may be the one that could not be read."""
    error = Finding("content/articles/a.md", 1, "error", "x/y", "Broken.")

    _found, reported = introductions_of(
        "- name: Sleep\n  introduction: Nights.\n", findings=[error]
    )

    assert reported == [("content/articles/a.md", 1, "Broken.")]


def test_an_unreadable_file_is_reported_once(introductions_of):
    """It has no introductions."""
    found, reported = introductions_of("- name: [\n")

    assert found == {}
    assert len(reported) == 1
    assert reported[0][0] == "content/topics.yaml"


def test_the_plugin_connects_to_pelican():
    """By `register`, not by importing the plugin."""
    assert connected(
        plugin.register,
        (signals.initialized, plugin.read_topics),
        (signals.article_generator_finalized, plugin.add_introductions),
    )
