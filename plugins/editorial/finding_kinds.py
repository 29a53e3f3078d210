"""The kinds of findings that only a check has: advice, and posts that have moved."""

from __future__ import annotations

from functools import partial

from plugins.core.finding_kinds import FindingKind

_of_advice = partial(FindingKind, severity="advice")

KINDS = (
    FindingKind(
        "posts/moved",
        "warning",
        "The old address of a post that was renamed or deleted leads to another one.",
        "Links from other websites, and bookmarks, would lead nowhere.",
        section="links",
    ),
    _of_advice(
        "advice/long-sentence",
        summary="A sentence has 25 words at most.",
        reason="Readers lose the beginning of a long one.",
    ),
    _of_advice(
        "advice/reading-level",
        summary="A text is easy to read: its LIX is low, so words and sentences are short.",
        reason="Worried people, and people who learn the language, read it.",
    ),
    _of_advice(
        "advice/missing-keys",
        summary="An article has a description, a category, topics and a picture.",
        reason="Lists, cards and searches show them.",
    ),
    _of_advice(
        "advice/medical-word",
        summary="A medical word stands beside a plain one.",
        reason="Most readers do not know it, and some need it for their doctor.",
    ),
    _of_advice(
        "advice/source",
        summary="A source is new, or was read again lately, and guidance comes before opinions.",
        reason="What it says may have changed, or may be what its authors wish for.",
    ),
    _of_advice(
        "advice/spelling",
        summary="Words are in the dictionary, or in the clinic's own list.",
        reason="Slips make readers doubt the rest.",
    ),
)
