"""Text that was damaged on its way here, by a program that misread its characters."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from itertools import islice

from plugins.core.signs import has_any
from plugins.posts.rules.rule import Fix, PostToCheck, Problem, Rule

_LOST = "\ufffd"
# The later bytes of a character in UTF-8, read as Latin-1 or Windows-1252.
_NEXT = "\u0080-\u00bf" + bytes(range(0x80, 0xA0)).decode("cp1252", "ignore")
# Two bytes: not a capital letter at the end of quoted words; three: punctuation; four: emoji.
_MISREAD = re.compile(
    f"[ÂÃ](?!(?<=[A-ZÀ-Þ].)»)[{_NEXT}]|[ÄÅÎÏÐÑ](?![«»“”„…–—])[{_NEXT}]"
    f"|â[{_NEXT}][{_NEXT}]|ï»¿|ï¿½|ðŸ[{_NEXT}][{_NEXT}]"
)
_DOUBLE = re.compile(r"&amp;(#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
_TRIED = 100


def misread(post: PostToCheck) -> Iterator[Problem]:
    """Characters such as `Ã©` and `â€™`, and those that are lost."""
    for path, value in (*post.values(), (("summary",), post.front.summary)):
        if not value.isascii() and (found := next(_damage(value), None)):
            yield post.key(path, *_words(*found[1:]))
    if not post.prose.isascii():
        for place, wrong, right in _damage(post.prose):
            certain = right == "\xa0" or (right and right.isprintable())
            fix = Fix(len(wrong), right) if certain else None
            yield post.at(place, *_words(wrong, right), fix)


def _damage(text: str) -> Iterator[tuple[int, str, str]]:
    """The place of each damage, the wrong characters, and the right ones or ""."""
    place = text.find(_LOST)
    while place >= 0:
        yield place, _LOST, ""
        place = text.find(_LOST, place + 1)
    for found in _MISREAD.finditer(text):
        if right := _reread(found[0]):
            yield found.start(), found[0], right


def _reread(wrong: str) -> str:
    """What the misread characters were, or "" if they are as they should be."""
    written = b"".join(_byte(character) for character in wrong)
    try:
        right = written.decode()
    except UnicodeDecodeError:
        return ""
    return right if len(right) == 1 else ""


def _byte(character: str) -> bytes:
    try:
        return character.encode("cp1252")
    except UnicodeEncodeError:
        return character.encode("latin-1", "replace")


def _words(wrong: str, right: str) -> tuple[str, str]:
    if not right:
        message = "A character was lost here: readers would see a question mark in a box."
        return message, "Type the character that belongs here."
    message = f"“{wrong}” was another character once, which a program has misread."
    if right.isspace():
        return message, "Write a space."
    return message, f"Write `{right}`"


def doubly_escaped(post: PostToCheck) -> Iterator[Problem]:
    """Names of characters, such as `&nbsp;`, that were escaped once more."""
    if not has_any(post.shown, ["&amp;"]):
        return
    for found in islice(_DOUBLE.finditer(post.shown), _TRIED):
        seen = f"&{found[1]};"
        right = html.unescape(seen)
        if right == seen or seen not in post.visible:
            continue
        meant = "a space" if right.isspace() else f"`{right}`"
        message = f"Readers would see “{seen}” here, and not the character."
        yield post.at(found.start(), message, f"Write {meant}.", Fix(len(found[0]), seen))


_POST = "---\ntitle: Knees\ndate: 2026-01-02\n---\n"
RULES = (
    Rule(
        id="damaged-text/misread",
        severity="error",
        summary="No character was misread by another program.",
        reason="Readers would see signs that mean nothing.",
        bad=f"{_POST}Rest at the cafÃ©.\n",
        good=f"{_POST}Rest at the café.\n",
        check=misread,
    ),
    Rule(
        id="damaged-text/doubly-escaped",
        severity="error",
        summary="The name of a character, such as `&nbsp;`, is escaped once at most.",
        reason="Readers would see the name, and not the character.",
        bad=f"{_POST}Rest&amp;nbsp;first.\n",
        good=f"{_POST}Rest first, at the Fern &amp; Row.\n",
        check=doubly_escaped,
    ),
)
