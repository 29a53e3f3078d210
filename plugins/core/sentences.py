"""Splits text into sentences, and measures how hard it is to read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest

_WORD = re.compile(r"[^\W_]+(?:['’.,-][^\W_]+)*")
_LETTER = re.compile(r"[^\W\d_]")
_ENDS = (".", "!", "?", "…")
_OPENING = "\"'“‘„«([*"
_CLOSING = "\"'”’“»)]*"
# Those that a name or a number follows; any other word before a full stop ends its sentence.
_TITLES = frozenset({"cf", "dr", "mr", "mrs", "ms", "mx", "prof", "rev", "st", "vs"})
_BEFORE_NUMBERS = frozenset({
    "approx", "ca", "ext", "fig", "figs", "max", "min", "no", "nos", "nr", "p", "pp", "tel", "vol",
})  # fmt: skip
_DOTTED = re.compile(r"[^\W\d_]{1,2}(?:\.[^\W\d_]{1,4})+")  # e.g, i.e, z.B, f.eks
_HOURS = frozenset({"a.m", "p.m"})  # these end a sentence if a capital follows
_LONG = 6  # letters; longer words are long ones


def words(text: str) -> list[str]:
    """The words of a text; `don’t`, `0.25` and `short-term` are one each."""
    return _WORD.findall(text)


def sentences(text: str) -> Iterator[str]:
    """The sentences of a paragraph whose words have single spaces between them."""
    pieces: list[str] = []
    every = text.split()
    for piece, following in zip_longest(every, every[1:], fillvalue=""):
        pieces.append(piece)
        if not following or _ends(pieces, following):
            yield " ".join(pieces)
            pieces = []


def _ends(pieces: Sequence[str], following: str) -> bool:
    """Whether a sentence ends with the last of `pieces`."""
    last = pieces[-1].rstrip(_CLOSING)
    first = following.lstrip(_OPENING)[:1]
    if not last.endswith(_ENDS) or first.islower():
        return False
    return not (last.endswith(".") and _is_abbreviation(last[:-1].lstrip(_OPENING), pieces, first))


def _is_abbreviation(stem: str, pieces: Sequence[str], first: str) -> bool:
    folded = stem.casefold()
    if folded in _TITLES or (folded in _BEFORE_NUMBERS and first.isdigit()):
        return True
    if len(stem) == 1 and stem.isupper():  # an initial: `Nora J. Lind`, but not `vitamin d`
        return len(pieces) == 1 or pieces[-2].lstrip(_OPENING)[:1].isupper()
    return folded not in _HOURS and not stem.isupper() and _DOTTED.fullmatch(stem) is not None


def lix(found: Sequence[str]) -> float:
    """The LIX of some sentences: words in a sentence, plus the percentage of long words.

    C. H. Björnsson, Läsbarhet (Stockholm: Liber, 1968). Here the sentences are those of
    `sentences`, so that a heading or an item of a list does not join the next one.
    """
    every = [word for sentence in found for word in words(sentence)]
    if not every:
        return 0.0
    long = sum(len(_LETTER.findall(word)) > _LONG for word in every)
    return len(every) / len(found) + 100 * long / len(every)
