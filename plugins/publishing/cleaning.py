"""Removes only what builds have written and marked: `make clean`.

It runs without .venv, so it needs nothing but the standard library of Python 3.9.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path

from plugins.core import cache_folder
from plugins.publishing import staging
from plugins.publishing.staging import StagingError

OK, REFUSED = 0, 1
PREVIEW = Path(".preview")
CACHES = {"pictures", "related-articles", "site"}  # what builds write into it


def main(environ: Mapping[str, str]) -> int:
    """Remove the folder OUTPUTDIR, .preview, what builds left beside them, and their caches.

    If any of them must not be removed, none is.
    """
    output = Path(environ.get("OUTPUTDIR", "output"))
    content = Path(environ.get("INPUTDIR", "content"))
    try:
        _clean((output, PREVIEW), (Path.cwd(), Path.home(), Path(__file__), content))
    except StagingError as error:
        print(f"error: {error.message} {error.hint}", file=sys.stderr)
        return REFUSED
    except OSError as error:
        print(f"error: {error.filename} cannot be removed: {error.strerror}.", file=sys.stderr)
        return REFUSED
    return OK


def _clean(sites: tuple[Path, ...], keep: tuple[Path, ...]) -> None:
    with ExitStack() as stack:
        for site in sorted({site.resolve() for site in sites}):
            if site.name and any(folder.exists() for folder in _made(site)):
                stack.enter_context(staging.locked(site, _do_not_wait))
        folders = [folder for site in sites for folder in _with_siblings(site, keep)]
        cache = cache_folder.home()
        _refuse_unknown_cache(cache, keep)
        for folder in folders:
            _remove(folder, staging.MARKER)
        _remove(cache, cache_folder.TAG)


def _do_not_wait() -> None:
    raise StagingError("A build is writing to the same folder.", "Wait until it ends.")


def _with_siblings(site: Path, keep: tuple[Path, ...]) -> Iterator[Path]:
    """`site` and what builds left beside it; raises StagingError for a folder of others."""
    staging.refuse(site, keep)
    for folder in _made(site):
        staging.refuse(folder, keep)
        yield folder


def _made(site: Path) -> list[Path]:
    """Where builds of `site` write, whether it exists or not."""
    left = staging.siblings(site, "new") + staging.siblings(site, "old")
    return [site, staging.release_folder(site), *left]


def _refuse_unknown_cache(cache: Path, keep: tuple[Path, ...]) -> None:
    """Raise StagingError unless the folder of caches is tagged, or has only what our builds write.

    Older builds did not tag .cache. In the project's own folder no other program is likely to have
    a .cache with these names alone; elsewhere a folder without tag is not ours.
    """
    around = any(folder.resolve().is_relative_to(cache.resolve()) for folder in keep)
    if around or cache.is_symlink() or (cache.exists() and not cache.is_dir()):
        raise StagingError(f"{cache} is not a folder of its own.", "Remove it yourself.")
    names = {path.name for path in cache.iterdir()} if cache.is_dir() else set()
    ours = CACHES if cache == Path(cache_folder.HOME) else set()
    if not cache_folder.is_tagged(cache) and (others := sorted(names - ours)):
        raise StagingError(
            f"{cache} holds what no build of this project has made: {', '.join(others[:3])}.",
            f"Move it away, or remove {', '.join(f'{cache}/{name}' for name in sorted(CACHES))}.",
        )


def _remove(folder: Path, marker: str) -> None:
    """Remove `folder`, the marker last, so that `make clean` can finish after an error."""
    if not folder.exists():
        return
    for path in sorted(folder.iterdir(), key=lambda path: path.name == marker):
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()
    folder.rmdir()


if __name__ == "__main__":
    sys.exit(main(os.environ))
