"""The term matrix: how often each article contains each term, updated from an earlier run's."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from plugins.related_articles.sparse_arrays import sparse
from plugins.related_articles.terms import Flags, Ids, Terms

Indices = NDArray[np.int64]


class HapaxTerms(NamedTuple):
    """Terms that only one article contains: ids (sorted), the article's row, the value of the cell.

    They relate no articles but are half of all entries, so they are kept apart from the matrix
    until another article contains them too.
    """

    ids: Ids
    rows: NDArray[np.int32]
    cells: NDArray[np.int32]


@dataclass(frozen=True, eq=False)
class TermMatrix:
    """A row for each article, a column for each term of `vocabulary`, which is sorted.

    A cell is twice the number of occurrences, plus 1 where the term is a word of the title. A
    column whose articles were all removed stays, which changes no link.
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
    before: TermMatrix, old_rows: Indices, added: Sequence[Terms]
) -> tuple[TermMatrix, Indices]:
    """The matrix of other rows, and the new column of each column of `before`.

    `old_rows` gives for each new row its row in `before`, or -1 for the next article of `added`.
    """
    total, is_added = before.counts.shape[0], old_rows < 0
    promoted, remaining, new = _promote(before, old_rows, added)
    vocabulary, new_columns = _merge(before.vocabulary, new)
    added_rows, hapaxes = _divide(added, np.flatnonzero(is_added), vocabulary)
    if not total:  # copies of the largest arrays would be the most memory of a first run
        return TermMatrix(vocabulary, added_rows, hapaxes), new_columns
    kept = remap_columns(before.counts, new_columns, len(vocabulary))
    rows = np.where(is_added, total - 1 + np.cumsum(is_added), old_rows)
    counts = sparse.vstack([kept, added_rows], format="csr")[rows]
    coordinates = promoted.rows, np.searchsorted(vocabulary, promoted.ids)
    counts += sparse.csr_array((promoted.cells, coordinates), counts.shape)
    places = np.searchsorted(remaining.ids, hapaxes.ids)
    hapaxes = HapaxTerms(
        np.insert(remaining.ids, places, hapaxes.ids),
        np.insert(remaining.rows, places, hapaxes.rows),
        np.insert(remaining.cells, places, hapaxes.cells),
    )
    return TermMatrix(vocabulary, counts, hapaxes), new_columns


def remap_columns(matrix: sparse.csr_array, new_columns: Indices, width: int) -> sparse.csr_array:
    """The same matrix, `width` columns wide, with each column moved to its new place."""
    columns = new_columns.astype(np.int32)[matrix.indices]
    return sparse.csr_array((matrix.data, columns, matrix.indptr), (matrix.shape[0], width))


def _promote(
    before: TermMatrix, old_rows: Indices, added: Sequence[Terms]
) -> tuple[HapaxTerms, HapaxTerms, Ids]:
    """The hapaxes that get a column, the others, and the ids of all new columns, sorted.

    The hapaxes have their new row numbers; those of removed articles are left out.
    """
    ids, rows, cells = before.hapaxes
    kept = np.flatnonzero(old_rows >= 0)
    new_rows = np.full(before.counts.shape[0], -1, np.int32)
    new_rows[old_rows[kept]] = kept
    rows = new_rows[rows]
    unique, repeated = _unique_and_repeated(added)
    promoted = np.zeros(len(ids), np.bool_)
    promoted[np.searchsorted(ids, unique[_within(unique, ids)])] = True
    promoted &= rows >= 0
    remaining = ~promoted & (rows >= 0)
    new = np.union1d(repeated[~_within(repeated, before.vocabulary)], ids[promoted])
    return (
        HapaxTerms(ids[promoted], rows[promoted], cells[promoted]),
        HapaxTerms(ids[remaining], rows[remaining], cells[remaining]),
        new,
    )


def _unique_and_repeated(added: Sequence[Terms]) -> tuple[Ids, Ids]:
    """The ids of all terms, sorted and once each, and those that several articles contain."""
    ids = np.concatenate([EMPTY_MATRIX.vocabulary, *(terms.ids for terms in added)])
    ids.sort()  # in place, since this is the largest array of a first run
    first = np.concatenate([[True], ids[1:] != ids[:-1]])[: len(ids)]
    return ids[first], ids[~first]


def _within(ids: Ids, others: Ids) -> Flags:
    """Which of `ids` are among `others`, which must be sorted."""
    return _places(ids, others)[1]


def _places(ids: Ids, others: Ids) -> tuple[Indices, Flags]:
    """The place of each of `ids` in `others`, which must be sorted, and whether it is there."""
    if not len(others):
        return np.zeros(len(ids), np.int64), np.zeros(len(ids), np.bool_)
    places = np.minimum(np.searchsorted(others, ids), len(others) - 1)
    found: Flags = others[places] == ids
    return places, found


def _merge(known: Ids, new: Ids) -> tuple[Ids, Indices]:
    """All ids, sorted, and the new position of each known one; no id may be in both."""
    places = np.searchsorted(known, new)
    shifts = np.cumsum(np.bincount(places, minlength=len(known) + 1))[: len(known)]
    return np.insert(known, places, new), np.arange(len(known)) + shifts


def _divide(
    added: Sequence[Terms], rows: Indices, vocabulary: Ids
) -> tuple[sparse.csr_array, HapaxTerms]:
    """The cells of the terms that are in the vocabulary, and the other terms.

    `rows` are the row numbers of the articles; the matrix has only their rows.
    """
    columns, cells, ends = [np.zeros(0, np.int32)], [np.zeros(0, np.int32)], [0]
    parts = [EMPTY_MATRIX.hapaxes]
    for terms, row in zip(added, rows.tolist(), strict=True):
        places, shared = _places(terms.ids, vocabulary)
        values, ids = _cells(terms), terms.ids[~shared]
        columns.append(places[shared].astype(np.int32))
        cells.append(values[shared])
        ends.append(ends[-1] + len(columns[-1]))
        parts.append(HapaxTerms(ids, np.full(len(ids), row, np.int32), values[~shared]))
    entries = np.concatenate(cells), np.concatenate(columns), np.array(ends, np.int32)
    ids, numbers, values = map(np.concatenate, zip(*parts, strict=True))
    by_id = np.argsort(ids)
    hapaxes = HapaxTerms(ids[by_id], numbers[by_id], values[by_id])
    return sparse.csr_array(entries, (len(added), len(vocabulary))), hapaxes


def _cells(terms: Terms) -> NDArray[np.int32]:
    return 2 * terms.counts + terms.in_title
