"""What the rows of a Markdown text are in: list items, boxes and quotes, as CommonMark finds them.

Python-Markdown takes only what is indented by four columns as part of an item.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import zip_longest
from typing import NamedTuple

from plugins.posts.list_markers import Marker

_SPACES = re.compile(" *")
TAB = 4  # columns by which Python-Markdown wants the content of an item or a box to be indented


@dataclass
class Container:
    """A container that is open: `kind` is that of an item's Marker, `box` or `>`.

    The mark of an item is `mark` columns after the content of the container around it, and its
    own content `width` columns; `used` is what its rows use instead, 0 until one does. It is
    `tight` before the first empty row: before that, Python-Markdown keeps the indentation of its
    rows, which should be `margin`.
    """

    kind: str
    width: int = TAB
    mark: int = 0
    used: int = 0
    margin: int = 0
    tight: bool = True

    @property
    def is_item(self) -> bool:
        """Whether it is an item of a list."""
        return self.kind in {"1", "-"}


class Place(NamedTuple):
    """How much of a row belongs to containers: `depth` of these, up to column `end`.

    The containers from `moved` on are not indented as Python-Markdown wants; -1 if all are.
    """

    depth: int
    end: int
    moved: int
    columns: tuple[int, ...]


def place(row: str, containers: list[Container]) -> Place:
    """Which of the containers a row is in by its indentation and its quotation marks."""
    end, moved, indent = 0, -1, spaces(row, 0)
    columns: list[int] = []
    for depth, container in enumerate(containers):
        if container.kind == ">":
            if indent >= TAB or row[end + indent : end + indent + 1] != ">":
                return Place(depth, end, moved, tuple(columns))
            end += indent + 1
            end += row[end : end + 1] == " "
            indent = spaces(row, end)
            columns.append(0)
            continue
        used = _used(container, indent)
        if not used:
            return Place(depth, end, moved, tuple(columns))
        inner = containers[depth + 1 : depth + 2]
        if moved < 0 and (used != TAB or _has_quote_beside(container, inner)):
            moved = depth
        columns.append(used)
        end += used
        indent -= used
    return Place(len(containers), end, moved, tuple(columns))


def _has_quote_beside(container: Container, inner: list[Container]) -> bool:
    return bool(container.is_item and container.tight and inner and inner[0].kind == ">")


def _used(container: Container, indent: int) -> int:
    """How many columns of an indentation belong to a container; 0 if the row is not in it."""
    if container.kind == "box":
        return TAB if indent >= TAB else 0
    if container.used and indent >= container.used:
        return container.used
    if not container.used and indent >= TAB:
        return TAB
    return indent if container.width <= indent < TAB else 0


def spaces(row: str, start: int) -> int:
    """How many spaces there are from column `start` of a row."""
    found = _SPACES.match(row, start)
    return found.end() - start if found else 0


def item(marker: Marker, indent: int, margin: int) -> Container:
    """The container that an item begins, whose mark is `indent` columns after the content around.

    Its content is written `margin` columns after that.
    """
    return Container(marker.kind, indent + marker.width, indent, margin=margin)


def prefix(containers: list[Container], *, item_follows: bool = False) -> str:
    """How Python-Markdown wants a row in the containers to begin, which may be that of an item."""
    written = ""
    for container, inner in zip_longest(containers, containers[1:]):
        if container.kind == ">":
            written += "> "
        elif (
            container.is_item and container.tight and not (inner.is_item if inner else item_follows)
        ):
            written += " " * (min(container.margin, TAB - 1) if inner else container.margin)
        else:
            written += " " * TAB
    return written


def empty_row(containers: list[Container]) -> str:
    """An empty row in the containers."""
    inside = containers
    while inside and inside[-1].kind != ">":
        inside = inside[:-1]
    return prefix(inside).rstrip()


def use(containers: list[Container], spot: Place) -> None:
    """Let the containers that a row is in keep the columns that it uses of its indentation."""
    for depth, columns in enumerate(spot.columns[: len(containers)]):
        container = containers[depth]
        if not container.used and not _has_quote_beside(
            container, containers[depth + 1 : depth + 2]
        ):
            container.used = columns
