"""What one run keeps for the next, in a file (edge: the disk)."""

from __future__ import annotations

import hashlib
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from plugins.core import cache_folder
from plugins.core.atomic_write import atomic_write
from plugins.related_articles.corpus import CorpusTerms
from plugins.related_articles.neighbour_updates import NeighbourLists
from plugins.related_articles.neighbours import Neighbours
from plugins.related_articles.term_matrix import HapaxTerms, TermMatrix
from plugins.related_articles.tfidf import Levels

# What numpy and zipfile raise for a file that is cut, damaged or another program's.
_BAD_FILE = (
    *(OSError, EOFError, KeyError, RuntimeError, TypeError, ValueError),
    *(zipfile.BadZipFile, zlib.error),
)


@dataclass(frozen=True, eq=False)
class CachedRun:
    """A run's corpus and outcome; `recipe` says how they were made, `total` what rarity was of."""

    recipe: str
    total: int
    terms: CorpusTerms
    levels: Levels
    vectors: sparse.csr_array
    lists: NeighbourLists


def path_for(folder: Path, lang: str) -> Path:
    """The file of a language."""
    return folder / f"{hashlib.blake2b(lang.encode(), digest_size=4).hexdigest()}.npz"


def load(path: Path) -> CachedRun | None:
    """What an earlier run kept; None where there is no whole file of its."""
    try:
        with path.open("rb") as raw, np.load(raw, allow_pickle=False) as file:
            vocabulary = file["vocabulary"]
            hapaxes = HapaxTerms(
                file["hapax_ids"],
                file["hapax_rows"].astype(np.int32, copy=False),
                file["hapax_cells"].astype(np.int32, copy=False),
            )
            counts = _matrix(file, "counts", np.int32, len(vocabulary))
            return CachedRun(
                recipe=str(file["recipe"]),
                total=int(file["total"]),
                terms=CorpusTerms(
                    file["digests"].tolist(),
                    TermMatrix(vocabulary, counts, hapaxes),
                ),
                levels=file["levels"],
                vectors=_matrix(file, "vectors", np.float32, len(vocabulary)),
                lists=NeighbourLists(
                    Neighbours(file["indices"], file["dots"], file["scores"]), file["floors"]
                ),
            )
    except _BAD_FILE:
        return None  # a bad file is like none: the links are made from the beginning


def save(path: Path, cached: CachedRun) -> None:
    """Write what the next run can start from, whole or not at all."""
    cache_folder.make(path.parent)
    with atomic_write(path) as file:
        np.savez(file, allow_pickle=False, **_arrays(cached))


def _arrays(cached: CachedRun) -> dict[str, Any]:
    terms, neighbours = cached.terms.matrix, cached.lists.neighbours
    arrays: dict[str, Any] = {
        "recipe": cached.recipe,
        "total": cached.total,
        "digests": np.array(cached.terms.digests, np.str_),
        "vocabulary": terms.vocabulary,
        "hapax_ids": terms.hapaxes.ids,
        "hapax_rows": _small(terms.hapaxes.rows),
        "hapax_cells": _small(terms.hapaxes.cells),
        "levels": cached.levels,
        "indices": neighbours.indices,
        "dots": neighbours.dots,
        "scores": neighbours.scores,
        "floors": cached.lists.floors,
    }
    for name, matrix in (("counts", terms.counts), ("vectors", cached.vectors)):
        arrays |= {
            f"{name}_cells": _small(matrix.data),
            f"{name}_columns": _small(matrix.indices),
            f"{name}_starts": matrix.indptr,
        }
    return arrays


def _small(numbers: NDArray[Any]) -> NDArray[Any]:
    """The same whole numbers in as few bytes as hold them: time goes into reading and writing."""
    kind = np.min_scalar_type(int(numbers.max(initial=0)))
    return numbers.astype(kind) if kind.itemsize < numbers.itemsize else numbers


def _matrix(file: Any, name: str, kind: type, width: int) -> sparse.csr_array:  # noqa: ANN401  # untyped in numpy
    starts = file[f"{name}_starts"].astype(np.int32, copy=False)
    cells, columns = (
        file[f"{name}_cells"].astype(kind, copy=False),
        file[f"{name}_columns"].astype(np.int32, copy=False),
    )
    return sparse.csr_array((cells, columns, starts), (len(starts) - 1, width))
