"""Where posts could link to each other: where one has words of the title of a related one."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from plugins.article_body.url_rules import is_outside
from plugins.posts.rules.rule import PostToCheck
from plugins.related_articles.documents import Document
from plugins.related_articles.text import base_language, fold, normal_form, words

RELATED = 8  # posts that are looked at, the most related first
# A phrase says enough if its words are as rare as one word that is in a quarter of all posts.
_LEAST = math.log(4)
_FARTHEST = 2  # one word without a meaning of its own may stand between two of a phrase
_WORD = re.compile(r"[^\W_]\w+(?:['’]\w+)?")
_MARKS = re.compile(r"[*_`~\\]")  # a link must not begin or end within emphasis
_PARTS = re.compile(r"[/}|]")  # of an address, which may have a prefix of Pelican's
# What has no place for a link: links, pictures, HTML, headings, titles of call-outs and tables.
_NO_TEXT = re.compile(
    r"!?\[(?:[^\[\]]|\[[^\[\]]*\])*\](?:\([^()]*(?:\([^()]*\)[^()]*)*\)|\[[^\[\]]*\])?"
    r"|<[^<>]*>|https?://\S+|^[ \t>]*(?:#|!!!|\|).*$|^[ \t]*\[[^\[\]]+\]:.*$",
    re.MULTILINE,
)


class _Token(NamedTuple):
    """A word of a text in the form in which it is compared, its number, and where it stands."""

    form: str
    number: int
    start: int
    end: int


@dataclass(frozen=True)
class Offer:
    """A link that a post could have to another: from these words in this line of its file.

    Without such words the line is 0.
    """

    source: Document
    target: Document
    line: int = 0
    column: int = 0
    words: str = ""


def rarity(documents: Sequence[Document]) -> dict[str, float]:
    """How rare each word is among the posts: the logarithm of their number by those that have it.

    The inverse document frequency, which is 0 for a word of all posts.
    """
    found = Counter[str]()
    for each in documents:
        found.update({*words(each.title, each.lang), *words(each.text, each.lang)})
    return {word: math.log(len(documents) / number) for word, number in found.items()}


def offer(
    source: Document, target: Document, post: PostToCheck, rare: Mapping[str, float]
) -> Offer:
    """The best place in a post for a link to another one; the first of several."""
    text = _NO_TEXT.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), post.shown)
    tokens = [*_tokens(text, source.lang)]
    runs = _runs(tokens, words(target.title, target.lang))
    found = max(
        (run for run in runs if not _MARKS.search(post.body, run[0].start, run[-1].end)),
        key=lambda run: (sum(rare.get(each.form, 0) for each in run), -run[0].start),
        default=[],
    )
    if sum(rare.get(each.form, 0) for each in found) < _LEAST:
        return Offer(source, target)
    start, end = found[0].start, found[-1].end
    said = " ".join(post.body[start:end].split())
    return Offer(source, target, post.line_at(start), post.column_at(start), said)


def is_linked(source: Document, target: Document, address: str) -> bool:
    """Whether the text of a post links to another one, whose address is relative to the site."""
    name = target.path.rpartition("/")[2]
    for link in source.links:
        path = link.partition("#")[0]
        if _PARTS.split(path)[-1] == name and not is_outside(path):
            return True
        if path.startswith("/") and address and path.strip("/") == address.strip("/"):
            return True
    return False


def _tokens(text: str, lang: str) -> Iterator[_Token]:
    """The words that have a meaning of their own; between two blocks the numbers have a gap."""
    number = 0
    for block in re.finditer(r"(?:[^\n]+\n?)+", text):
        number += _FARTHEST
        for match in _WORD.finditer(text, *block.span()):
            number += 1
            if form := normal_form(fold(match[0]), base_language(lang)):
                yield _Token(form, number, *match.span())


def _runs(tokens: Sequence[_Token], title: Sequence[str]) -> Iterator[list[_Token]]:
    """Consecutive words that are consecutive in a title too, each as long as possible."""
    places: dict[str, list[int]] = {}
    for place, form in enumerate(title):
        places.setdefault(form, []).append(place)
    for first, token in enumerate(tokens):
        for place in places.get(token.form, ()):
            yield [token, *_following(tokens[first:], title[place + 1 :])]


def _following(tokens: Sequence[_Token], title: Iterable[str]) -> Iterator[_Token]:
    for (last, token), form in zip(pairwise(tokens), title):  # noqa: B905  # the shorter
        if token.form != form or token.number - last.number > _FARTHEST:
            return
        yield token
