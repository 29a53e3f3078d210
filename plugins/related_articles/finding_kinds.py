"""The kinds of findings about `related` and `related_exclude`, and those of the command."""

from __future__ import annotations

from functools import partial

from plugins.core.finding_kinds import FindingKind, example_post

_of_key = partial(FindingKind, section="related-articles")
_GOOD = example_post("related: [wet-leaves]\n")
_NOT_SHOWN = "No link can be shown for it."
_COMMAND = "Only the command `python -m plugins.related_articles` reports this."

KINDS = (
    _of_key(
        "related-articles/unknown-pin",
        "error",
        "`related` has slugs of published articles.",
        _NOT_SHOWN,
        example_post("related: [wet-leafs]\n"),
        _GOOD,
    ),
    _of_key(
        "related-articles/self-pin",
        "error",
        "`related` does not have the article's own slug.",
        "It is no further reading.",
        example_post("slug: about-knees\nrelated: [about-knees]\n"),
        _GOOD,
    ),
    _of_key(
        "related-articles/unpublished-pin",
        "error",
        "`related` does not have the slug of an article that is not public.",
        _NOT_SHOWN,
    ),
    _of_key(
        "related-articles/foreign-pin",
        "error",
        "`related` has slugs of articles in the same language.",
        _NOT_SHOWN,
    ),
    _of_key(
        "related-articles/surplus-pins",
        "warning",
        "`related` does not have more slugs than the article shows links.",
        "The last ones are not shown.",
        example_post("related: [wet-leaves, old-knees, a-slow-mile, running-in-the-dark]\n"),
        _GOOD,
    ),
    _of_key(
        "related-articles/pinned-exclusion",
        "error",
        "A slug is not in both `related` and `related_exclude`.",
        "The two contradict each other.",
        example_post("related: [wet-leaves]\nrelated_exclude: [wet-leaves]\n"),
        _GOOD,
    ),
    _of_key(
        "related-articles/unknown-exclusion",
        "warning",
        "`related_exclude` has slugs of published articles.",
        "It has no effect.",
        example_post("related_exclude: [wet-leafs]\n"),
        example_post("related_exclude: [wet-leaves]\n"),
    ),
    _of_key(
        "related-articles/not-read",
        "warning",
        "The command reads all posts that a build reads.",
        _COMMAND,
    ),
    _of_key(
        "related-articles/no-date",
        "warning",
        "A post that the command reads has a date.",
        _COMMAND,
    ),
    _of_key(
        "related-articles/double-slug",
        "warning",
        "Each post that the command reads has a slug of its own.",
        _COMMAND,
    ),
)
