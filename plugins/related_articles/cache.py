"""Stores what the next run can start from, one file for each language (edge: the disk)."""

from __future__ import annotations

import hashlib
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from plugins.core import cache_folder
from plugins.core.atomic_write import atomic_write
from plugins.related_articles.corpus import CorpusTerms
from plugins.related_articles.neighbour_updates import NeighbourLists
from plugins.related_articles.neighbours import Neighbours
from plugins.related_articles.sparse_arrays import sparse
from plugins.related_articles.term_matrix import HapaxTerms, TermMatrix
from plugins.related_articles.tfidf import Levels

# What numpy and zipfile raise for a file that is truncated, damaged or another program's.
_BAD_FILE = (
    *(OSError, EOFError, KeyError, RuntimeError, TypeError, ValueError),
    *(zipfile.BadZipFile, zlib.error),
)


@dataclass(frozen=True, eq=False)
class CachedRun:
    """The corpus and the results of a run.

    `recipe` identifies how they were computed, and `published_count` is the number of articles that
    the IDFs are based on.
    """

    recipe: str
    published_count: int
    terms: CorpusTerms
    levels: Levels
    vectors: sparse.csr_array
    lists: NeighbourLists


def path_for(folder: Path, lang: str) -> Path:
    """The file of a language."""
    return folder / f"{hashlib.blake2b(lang.encode(), digest_size=4).hexdigest()}.npz"


def load(path: Path) -> CachedRun | None:
    """The run stored at `path`; None where there is no complete file of this program."""
    try:
        with path.open("rb") as raw, np.load(raw, allow_pickle=False) as file:
            vocabulary = file["vocabulary"]
            hapaxes = HapaxTerms(
                file["hapax_ids"],
                file["hapax_rows"].astype(np.int32, copy=False),
                file["hapax_cells"].astype(np.int32, copy=False),
            )
            counts = _matrix(file, "counts", np.int32, len(vocabulary))
            neighbours = Neighbours(file["indices"], file["dots"], file["scores"])
            return CachedRun(
                recipe=str(file["recipe"]),
                published_count=int(file["published_count"]),
                terms=CorpusTerms(
                    file["digests"].tolist(), TermMatrix(vocabulary, counts, hapaxes)
                ),
                levels=file["levels"],
                vectors=_matrix(file, "vectors", np.float32, len(vocabulary)),
                lists=NeighbourLists(neighbours, file["floors"]),
            )
    except _BAD_FILE:
        return None  # as if there were none: everything is computed again


def save(path: Path, run: CachedRun) -> None:
    """Write the file completely or not at all."""
    cache_folder.make(path.parent)
    with atomic_write(path) as file:
        np.savez(file, allow_pickle=False, **_arrays(run))


def _arrays(run: CachedRun) -> dict[str, Any]:
    terms, neighbours = run.terms.matrix, run.lists.neighbours
    arrays: dict[str, Any] = {
        "recipe": run.recipe,
        "published_count": run.published_count,
        "digests": np.array(run.terms.digests, np.str_),
        "vocabulary": terms.vocabulary,
        "hapax_ids": terms.hapaxes.ids,
        "hapax_rows": _small(terms.hapaxes.rows),
        "hapax_cells": _small(terms.hapaxes.cells),
        "levels": run.levels,
        "indices": neighbours.indices,
        "dots": neighbours.dots,
        "scores": neighbours.scores,
        "floors": run.lists.floors,
    }
    for name, matrix in (("counts", terms.counts), ("vectors", run.vectors)):
        arrays |= {
            f"{name}_cells": _small(matrix.data),
            f"{name}_columns": _small(matrix.indices),
            f"{name}_starts": matrix.indptr,
        }
    return arrays


def _small(numbers: NDArray[Any]) -> NDArray[Any]:
    """The same whole numbers in the smallest type: most of the time goes into reading files."""
    kind = np.min_scalar_type(int(numbers.max(initial=0)))
    return numbers.astype(kind) if kind.itemsize < numbers.itemsize else numbers


def _matrix(file: Any, name: str, kind: type, width: int) -> sparse.csr_array:  # noqa: ANN401  # untyped in numpy
    starts = file[f"{name}_starts"].astype(np.int32, copy=False)
    cells = file[f"{name}_cells"].astype(kind, copy=False)
    columns = file[f"{name}_columns"].astype(np.int32, copy=False)
    return sparse.csr_array((cells, columns, starts), (len(starts) - 1, width))
