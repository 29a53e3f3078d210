"""Transform: reports controls of text direction without a partner, and takes them out."""

from __future__ import annotations

from collections.abc import Iterator

from bs4 import Tag
from bs4.element import NavigableString

from plugins.article_body.plain_text import BLOCKS, SEPARATORS
from plugins.article_body.transform import BodyDocument, BodyProblem
from plugins.core import bidi

RULE = "article-body/unpaired-direction"
_TEXT_ATTRIBUTES = ("alt", "aria-label", "title")  # attributes that are read
_ISOLATING = frozenset({"bdi", "bdo"})  # and any element with `dir`: it ends what begins in it


def remove_unpaired_directions(document: BodyDocument) -> None:
    """Keep what turns the direction of text within its own paragraph."""
    for tag in document.tags():
        for name in _TEXT_ATTRIBUTES:
            value = str(tag.attrs.get(name, ""))
            if unpaired_at := bidi.unpaired(value):
                document.problems.append(_problem(value, unpaired_at[0], value))
                tag[name] = bidi.without_unpaired(value)
    if any(bidi.CONTROLS.search(text) for text in document.soup.strings):
        for paragraph in list(_paragraphs(document.soup)):
            document.problems.extend(_remove_unpaired(paragraph))


def _remove_unpaired(paragraph: list[NavigableString]) -> Iterator[BodyProblem]:
    """Take out what has no partner in a paragraph, and tell of the first of it."""
    preformatted = paragraph[0].find_parent("pre") is not None  # there a line feed ends it
    text = "".join(paragraph) if preformatted else "".join(paragraph).replace("\n", " ")
    unpaired_at = bidi.unpaired(text)
    begin = 0
    for node in paragraph:
        end = begin + len(node)
        places = {place - begin for place in unpaired_at if begin <= place < end}
        if unpaired_at and begin <= unpaired_at[0] < end:
            yield _problem(text, unpaired_at[0], node, unpaired_at[0] - begin)
        if places:
            kept = "".join(c for at, c in enumerate(node) if at not in places)
            node.replace_with(NavigableString(kept))
        begin = end


def _problem(text: str, place: int, piece: str, at: int | None = None) -> BodyProblem:
    """The problem of the control at `place` of `text`, which is that `at` of a piece of it."""
    message, hint = bidi.explain(text, place)
    words, exactly = bidi.words_near(str(piece), place if at is None else at)
    return BodyProblem(words, RULE, message, hint, exactly=exactly)


def _paragraphs(root: Tag) -> Iterator[list[NavigableString]]:
    """The text of each paragraph below `root`, in pieces; one within an element that isolates."""
    found: dict[int, list[NavigableString]] = {}
    for node in root.descendants:
        if isinstance(node, Tag) and node.name in SEPARATORS:
            yield from found.values()
            found = {}
        elif type(node) is NavigableString:
            context = next((tag for tag in node.parents if _bounds_paragraph(tag)), root)
            found.setdefault(id(context), []).append(node)
    yield from found.values()


def _bounds_paragraph(tag: Tag) -> bool:
    return tag.name in BLOCKS or tag.name in _ISOLATING or "dir" in tag.attrs
