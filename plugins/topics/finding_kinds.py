"""The kinds of findings about topics and categories, in posts and in topics.yaml."""

from __future__ import annotations

from functools import partial

from plugins.core.finding_kinds import FindingKind, example_post, of_values

_FILE = "topics.yaml"
_TOPIC = "- name: Sleep\n  introduction: For people who wake up tired.\n"
_OTHER = "- name: {}\n  introduction: For people who had an injury.\n"
_of_file = partial(FindingKind, section="data", file=_FILE)
_APART = "Readers would find a page for each of the two, with a part of the posts."

KINDS = (
    *of_values(
        "topics",
        {
            "unreadable": (
                "- name: Sleep\n  introduction: Sleep: what helps\n",
                '- name: Sleep\n  introduction: "Sleep: what helps"\n',
            ),
            "bad-value": ("- name: [Sleep]\n  introduction: For the tired.\n", _TOPIC),
            "missing-key": ("- name: Sleep\n", _TOPIC),
            "unknown-key": (f"{_TOPIC}  text: Sleep well.\n", _TOPIC),
            "unpaired-direction": (
                "- name: Sleep\n  introduction: For people who wake up \u202etired.\n",
                _TOPIC,
            ),
        },
        section="data",
        file=_FILE,
    ),
    _of_file(
        "topics/double",
        "error",
        "A topic is in topics.yaml once.",
        "Its page could show only one introduction.",
        f"{_TOPIC}- name: Sleep\n  introduction: For tired people.\n",
        f"{_TOPIC}{_OTHER.format('Recovery')}",
    ),
    _of_file(
        "topics/unknown-topic",
        "error",
        "A name in topics.yaml is a topic or category of a post.",
        "Nobody would see its introduction.",
        f"{_TOPIC}{_OTHER.format('Recovry')}",
        f"{_TOPIC}{_OTHER.format('Recovery')}",
    ),
    FindingKind(
        "topic/only-here",
        "warning",
        "A topic that no other post has is not nearly that of several.",
        _APART,
        example_post("topics: [Recvoery]\n"),
        example_post("topics: [Recovery]\n"),
        section="front-matter",
    ),
    FindingKind(
        "topic/spellings",
        "warning",
        "A topic is written in one way.",
        _APART,
        example_post("topics: [recovery]\n"),
        example_post("topics: [Recovery]\n"),
        section="front-matter",
    ),
    FindingKind(
        "category/only-here",
        "warning",
        "A category that no other post has is not nearly that of several.",
        _APART,
        example_post("category: Runing\n"),
        example_post("category: Running\n"),
        section="front-matter",
    ),
    FindingKind(
        "category/spellings",
        "warning",
        "A category is written in one way.",
        _APART,
        example_post("category: running\n"),
        example_post("category: Running\n"),
        section="front-matter",
    ),
    FindingKind(
        "topics/unused-translation",
        "warning",
        "A topic that has a name in another language is one that posts have.",
        "A mistyped name translates nothing.",
        section="data",
    ),
)
