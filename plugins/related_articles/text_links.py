"""Which articles link to each other in their texts."""

import posixpath
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import unquote

import numpy as np
from numpy.typing import NDArray

from plugins.related_articles.documents import Document
from plugins.related_articles.shared_neighbours import look_up
from plugins.related_articles.term_matrix import Indices

# As Pelican writes a link to a file of the content folder.
_PREFIXES = "{filename}", "|filename|"


@dataclass(frozen=True, eq=False)
class TextLinks:
    """How many of two articles link to the other (1 or 2), by row times `size` plus other row."""

    size: int
    keys: Indices
    counts: NDArray[np.int64]

    def between(self, rows: Indices, others: Indices) -> NDArray[np.int64]:
        """How many of each of `rows` and its one of `others` link to the other: 0 to 2."""
        return look_up(self.keys, self.counts, rows * self.size + others)


def find_text_links(documents: Sequence[Document]) -> TextLinks:
    """The links between `documents`, whose places in the sequence are their rows."""
    size = len(documents)
    found = linked_rows([(document.path, document.links) for document in documents])
    both = [row * size + other for pair in found for row, other in (pair, pair[::-1])]
    keys, counts = np.unique(np.array(both, np.int64), return_counts=True)
    return TextLinks(size, keys, counts)


def linked_rows(texts: Sequence[tuple[str, Sequence[str]]]) -> set[tuple[int, int]]:
    """The pairs of rows of which the first links to the other, in texts with paths and links."""
    rows = {path: row for row, (path, _) in enumerate(texts)}
    endings = _by_ending(rows)
    return {
        (row, other)
        for row, (path, links) in enumerate(texts)
        for other in _targets(path, links, rows, endings)
        if other != row
    }


def _by_ending(rows: Mapping[str, int]) -> dict[str, int]:
    """The row of the shortest path with each ending that begins with a slash, unless two are.

    Of all files that end with the path of one from the content folder, that one is the shortest.
    """
    found: dict[str, tuple[int, int | None]] = {}
    for path, row in rows.items():
        for place, sign in enumerate(path):
            if sign == "/":
                length, _ = found.get(path[place:], (len(path) + 1, None))
                if len(path) <= length:
                    found[path[place:]] = len(path), row if len(path) < length else None
    return {ending: row for ending, (_, row) in found.items() if row is not None}


def _targets(
    path: str, links: Sequence[str], rows: Mapping[str, int], endings: Mapping[str, int]
) -> Iterator[int]:
    """The rows of the files that the text at `path` links to."""
    for address in links:
        name = address.partition("#")[0]
        for prefix in _PREFIXES:
            name = name.removeprefix(prefix)
        name = unquote(name)
        folder = posixpath.dirname(path)
        row = (
            endings.get(name)  # below the content folder
            if name.startswith("/")
            else rows.get(posixpath.normpath(posixpath.join(folder, name)))
        )
        if row is not None:
            yield row
