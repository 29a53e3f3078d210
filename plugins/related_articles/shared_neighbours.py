"""How many of their nearest neighbours two articles share.

Two articles on one subject may share few words, but then the same others are like both of them.
An article's profile is a vector over all articles, of length SCALE: the article itself and its
PROFILE_SIZE most similar neighbours, whatever their dates. Profiles follow from the neighbour lists
alone, so a run with a cache has those of a run without. Their dot products are sums of whole
numbers (see `tfidf`).
"""

import numpy as np
from numpy.typing import NDArray

from plugins.related_articles.neighbours import Neighbours
from plugins.related_articles.sparse_arrays import sparse
from plugins.related_articles.term_matrix import Indices
from plugins.related_articles.tfidf import SCALE

# Both were tuned on nine blogs: docs/related-articles.md, “What was tried”.
PROFILE_SIZE = 12
# Profiles are made of the first of each list. A fixed number, so that neither
# RELATED_ARTICLES_COUNT nor pins change them.
POOL = 48

_BLOCK = 1024  # articles computed at a time


def profiles(found: Neighbours) -> sparse.csr_array:
    """The profile of each article, as whole numbers; lists must be complete up to POOL."""
    indices, dots = found.indices[:, :POOL], found.dots[:, :POOL]
    order = np.argsort(-dots, axis=1, kind="stable")[:, :PROFILE_SIZE]
    indices, dots = np.take_along_axis(indices, order, 1), np.take_along_axis(dots, order, 1)
    size = len(indices)
    # An article is as near to itself as the most similar one is.
    weights = np.hstack([np.maximum(dots[:, :1], 1), dots]).astype(np.float64)
    columns = np.hstack([np.arange(size)[:, None], indices])
    # The squares are below 2**48 and 13 of them below 2**53, so their sums are exact.
    lengths = np.sqrt((weights**2).sum(axis=1, keepdims=True))
    scaled = np.rint(weights / lengths * SCALE).astype(np.int64)
    used = columns >= 0
    starts = np.concatenate(([0], np.cumsum(used.sum(axis=1))))
    return sparse.csr_array((scaled[used], columns[used], starts), (size, size))


def shared_neighbours(
    matrix: sparse.csr_array, rows: Indices, others: Indices
) -> NDArray[np.int64]:
    """The dot product of the profiles of each of `rows`, which are sorted, and of `others`."""
    parts = [np.zeros(0, np.int64)]
    transposed, size = matrix.T.tocsr(), matrix.shape[0]
    for start in range(0, size, _BLOCK):
        first, end = np.searchsorted(rows, (start, start + _BLOCK))
        products = matrix[start : start + _BLOCK] @ transposed
        products.sort_indices()
        own = np.repeat(np.arange(products.shape[0]), np.diff(products.indptr))
        wanted = (rows[first:end] - start) * size + others[first:end]
        parts.append(look_up(own * size + products.indices, products.data, wanted))
    return np.concatenate(parts)


def look_up(keys: Indices, values: NDArray[np.int64], wanted: Indices) -> NDArray[np.int64]:
    """The values of the `wanted` keys, 0 where there is none; `keys` must be sorted."""
    if not len(keys):
        return np.zeros(len(wanted), np.int64)
    places = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
    return np.where(keys[places] == wanted, values[places], 0)
