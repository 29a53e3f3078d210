"""Lays out Markdown so that Python-Markdown reads its blocks as CommonMark does.

Python-Markdown makes one paragraph of a sentence and the list or table directly below it, wants
four spaces before what is in an item, and finds fenced code only at the left margin. What it reads
as CommonMark does stays as it is.
"""

from __future__ import annotations

from typing import NamedTuple

from plugins.posts import layout_signs
from plugins.posts.block_row import Row
from plugins.posts.containers import TAB, Place, empty_row, place
from plugins.posts.fences import NestedCode
from plugins.posts.layout_state import LayoutState


class Layout(NamedTuple):
    """A text that was laid out, and the fenced code in its lists, boxes and quotes."""

    text: str
    nested_code: tuple[NestedCode, ...] = ()


def lay_out(body: str) -> Layout:
    """Lay out a Markdown text; all its words stay, in their order."""
    if "\r" in body or "\t" in body:
        body = body.replace("\r\n", "\n").replace("\r", "\n").expandtabs(TAB)
    return _lay_out(body) if layout_signs.found(body) else Layout(body)


def fenced_rows(body: str) -> list[tuple[int, int]]:
    """The first and the last row (from 0) of each block of fenced code."""
    return _read_rows(body.expandtabs(TAB)).fenced if "```" in body or "~~~" in body else []


def _lay_out(body: str) -> Layout:
    state = _read_rows(body)
    return Layout("\n".join(state.out), tuple(state.nested_code))


def _read_rows(body: str) -> LayoutState:
    state = LayoutState(body.split("\n"))
    number = 0
    while number < len(state.rows):
        number = _read(state, number)
    return state


def _read(state: LayoutState, number: int) -> int:
    """Read the row `number` and those that belong to it; returns that of the next one."""
    row = state.rows[number]
    if state.raw_html.tag or state.raw_html.begins(row, number):
        return _read_raw_html(state, number)
    spot = place(row, state.containers)
    if not row[spot.end :].strip(" "):
        _read_empty(state, row, spot)
        return number + 1
    if state.after_code:
        state.put_empty(empty_row(state.containers[: spot.depth]))
    return Row(state, number, spot).read()


def _read_raw_html(state: LayoutState, number: int) -> int:
    """Read a row of HTML, or fenced code at the margin, which Python-Markdown looks for first."""
    row = state.rows[number]
    state.containers = []
    state.end_paragraph()
    state.previous, state.fresh, state.after_code = ">", True, False
    state.began_in = []
    if code := state.fences.code(number, row, 0, []):
        state.out += state.rows[number : code.end + 1]
        state.fenced.append((number, code.end))
        return code.end + 1
    state.out.append(state.raw_html.inside(row))
    return number + 1


def _read_empty(state: LayoutState, row: str, spot: Place) -> None:
    """An empty row ends paragraphs, and the quotes whose mark it does not have."""
    if state.fresh and not state.began_in:  # it is not the first
        state.out.append(row)
        return
    for depth in range(spot.depth, len(state.containers)):
        if state.containers[depth].kind == ">":
            state.containers = state.containers[:depth]
            break
    state.end_paragraph()
    inside = state.containers[: spot.depth]
    state.put_empty(empty_row(inside) if spot.moved >= 0 and row.strip(" ") else row)
