"""Transform: marks the parts of code, if its language is named, for the theme to colour."""

from __future__ import annotations

import re
from collections.abc import Iterator

from plugins.article_body.transform import BodyDocument
from plugins.article_body.tree import Element

# Of a fence: ```python. In an indented block, the first line names it: `:::python` or `#!python`.
_CLASS = re.compile(r"lang(?:uage)?-([\w#.+-]+)")
_FIRST_LINE = re.compile(r"\s*(?:::+|#!)[ \t]*([\w#.+-]+)[ \t]*\n")


def mark_code(document: BodyDocument) -> None:
    """Put the parts of each block of code with a known language into elements with short classes.

    The classes are those that Pygments has for CSS, within `highlight`, as Pelican's are.
    """
    for block in document.root.elements({"pre"}):
        code = block.children[0] if len(block.children) == 1 else None
        if isinstance(code, Element) and code.name == "code" and not code.elements():
            _show_title(block, code)
            _mark(block, code)


def _show_title(block: Element, code: Element) -> None:
    """Put the title of a fence, as in ```{.python title="Words"}, above the block."""
    if title := code.attributes.pop("title", "").strip():
        words, around = Element("p"), Element("div")
        words.append(title)
        block.wrap(around)
        around.insert(words)
        around.unwrap()


def _mark(block: Element, code: Element) -> None:
    text = code.text()
    named = next(filter(None, map(_CLASS.fullmatch, code.classes)), None)
    first = None if named else _FIRST_LINE.match(text)
    found = named or first
    parts = list(_parts(text[first.end() :] if first else text, found[1])) if found else []
    if not parts:
        return
    for child in list(code.children):
        child.remove()
    code.append(*parts)
    block.wrap(Element("div", {"class": "highlight"}))


def _parts(text: str, language: str) -> Iterator[Element | str]:
    """The parts of a text in a language; none if it is not known."""
    # Few posts have code, and this takes 50 ms to import.
    from pygments import lex  # noqa: PLC0415
    from pygments.lexers import get_lexer_by_name  # noqa: PLC0415
    from pygments.token import STANDARD_TYPES  # noqa: PLC0415
    from pygments.util import ClassNotFound  # noqa: PLC0415

    try:
        lexer = get_lexer_by_name(language, stripnl=False, ensurenl=False)
    except ClassNotFound:
        return
    for kind, words in lex(text, lexer):
        while kind not in STANDARD_TYPES:
            kind = kind.parent  # noqa: PLW2901  # the next more general one
        if (name := STANDARD_TYPES[kind]) and words.strip():
            part = Element("span", {"class": name})
            part.append(words)
            yield part
        else:
            yield words
