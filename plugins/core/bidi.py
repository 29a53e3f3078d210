"""Invisible characters that turn the direction of text, and which of them have no partner.

Pairs are those of Unicode's bidirectional algorithm (UAX #9, BD9 and X1 to X8). One without its
partner turns whatever is printed after it, up to the end of the paragraph. The marks U+200E, U+200F
and U+061C need no partner, and Arabic and Hebrew need them.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator, Mapping

Path = tuple[str | int, ...]

CONTROLS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_EMBEDDINGS = frozenset("\u202a\u202b\u202d\u202e")  # and overrides
_ISOLATES = frozenset("\u2066\u2067\u2068")
_POP_EMBEDDING, _POP_ISOLATE = "\u202c", "\u2069"
_CONTROLS_AND_ENDS = re.compile("[\u202a-\u202e\u2066-\u2069\n\r\x1c-\x1e\x85\u2029]")
_NEAR = 30  # characters that show an editor, or find, a place in a text


def unpaired(text: str) -> list[int]:
    """Where the controls without a partner stand in `text`, whose line feeds end paragraphs."""
    alone: list[int] = []
    opened: list[int] = []
    isolates = 0
    for match in _CONTROLS_AND_ENDS.finditer(text):
        place, character = match.start(), match[0]
        if character in _EMBEDDINGS or character in _ISOLATES:
            opened.append(place)
            isolates += character in _ISOLATES
        elif character == _POP_EMBEDDING:
            found = bool(opened) and text[opened[-1]] in _EMBEDDINGS
            (opened.pop() if found else alone.append(place))
        elif character == _POP_ISOLATE:
            if not isolates:
                alone.append(place)
                continue
            while text[opened[-1]] not in _ISOLATES:
                alone.append(opened.pop())
            opened.pop()
            isolates -= 1
        else:
            alone += opened
            opened, isolates = [], 0
    return sorted(alone + opened)


def without_unpaired(text: str) -> str:
    """`text` without the controls that have no partner."""
    alone = frozenset(unpaired(text))
    return "".join(c for at, c in enumerate(text) if at not in alone) if alone else text


def texts_with_unpaired(value: object, where: Path = ()) -> Iterator[tuple[Path, str]]:
    """The texts in lists and mappings that have such a control, each with its path of keys.

    Entities are read, and a line feed ends no paragraph: most texts are printed on one line.
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


def explain(text: str, place: int) -> tuple[str, str]:
    """What to tell an editor of the control at `place`: what is wrong, and what to do about it."""
    name = unicodedata.name(text[place]).capitalize()
    words = CONTROLS.sub("", text[:place]).split()[-3:]
    after = f", after “{' '.join(words)}”" if words else ""
    closing = text[place] in {_POP_EMBEDDING, _POP_ISOLATE}
    fault = "which ends nothing" if closing else "which nothing ends"
    message = (
        f"There is an invisible character for the direction of text{after}:"
        f" U+{ord(text[place]):04X} ({name}), {fault}."
    )
    end = _POP_ISOLATE if text[place] in _ISOLATES else _POP_EMBEDDING
    own = "" if closing else f" Where it is meant, end it with U+{ord(end):04X}."
    return message, f"Delete the words around it and type them again.{own}"


def words_near(text: str, place: int) -> tuple[str, str]:
    """Words beside the control at `place` to find it by, without it and with it, on its line."""
    before = text[:place].rpartition("\n")[2][-_NEAR:].lstrip()
    after = text[place + 1 :].partition("\n")[0][:_NEAR].rstrip()
    beside = CONTROLS.split(before)[-1].strip() or CONTROLS.split(after)[0].strip()
    return beside, before + text[place] + after
