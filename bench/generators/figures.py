"""The measured figures, and the JSON file that keeps them."""

from __future__ import annotations

import statistics
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import TypeAdapter


@dataclass
class Row:
    """What was measured of one build: seconds and CPU seconds of each run, in the same order."""

    generator: str
    what: str
    seconds: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)
    megabytes: int = 0
    pages: int = 0


@dataclass
class Group:
    """All builds of one size, measured in turn; `heavy`: with a sidebar on every page."""

    articles: int
    heavy: bool
    origin: str
    rows: list[Row]

    def row(self, generator: str, what: str) -> Row | None:
        """One of the rows, if it was measured."""
        matching = (row for row in self.rows if (row.generator, row.what) == (generator, what))
        return next(matching, None)


@dataclass
class Figures:
    """Everything that the page shows.

    `saves` has, by the site's number of posts, the milliseconds of each save until the page was
    shown, and until the site was complete.
    """

    groups: list[Group] = field(default_factory=list)
    saves: dict[int, list[tuple[float, float]]] = field(default_factory=dict)
    saves_origin: str = ""

    @classmethod
    def read(cls, path: Path) -> Figures:
        """The figures in a file, or none if there is no such file."""
        return TypeAdapter(cls).validate_json(path.read_bytes()) if path.exists() else cls()

    def write(self, path: Path) -> None:
        """Keep the figures in a file, with a line for each row."""
        text = TypeAdapter(Figures).dump_json(self).replace(b'{"generator"', b'\n{"generator"')
        path.write_bytes(text + b"\n")

    def add_group(self, group: Group) -> None:
        """Add the figures of a size, instead of earlier ones."""
        key = (group.heavy, group.articles)
        others = [each for each in self.groups if (each.heavy, each.articles) != key]
        self.groups = sorted([*others, group], key=lambda each: (each.heavy, each.articles))

    def group(self, articles: int, *, heavy: bool = False) -> Group | None:
        """The figures of a size, if it was measured."""
        matching = (
            each for each in self.groups if (each.articles, each.heavy) == (articles, heavy)
        )
        return next(matching, None)


def ratio(row: Row | None, other: Row | None) -> float | None:
    """The median of the ratios within each run; None if one of the two was not measured."""
    if row is None or other is None:
        return None
    pairs = zip(row.seconds, other.seconds, strict=True)
    return statistics.median(mine / theirs for mine, theirs in pairs)
