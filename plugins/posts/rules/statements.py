"""What the blocks of a text state: sentences, and lists together with what introduces them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import NamedTuple

from plugins.article_body.plain_text import TextBlock
from plugins.core.sentences import sentences


class Statement(NamedTuple):
    """A sentence, the text that it and its list state together, and what introduces it."""

    sentence: str
    text: str
    context: str = ""


def statements(blocks: Sequence[TextBlock]) -> Iterator[Statement]:
    """The statements of some blocks; each item of a list is one, and so is the list as a whole."""
    context = ""
    for number, block in enumerate(blocks):
        if block.name != "li":
            context = ""
        *before, last = sentences(block.text)
        yield from (Statement(sentence, sentence, context) for sentence in before)
        items = [each.text for each in takewhile(_is_item, blocks[number + 1 :])]
        if block.name != "li" and last.endswith(":") and items:
            context = last
            yield Statement(last, f"{last[:-1]} {', '.join(items)}")
        else:
            yield Statement(last, last, context)


def _is_item(block: TextBlock) -> bool:
    return block.name == "li"
