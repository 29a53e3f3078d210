"""Finds, removes and explains unpaired control characters of Unicode's bidirectional algorithm.

Controls are paired as the algorithm defines it (UAX #9, BD9 and X1 to X8). An unpaired control
changes the direction of all text after it, up to the end of the paragraph. The marks U+200E, U+200F
and U+061C are never paired and are kept, because Arabic and Hebrew need them.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator, Mapping

from plugins.core.yaml_lines import KeyPath

CONTROLS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_EMBEDDINGS = frozenset("\u202a\u202b\u202d\u202e")  # and overrides
_ISOLATES = frozenset("\u2066\u2067\u2068")
_POP_EMBEDDING, _POP_ISOLATE = "\u202c", "\u2069"
_CONTROLS_AND_ENDS = re.compile("[\u202a-\u202e\u2066-\u2069\n\r\x1c-\x1e\x85\u2029]")
_NEAR = 30  # characters of context on each side of a control


def unpaired(text: str) -> list[int]:
    """The indexes of the unpaired controls in `text`, sorted; line feeds end paragraphs."""
    if text.isascii():
        return []
    found: list[int] = []
    opened: list[int] = []
    isolates = 0
    for match in _CONTROLS_AND_ENDS.finditer(text):
        index, character = match.start(), match[0]
        if character in _EMBEDDINGS or character in _ISOLATES:
            opened.append(index)
            isolates += character in _ISOLATES
        elif character == _POP_EMBEDDING:
            paired = bool(opened) and text[opened[-1]] in _EMBEDDINGS
            (opened.pop() if paired else found.append(index))
        elif character == _POP_ISOLATE:
            if not isolates:
                found.append(index)
                continue
            while text[opened[-1]] not in _ISOLATES:
                found.append(opened.pop())
            opened.pop()
            isolates -= 1
        else:
            found += opened
            opened, isolates = [], 0
    return sorted(found + opened)


def without_unpaired(text: str) -> str:
    """`text` without its unpaired controls."""
    found = frozenset(unpaired(text))
    return "".join(c for index, c in enumerate(text) if index not in found) if found else text


def texts_with_unpaired(value: object, where: KeyPath = ()) -> Iterator[tuple[KeyPath, str]]:
    """The strings in nested lists and mappings that have an unpaired control, with their key paths.

    Entities are decoded first. A line feed does not end a paragraph here, because most strings are
    printed on one line.
    """
    if isinstance(value, str):
        text = html.unescape(value).replace("\n", " ")
        if unpaired(text):
            yield where, text
    elif isinstance(value, Mapping):
        for key, child in value.items():
            yield from texts_with_unpaired(child, (*where, key))
    elif isinstance(value, list):
        for index, child in enumerate(value):
            yield from texts_with_unpaired(child, (*where, index))


def explain(text: str, index: int) -> tuple[str, str]:
    """The message and the hint for the unpaired control at `index`, without the control itself."""
    name = unicodedata.name(text[index]).capitalize()
    words = CONTROLS.sub("", text[:index]).split()[-3:]
    after = f", after “{' '.join(words)}”" if words else ""
    closing = text[index] in {_POP_EMBEDDING, _POP_ISOLATE}
    end = "has no matching start" if closing else "is never ended"
    message = (
        f"There is an invisible character that changes the direction of text{after}:"
        f" U+{ord(text[index]):04X} ({name}), which {end}."
    )
    pop = _POP_ISOLATE if text[index] in _ISOLATES else _POP_EMBEDDING
    own = "" if closing else f" If you need it, end it with U+{ord(pop):04X}."
    return message, f"Delete the words around it and type them again.{own}"


def words_near(text: str, index: int) -> tuple[str, str]:
    """Text beside the control at `index` to search for: without the control, and with it."""
    before = text[:index].rpartition("\n")[2][-_NEAR:].lstrip()
    after = text[index + 1 :].partition("\n")[0][:_NEAR].rstrip()
    beside = CONTROLS.split(before)[-1].strip() or CONTROLS.split(after)[0].strip()
    return beside, before + text[index] + after
