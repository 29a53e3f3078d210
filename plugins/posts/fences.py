"""Fenced code that is not at the left margin, where alone Python-Markdown would find it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import NamedTuple

import markdown
from markdown.extensions.fenced_code import FencedBlockPreprocessor
from markdown.preprocessors import Preprocessor

from plugins.posts.containers import TAB, Container, Place, place, spaces, use

_OPENING = re.compile(r"(?:(`{3,})([^`]*)|(~{3,})(.*))$")
_CLOSING = re.compile(r"[> ]*(`{3,}|~{3,}) *$")
# Of another kind of Markdown, such as ```{admonition} Words; readers must not miss the words.
_TITLED = re.compile(r" *\{[A-Za-z][\w:-]*\} +(\S.*)")
_INFO = re.compile(r" *(?:\{[^\n]*\} *$|\.?[\w#.+-]*)")


class Code(NamedTuple):
    """A fenced block in the source: its fence, what follows that, and its rows of code.

    `end` is the number of the row that closes it.
    """

    fence: str
    info: str
    rows: list[str]
    end: int


class NestedCode(NamedTuple):
    """A fenced block in a container, in a text that was laid out.

    Its fence begins in row `first` at column `lead`; the code and the fence that closes it, in row
    `last`, begin at column `indent`.
    """

    first: int
    last: int
    lead: int
    indent: int


class Fences:
    """Finds the end of each fenced block of a text."""

    def __init__(self, rows: list[str]) -> None:
        self._rows = rows
        self._last: dict[str, int] = {}  # the last row that may close a block, by its fence
        for number, row in enumerate(rows):
            if ("```" in row or "~~~" in row) and (found := _CLOSING.match(row)):
                self._last[found[1]] = number
        self._outside = (-1, 0)  # a row that ended a search, and how many containers that was in
        self._never_closed: set[tuple[str, int]] = set()  # a fence, in how many containers

    def code(self, number: int, text: str, indent: int, containers: list[Container]) -> Code | None:
        """The block that begins in row `number` with `text`, if it is one and is closed.

        Its fence is `indent` columns after the content of the containers that it is in.
        """
        found = _OPENING.match(text)
        if not found:
            return None
        fence = found[1] or found[3]
        outside, depth = self._outside
        if number < outside and len(containers) >= depth:
            return None
        copies = [replace(container) for container in containers]
        use(copies, place(self._rows[number], copies))
        code = self._inside(number, fence, indent, copies)
        if code is None:
            return None
        use(containers, Place(0, 0, -1, tuple(copy.used for copy in copies)))
        words = found[2] or found[4] or ""
        titled, info = _TITLED.fullmatch(words), _INFO.match(words)
        if titled:
            title = titled[1].strip().replace('"', "'")
            info = _INFO.match(f'{{title="{title}"}}')
        return Code(fence, info[0].strip() if info else "", code, number + len(code) + 1)

    def _inside(
        self, number: int, fence: str, indent: int, containers: list[Container]
    ) -> list[str] | None:
        """The content of the rows from `number` to the closing fence, if all are in the containers.

        A fence that is indented by four columns or more, or in a quote, belongs to the code.
        """
        last = self._last.get(fence, -1)
        if last <= number or (fence, len(containers)) in self._never_closed:
            return None
        code: list[str] = []
        for row_number in range(number + 1, last + 1):
            row = self._rows[row_number]
            spot = place(row, containers)
            content = row[spot.end :]
            if content.strip(" "):
                use(containers, spot)
            if _is_outside(content, containers[spot.depth :]):
                self._outside = (row_number, len(containers))
                return None
            if content.strip(" ") == fence and spaces(content, 0) < TAB:
                return code
            code.append(content[min(indent, spaces(content, 0)) :])
        self._never_closed.add((fence, len(containers)))
        return None


def _is_outside(content: str, missing: list[Container]) -> bool:
    """Whether a row ends a block, because it is not in the containers that are `missing`."""
    return any(content.strip(" ") or container.kind == ">" for container in missing)


class NestedFences(Preprocessor):  # type: ignore[misc]  # Python-Markdown has no types
    """Replaces fenced code in containers as Python-Markdown does at the left margin."""

    def __init__(self, md: markdown.Markdown, blocks: tuple[NestedCode, ...]) -> None:
        super().__init__(md)
        self.blocks = blocks
        self.replace = FencedBlockPreprocessor(md, {"lang_prefix": "language-"})

    def run(self, lines: list[str]) -> list[str]:
        """The lines with a placeholder for each block."""
        out: list[str] = []
        done = 0
        for block in self.blocks:
            out += lines[done : block.first]
            code = [line[block.indent :] for line in lines[block.first + 1 : block.last + 1]]
            first = lines[block.first]
            replaced = self.replace.run([first[block.lead :], *code])
            out.append(first[: block.lead] + "".join(replaced).strip("\n"))
            done = block.last + 1
        return out + lines[done:]
