"""What a text states: sentences, lists with what introduces them, cells with their headers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import NamedTuple

from plugins.article_body.plain_text import TextBlock, text_of
from plugins.article_body.tree import HEADINGS, Element
from plugins.core.sentences import sentences

CELLS = frozenset({"td", "th"})


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

    What is said of a term of a list of terms states something together with that. Those of tables
    are left out.
    """
    intro = term = topic = ""
    for number, block in enumerate(blocks):
        if block.name in CELLS:
            continue
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


def table_statements(root: Element) -> Iterator[tuple[Statement, Statement]]:
    """Each sentence of the tables: alone, and after the first cell of its row and its header."""
    for table in root.elements({"table"}):
        headers: list[str] = []
        for row in table.elements({"tr"}):
            cells = [cell for cell in row.elements(CELLS) if cell.parent is row]
            texts = list(map(text_of, cells))
            for column, text in enumerate(texts):
                header = headers[column] if column < len(headers) else ""
                label = " ".join([*texts[: min(column, 1)], header]).strip()
                for sentence in sentences(text):
                    yield (
                        Statement(sentence, sentence),
                        Statement(sentence, f"{label} {sentence}".strip()),
                    )
            headers = headers or texts


def descriptions(root: Element) -> Iterator[Statement]:
    """Each sentence that describes a picture, or is shown when a pointer rests on something."""
    for element in root.elements():
        for name in ("alt", "title"):
            if text := element.get(name):
                yield from (Statement(each, each) for each in sentences(text))


def _is_item(block: TextBlock) -> bool:
    return block.name == "li"
