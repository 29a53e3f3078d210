"""Advice on medical words and on sources, by the rules of plain_words.yaml and references.yaml."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from plugins.clinical_care.model import Care
from plugins.clinical_care.plain_words import medical_words
from plugins.clinical_care.references import ListedSource, judge
from plugins.core.findings import Finding
from plugins.core.sentences import sentences
from plugins.posts.rules.rule import PostToCheck
from plugins.posts.rules.sentence_places import place_of


def advise_on_care(post: PostToCheck, path: str, care: Care, today: date) -> Iterator[Finding]:
    """The advice for one post on the day `today`; `path` names its file."""
    if care.plain_words and post.is_in(care.plain_words.lang):
        text = [sentence for block in post.blocks for sentence in sentences(block.text)]
        for word, term, sentence in medical_words(text, care.plain_words):
            message = f"“{word}” is a medical word."
            hint = f"Write “{term.plain}” first, and the medical word in brackets, or leave it out."
            place = max(0, place_of(post, sentence, 0))
            line, column = post.line_at(place), post.column_at(place)
            yield Finding(path, line, "advice", "advice/medical-word", message, hint, column)
    if care.references:
        sources = filter(None, post.front.references)
        listed = [ListedSource(each.url or "", each.year, each.read) for each in sources]
        for found in judge(listed, care.references, today):
            problem = post.key(("references", found.number), found.message, found.hint)
            where = (problem.message, problem.hint, problem.column)
            yield Finding(path, problem.line, "advice", "advice/source", *where)
