"""What one run keeps for the next, in a file (edge: the disk)."""

from __future__ import annotations

import hashlib
import os
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from plugins.core import cache_folder
from plugins.related_articles.corpus import Known
from plugins.related_articles.neighbour_updates import Listed
from plugins.related_articles.neighbours import Nearest
from plugins.related_articles.term_matrix import Lone, Sayings
from plugins.related_articles.tfidf import Steps

# What numpy and zipfile raise for a file that is cut, damaged or another program's.
_BAD_FILE = (
    *(OSError, EOFError, KeyError, RuntimeError, TypeError, ValueError),
    *(zipfile.BadZipFile, zlib.error),
)


@dataclass(frozen=True, eq=False)
class Kept:
    """A run's corpus and outcome; `recipe` says how they were made, `total` what rarity was of."""

    recipe: str
    total: int
    known: Known
    steps: Steps
    vectors: sparse.csr_array
    listed: Listed


def path_for(folder: Path, lang: str) -> Path:
    """The file of a language."""
    return folder / f"{hashlib.blake2b(lang.encode(), digest_size=4).hexdigest()}.npz"


def load(path: Path) -> Kept | None:
    """What an earlier run kept; None where there is no whole file of its."""
    try:
        with path.open("rb") as raw, np.load(raw, allow_pickle=False) as file:
            vocabulary = file["vocabulary"]
            lone = Lone(
                file["lone_ids"],
                file["lone_rows"].astype(np.int32, copy=False),
                file["lone_cells"].astype(np.int32, copy=False),
            )
            return Kept(
                recipe=str(file["recipe"]),
                total=int(file["total"]),
                known=Known(
                    file["digests"].tolist(),
                    Sayings(vocabulary, _matrix(file, "said", np.int32, len(vocabulary)), lone),
                ),
                steps=file["steps"],
                vectors=_matrix(file, "vectors", np.float32, len(vocabulary)),
                listed=Listed(
                    Nearest(file["places"], file["dots"], file["scores"]), file["floors"]
                ),
            )
    except _BAD_FILE:
        return None  # a bad file is like none: the links are made from the beginning


def save(path: Path, kept: Kept) -> None:
    """Write what the next run can start from, whole or not at all."""
    cache_folder.make(path.parent)
    partly = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with partly.open("wb") as file:
            np.savez(file, allow_pickle=False, **_arrays(kept))
        partly.replace(path)
    finally:
        partly.unlink(missing_ok=True)


def _arrays(kept: Kept) -> dict[str, Any]:
    sayings, nearest = kept.known.sayings, kept.listed.nearest
    arrays: dict[str, Any] = {
        "recipe": kept.recipe,
        "total": kept.total,
        "digests": np.array(kept.known.digests, np.str_),
        "vocabulary": sayings.vocabulary,
        "lone_ids": sayings.lone.ids,
        "lone_rows": _small(sayings.lone.rows),
        "lone_cells": _small(sayings.lone.cells),
        "steps": kept.steps,
        "places": nearest.places,
        "dots": nearest.dots,
        "scores": nearest.scores,
        "floors": kept.listed.floors,
    }
    for name, matrix in (("said", sayings.said), ("vectors", kept.vectors)):
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
