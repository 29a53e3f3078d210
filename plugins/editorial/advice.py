"""Advice about posts, which `check --advice` adds and which is never an error."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

from plugins.article_body.plain_text import blocks
from plugins.article_body.tree import HEADINGS
from plugins.clinical_care.model import Care
from plugins.core.findings import Finding, display_path
from plugins.core.sentences import lix, sentences, words
from plugins.editorial.care_advice import advise_on_care
from plugins.editorial.spelling import Spelling, misspelt
from plugins.posts.questions import AnySiteContext
from plugins.posts.read_post import to_check
from plugins.posts.rules.rule import PostToCheck
from plugins.posts.rules.sentence_places import place_of

LONG = 25  # words; a sentence with more is long
MOST = 5  # long sentences of a post that are reported one by one

# Björnsson's scale for LIX (see `sentences`): below 30 very easy, as books for children are; up to
# 40 easy, as fiction is; up to 50 medium, as newspapers are; above that hard. People read a
# clinic's site when they are in pain or worried, so that the text should be easy.
HARD = 40
_ENOUGH = 100  # words; the measure of a shorter text says little
# Letters of Thai, Lao, Burmese, Khmer, Japanese and Chinese, which have no spaces between words.
_NO_SPACES = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")


class AdviceRules(NamedTuple):
    """What advice rests on besides the posts: dictionary, rules of clinical care, the day."""

    spelling: Spelling
    care: Care
    today: date


def read_advice(
    path: Path, rules: AdviceRules, *, article: bool, unpublished: bool
) -> Iterator[Finding]:
    """The advice for the post in a file; a draft gets some only if `unpublished`.

    There is none for a file that cannot be read, which a build reports.
    """
    name = display_path(path)
    try:
        data = path.read_bytes()
    except OSError:
        return
    post = to_check(data, AnySiteContext(), name)
    if post and (unpublished or post.front.status == "published"):
        yield from advise(post, name, article=article)
        yield from misspelt(post, name, rules.spelling)
        yield from advise_on_care(post, name, rules.care, rules.today)


def advise(post: PostToCheck, path: str, *, article: bool) -> Iterator[Finding]:
    """The advice for one post but that on spelling; `path` names its file."""
    found = list(_sentences(post))
    yield from _long_sentences(post, path, found)
    yield from _reading_level(post, path, found)
    if article and post.front.status == "published":
        yield from _missing_keys(post, path)


def _sentences(post: PostToCheck) -> Iterator[str]:
    """The sentences of paragraphs and lists, without headings, quotes, tables and notes."""
    if post.root is None:
        return
    for block in blocks(post.root):
        if block.supplementary or block.name in HEADINGS or _NO_SPACES.search(block.text):
            continue
        yield from sentences(block.text)


def _long_sentences(post: PostToCheck, path: str, found: Iterable[str]) -> Iterator[Finding]:
    long = [(each, count) for each in found if (count := len(words(each))) > LONG]
    place = 0
    for number, (sentence, count) in enumerate(long[: MOST + 1]):
        line, column = post.body_line, 0
        if (start := place_of(post, sentence, place)) >= 0:
            line, column = post.line_at(start), post.column_at(start)
            place = start + 1
        message = f"The sentence “{' '.join(sentence.split()[:4])} ...” has {count} words."
        if number == MOST:
            message = f"From here on, {len(long) - MOST:,} more have more than {LONG} words."
        hint = "Make two sentences of it, because readers lose the beginning of a long one."
        yield Finding(path, line, "advice", "advice/long-sentence", message, hint, column)


def _reading_level(post: PostToCheck, path: str, found: list[str]) -> Iterator[Finding]:
    if sum(len(words(sentence)) for sentence in found) < _ENOUGH:
        return
    if (level := round(lix(found))) > HARD:
        message = f"This text is hard to read: its LIX is {level}, and up to {HARD} is easy."
        hint = "Make long sentences shorter, and use the plain words first."
        yield Finding(path, post.body_line, "advice", "advice/reading-level", message, hint)


def _missing_keys(post: PostToCheck, path: str) -> Iterator[Finding]:
    front = post.front
    values = {
        "description": front.description or front.summary,
        "category": front.category,
        "topics": front.topics,
        "image": front.image,
    }
    if missing := [f"no `{key}`" for key, value in values.items() if not value]:
        names = " and ".join(filter(None, (", ".join(missing[:-1]), missing[-1])))
        message = f"This article has {names}."
        hint = "Lists, cards and searches show them: docs/writing.md has an example of each."
        yield Finding(path, 1, "advice", "advice/missing-keys", message, hint)
