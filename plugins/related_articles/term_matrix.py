"""The term matrix: how often each article contains each term, updated from an earlier run's."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from plugins.related_articles.sparse_arrays import sparse
from plugins.related_articles.terms import Flags, Ids, Terms

Indices = NDArray[np.int64]

_SORTED_AT_ONCE = 2_000_000  # ids


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
    before: TermMatrix, old_rows: Indices, added: Terms
) -> tuple[TermMatrix, Indices]:
    """The matrix of other rows, and the new column of each column of `before`.

    `old_rows` gives for each new row its row in `before`, or -1 for the next article of `added`.
    """
    total, is_added = before.counts.shape[0], old_rows < 0
    known = _moved(before.hapaxes, old_rows, total)
    new, columns, lone = _number(before.vocabulary, known.ids, added.ids)
    vocabulary, new_columns = _merge(before.vocabulary, new)
    counts = _cells(added, columns, len(vocabulary))
    del columns
    rows = np.repeat(np.flatnonzero(is_added).astype(np.int32), added.sizes)
    hapaxes = HapaxTerms(added.ids[lone], rows[lone], added.cells[lone])
    del rows, lone
    if not total:  # copies of the largest arrays would be the most memory of a first run
        return TermMatrix(vocabulary, counts, hapaxes), new_columns
    kept = remap_columns(before.counts, new_columns, len(vocabulary))
    rows = np.where(is_added, total - 1 + np.cumsum(is_added), old_rows)
    counts = sparse.vstack([kept, counts], format="csr")[rows]
    promoted = np.searchsorted(known.ids, new[_within(new, known.ids)])
    coordinates = known.rows[promoted], np.searchsorted(vocabulary, known.ids[promoted])
    counts += sparse.csr_array((known.cells[promoted], coordinates), counts.shape)
    remaining = np.ones(len(known.ids), np.bool_)
    remaining[promoted] = False
    ids = known.ids[remaining]
    places = np.searchsorted(ids, hapaxes.ids)
    hapaxes = HapaxTerms(
        np.insert(ids, places, hapaxes.ids),
        np.insert(known.rows[remaining], places, hapaxes.rows),
        np.insert(known.cells[remaining], places, hapaxes.cells),
    )
    return TermMatrix(vocabulary, counts, hapaxes), new_columns


def remap_columns(matrix: sparse.csr_array, new_columns: Indices, width: int) -> sparse.csr_array:
    """The same matrix, `width` columns wide, with each column moved to its new place."""
    columns = new_columns.astype(np.int32)[matrix.indices]
    return sparse.csr_array((matrix.data, columns, matrix.indptr), (matrix.shape[0], width))


def _moved(hapaxes: HapaxTerms, old_rows: Indices, total: int) -> HapaxTerms:
    """The hapaxes of `total` articles with their new rows, without those of removed articles."""
    kept = np.flatnonzero(old_rows >= 0)
    new_rows = np.full(total, -1, np.int32)
    new_rows[old_rows[kept]] = kept
    rows = new_rows[hapaxes.rows]
    return HapaxTerms(hapaxes.ids[rows >= 0], rows[rows >= 0], hapaxes.cells[rows >= 0])


def _number(
    known: Ids, hapaxes: Ids, added: Ids
) -> tuple[Ids, NDArray[np.int32], NDArray[np.int32]]:
    """The ids that get a column, the column of each of `added`, and the places of its hapaxes.

    Both lists of terms are sorted by id. `known` have a column, and `hapaxes` are those of the
    articles that stay. A hapax of `added` has the column -1. Ids that begin with the same bits are
    sorted at once: a copy of all would be the most memory of a first run. As ids are hashes, as
    many begin with some bits as with others.
    """
    bits = 1 + (len(added) // _SORTED_AT_ONCE).bit_length()
    shift = np.uint64(64 - bits)
    starts = np.right_shift(added, shift, out=np.empty(len(added), np.uint16), casting="unsafe")
    columns = np.empty(len(added), np.int32)
    new, lone, total = [], [], 0
    for start in range(2**bits):
        places = np.flatnonzero(starts == start)
        places = places[np.argsort(added[places])].astype(np.int32)
        ids = added[places]
        firsts = np.flatnonzero(np.concatenate([ids[:1] == ids[:1], ids[1:] != ids[:-1]]))
        ids, times = ids[firsts], np.diff(firsts, append=len(ids))
        is_known = _within(ids, known)
        is_shared = (times > 1) | is_known | _within(ids, hapaxes)
        shared = ids[is_shared]
        new.append(ids[is_shared & ~is_known])
        column_of = np.full(len(ids), -1, np.int32)
        column_of[is_shared] = np.searchsorted(known, shared) + np.searchsorted(new[-1], shared)
        column_of[is_shared] += total
        columns[places] = np.repeat(column_of, times)
        total += len(new[-1])
        lone.append(places[firsts[~is_shared]])
    return np.concatenate(new), columns, np.concatenate(lone)


def _within(ids: Ids, others: Ids) -> Flags:
    """Which of `ids` are among `others`, which must be sorted."""
    if not len(others):
        return np.zeros(len(ids), np.bool_)
    found: Flags = others[np.minimum(np.searchsorted(others, ids), len(others) - 1)] == ids
    return found


def _merge(known: Ids, new: Ids) -> tuple[Ids, Indices]:
    """All ids, sorted, and the new position of each known one; no id may be in both."""
    places = np.searchsorted(known, new)
    shifts = np.cumsum(np.bincount(places, minlength=len(known) + 1))[: len(known)]
    return np.insert(known, places, new), np.arange(len(known)) + shifts


def _cells(added: Terms, columns: NDArray[np.int32], width: int) -> sparse.csr_array:
    """The cells of the terms that have a column, in a row for each article of `added`."""
    is_shared = columns >= 0
    parts = np.split(is_shared, np.cumsum(added.sizes))[:-1]
    sizes = [int(np.count_nonzero(part)) for part in parts]
    entries = added.cells[is_shared], columns[is_shared], np.cumsum([0, *sizes], dtype=np.int32)
    return sparse.csr_array(entries, (len(added.sizes), width))
