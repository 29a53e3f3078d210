"""What is known of the rows of a Markdown text while they are laid out, one after the other."""

from __future__ import annotations

from plugins.posts.containers import Container
from plugins.posts.fences import Fences, NestedCode
from plugins.posts.raw_html import RawHtml


class LayoutState:
    """The rows of a text, of which `out` has those that were read.

    `containers` are open, `paragraph` says whether a paragraph in the last of them is, `first`
    whether that begins beside an item's mark, `table` whether it is a table. `previous` is the text
    of the last row. `fresh` is True after an empty row, `after_code` after nested code. The block
    that is between empty rows began in so many items: `began_in` has their number within each
    quote, the first that outside quotes. `fenced` has the first and the last row of each block of
    fenced code.
    """

    def __init__(self, rows: list[str]) -> None:
        self.rows = rows
        self.out: list[str] = []
        self.nested_code: list[NestedCode] = []
        self.fenced: list[tuple[int, int]] = []
        self.raw_html = RawHtml(rows)
        self.fences = Fences(rows)
        self.containers: list[Container] = []
        self.paragraph = self.first = self.table = False
        self.fresh = True
        self.began_in: list[int] = []
        self.previous = ""
        self.after_code = False

    def put_empty(self, row: str) -> None:
        """Put an empty row."""
        self.out.append(row)
        self.fresh, self.after_code = True, False
        self.began_in = self.began_in[: row.count(">")]
        for container in reversed(self.containers):
            if container.kind == ">" and row.strip():
                break
            container.tight = False

    def end_paragraph(self) -> None:
        """Begin the next row without a paragraph."""
        self.paragraph = self.first = self.table = False
