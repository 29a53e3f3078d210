"""Which files count as part of the site, and the watch over them."""

from __future__ import annotations

import contextlib
import re
import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from watchfiles import Change, watch

from plugins.preview import polling

STEP_MS = 50  # quiet that ends a burst of changes
LONGEST_BURST_MS = 1600
LOOK_MS = 100  # how often the roots themselves are looked at
TEMPORARY = re.compile(
    r"""
      ^[.#]  | ~$ | ^~              # dotfiles, Emacs' locks and autosaves, backups, office locks
    | ^4913$                        # Vim asks with this name whether it may write here
    | \.(?:sw[a-z]|tmp|temp|bak|part|crdownload|py[cod])$
    | ___jb_(?:tmp|old|bak)___$     # JetBrains
    | \.sb-[0-9a-f]+-\w+$           # macOS
    | ^(?:__pycache__|node_modules|Thumbs\.db|desktop\.ini)$
    """,
    re.VERBOSE | re.IGNORECASE,
)


def counts(path: Path, root: Path, output: Path) -> bool:
    """Whether a change of `path` below the watched `root` calls for a build; all three absolute.

    What the build itself writes does not, nor what editors leave for a moment. Names above `root`
    do not matter: the checkout may lie in a hidden folder.
    """
    if path.is_relative_to(output) or not path.is_relative_to(root):
        return False
    return not any(TEMPORARY.search(part) for part in path.relative_to(root).parts)


def saves(roots: Sequence[Path], stop: threading.Event) -> Iterator[frozenset[Path]]:
    """Yield what changed below `roots`, a burst of changes at a time, until `stop` is set.

    Items are often empty; the first says that the watch stands. Roots may be folders or files, and
    may vanish and come back. Raises OSError or RuntimeError when the system cannot watch.
    """
    changed: set[Path] = set()
    while not stop.is_set():
        folders, files = _folders(roots), _files(roots)
        for burst in _bursts(folders, stop):
            changed |= {path for _, path in burst}
            # Files are compared, not watched: editors put a new file in place of the old one.
            files, before = _files(roots), files
            changed |= {path for path, _ in files.items() ^ before.items()}
            moved = {path for path, _ in folders.items() ^ _folders(roots).items()}
            # The system forgets a folder that is deleted, even when one of its name comes back.
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
    """Call `changed` from a thread after each burst of saves; what is saved from here on counts.

    `failed` is called once when the files cannot be watched at all.
    """
    stop, ready = threading.Event(), threading.Event()

    def follow() -> None:
        try:
            for paths in _saves_somehow(roots, stop):
                ready.set()
                if ours := _that_count(paths, roots, output):
                    changed(ours)
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
        thread.join(timeout=5)  # a daemon; it must not keep a stopped preview alive


def _that_count(paths: frozenset[Path], roots: Sequence[Path], output: Path) -> frozenset[Path]:
    tops, output = [root.resolve() for root in roots], output.resolve()
    return frozenset(path for path in paths if any(counts(path, top, output) for top in tops))


def _saves_somehow(roots: Sequence[Path], stop: threading.Event) -> Iterator[frozenset[Path]]:
    if not polling.wanted():
        try:
            yield from saves(roots, stop)
        except (OSError, RuntimeError) as error:
            words = "Comparing the files every moment, as this system cannot report saves"
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
        rust_timeout=LOOK_MS,
        yield_on_timeout=True,
        stop_event=stop,
        raise_interrupt=False,
    )
    try:
        for burst in events:
            yield {(change, Path(path)) for change, path in burst}
    except FileNotFoundError:  # a root went away a moment ago: let the caller look again
        stop.wait(LOOK_MS / 1000)


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
