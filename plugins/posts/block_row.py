"""Lays out one row of a Markdown text, or the fenced code that begins in it."""

from __future__ import annotations

from plugins.posts import list_markers
from plugins.posts.block_starts import is_box, is_heading, is_leaf, is_table, note_width
from plugins.posts.containers import (
    TAB,
    Container,
    Place,
    empty_row,
    item,
    place,
    prefix,
    spaces,
    use,
)
from plugins.posts.fences import Code, NestedCode
from plugins.posts.layout_state import LayoutState
from plugins.posts.list_markers import Marker, is_thematic_break

_MOST_ITEMS = 99  # a larger number below another list is rather a year


class Row:
    """A row that is not empty, and how far it was read: `lead` is what was read, as it is written.

    `depth` is the number of containers that the row is in, `indent` that of the spaces before the
    rest, which is `text`; `opened` is True once a block was begun in this row.
    """

    def __init__(self, state: LayoutState, number: int, spot: Place) -> None:
        self.state, self.number, self.spot = state, number, spot
        self.row = state.rows[number]
        self.depth = spot.depth
        self.indent = spaces(self.row, spot.end)
        self.text = self.row[spot.end + self.indent :]
        self.lead = ""
        self.opened = False

    def read(self) -> int:
        """Read the row and what belongs to it; returns the number of the next row."""
        state = self.state
        if any(container.kind == "box" for container in state.containers[self.depth :]):
            state.containers = state.containers[: self.depth]
            state.end_paragraph()
        self._adopt()
        while self.text:
            if self.indent >= TAB:
                if state.paragraph and not self.opened:
                    break
                self._begin(keep_indent=True)
                self._put(self.text)
                return self._finish(paragraph=False)
            if code := self._code():
                return self._put_code(code)
            if not self._opens():
                break
        if self.text:
            return self._read_text()
        self._put("")
        return self._finish(paragraph=False)

    def _adopt(self) -> None:
        """Take as nested what is indented below an item, though not by all of its mark's width."""
        containers = self.state.containers
        if self.depth == len(containers):
            return
        around = containers[self.depth]
        if not around.is_item or self.indent < around.mark + 2:
            return
        found = list_markers.marker(list_markers.as_markdown(self.text, "", ""))
        is_other_list = found and found.kind != around.kind and found.number in {0, 1}
        if is_other_list or self._code():
            around.used = around.width = min(self.indent, TAB)
            self.spot = place(self.row, containers)
            self.depth = self.spot.depth
            self.indent = spaces(self.row, self.spot.end)

    def _opens(self) -> bool:
        """Open the container that begins here, if one does."""
        in_item = self.state.first and self.depth == len(self.state.containers)
        if self.text[0] == ">":
            if in_item or self.depth < len(self.state.containers):
                self._separate()
            self._begin(keep_indent=True)
            self._open(Container(">"), 1 + (self.text[1:2] == " "))
            return True
        if is_box(self.text) and not self.opened:
            if in_item:
                self._separate()
            self._begin()
            self._open(Container("box"), len(self.text))
            return True
        if self._begins_note() and (width := note_width(self.text)):
            self._begin(keep_indent=True)
            self._open(Container("note"), width)
            return True
        return self._opens_item(in_item=in_item)

    def _begins_note(self) -> bool:
        return not self.opened and (self.depth == 0 or self.state.fresh)

    def _opens_item(self, *, in_item: bool) -> bool:
        before = self.state.rows[self.number - 1] if self.number else ""
        text = list_markers.as_markdown(self.text, before, self._after())
        found = list_markers.marker(text)
        if not found or not self._is_item(found, in_item=in_item):
            return False
        if not in_item and not self._is_sibling(found):
            self._separate()
        indent = self.indent
        self._begin(is_item=True)
        width = len(text) - len(found.content)
        if found.content[:1] == ">" and found.width == width:
            # Python-Markdown takes up to three spaces before the marks of the quote below this one.
            text = f"{text[:width].rstrip()} {found.content}"
            width = len(text) - len(found.content)
        self.text = text
        self._open(item(found, indent, width + (indent if self.spot.moved < 0 else 0)), width)
        return True

    def _is_item(self, found: Marker, *, in_item: bool) -> bool:
        """Whether the mark begins an item, and not a row of a paragraph."""
        state = self.state
        if self.opened or not state.paragraph or self._is_sibling(found):
            return True
        beside = state.containers[self.depth :][:1]
        below_item = bool(beside) and beside[0].is_item
        if not found.content.strip() or found.number > (_MOST_ITEMS if below_item else 1):
            return False
        if in_item or below_item or list_markers.is_bullet(self.text):
            return True
        following = state.rows[self.number + 1 : self.number + 1 + list_markers.NEAR]
        return list_markers.may_interrupt(found, self.row, state.previous, following)

    def _is_sibling(self, found: Marker) -> bool:
        beside = self.state.containers[self.depth :][:1]
        return not self.opened and any(container.kind == found.kind for container in beside)

    def _code(self) -> Code | None:
        """The fenced code that begins here, if there is some."""
        state = self.state
        if not self.text.startswith(("```", "~~~")):
            return None
        return state.fences.code(self.number, self.text, self.indent, self._around())

    def _put_code(self, code: Code) -> int:
        state = self.state
        if not self.opened:
            if self.depth and not state.fresh:
                self._put_empty()
            self._begin()
            self.lead = prefix(state.containers)
        first, margin = len(state.out), prefix(state.containers, item_follows=True)
        self._put(f"{code.fence}{code.info}")
        state.out += [margin + row for row in (*code.rows, code.fence)]
        self.text = ">"
        following = self._finish(paragraph=False, end=code.end)
        state.fenced.append((self.number, code.end))
        if state.containers:
            last = len(state.out) - 1
            state.nested_code.append(NestedCode(first, last, len(self.lead), len(margin)))
            state.after_code = True
        else:
            state.fresh, state.began_in = True, []
        return following

    def _read_text(self) -> int:
        state = self.state
        if self.opened:
            is_item = state.containers[-1].is_item
            self._put(self.text)
            state.first = is_item
            return self._finish(paragraph=True)
        if not state.table and is_table(self.text, self._after()):
            self._separate()
            self._begin()
            state.table = True
        elif not state.paragraph or state.table:
            table = state.table
            self._begin()
            state.table = table
        else:
            return self._continue()
        self._put(self.text)
        return self._finish(paragraph=not is_leaf(self.text))

    def _continue(self) -> int:
        """A row of a paragraph stays as it is, but where that would make it another block."""
        state = self.state
        at_margin = self.depth == 0 and self.indent == 0
        if is_thematic_break(self.text) or (at_margin and is_heading(self.text)):
            self._begin(as_it_is=True)
            self._put(self.text)
            return self._finish(paragraph=False)
        moved = state.containers[self.spot.moved : self.depth] if self.spot.moved >= 0 else []
        if self._looks_like_item() and not state.out[-1].endswith("  "):
            state.out[-1] += f" {self.text}"
        elif not moved or (state.first and all(container.is_item for container in moved)):
            state.out.append(self.row)
        else:
            indent = self.indent if self.indent >= TAB else 0
            state.out.append(prefix(self._around()) + " " * indent + self.text)
        return self._finish(paragraph=True)

    def _looks_like_item(self) -> bool:
        """Whether Python-Markdown would take a row of an item's text as the next item."""
        state = self.state
        if not state.first or self.depth < len(state.containers) or self.spot.columns[-1] >= TAB:
            return False
        found = list_markers.marker(self.text)
        return found is not None and found.kind == state.containers[-1].kind

    def _after(self) -> str:
        rows = self.state.rows
        return rows[self.number + 1] if self.number + 1 < len(rows) else ""

    def _begin(
        self, *, is_item: bool = False, keep_indent: bool = False, as_it_is: bool = False
    ) -> None:
        """Begin a block here, unless one was: close the containers that the row is not in."""
        state = self.state
        if self.opened:
            return
        self._begin_in()
        use(state.containers, self.spot)
        state.containers = state.containers[: self.depth]
        state.end_paragraph()
        self.opened = True
        if self.spot.moved < 0 or as_it_is:
            self.lead = self.row[: self.spot.end] + " " * self.indent
        else:
            self.lead = prefix(state.containers, item_follows=is_item)
            self.lead += " " * (self.indent if keep_indent else 0)

    def _begin_in(self) -> None:
        """Put an empty row if Python-Markdown would take this one into an item that has ended."""
        state = self.state
        items = [0]
        for container in state.containers[: self.depth]:
            if container.kind == ">":
                items.append(0)
            items[-1] += container.is_item
        if len(items) <= len(state.began_in) and items[-1] < state.began_in[len(items) - 1]:
            self._put_empty()
        state.began_in = state.began_in[: len(items)] + items[len(state.began_in) :]

    def _open(self, container: Container, width: int) -> None:
        """Open a container whose mark has the first `width` characters of the text."""
        self.state.containers.append(container)
        if container.kind == ">":
            self.state.began_in.append(0)
        rest = self.text[width:]
        self.indent = spaces(rest, 0)
        self.lead += self.text[:width] + rest[: self.indent]
        self.text = rest[self.indent :]

    def _separate(self) -> None:
        """Put an empty row between a paragraph and what begins here."""
        if self.state.paragraph and not self.opened:
            self._put_empty()

    def _put(self, text: str) -> None:
        self.state.out.append(self.lead + text)

    def _put_empty(self) -> None:
        self.state.put_empty(empty_row(self._around()))

    def _around(self) -> list[Container]:
        """The containers that what begins here is in."""
        return self.state.containers if self.opened else self.state.containers[: self.depth]

    def _finish(self, *, paragraph: bool, end: int = -1) -> int:
        state = self.state
        state.paragraph, state.fresh, state.previous = paragraph, False, self.text
        return max(self.number, end) + 1
