"""TF-IDF weights of each article's terms, as whole numbers, so that every sum is exact.

An article is a vector of length SCALE over the terms. The dot product of two vectors is then a
whole number below 2**24, which 32-bit floats hold exactly. It is the same on every machine, in
whatever order it is summed, so equally good articles really tie.
"""

import math

import numpy as np
from numpy.typing import NDArray

from plugins.related_articles.sparse_arrays import sparse
from plugins.related_articles.term_matrix import Indices
from plugins.related_articles.terms import Flags

SCALE = 4000
# Both were tuned on eight blogs: docs/related-articles.md, “What was tried”.
TITLE_SHARE = 0.25  # the weight of the vector of title words, beside that of the whole text
MAX_TERMS = 2048  # kept for each article, those with the largest weights

Floats = NDArray[np.float64]
Levels = NDArray[np.int32]

# Logarithms differ between machines in their last digits, so they are rounded to this precision,
_FINE = 1e6
_COARSE = 1e3  # and to this one before squares are summed.
_IDF_POWER = 0.75  # rare terms count more, but less than by their full IDF
_MIN_IDF = 0.1
_EXACT_BELOW = 8
_BLOCK = 1024  # articles computed at a time


def quantise(number: int) -> int:
    """`number` itself below 8, then the middle between two powers of two.

    IDFs are computed from quantised numbers, so that one more article changes few weights.
    """
    return number if number < _EXACT_BELOW else 3 * 2 ** (number.bit_length() - 2)


def frequency_levels(document_frequency: NDArray[np.int64], document_count: int) -> Levels:
    """The quantised document frequency of each term; 0 where it must not count.

    A term that one article or every one of the `document_count` contains tells none apart.
    """
    levels = np.array([*map(quantise, range(document_count + 1))], np.int32)[document_frequency]
    levels[(document_frequency < 2) | (document_frequency >= document_count)] = 0  # noqa: PLR2004
    return levels


def tfidf_vectors(
    counts: sparse.csr_array, levels: Levels, document_count: int
) -> sparse.csr_array:
    """The vector of each article: whole numbers, as float32; for `counts` see `TermMatrix`.

    The weight of a term is (1 + ln(occurrences)) x IDF**0.75. The MAX_TERMS largest are kept, words
    of the title first. A second vector, of the title words alone, is added with TITLE_SHARE.
    """
    idf = _idf(levels, document_count)
    starts = range(0, counts.shape[0], _BLOCK)
    blocks = [_vectors(counts[start : start + _BLOCK], idf) for start in starts]
    return sparse.vstack(blocks, format="csr") if blocks else counts.astype(np.float32)


def _vectors(counts: sparse.csr_array, idf: Floats) -> sparse.csr_array:
    size = counts.shape[0]
    used = idf[counts.indices] > 0
    rows = np.repeat(np.arange(size), np.diff(counts.indptr))[used]
    columns, cells = counts.indices[used], counts.data[used]
    weights = np.rint(_term_frequency(cells // 2) * idf[columns] * _COARSE)
    kept = _largest(weights, rows, columns, cells % 2 > 0)
    rows, columns, cells, weights = rows[kept], columns[kept], cells[kept], weights[kept]
    title = np.where(cells % 2 > 0, np.rint(idf[columns] * _COARSE), 0)
    mixed = _normalise(weights, rows, size) + TITLE_SHARE * _normalise(title, rows, size)
    scaled = np.rint(_normalise(np.rint(mixed * _FINE), rows, size) * SCALE).astype(np.float32)
    starts = np.concatenate(([0], np.cumsum(np.bincount(rows, minlength=size))))
    return sparse.csr_array((scaled, columns, starts.astype(np.int32)), counts.shape)


def _term_frequency(counts: NDArray[np.int32]) -> Floats:
    most = int(counts.max(initial=0))
    return np.array([0, *(round(1 + math.log(count), 6) for count in range(1, most + 1))])[counts]


def _idf(levels: Levels, document_count: int) -> Floats:
    most = quantise(document_count)
    values = np.zeros(most + 1)
    for level in {quantise(number) for number in range(1, document_count + 1)}:
        # In a small corpus even a term that most articles contain must count a little.
        values[level] = round(max(math.log2(most / level), _MIN_IDF) ** _IDF_POWER, 6)
    return values[levels]


def _largest(weights: Floats, rows: Indices, columns: NDArray[np.int32], in_title: Flags) -> Flags:
    """Which entries are among the MAX_TERMS of their row: title words, then by weight."""
    kept = np.ones(len(weights), np.bool_)
    sizes = np.bincount(rows)
    ends = np.cumsum(sizes)
    for row in np.flatnonzero(sizes > MAX_TERMS).tolist():
        start, end = ends[row] - sizes[row], ends[row]
        order = np.lexsort((columns[start:end], -weights[start:end], ~in_title[start:end]))
        kept[start + order[MAX_TERMS:]] = False
    return kept


def _normalise(weights: Floats, rows: Indices, size: int) -> Floats:
    """The weights (whole numbers) with each row scaled to a vector of length 1, or of zeros."""
    # Squares of whole numbers; their sums stay below 2**53, so they are exact in any order.
    lengths = np.sqrt(np.bincount(rows, weights**2, size))
    lengths[lengths == 0] = 1
    return weights / lengths[rows]
