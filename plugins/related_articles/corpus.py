"""All articles of a language, in one order, with what they say and what an earlier run knew."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np
from numpy.typing import NDArray

from plugins.related_articles.documents import Document, newest_first
from plugins.related_articles.term_matrix import EMPTY_MATRIX, Indices, TermMatrix, update_matrix
from plugins.related_articles.terms import extract_terms

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, eq=False)
class CorpusTerms:
    """What articles say, and for each a digest that tells whether it is what it was."""

    digests: Sequence[str]
    matrix: TermMatrix


@dataclass(frozen=True, eq=False)
class Corpus:
    """`documents` in the order of the rows: the `size` published, newest first, then the others.

    `days` are their dates, as days since 1970. `origins` are the rows of an earlier run (-1 for
    none), and `moves` the columns where that run's columns now stand.
    """

    documents: Sequence[Document]
    size: int
    days: NDArray[np.int64]
    terms: CorpusTerms
    old_rows: Indices
    moves: Indices


NO_TERMS = CorpusTerms((), EMPTY_MATRIX)


def build_corpus(documents: Sequence[Document], before: CorpusTerms = NO_TERMS) -> Corpus:
    """The corpus of `documents`, which are of one language; only those not known are read."""
    ordered = newest_first(documents)
    ordered.sort(key=lambda document: not document.published)
    digests = [_digest(document) for document in ordered]
    rows = {digest: row for row, digest in enumerate(before.digests)}
    old_rows = np.array([rows.get(digest, -1) for digest in digests], np.int64)
    fresh = [extract_terms(ordered[row]) for row in np.flatnonzero(old_rows < 0).tolist()]
    matrix, moves = update_matrix(before.matrix, old_rows, fresh)
    return Corpus(
        documents=ordered,
        size=sum(document.published for document in ordered),
        days=np.array([(document.date - _EPOCH).days for document in ordered], np.int64),
        terms=CorpusTerms(digests, matrix),
        old_rows=old_rows,
        moves=moves,
    )


def document_frequency(corpus: Corpus) -> NDArray[np.int64]:
    """How many of the published articles say each term."""
    counts = corpus.terms.matrix.counts
    return np.bincount(counts.indices[: counts.indptr[corpus.size]], minlength=counts.shape[1])


def _digest(document: Document) -> str:
    said = [
        document.slug,
        document.lang,
        document.date.astimezone(UTC).isoformat(),
        str(document.published),
        document.title,
        document.description,
        document.text,
        document.category,
        *document.headings,
        "",
        *document.topics,
    ]
    told = "\0".join(said).encode("utf-8", "replace")
    return hashlib.blake2b(told, digest_size=16).hexdigest()
