"""The Markdown of a post without what visitors do not see as text: code, comments, escapes.

What is left out becomes spaces, or null characters for an escape, so that each character keeps its
place.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from itertools import accumulate
from typing import NamedTuple

from plugins.posts import block_layout

_MARK = re.compile(r"(`{3,}|~{3,})(.*)")
_FENCE = re.compile(rf" *{_MARK.pattern}")
_SPAN = re.compile(
    r"(?<![`\\])(?:\\\\)*(`+)(?!`)(?:[^`\n]|\n(?!\s*\n)|(?!\1(?!`))`)+?(?<!`)\1(?!`)"
)
_ESCAPE = re.compile(r"\\[\\`*_{}\[\]()>#+.!|-]")  # Python-Markdown's, and that of its tables
_INDENTED = re.compile(r"^(?: {4}|\t)[ \t]*(\S[^\n]*)$", re.MULTILINE)
_RAW_CODE = re.compile(r"<(pre|code|kbd|samp|script|style)\b[^<>]*>", re.IGNORECASE)
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)(?![^\s/>])([^<>]*)>")  # not <b@example.org>
_NOT_A_LINE_END = re.compile(r"[^\n]")
# A comment's end as a keyboard or a word processor spoils it, or another comment within it.
_WRONG_END = re.compile(r"--[ \t]+>|[–—][ \t]?>|<!--")
_EMPTY = ("<!-->", "<!--->")
_INDENTATION = re.compile(r"(?: {4}|\t)[ \t]*")
_PARAGRAPH_END = re.compile(r"\n[ \t]*\n|\Z")


class Fence(NamedTuple):
    """A fence of code from `start` to `end`; `end` is that of its first line if it is not closed.

    `words` is what stands after its first mark, which is `mark`.
    """

    start: int
    end: int
    mark: str
    words: str
    closed: bool


class Comment(NamedTuple):
    """An HTML comment from `start` to `end`; one that is not closed ends with its paragraph.

    `wrong` is where its text seems to end, or to begin again, or -1.
    """

    start: int
    end: int
    closed: bool
    wrong: int


class Tag(NamedTuple):
    """An HTML tag in a text: its place, whether it closes an element, its name and the rest."""

    start: int
    end: int
    closes: bool
    name: str
    rest: str


def fences(body: str) -> Iterator[Fence]:
    """The fences of code, in order; takes linear time."""
    if "```" not in body and "~~~" not in body:
        return
    rows = body.split("\n")
    starts = list(accumulate((len(row) + 1 for row in rows), initial=0))
    last_rows = dict(block_layout.fenced_rows(body))
    done = -1
    for number, row in enumerate(rows):
        is_closed = number in last_rows
        found = (_MARK.search if is_closed else _FENCE.match)(row) if number > done else None
        if found:
            done = last_rows.get(number, number)
            start, end = starts[number] + found.start(1), starts[done] + len(rows[done])
            yield Fence(start, end, found[1], found[2].strip(), is_closed)


def without_code(body: str, fenced: Iterable[Fence]) -> str:
    """`body` without those of its fences that are closed, and without code between backticks."""
    closed = [(fence.start, fence.end) for fence in fenced if fence.closed]
    text = _blanked(body, closed)
    return _SPAN.sub(_spaces, text) if "`" in text else text


def comments(text: str) -> list[Comment]:
    """The comments in a text without code.

    One without an end at the start of an indented row is left out, because it may be code; if it
    is not, `inline_marks` makes an element of it.
    """
    found: list[Comment] = []
    place = text.find("<!--")
    last_end = text.rfind("-->")
    while place >= 0:
        closed = last_end >= place + 4
        end = text.find("-->", place + 4) if closed else -1
        end = end + 3 if closed else _end_of_paragraph(text, place)
        inside = text[place + 4 : end - 3 if closed else end]
        wrong = _WRONG_END.search(inside)
        if closed or not _INDENTATION.fullmatch(_before(text, place)):
            found.append(Comment(place, end, closed, wrong.start() + place + 4 if wrong else -1))
        place = text.find("<!--", end)
    return found


def without_open_comments(body: str) -> str:
    """`body` without comments that Markdown would show: their words are notes of the editors.

    Those that are never closed are left out to the end of their paragraph, and those that begin
    within a row as far as they go: Markdown shows one that goes on in another block, or that has
    another within it. Browsers take `<!-->` as a whole comment.
    """
    if "<!--" not in body:
        return body
    pieces, done = [], 0
    for found in comments(without_escapes(without_code(body, fences(body)))):
        if not found.closed or body.startswith(_EMPTY, found.start) or _is_shown(body, found):
            pieces.append(body[done : found.start])
            done = found.end
    return "".join([*pieces, body[done:]])


def _is_shown(body: str, comment: Comment) -> bool:
    """Whether a comment begins after other text, and has the end of a row or another one in it."""
    inside = body[comment.start + 4 : comment.end]
    return ("\n" in inside or "<!--" in inside) and bool(_before(body, comment.start).strip())


def _before(text: str, place: int) -> str:
    """What is before `place` in its row."""
    return text[text.rfind("\n", 0, place) + 1 : place]


def shown(prose: str, code: Collection[str]) -> str:
    """`prose`, which has no code between marks, also without escapes, comments and other code.

    `code` has the stripped lines of the page's preformatted text, by which indented code is known.
    """
    text = without_escapes(prose)
    if code:
        text = _INDENTED.sub(lambda row: _spaces(row) if row[1].rstrip() in code else row[0], text)
    if "<" not in text:
        return text
    text = _blanked(text, [(found.start, found.end) for found in comments(text)])
    return _blanked(text, list(_raw_code(text)))


def tags(text: str) -> list[Tag]:
    """The HTML tags in a text without code."""
    if "<" not in text:
        return []
    return [
        Tag(tag.start(), tag.end(), bool(tag[1]), tag[2].lower(), tag[3])
        for tag in _TAG.finditer(text)
    ]


def _raw_code(text: str) -> Iterator[tuple[int, int]]:
    """Where the code between HTML tags is."""
    never_closed: set[str] = set()
    place = 0
    while tag := _RAW_CODE.search(text, place):
        place = tag.end()
        name = tag[1].lower()
        if name in never_closed:
            continue
        if end := re.compile(f"</{name}", re.IGNORECASE).search(text, place):
            yield place, end.start()
            place = end.end()
        else:
            never_closed.add(name)


def _end_of_paragraph(text: str, place: int) -> int:
    end = _PARAGRAPH_END.search(text, place)
    return end.start() if end else len(text)


def without_escapes(text: str) -> str:
    """`text` with null characters for each backslash and the sign after it."""
    return _ESCAPE.sub("\0\0", text) if "\\" in text else text


def _blanked(text: str, places: list[tuple[int, int]]) -> str:
    pieces, done = [], 0
    for start, end in places:
        pieces += [text[done:start], _NOT_A_LINE_END.sub(" ", text[start:end])]
        done = end
    return "".join([*pieces, text[done:]])


def _spaces(code: re.Match[str]) -> str:
    return _NOT_A_LINE_END.sub(" ", code[0])
