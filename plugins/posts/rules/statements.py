"""What a text states: sentences, lists with what introduces them, cells with their labels."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import NamedTuple

from plugins.article_body.plain_text import TextBlock, text_of
from plugins.article_body.tree import HEADINGS, Element
from plugins.core.sentences import sentences

_CELLS = frozenset({"td", "th"})


class Statement(NamedTuple):
    """A sentence, the text that it states, and what introduces it: a list's, or a question.

    The question may be the heading right above it. `topic` is the heading above it, or the question
    before it.
    """

    sentence: str
    text: str
    context: str = ""
    topic: str = ""


def statements(blocks: Sequence[TextBlock]) -> Iterator[Statement]:
    """The statements of some blocks; each item of a list is one, and so is the list as a whole.

    What is said of a term of a list of terms states something together with that.
    """
    intro = term = topic = asked = ""
    for number, block in enumerate(blocks):
        if block.name != "li":
            intro = ""
        term = block.text if block.name == "dt" else term if block.name == "dd" else ""
        label = f"{term}: " if block.name == "dd" else ""
        *before, last = sentences(block.text)
        question, asked = "" if block.name == "li" else asked, ""
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
            asked = last if last.endswith("?") else ""


class Cell(NamedTuple):
    """A sentence in a table, the first cell of its row, and the header of its column."""

    sentence: str
    first: str
    header: str


def labelled_cells(root: Element) -> Iterator[Cell]:
    """Each sentence of the tables that have headers; a table within another is left out.

    An empty first cell stands for the one above it.
    """
    for table in root.elements({"table"}):
        if table.elements({"table"}):
            continue
        headers: list[str] = []
        first = ""
        for row in table.elements({"tr"}):
            cells = row.elements(_CELLS)
            texts = list(map(text_of, cells))
            if all(cell.name == "th" for cell in cells):
                headers = texts
                continue
            first = next(iter(texts), "") or first
            for text, header in zip(texts[1:], headers[1:], strict=False):
                yield from (Cell(sentence, first, header) for sentence in sentences(text))


def descriptions(root: Element) -> Iterator[str]:
    """Each sentence that describes a picture, or is shown when a pointer rests on something."""
    found = (element.get(name) for element in root.elements() for name in ("alt", "title"))
    for text in dict.fromkeys(filter(None, found)):
        yield from sentences(text)


def _is_item(block: TextBlock) -> bool:
    return block.name == "li"
