"""Finds where visible text stands in the Markdown of a post."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property
from typing import NamedTuple

from markdown.util import BLOCK_LEVEL_ELEMENTS

from plugins.posts.rules.rule import PostToCheck
from plugins.posts.rules.source_text import Tag

# How many characters before and after a sign are compared, in the order of the attempts.
_AROUND = ((16, 16), (0, 16), (16, 0), (0, 4), (0, 0))
_BLOCKS = frozenset(BLOCK_LEVEL_ELEMENTS)
_AT_LINE_START = re.compile(r"(?:^|\n) {0,3}\Z")
_PARTS = re.compile(r"\w+|[^\w\s]+")
_FIRST_WORD = re.compile(r"[^\w\n]{0,60}(\w{1,60})")
_LAST_WORD = re.compile(r"(\w{1,60})[^\w\n]{0,60}\Z")
_LONGEST = 120
# What may be between visible words and signs in the source.
_MARKUP = r"(?:&#?\w{1,30};|&(?!#?\w)|<[^<>\n]{0,200}>|[^\w\n&<]){0,60}?"


class RawBlock(NamedTuple):
    """A part of a post that Markdown leaves as it is, in the element `name`.

    It is up to the end of the post if the element is not `closed`.
    """

    start: int
    end: int
    name: str
    closed: bool


class Places:
    """Finds signs of the visible text in the source, each occurrence once."""

    def __init__(self, post: PostToCheck) -> None:
        self._post = post
        self._next: dict[str, int] = {}
        self._found: set[int] = set()

    def find(self, start: int, end: int) -> int | None:
        """The place in the body of `visible[start:end]`, a sign with words beside it.

        None if it is nowhere, if it was escaped, or if it is in a raw block of HTML.
        """
        text = self._post.visible
        sign = text[start:end]
        for before, after in _AROUND:
            left = text[max(0, start - before) : start].rpartition("\n")[2]
            right = text[end : end + after].partition("\n")[0]
            if not f"{left}{right}".strip() and sign.isascii() and not _has_letters(sign):
                continue
            if _is_escaped(self._post.prose, left, sign, right):
                return None
            beside = (
                text[max(0, start - len(left) - 1) : start - len(left)],
                text[end + len(right) : end + len(right) + 1],
            )
            place = self._search(left, sign, right, beside)
            if place >= 0:
                return self._unless_raw(place)
        place = self._search_among_markup(start, end)
        return self._unless_raw(place) if place >= 0 else None

    def _unless_raw(self, place: int) -> int | None:
        self._found.add(place)
        return None if self.is_raw(place) else place

    def _search(self, left: str, sign: str, right: str, beside: tuple[str, str]) -> int:
        """The next place of the sign with these words, in no longer word, or -1.

        `beside` is what stands before and after the words where they are visible.
        """
        shown, needle = self._post.shown, f"{left}{sign}{right}"
        place = shown.find(needle, self._next.get(needle, 0))
        while place >= 0:
            self._next[needle] = place + 1
            after = place + len(needle)
            around = shown[max(0, place - 1) : place], shown[after : after + 1]
            if place + len(left) not in self._found and not any(map(_goes_on, beside, around)):
                return place + len(left)
            place = shown.find(needle, place + 1)
        return -1

    def _search_among_markup(self, start: int, end: int) -> int:
        """The first place of the sign and a word beside it with other Markdown among them, or -1.

        A sign with letters needs no word; otherwise it is the one after it, or else before it.
        """
        text = self._post.visible
        parts = [re.escape(part) for part in _PARTS.findall(text[start:end])]
        after = _FIRST_WORD.match(text, end)
        before = _LAST_WORD.search(text[max(0, start - _LONGEST) : start])
        first = 0
        if not _has_letters(text[start:end]):
            if after:
                parts.append(rf"{after[1]}\b")
            elif before:
                parts.insert(0, rf"\b{before[1]}")
                first = 1
            else:
                return -1
        pattern = re.compile(_MARKUP.join(f"({part})" for part in parts))
        places = (found.start(first + 1) for found in pattern.finditer(self._post.shown))
        return next((place for place in places if place not in self._found), -1)

    def is_raw(self, place: int) -> bool:
        """Whether Markdown leaves the text at `place` as it is, because HTML is around it."""
        at = bisect_right(self._raw, place, key=lambda block: block.start) - 1
        return at >= 0 and place < self._raw[at].end

    @cached_property
    def _raw(self) -> list[RawBlock]:
        return raw_blocks(self._post)


def raw_blocks(post: PostToCheck) -> list[RawBlock]:
    """The raw blocks of a post, as Python-Markdown finds them."""
    text = post.shown
    found: list[RawBlock] = []
    opened: Tag | None = None
    depth = 0
    for tag in post.tags:
        if opened is None:
            if _opens_raw_block(tag, text):
                opened, depth = tag, 1
        elif tag.name == opened.name:
            depth += -1 if tag.closes else int(not tag.rest.endswith("/"))
            if depth == 0:
                found.append(RawBlock(opened.end, tag.start, opened.name, closed=True))
                opened = None
    if opened:
        found.append(RawBlock(opened.end, len(text), opened.name, closed=False))
    return found


def _opens_raw_block(tag: Tag, text: str) -> bool:
    return (
        not tag.closes
        and tag.name in _BLOCKS - {"hr"}
        and "markdown" not in tag.rest
        and not tag.rest.endswith("/")
        and _AT_LINE_START.search(text[max(0, tag.start - 4) : tag.start]) is not None
    )


def _goes_on(visible: str, written: str) -> bool:
    """Whether a word goes on in the source that ends where it is visible."""
    return written.isalnum() and not visible.isalnum()


def _has_letters(sign: str) -> bool:
    return any(character.isalnum() for character in sign)


def _is_escaped(prose: str, left: str, sign: str, right: str) -> bool:
    """Whether the source has the sign with a backslash, or one before each of its characters."""
    if "\\" not in prose:
        return False
    forms = (f"\\{sign}", "".join(f"\\{character}" for character in sign))
    return any(f"{left}{form}{right}" in prose for form in forms)
