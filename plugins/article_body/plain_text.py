"""Plain text from HTML, the excerpt of a post and the time it takes to read."""

from __future__ import annotations

import html
import math
import re

import nh3
from bs4 import BeautifulSoup

EXCERPT_LENGTH = 200
WORDS_A_MINUTE = 200  # slow for prose on a screen: readers here may be in pain or unsure

_SENTENCE_END = re.compile(r"[.!?…][\"'”’)]?(?=\s)")


def strip_markup(text: str) -> str:
    """`text` without tags and with entities read; also what was escaped twice."""
    plain = html.unescape(nh3.clean(text, tags=set()))
    return " ".join(plain.split())


def of_body(soup: BeautifulSoup) -> str:
    """The words of a body, headings included, each block on a line of its own."""
    blocks = soup.get_text("\n").split("\n")
    return "\n".join(line for block in blocks if (line := " ".join(block.split())))


def first_paragraphs(soup: BeautifulSoup) -> str:
    """The running text of a body: its paragraphs outside quotes, tables, notes and figures."""
    skipped = ["pre", "table", "figure", "blockquote", "aside"]
    paragraphs = [
        " ".join(tag.get_text().split())
        for tag in soup.find_all("p")
        if not tag.find_parent(skipped) and not tag.find_parent(class_="footnote")
    ]
    return " ".join(text for text in paragraphs if text)


def shorten(text: str, length: int = EXCERPT_LENGTH) -> str:
    """The first whole sentences of `text` within `length` characters, else its first words."""
    if len(text) <= length:
        return text
    ends = [match.end() for match in _SENTENCE_END.finditer(text, 0, length + 1)]
    if ends and ends[-1] >= length // 3:
        return text[: ends[-1]]
    cut = text[: length - 1].rsplit(" ", 1)[0].rstrip(" ,;:–-")
    return f"{cut}…"


def reading_minutes(text: str) -> int:
    """Whole minutes to read `text`, at least one."""
    return max(1, math.ceil(len(text.split()) / WORDS_A_MINUTE))
