"""Watches the files of the site, and decides which changes need a build."""

from __future__ import annotations

import contextlib
import re
import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from watchfiles import Change, watch

from plugins.preview import polling

STEP_MS = 20  # without a change, which ends a burst of changes
LONGEST_BURST_MS = 1600
ROOTS_MS = 100  # interval for checking the roots themselves
TEMPORARY = re.compile(
    r"""
      ^[.#]  | ~$ | ^~              # dotfiles, Emacs' locks and autosaves, backups, Office locks
    | ^4913$                        # Vim creates this to check whether it may write
    | \.(?:sw[a-z]|tmp|temp|bak|part|crdownload|py[cod])$
    | ___jb_(?:tmp|old|bak)___$     # JetBrains
    | \.sb-[0-9a-f]+-\w+$           # macOS
    | ^(?:__pycache__|node_modules|Thumbs\.db|desktop\.ini)$
    """,
    re.VERBOSE | re.IGNORECASE,
)


def counts(path: Path, root: Path, output: Path) -> bool:
    """Whether a change of `path` below the watched `root` needs a build; all three are absolute.

    Files that the build writes and temporary files of text editors do not. Names of folders above
    `root` do not matter: the checkout may be in a hidden folder.
    """
    if path.is_relative_to(output) or not path.is_relative_to(root):
        return False
    return not any(TEMPORARY.search(part) for part in path.relative_to(root).parts)


def saves(roots: Sequence[Path], stop: threading.Event) -> Iterator[frozenset[Path]]:
    """Yield the paths that changed below `roots`, one burst at a time, until `stop` is set.

    Many items are empty, as is the first, which says that the watch has started. Roots are folders
    or files, and may be deleted and come back. Raises OSError or RuntimeError when the system
    cannot watch.
    """
    changed: set[Path] = set()
    while not stop.is_set():
        folders, files = _folders(roots), _files(roots)
        for burst in _bursts(folders, stop):
            changed |= {path for _, path in burst}
            # Roots that are files are compared, not watched: text editors replace them.
            files, before = _files(roots), files
            changed |= {path for path, _ in files.items() ^ before.items()}
            moved = {path for path, _ in folders.items() ^ _folders(roots).items()}
            # The system stops watching a deleted folder, even if one with its name comes back.
            moved |= {
                path for change, path in burst if change is Change.deleted and path in folders
            }
            changed |= moved
            if moved:
                break
            yield frozenset(changed)
            changed.clear()


@contextlib.contextmanager
def watching(
    roots: Sequence[Path],
    output: Path,
    changed: Callable[[frozenset[Path]], None],
    failed: Callable[[Exception], None],
) -> Iterator[None]:
    """Call `changed` from a thread after each burst of saves inside the with block.

    `failed` is called once if the files cannot be watched at all.
    """
    stop, ready = threading.Event(), threading.Event()

    def follow() -> None:
        try:
            for paths in _watched_or_polled(roots, stop):
                ready.set()
                if relevant := _relevant(paths, roots, output):
                    changed(relevant)
        except (OSError, RuntimeError) as error:
            failed(error)
        finally:
            ready.set()

    thread = threading.Thread(target=follow, daemon=True)
    thread.start()
    ready.wait()
    try:
        yield
    finally:
        stop.set()
        thread.join(timeout=5)  # a daemon thread, which cannot keep a stopped preview alive


def _relevant(paths: frozenset[Path], roots: Sequence[Path], output: Path) -> frozenset[Path]:
    tops, output = [root.resolve() for root in roots], output.resolve()
    return frozenset(path for path in paths if any(counts(path, top, output) for top in tops))


def _watched_or_polled(roots: Sequence[Path], stop: threading.Event) -> Iterator[frozenset[Path]]:
    if not polling.wanted():
        try:
            yield from saves(roots, stop)
        except (OSError, RuntimeError) as error:
            words = "Comparing all files at intervals, as this system cannot report saves"
            print(f"{words}: {error}", flush=True)
    yield from polling.compared(roots, stop)


def _bursts(
    folders: dict[Path, tuple[int, int]], stop: threading.Event
) -> Iterator[set[tuple[Change, Path]]]:
    events = watch(
        *folders,
        watch_filter=None,
        step=STEP_MS,
        debounce=LONGEST_BURST_MS,
        rust_timeout=ROOTS_MS,
        yield_on_timeout=True,
        stop_event=stop,
        raise_interrupt=False,
    )
    try:
        for burst in events:
            yield {(change, Path(path)) for change, path in burst}
    except FileNotFoundError:  # a root was just deleted: the caller checks again
        stop.wait(ROOTS_MS / 1000)


def _folders(roots: Sequence[Path]) -> dict[Path, tuple[int, int]]:
    found = {}
    for root in roots:
        with contextlib.suppress(OSError):
            status = root.stat()
            if root.is_dir():
                found[root.resolve()] = (status.st_dev, status.st_ino)
    return found


def _files(roots: Sequence[Path]) -> dict[Path, polling.Stamp]:
    return polling.stamps([root for root in roots if not root.is_dir()])
