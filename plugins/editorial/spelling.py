"""Finds words that are often misspelt, by the list of codespell and without the clinic's own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import distribution
from itertools import islice
from pathlib import Path

from plugins.core.findings import Finding
from plugins.posts.rules.rule import PostToCheck

OWN_WORDS = Path("data/words.txt")  # below the content folder
MOST = 20  # words of one post

# Only the list is used, which is under CC BY-SA 3.0; none of codespell's code runs.
_LIST = "codespell_lib/data/dictionary.txt"
# Words outside addresses. Those with capitals, which may be names, are in no list of corrections.
_WORD = re.compile(r"(?<![\w./@:'’-])[^\W\d_]+(?:['’-][^\W\d_]+)*(?![\w/@]|[.:]\w)")


@dataclass(frozen=True)
class Spelling:
    """Misspelt English words with what they may stand for, and the language of the site."""

    corrections: Mapping[str, tuple[str, ...]]
    site_lang: str


def load(content: Path, site_lang: str) -> Spelling:
    """The spelling of a site, without the words in the list of the clinic; raises OSError."""
    path = content / OWN_WORDS
    own = path.read_text("utf-8", "replace").casefold().split() if path.is_file() else []
    known = Path(str(distribution("codespell").locate_file(_LIST))).read_text("utf-8")
    corrections = dict(_corrections(known))
    for word in own:
        corrections.pop(word.replace("’", "'"), None)
    return Spelling(corrections, site_lang)


def _corrections(text: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The rows, such as `aache->cache, ache,`; a reason may follow the last comma."""
    for row in text.splitlines():
        word, _, given = row.partition("->")
        choices = given.rpartition(",")[0] or given
        yield word.casefold(), tuple(choice.strip() for choice in choices.split(","))


def misspelt(post: PostToCheck, path: str, spelling: Spelling) -> Iterator[Finding]:
    """The misspelt words of an English post, each once, at the first place where it stands."""
    if not (post.front.lang or spelling.site_lang).casefold().startswith("en"):
        return
    places = {word: post.lines.get((key,), 1) for key, word in _in_keys(post, spelling)}
    for word in _misspelt(post.visible, spelling):
        places.setdefault(word, 0)
    for word, key_line in islice(places.items(), MOST):
        line, column = key_line or post.body_line, 0
        found = re.search(rf"(?<!\w){re.escape(word)}(?!\w)", post.shown)
        if not key_line and found:
            line, column = post.line_at(found.start()), post.column_at(found.start())
        choices = " or ".join(f"“{each}”" for each in spelling.corrections[_key(word)])
        message = f"“{word}” may be misspelt."
        hint = f"Write {choices}. If it is right, add it to content/{OWN_WORDS.as_posix()}."
        yield Finding(path, line, "advice", "advice/spelling", message, hint, column)


def _in_keys(post: PostToCheck, spelling: Spelling) -> Iterator[tuple[str, str]]:
    """The misspelt words of the front matter, with their keys."""
    for key, text in (("title", post.front.title), ("description", post.front.description)):
        yield from ((key, word) for word in _misspelt(text, spelling))


def _misspelt(text: str, spelling: Spelling) -> Iterator[str]:
    for found in _WORD.finditer(text):
        if _key(found[0]) in spelling.corrections:
            yield found[0]


def _key(word: str) -> str:
    return word.replace("’", "'")
