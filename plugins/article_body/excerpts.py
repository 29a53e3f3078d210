"""Shortens text to whole sentences that fill at least a third of the length, else to words."""

from __future__ import annotations

import re

from plugins.core.bidi import without_unpaired

EXCERPT_LENGTH = 200

_END = re.compile(r"[.!?…][\"'”’»)\]]*(?=\s)|[\u3002\uff01\uff1f](?=.)")
_ABBREVIATIONS = frozenset({
    "approx", "ca", "cf", "dr", "etc", "fig", "incl", "jr", "max", "min", "mr", "mrs", "ms", "no",
    "nos", "nr", "pp", "prof", "sr", "st", "vol", "vs", "viz",
})  # fmt: skip
# An initial, letters with full stops between them (e.g.), or the number of an item.
_SHORT = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]|\d{1,2}")
_LOOSE = " \t\n,;:–—-(/[“‘\"'"


def shorten(text: str, length: int = EXCERPT_LENGTH) -> str:
    """The first whole sentences of `text` within `length` characters, else its first words."""
    text = text.strip()
    if len(text) > length:
        end = _last_end(text, length)
        text = text[:end] if end >= length // 3 else f"{_cut(text, length - 1)}…"
    return without_unpaired(text)  # the cut may have split a pair


def first_sentence(text: str, length: int = EXCERPT_LENGTH) -> str:
    """The first sentence of `text` if it fits in `length` characters, else its first words."""
    ends = (match.end() for match in _END.finditer(text) if _is_end(text, match.end()))
    return shorten(text[: next(ends, len(text))], length)


def _last_end(text: str, limit: int) -> int:
    """The end index of the last whole sentence within `limit` characters, or 0."""
    ends = [match.end() for match in _END.finditer(text, 0, limit + 1) if match.end() <= limit]
    return next((end for end in reversed(ends) if _is_end(text, end)), 0)


def _cut(text: str, limit: int) -> str:
    """The first words within `limit` characters, without a comma or abbreviation at the end."""
    words = text[:limit]
    if " " in words and not text[limit : limit + 1].isspace():
        words = words.rsplit(" ", 1)[0]
    while True:
        words = words.rstrip(_LOOSE)
        head, _, last = words.rpartition(" ")
        if not head or not _is_abbreviation(last):
            return words.rstrip(".…")
        words = head


def _is_end(text: str, end: int) -> bool:
    """Whether a sentence ends at `end`, not an abbreviation."""
    following = text[end:].lstrip()[:1]
    return not following.islower() and not _is_abbreviation(text[:end].rsplit(maxsplit=1)[-1])


def _is_abbreviation(word: str) -> bool:
    if not word.endswith("."):
        return False
    plain = word.strip(".([“‘\"'").casefold()
    return plain in _ABBREVIATIONS or _SHORT.fullmatch(plain) is not None
