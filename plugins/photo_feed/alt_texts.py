"""Alternative text for a photo that has none: from its caption, else from its date."""

from __future__ import annotations

import re
from datetime import date

from plugins.article_body.excerpts import first_sentence, shorten
from plugins.core.dates import date_words
from plugins.photo_feed.clean_text import clean_line, clean_text

LONGEST_ALT = 500  # characters
LONGEST_SENTENCE = 125
_READ = 4000  # characters of a caption: more than Instagram allows

_URL = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_PICTOGRAM = re.compile(
    "[\u2190-\u2bff\U0001f000-\U0001faff][\ufe0e\ufe0f\u200d\U000e0020-\U000e007f]*"
)
_TAG = r"[#@][\w.]*\w"
# Several tags in a row, and tags after the end of a sentence, are not part of the text.
_TAGS = re.compile(rf"{_TAG}(?:\s+{_TAG})+|(?<=[.!?…])\s+{_TAG}")
_MARK = re.compile(r"(?<!\w)[#@](?=\w)")
_ONLY_TAG = re.compile(_TAG)
_EDGES = " \t-–—•·*|:,;"


def alt_text(*, api_alt: str, caption: str, posted: date | None) -> str:
    """Alternative text for a photo.

    It is Instagram's own, else the first sentence of the caption without tags, URLs and emoji, else
    `generic_alt`.
    """
    own = shorten(clean_line(api_alt), LONGEST_ALT)
    return (own if _has_words(own) else _first_sentence(caption)) or generic_alt(posted)


def generic_alt(posted: date | None) -> str:
    """A text that is true for every photo from Instagram."""
    return f"Photo posted on {date_words(posted) if posted else 'Instagram'}"


def _first_sentence(caption: str) -> str:
    for line in clean_text(caption[:_READ]).split("\n"):
        words = _MARK.sub("", _without_noise(line))
        if _has_words(words):
            return first_sentence(words, LONGEST_SENTENCE)
    return ""


def _without_noise(line: str) -> str:
    words = _TAGS.sub(" ", _PICTOGRAM.sub(" ", _URL.sub(" ", line)))
    words = " ".join(words.split()).strip(_EDGES)
    return "" if _ONLY_TAG.fullmatch(words) else words


def _has_words(text: str) -> bool:
    return any(character.isalnum() for character in text)
