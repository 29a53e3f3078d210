"""The glue: topics.yaml in, introductions for templates or findings out."""

from dataclasses import dataclass, field

import pytest
from pelican import signals

from plugins.core.findings import Finding, Findings
from plugins.core.visibility import WithheldPost
from plugins.topics import plugin


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
def offered(tmp_path, monkeypatch):
    """Writes topics.yaml, reads it, and returns the generator and the messages of its findings."""
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
        plugin.offer_introductions(generator)
        return generator.context["topic_introductions"], [
            (found.path, found.line, found.message) for found in settings["FINDINGS"].all
        ]

    return _offered


def test_templates_get_introductions_by_topic(offered):
    """The words as the editor wrote them."""
    assert offered("- name: Running\n  introduction: For all.\n") == ({"Running": "For all."}, [])


def test_without_the_file_there_are_none(offered):
    """No site needs it."""
    assert offered("") == ({}, [])


def test_a_topic_of_a_draft_may_wait_for_it(offered):
    """The build of the public site does not stop at words for a post that is still to come."""
    draft = WithheldPost("articles/a.md", "a", "is draft", ("Sleep",))

    found, told = offered("- name: Sleep\n  introduction: Nights.\n", withheld=[draft])

    assert told == []
    assert found == {"Sleep": "Nights."}


def test_a_topic_that_nothing_has_is_told(offered):
    """With file and line."""
    _found, told = offered("- name: Sleep\n  introduction: Nights.\n")

    assert told == [("content/topics.yaml", 1, "No post has the topic “Sleep”.")]


def test_beside_other_errors_nobody_is_blamed(offered):
    """The post that has the topic may be the one that cannot be read."""
    error = Finding("content/articles/a.md", 1, "error", "x/y", "Broken.")

    _found, told = offered("- name: Sleep\n  introduction: Nights.\n", findings=[error])

    assert told == [("content/articles/a.md", 1, "Broken.")]


def test_a_file_that_cannot_be_read_is_told_once(offered):
    """And offers nothing."""
    found, told = offered("- name: [\n")

    assert found == {}
    assert len(told) == 1
    assert told[0][0] == "content/topics.yaml"


def test_the_handlers_are_connected():
    """Importing the plugin connects nothing; `register` does."""
    pairs = [
        (signals.initialized, plugin.read_topics),
        (signals.article_generator_finalized, plugin.offer_introductions),
    ]

    plugin.register()
    connected = [receiver in signal.receivers_for(None) for signal, receiver in pairs]
    for signal, receiver in pairs:
        signal.disconnect(receiver)

    assert connected == [True, True]
