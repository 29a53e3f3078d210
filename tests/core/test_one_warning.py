"""A warning that is given once."""

import os

from plugins.core.one_warning import OneWarning


def test_only_the_first_sentence_is_said():
    """However much is wrong with a cache, it costs time and nothing else."""
    said = []
    warn = OneWarning(said.append)

    warn("One.")
    warn("Two.")

    assert said == ["warning: One."]


def test_another_process_says_nothing(monkeypatch):
    """Each of those that draw and render would say it again."""
    said = []
    warn = OneWarning(said.append)
    monkeypatch.setattr(os, "getpid", lambda: -1)

    warn("One.")

    assert said == []
