"""Cleans text from Instagram for a page: no control characters, no direction overrides."""

from __future__ import annotations

import re
import unicodedata

from plugins.core.bidi import CONTROLS

_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_NONCHARACTERS_FROM, _NONCHARACTERS_TO = 0xFDD0, 0xFDEF


def clean_text(text: str) -> str:
    """`text` without what HTML forbids and what changes text direction; line breaks are kept."""
    lines = _BREAKS.sub("\n", CONTROLS.sub("", text)).replace("\t", " ").split("\n")
    kept = ("".join(filter(_is_allowed, line)).strip() for line in lines)
    return "\n".join(kept).strip()


def clean_line(text: str) -> str:
    """Clean `text` on one line, with single spaces."""
    return " ".join(clean_text(text).split())


def says_something(text: str) -> bool:
    """Whether `text` has a visible character."""
    return any(character.isprintable() and not character.isspace() for character in text)


def _is_allowed(character: str) -> bool:
    point = ord(character)
    noncharacter = (
        _NONCHARACTERS_FROM <= point <= _NONCHARACTERS_TO or point & 0xFFFE == 0xFFFE  # noqa: PLR2004  # the last two of each plane
    )
    return not noncharacter and unicodedata.category(character) not in ("Cc", "Cs")
