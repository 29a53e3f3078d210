"""How headings, boxes, notes and tables begin in Markdown."""

from __future__ import annotations

import re

from plugins.posts.list_markers import is_thematic_break

_HEADING = re.compile(r"#{1,6}(?: |$)")
_BOX = re.compile(r"!!! ?[\w-]")
_NOTE = re.compile(r"\[\^[^\]]+\]:|:[ ]{1,3}(?=[^ ])")
_DELIMITERS = re.compile(r"\|? *:?-+:? *(?:\| *:?-+:? *)*\|?$")
_CELL_END = re.compile(r"(?<!\\)\|")


def is_heading(text: str) -> bool:
    """Whether a line is a heading."""
    return bool(_HEADING.match(text))


def is_leaf(text: str) -> bool:
    """Whether a line is a heading or a thematic break, so that no paragraph goes on below it."""
    return is_heading(text) or is_thematic_break(text)


def is_box(text: str) -> bool:
    """Whether a line begins a box, such as `!!! note`."""
    return bool(_BOX.match(text))


def note_width(text: str) -> int:
    """The width of the mark of a footnote (`[^1]:`) or a definition (`: `); 0 for other text."""
    found = _NOTE.match(text)
    return found.end() if found else 0


def is_table(header: str, below: str) -> bool:
    """Whether a row of text is the header of a table, by the row below it."""
    below = below.lstrip(" >").rstrip()
    if "|" not in header or "|" not in below or not _DELIMITERS.match(below):
        return False
    return _cells(header) == _cells(below)


def _cells(row: str) -> int:
    """How many cells a row of a table has."""
    return len(_CELL_END.findall(row.strip().strip("|"))) + 1
