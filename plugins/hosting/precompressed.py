"""Copies a site with a compressed neighbour for each text file (edge: disk).

A server of one's own (`gzip_static`, `brotli_static`, Caddy's `precompressed`) sends `a.css.br` for
`a.css` without looking at that, so the copy is made anew each time, and only from a site that is as
its manifest says. Other hosts compress themselves, and would publish the neighbours as files.
"""

from __future__ import annotations

import gzip
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import brotli

from plugins.core.cores import cores
from plugins.hosting.hashed_files import differences, normalise_modes
from plugins.hosting.manifest import Manifest, ManifestFile
from plugins.hosting.responses import COMPRESSED
from plugins.publishing.staging import StagingError, kept_beside, staged

_GZIP = 9  # the highest levels: each file is compressed once


def write(site: Path, target: Path, manifest: Manifest) -> int:
    """Replace the folder `target` by such a copy of `site`; returns the number of neighbours.

    Raises OSError; StagingError if the site is not as the manifest says, or if `target` must not be
    replaced; ManifestError if the site has a link.
    """
    keep = kept_beside(target, site)
    if changed := differences(manifest, site):
        names = ", ".join(changed[:3])
        raise StagingError(f"{site} is not as its manifest says: {names}.", "Publish it again.")
    if clashing := _clashing(manifest):
        raise StagingError(f"{site} has {clashing} already.", "Publish the site without it.")
    with staged(target, keep) as staging:
        with ThreadPoolExecutor(cores()) as pool:
            made = sum(pool.map(lambda file: _copy(file, site, staging.path), manifest.files))
        normalise_modes(staging.path)
        staging.publish()
    return made


def _clashing(manifest: Manifest) -> str:
    """The path of a file that would be a text's neighbour, whatever it contains; "" if none is."""
    paths = {file.path for file in manifest.files}
    texts = (file.path for file in manifest.files if file.is_text)
    neighbours = (f"{path}{ending}" for path in texts for ending in COMPRESSED)
    return next((path for path in neighbours if path in paths), "")


def _copy(file: ManifestFile, site: Path, folder: Path) -> int:
    """Copy a file, and write those of its neighbours that are smaller; returns their number."""
    target = folder / file.path
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(site / file.path, target)
    if not file.is_text:
        return 0
    neighbours = compressed(target.read_bytes())
    for ending, data in neighbours.items():
        target.with_name(target.name + ending).write_bytes(data)
    return len(neighbours)


def compressed(data: bytes) -> dict[str, bytes]:
    """By ending, what decodes to `data` and is smaller; the same each time."""
    packed = brotli.compress(data), gzip.compress(data, _GZIP, mtime=0)
    made = zip(COMPRESSED, packed, strict=True)
    return {ending: each for ending, each in made if len(each) < len(data)}
