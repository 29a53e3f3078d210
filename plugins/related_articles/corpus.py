"""All articles of a language in a fixed order, with their terms and their earlier rows."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np
from numpy.typing import NDArray

from plugins.core.free_memory import return_free_memory
from plugins.related_articles.documents import Document, newest_first
from plugins.related_articles.term_matrix import EMPTY_MATRIX, Indices, TermMatrix, update_matrix
from plugins.related_articles.terms import extract_terms

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, eq=False)
class CorpusTerms:
    """The term matrix of articles, and for each row a digest of the article."""

    digests: Sequence[str]
    matrix: TermMatrix


@dataclass(frozen=True, eq=False)
class Corpus:
    """The `documents` in the order of the rows: the `published_count` published ones come first.

    `days` are their dates, as days since 1970. `old_rows` gives each row's row in the earlier run
    (-1 for none), `new_columns` the present column of each of that run's columns.
    """

    documents: Sequence[Document]
    published_count: int
    days: NDArray[np.int64]
    terms: CorpusTerms
    old_rows: Indices
    new_columns: Indices


NO_TERMS = CorpusTerms((), EMPTY_MATRIX)


def build_corpus(documents: Sequence[Document], before: CorpusTerms = NO_TERMS) -> Corpus:
    """The corpus of `documents`, all of one language; those found in `before` are not parsed."""
    ordered = sorted(newest_first(documents), key=lambda document: not document.published)
    digests = [_digest(document) for document in ordered]
    rows = {digest: row for row, digest in enumerate(before.digests)}
    old_rows = np.array([rows.get(digest, -1) for digest in digests], np.int64)
    added = extract_terms([ordered[row] for row in np.flatnonzero(old_rows < 0).tolist()])
    matrix, new_columns = update_matrix(before.matrix, old_rows, added)
    del added
    return_free_memory()
    return Corpus(
        documents=ordered,
        published_count=sum(document.published for document in ordered),
        days=np.array([(document.date - _EPOCH).days for document in ordered], np.int64),
        terms=CorpusTerms(digests, matrix),
        old_rows=old_rows,
        new_columns=new_columns,
    )


def document_frequency(corpus: Corpus) -> NDArray[np.int64]:
    """How many of the published articles contain each term of the vocabulary."""
    counts = corpus.terms.matrix.counts
    published = counts.indices[: counts.indptr[corpus.published_count]]
    return np.bincount(published, minlength=counts.shape[1])


def _digest(document: Document) -> str:
    parts = [
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
    data = "\0".join(parts).encode("utf-8", "replace")
    return hashlib.blake2b(data, digest_size=16).hexdigest()
