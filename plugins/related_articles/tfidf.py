"""How strongly each article says each of its terms: whole numbers, so that every sum is exact.

An article is a vector of length SCALE over the terms. The dot product of two is then a whole number
below 2**24, which 32-bit floats hold exactly: whatever adds it up, in whatever order, on whatever
machine, gets the same number, and equally good articles tie.
"""

import math

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

SCALE = 4000
# Both tried on eight blogs: docs/related-articles.md, “What was tried”.
TITLE_SHARE = 0.25  # how much the words of the title count beside the whole text
MAX_TERMS = 1024  # the strongest that are kept of each article; with 256 the links agree less

Flags = NDArray[np.bool_]
Floats = NDArray[np.float64]
Indices = NDArray[np.int64]
Levels = NDArray[np.int32]

_FINE = 1e6  # the precision of what is rounded, which hides how a machine's logarithm ends
_COARSE = 1e3  # the same, where squares are added up
_IDF_POWER = 0.75  # rare terms count more, but less than their full rarity would have it
_MIN_IDF = 0.1
_EXACT_BELOW = 8
_ROWS = 1024  # weighed at a time


def quantise(number: int) -> int:
    """`number` in coarse steps: as it is below 8, then the middle of its power of two.

    So that one article more or less leaves nearly all weights as they were.
    """
    return number if number < _EXACT_BELOW else 3 * 2 ** (number.bit_length() - 2)


def frequency_levels(document_frequency: NDArray[np.int64], total: int) -> Levels:
    """For each term the step of its weight: 0 for one that fewer than two or all articles have.

    `spread` says how many of the `total` articles have each term.
    """
    by_frequency = np.array([quantise(number) for number in range(total + 1)], np.int32)
    levels = by_frequency[document_frequency]
    # A term of one article joins nothing.
    levels[(document_frequency < 2) | (document_frequency >= total)] = 0  # noqa: PLR2004
    return levels


def tfidf_vectors(counts: sparse.csr_array, levels: Levels, total: int) -> sparse.csr_array:
    """The vector of each article (cells as in `sayings.Sayings`): whole numbers, as float32.

    An article's strength in a term is (1 + ln(times said)) x rarity. Only the MAX_TERMS strongest
    are kept. The words of the title are a vector of their own, and TITLE_SHARE of it is added.
    """
    idf = _idf(levels, total)
    blocks = [
        _weigh(counts[start : start + _ROWS], idf) for start in range(0, counts.shape[0], _ROWS)
    ]
    return sparse.vstack(blocks, format="csr") if blocks else counts.astype(np.float32)


def _weigh(counts: sparse.csr_array, idf: Floats) -> sparse.csr_array:
    size = counts.shape[0]
    used = idf[counts.indices] > 0
    owners = np.repeat(np.arange(size), np.diff(counts.indptr))[used]
    columns, cells = counts.indices[used], counts.data[used]
    in_title = cells % 2 > 0
    strengths = np.rint(_times(cells // 2) * idf[columns] * _COARSE)
    kept = _strongest(strengths, owners, columns, in_title)
    owners, columns, in_title, strengths = (
        owners[kept],
        columns[kept],
        in_title[kept],
        strengths[kept],
    )
    title = np.where(in_title, np.rint(idf[columns] * _COARSE), 0)
    mixed = _unit(strengths, owners, size) + TITLE_SHARE * _unit(title, owners, size)
    weights = np.rint(_unit(np.rint(mixed * _FINE), owners, size) * SCALE).astype(np.float32)
    starts = np.concatenate(([0], np.cumsum(np.bincount(owners, minlength=size))))
    return sparse.csr_array((weights, columns, starts.astype(np.int32)), counts.shape)


def _times(counts: NDArray[np.int32]) -> Floats:
    most = int(counts.max(initial=0))
    return np.array([0, *(round(1 + math.log(count), 6) for count in range(1, most + 1))])[counts]


def _idf(levels: Levels, total: int) -> Floats:
    most = quantise(total)
    values = np.zeros(most + 1)
    for level in {quantise(number) for number in range(1, total + 1)}:
        # A term that most articles have still says something where there are only a few.
        idf = max(math.log2(most / level), _MIN_IDF) ** _IDF_POWER
        values[level] = round(idf, 6)
    return values[levels]


def _strongest(
    strengths: Floats, owners: Indices, columns: NDArray[np.int32], in_title: Flags
) -> Flags:
    """Which entries are among the MAX_TERMS strongest of their article, title words before all."""
    kept = np.ones(len(strengths), np.bool_)
    sizes = np.bincount(owners) if len(owners) else np.zeros(0, np.int64)
    ends = np.cumsum(sizes)
    for owner in np.flatnonzero(sizes > MAX_TERMS).tolist():
        start, end = ends[owner] - sizes[owner], ends[owner]
        order = np.lexsort((columns[start:end], -strengths[start:end], ~in_title[start:end]))
        kept[start + order[MAX_TERMS:]] = False
    return kept


def _unit(strengths: Floats, owners: Indices, size: int) -> Floats:
    """Each article's strengths (whole numbers) as a vector of length 1, or of zeros."""
    # Whole numbers below 2**53, so that the sums are exact in any order.
    lengths = np.sqrt(np.bincount(owners, strengths**2, size))
    lengths[lengths == 0] = 1
    return strengths / lengths[owners]
