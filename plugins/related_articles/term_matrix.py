"""What all articles say, as one matrix of articles by terms, which grows and shrinks with them."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from plugins.related_articles.terms import Ids, Terms

Cells = NDArray[np.int32]
Indices = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class HapaxTerms:
    """The terms that one article alone says, rising, with its row and what would be its cell.

    They join nothing and are half of everything, so they stand apart until another says them.
    """

    ids: Ids
    rows: NDArray[np.int32]
    cells: Cells


@dataclass(frozen=True, eq=False)
class TermMatrix:
    """A row for each article, a column for each term of `vocabulary`, which rises.

    A cell holds twice the number of times that the term is said, and one more where it is a word of
    the title. A column stays when nobody says its term any more, which changes no link.
    """

    vocabulary: Ids
    counts: sparse.csr_array
    hapaxes: HapaxTerms


EMPTY_MATRIX = TermMatrix(
    np.zeros(0, np.uint64),
    sparse.csr_array((0, 0), dtype=np.int32),
    HapaxTerms(np.zeros(0, np.uint64), np.zeros(0, np.int32), np.zeros(0, np.int32)),
)


def update_matrix(
    before: TermMatrix, old_rows: Indices, fresh: Sequence[Terms]
) -> tuple[TermMatrix, Indices]:
    """The rows of `before` in another order, some left out, with `fresh` ones between them.

    `origins` gives the row in `before` of each row, -1 for the next fresh one. The second value is
    where the columns of `before` now stand.
    """
    total = before.counts.shape[0]
    alive = np.zeros(total, np.bool_)
    alive[old_rows[old_rows >= 0]] = True
    hapaxes, new = _part(before, alive, fresh)
    vocabulary, moves = _merged(before.vocabulary, new)
    width = len(vocabulary)
    wider = remap_columns(before.counts, moves, width)
    joining = hapaxes.joining
    changed, places = np.unique(joining.rows, return_inverse=True)
    columns = np.searchsorted(vocabulary, joining.ids)
    cells = sparse.csr_array((joining.cells, (places, columns)), (len(changed), width))
    rows = np.concatenate([np.arange(total), np.full(len(fresh), -1)])
    rows[changed] = total + np.arange(len(changed))
    rows[total:] = total + len(changed) + np.arange(len(fresh))
    order = old_rows.copy()
    order[old_rows < 0] = total + np.arange(len(fresh))
    parts = [wider, wider[changed] + cells, _matrix(fresh, vocabulary)]
    counts = stack_rows(parts, rows[order])
    rows[order] = np.arange(len(order))
    still = HapaxTerms(
        hapaxes.still.ids, rows.astype(np.int32)[hapaxes.still.rows], hapaxes.still.cells
    )
    return TermMatrix(
        vocabulary, counts, _joined(still, _lone(fresh, vocabulary, rows[total:]))
    ), moves


def stack_rows(parts: Sequence[sparse.csr_array], order: Indices) -> sparse.csr_array:
    """The rows of `parts`, numbered one part after the other, in the given order.

    Rows that follow each other are copied in one go: from run to run most of them do.
    """
    ends = np.cumsum([part.shape[0] for part in parts])
    part_of = np.searchsorted(ends, order, side="right")
    breaks = (np.diff(order) != 1) | (np.diff(part_of) != 0)
    starts = [0, *(np.flatnonzero(breaks) + 1).tolist()] if len(order) else []
    cells, columns, sizes = [parts[0].data[:0]], [parts[0].indices[:0]], [np.zeros(1, np.int64)]
    for start, end in pairwise([*starts, len(order)]):
        part = parts[part_of[start]]
        first = order[start] - (ends[part_of[start]] - part.shape[0])
        pointers = part.indptr[first : first + end - start + 1]
        cells.append(part.data[pointers[0] : pointers[-1]])
        columns.append(part.indices[pointers[0] : pointers[-1]])
        sizes.append(np.diff(pointers))
    pointers = np.cumsum(np.concatenate(sizes)).astype(np.int32)
    return sparse.csr_array(
        (np.concatenate(cells), np.concatenate(columns), pointers),
        (len(order), parts[0].shape[1]),
    )


def remap_columns(matrix: sparse.csr_array, moves: Indices, width: int) -> sparse.csr_array:
    """The same matrix with its columns moved."""
    columns = moves.astype(np.int32)[matrix.indices]
    return sparse.csr_array((matrix.data, columns, matrix.indptr), (matrix.shape[0], width))


@dataclass(frozen=True, eq=False)
class _Parted:
    """Lone terms (their rows as before): those that are so still, and those that get a column."""

    still: HapaxTerms
    joining: HapaxTerms


def _part(
    before: TermMatrix, alive: NDArray[np.bool_], fresh: Sequence[Terms]
) -> tuple[_Parted, Ids]:
    """Which lone terms of rows still alive remain so, and which ids are new columns, rising.

    Whatever two articles say has a column.
    """
    hapaxes = before.hapaxes
    ids = np.concatenate([np.zeros(0, np.uint64), *(terms.ids for terms in fresh)])
    ids.sort()  # in place: of thousands of articles this is the largest array of all
    differ = ids[1:] != ids[:-1]
    once = ids[np.concatenate([np.ones(min(len(ids), 1), np.bool_), differ])]
    often = ids[1:][~differ]
    kept = alive[hapaxes.rows]
    places = np.searchsorted(hapaxes.ids, once[_within(once, hapaxes.ids)])
    joining = places[kept[places]]
    kept[joining] = False
    new = np.union1d(often[~_within(often, before.vocabulary)], hapaxes.ids[joining])
    return _Parted(_chosen(hapaxes, kept), _chosen(hapaxes, joining)), new


def _within(ids: Ids, others: Ids) -> NDArray[np.bool_]:
    """Which of `ids` are among `others`; both must be rising."""
    if not len(others):
        return np.zeros(len(ids), np.bool_)
    places = np.minimum(np.searchsorted(others, ids), len(others) - 1)
    found: NDArray[np.bool_] = others[places] == ids
    return found


def _merged(known: Ids, new: Ids) -> tuple[Ids, Indices]:
    """All ids, rising, and where each known one now stands; none may be in both."""
    places = np.searchsorted(known, new)
    shifts = np.cumsum(np.bincount(places, minlength=len(known) + 1))[: len(known)]
    return np.insert(known, places, new), np.arange(len(known)) + shifts


def _matrix(fresh: Sequence[Terms], vocabulary: Ids) -> sparse.csr_array:
    columns, cells, starts = [np.zeros(0, np.int32)], [np.zeros(0, np.int32)], [0]
    for terms in fresh:
        shared = _within(terms.ids, vocabulary)
        columns.append(np.searchsorted(vocabulary, terms.ids[shared]).astype(np.int32))
        cells.append(_cells(terms)[shared])
        starts.append(starts[-1] + len(columns[-1]))
    numbers = np.array(starts, np.int32)
    return sparse.csr_array(
        (np.concatenate(cells), np.concatenate(columns), numbers), (len(fresh), len(vocabulary))
    )


def _cells(terms: Terms) -> Cells:
    return 2 * terms.counts + terms.in_title


def _lone(fresh: Sequence[Terms], vocabulary: Ids, rows: Indices) -> HapaxTerms:
    parts = [EMPTY_MATRIX.hapaxes]
    for terms, row in zip(fresh, rows.tolist(), strict=True):
        alone = ~_within(terms.ids, vocabulary)
        ids = terms.ids[alone]
        parts.append(HapaxTerms(ids, np.full(len(ids), row, np.int32), _cells(terms)[alone]))
    ids = np.concatenate([part.ids for part in parts])
    order = np.argsort(ids)
    return HapaxTerms(
        ids[order],
        np.concatenate([part.rows for part in parts])[order],
        np.concatenate([part.cells for part in parts])[order],
    )


def _joined(hapaxes: HapaxTerms, others: HapaxTerms) -> HapaxTerms:
    places = np.searchsorted(hapaxes.ids, others.ids)
    return HapaxTerms(
        np.insert(hapaxes.ids, places, others.ids),
        np.insert(hapaxes.rows, places, others.rows),
        np.insert(hapaxes.cells, places, others.cells),
    )


def _chosen(hapaxes: HapaxTerms, which: NDArray[np.bool_] | Indices) -> HapaxTerms:
    return HapaxTerms(hapaxes.ids[which], hapaxes.rows[which], hapaxes.cells[which])
