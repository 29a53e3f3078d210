"""What an address asks of a table: the column it is sorted by, and which rows it has."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, urlencode

from plugins.desk.rows import DeskRow

_MOST_FIELDS, _MOST_CHARACTERS = 50, 200  # in an address, and in a value
_SORT = "sort"

# The value of each column that a table can be sorted by; None comes last either way.
COLUMNS: Mapping[str, Callable[[DeskRow], Any]] = {
    "title": lambda row: row.post.title.casefold(),
    "status": lambda row: row.state,
    "author": lambda row: ", ".join(row.post.authors).casefold() or None,
    "date": lambda row: row.post.moment,
    "reviewed": lambda row: row.post.reviewed,
    "due": lambda row: row.post.due,
    "words": lambda row: row.post.words,
    "findings": lambda row: (row.errors, row.warnings),
    "in": lambda row: row.links_in,
    "out": lambda row: row.links_out,
    "related_in": lambda row: row.related_in,
    "related_out": lambda row: row.related_out,
    "text_in": lambda row: row.text_in,
    "text_out": lambda row: row.text_out,
    "weight": lambda row: row.post.compressed or None,
}


def _levels(row: DeskRow) -> list[str]:
    numbers = {"error": row.errors, "warning": row.warnings}
    found = [name for name, number in numbers.items() if number]
    return [*found, "any"] if found else ["none"]


# The values of a row among which a filter has to be.
FILTERS: Mapping[str, Callable[[DeskRow], Iterable[str]]] = {
    "status": lambda row: (row.state,),
    "author": lambda row: row.post.authors,
    "category": lambda row: (row.post.category,),
    "kind": lambda row: (row.post.kind,),
    "language": lambda row: (row.post.lang,),
    "findings": _levels,
    "review": lambda row: (row.review,),
    "links": lambda row: ("orphan",) if row.is_orphan else (),
}


@dataclass(frozen=True)
class DeskQuery:
    """The column to sort by, downwards or not, the words of titles, and the chosen filters."""

    column: str
    descending: bool = False
    words: str = ""
    chosen: Mapping[str, str] = field(default_factory=dict)

    def sorted_by(self, column: str) -> str:
        """The query string that sorts by a column: downwards if it is sorted upwards now."""
        down = column == self.column and not self.descending
        values = {"q": self.words, **self.chosen, _SORT: f"{'-' if down else ''}{column}"}
        return f"?{urlencode({name: value for name, value in values.items() if value})}"

    @property
    def sort(self) -> str:
        """The order as an address has it."""
        return f"{'-' if self.descending else ''}{self.column}"

    @property
    def filtered(self) -> bool:
        """Whether rows may be left out."""
        return bool(self.words or self.chosen)


def parse_query(text: str, default: str = "-date") -> DeskQuery:
    """What a query string asks for; what no table knows is ignored."""
    try:
        pairs = parse_qsl(text, max_num_fields=_MOST_FIELDS, errors="replace")
    except ValueError:  # too many fields
        pairs = []
    given = {name: " ".join(value[:_MOST_CHARACTERS].split()) for name, value in pairs}
    sort = given.get(_SORT, "")
    if sort.removeprefix("-") not in COLUMNS:
        sort = default
    chosen = {name: given[name] for name in FILTERS if given.get(name)}
    return DeskQuery(sort.removeprefix("-"), sort.startswith("-"), given.get("q", ""), chosen)


def select(rows: Iterable[DeskRow], query: DeskQuery) -> list[DeskRow]:
    """The rows that a query asks for, in its order; equal ones by title and file."""
    words = query.words.casefold().split()
    found = [row for row in rows if _matches(row, query, words)]
    found.sort(key=lambda row: (row.post.title.casefold(), row.post.path))
    value = COLUMNS[query.column]
    known = [row for row in found if value(row) is not None]
    known.sort(key=value, reverse=query.descending)
    return known + [row for row in found if value(row) is None]


def _matches(row: DeskRow, query: DeskQuery, words: Iterable[str]) -> bool:
    title = f"{row.post.title} {row.post.path}".casefold()
    return all(word in title for word in words) and all(
        wanted in FILTERS[name](row) for name, wanted in query.chosen.items()
    )


def value_of(text: str, name: str) -> str:
    """The value of a field of a query string; "" without one."""
    try:
        return dict(parse_qsl(text, max_num_fields=_MOST_FIELDS)).get(name, "")
    except ValueError:  # too many fields
        return ""
