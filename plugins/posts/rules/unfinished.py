"""Posts that are not finished yet."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from plugins.core.signs import has_any
from plugins.posts.rules.headings import has_only_headings
from plugins.posts.rules.places import Places
from plugins.posts.rules.rule import PostToCheck, Problem, Rule

_MERGE_MARK = re.compile(r"^(?:<{7} |={7}$|>{7} )", re.MULTILINE)
_PLACEHOLDER = re.compile(
    r"""(?<!["'“‘«])\b(?:TODO|FIXME|TBA|TBC|TBD|XXX)\b|\b(?i:lorem ipsum)\b"""
    r"|\[(?i:insert|add|enter|fill in|placeholder|to be added|to be confirmed)\b[^\[\]\n]{0,100}\]"
    r"|\[(?:(?i:date|image|link|name|photo|picture|price|quote)|[A-Z]{3,20}:[^\[\]\n]{1,100})\]"
    r"|\((?i:insert (?:an? |the )?(?:date|image|link|name|photo|picture|quote)\b)[^()\n]{0,99}\)"
    r"|[£$€]XX+\b|(?<=[ (\[])\?{3,}(?![^\s)\].,])"
    # What Word puts in the place of a reference that it cannot find.
    r"|\bError! (?:Reference source|Bookmark|Hyperlink reference|No text of specified)\b[^.\n]{0,9}"
)
# Each placeholder has one of these.
_SIGNS = ("TODO", "FIXME", "TB", "XX", "psum", "PSUM", "[", "nsert", "NSERT", "???", "Error!")
_TRIED = 200
_NOT_TEXT = frozenset({"hr", "img"})


def merge_marks(post: PostToCheck) -> Iterator[Problem]:
    """The marks that Git leaves between two versions of a text."""
    if not has_any(post.prose, ("<" * 7, "=" * 7, ">" * 7)):
        return
    for found in _MERGE_MARK.finditer(post.prose):
        message = f"Git left “{found[0].strip()}” here, between two versions of the text."
        yield post.at(found.start(), message, "Keep one version, and delete the marks.")


def placeholders(post: PostToCheck) -> Iterator[Problem]:
    """Words such as TODO, which stand for what is still to be written."""
    for path, value in post.values():
        if not has_any(value, (*_SIGNS, "(")) and "psum" not in value.casefold():
            continue
        if found := _PLACEHOLDER.search(value):
            yield post.key(path, *_still_to_write(found[0]))
    if not has_any(post.visible, _SIGNS):
        return
    places = Places(post)
    for found in islice(_PLACEHOLDER.finditer(post.visible), _TRIED):
        if (place := places.find(found.start(), found.end())) is not None:
            yield post.at(place, *_still_to_write(found[0]))


def _still_to_write(words: str) -> tuple[str, str]:
    message = f"“{words}” stands here for something that is still to be written."
    return message, "Write it, or delete the mark."


def no_text(post: PostToCheck) -> Iterator[Problem]:
    """A post with nothing below its front matter; another template may show something else."""
    if post.root is None or post.problems:
        return
    if post.front.template:
        return
    if post.root.text().strip() or post.root.elements(_NOT_TEXT):
        return
    message = "There is no text below the front matter, so the page would be empty."
    hint = "Write the text, or add `status: draft` until it is there."
    yield Problem(max(post.body_line - 1, 1), message, hint)


def only_headings(post: PostToCheck) -> Iterator[Problem]:
    """A new post whose text was never written."""
    if has_only_headings(post):
        message = "Nothing is written below the headings yet."
        hint = "Write the text, or add `status: draft` until it is there."
        yield Problem(post.body_line, message, hint)


_POST = "---\ntitle: Knees\ndate: 2026-01-02\n---\n"
RULES = (
    Rule(
        id="unfinished/merge-marks",
        severity="error",
        summary="A post has no marks of a merge.",
        reason="Both versions, and the marks between them, would be published.",
        bad=f"{_POST}<<<<<<< HEAD\nRest.\n",
        good=f"{_POST}Rest.\n",
        check=merge_marks,
    ),
    Rule(
        id="unfinished/placeholder",
        severity="warning",
        summary="Nothing such as TODO stands for words that are still to be written.",
        reason="Readers would see it.",
        bad=f"{_POST}Rest for TODO days.\n",
        good=f"{_POST}Rest for two days.\n",
        check=placeholders,
        strict_when_published=True,
        waivable=True,
    ),
    Rule(
        id="unfinished/no-text",
        severity="warning",
        summary="A post has text.",
        reason="The page would be empty.",
        bad=_POST,
        good=f"{_POST}Rest.\n",
        check=no_text,
        strict_when_published=True,
        allowed_in_drafts=True,
    ),
    Rule(
        id="unfinished/only-headings",
        severity="error",
        summary="A new post is published when its text is written.",
        reason="The page would have headings and nothing else.",
        bad=f"{_POST}## What is it?\n\n## What helps?\n",
        good=f"{_POST}## What is it?\n\nA sprain.\n\n## What helps?\n\nRest.\n",
        check=only_headings,
        allowed_in_drafts=True,
    ),
)
