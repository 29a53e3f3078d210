"""What the blocks of a text state: sentences, and lists together with what introduces them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import NamedTuple

from plugins.article_body.plain_text import TextBlock
from plugins.article_body.tree import HEADINGS
from plugins.core.sentences import sentences


class Statement(NamedTuple):
    """A sentence, the text that it states, and what introduces it: a list's, or a question.

    `topic` is the heading above it, or the question before it.
    """

    sentence: str
    text: str
    context: str = ""
    topic: str = ""


def statements(blocks: Sequence[TextBlock]) -> Iterator[Statement]:
    """The statements of some blocks; each item of a list is one, and so is the list as a whole.

    What is said of a term of a list of terms states something together with that.
    """
    intro = term = topic = ""
    for number, block in enumerate(blocks):
        if block.name != "li":
            intro = ""
        term = block.text if block.name == "dt" else term if block.name == "dd" else ""
        label = f"{term}: " if block.name == "dd" else ""
        *before, last = sentences(block.text)
        question = ""
        for sentence in before:
            yield Statement(sentence, label + sentence, question or intro, question or topic)
            question = sentence if sentence.endswith("?") else ""
        if block.name != "li" and (last.endswith(":") or block.name in HEADINGS):
            items = takewhile(_is_item, map(blocks.__getitem__, range(number + 1, len(blocks))))
            listed = ", ".join(each.text for each in items)
            stated = f"{last.removesuffix(':')} {listed}" if listed else last
            yield Statement(last, stated, question, topic)
            intro = last if listed else ""
        else:
            yield Statement(last, label + last, question or intro, question or topic)
        if block.name in HEADINGS:
            topic = block.text


def _is_item(block: TextBlock) -> bool:
    return block.name == "li"
