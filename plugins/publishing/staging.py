"""Builds a site beside the old one and replaces that in one step (edge: disk)."""

from __future__ import annotations

import contextlib
import ctypes
import errno
import glob
import os
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from plugins.core.file_lock import lock
from plugins.core.stop_signals import signals_deferred

# GitHub Pages needs this file to serve folders that begin with an underscore; its text shows that a
# build made the folder and may replace it.
MARKER = ".nojekyll"
MARKER_TEXT = "Written by a site build, which replaces this whole folder each time.\n"
_AT_FDCWD = -100  # linux/fcntl.h
_RENAME_EXCHANGE = 2  # linux/fs.h, renameat2(2)
_RENAME_SWAP = 2  # macOS sys/stdio.h, renamex_np(2)
_PATIENCE, _PAUSE = 5.0, 0.05  # seconds, for other programs that read in a folder
_UNSUPPORTED = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP}


class StagingError(Exception):
    """An output folder that must not be replaced: why not, and what to do."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


@dataclass
class Staging:
    """A site being built in `path`; `published` once it has replaced `output`.

    `removing`: whether the removal of the old site has begun, which a signal may interrupt.
    """

    path: Path
    output: Path
    published: bool = False
    removing: bool = False

    def publish(self) -> None:
        """Replace the old site, which is unchanged until then, by the new one.

        The release folder of the old site goes first, and that of the new one comes last: if the
        process dies in between, the site has none, but never another one's. Signals are deferred
        meanwhile, so that a build stops either before the swap or after it.
        """
        mark(self.path)  # again: a copied file may have the marker's name
        with signals_deferred():
            release, new = release_folder(self.output), release_folder(self.path)
            if release.exists():
                _rename(release, new.with_suffix(".former"))
            if not self.output.exists():
                _rename(self.path, self.output)
            elif not exchange(self.path, self.output):
                self._swap_in_two_steps()
            self.published = True
            if new.exists():
                self._publish_release(new, release)

    def _publish_release(self, new: Path, release: Path) -> None:
        try:
            _rename(new, release)
        except OSError as error:
            message = f"The new site is in place, but {release} is not: {error.strerror}."
            raise StagingError(message, "Build again.") from error

    def remove_old(self) -> None:
        """Remove the old site, once the new one is in its place."""
        self.removing = True
        _remove_leftovers(self.output)

    def _swap_in_two_steps(self) -> None:
        """Rename twice, where the system has no atomic exchange.

        If the process dies in between, `_recover` puts the old folder back.
        """
        old = sibling(self.output, "old")
        _rename(self.output, old)
        try:
            _rename(self.path, self.output)
        except OSError:
            _rename(old, self.output)
            raise


def _rename(source: Path, target: Path) -> None:
    """Rename a folder; Windows cannot while a program, such as a virus scanner, reads in it."""
    until = time.monotonic() + _PATIENCE
    while True:
        try:
            source.rename(target)
        except PermissionError:
            if hasattr(os, "O_DIRECTORY") or time.monotonic() > until:
                raise
            time.sleep(_PAUSE)
        else:
            return


def exchange(first: Path, second: Path) -> bool:
    """Swap two existing paths of one file system atomically.

    False where the system or file system has no such call; raises OSError where the call fails.
    """
    try:
        libc = ctypes.CDLL(None, use_errno=True)
    except TypeError:  # Windows
        return False
    one, two = os.fsencode(first), os.fsencode(second)
    if sys.platform == "darwin" and hasattr(libc, "renamex_np"):
        result = libc.renamex_np(one, two, ctypes.c_uint(_RENAME_SWAP))
    elif hasattr(libc, "renameat2"):
        result = libc.renameat2(_AT_FDCWD, one, _AT_FDCWD, two, ctypes.c_uint(_RENAME_EXCHANGE))
    else:
        return False
    code = ctypes.get_errno()
    if result == 0:
        return True
    if code in _UNSUPPORTED:
        return False
    raise OSError(code, os.strerror(code), str(first))


@contextlib.contextmanager
def staged(
    output: Path, keep: tuple[Path, ...], waiting: Callable[[], None] = lambda: None
) -> Iterator[Staging]:
    """Give a folder in which to build a site for `output`, and remove it in the end.

    Call `publish` as the last step. `output` must not be or contain any of the folders in `keep`;
    raises StagingError when it must not be replaced. Only one build at a time may write to
    `output`; another one calls `waiting` and waits. What hosts need besides the site may be put
    into the `release_folder` of the given folder.
    """
    refuse(output, keep)
    refuse(release_folder(output), keep)
    output = output.resolve()
    output.parent.mkdir(parents=True, exist_ok=True)
    with locked(output, waiting):
        _recover(output)
        _remove_leftovers(output)
        staging = Staging(sibling(output, "new"), output)
        try:
            staging.path.mkdir()
            mark(staging.path)
            yield staging
        finally:
            if not staging.removing:
                _remove_leftovers(output)


def refuse(output: Path, keep: tuple[Path, ...]) -> None:
    """Raise StagingError where `output` may not be replaced; see `staged`."""
    if output.is_symlink():
        raise StagingError(
            f"{output} is a link to another folder, and a build would replace the link.",
            f"Name the folder itself: OUTPUTDIR={output.resolve()} (pelican: -o).",
        )
    output = output.resolve()
    for folder in keep:
        if folder.resolve().is_relative_to(output):
            raise StagingError(
                f"The output folder {output} holds {folder.resolve()}, which a build must not "
                "replace.",
                "Choose a folder of its own: OUTPUTDIR=output (pelican: -o output).",
            )
    if output.exists():
        _refuse_unknown(output)


def _refuse_unknown(output: Path) -> None:
    if not output.is_dir():
        raise StagingError(
            f"{output} is a file, not a folder.", "Move it away, or set OUTPUTDIR (pelican: -o)."
        )
    if os.path.ismount(output):
        raise StagingError(
            f"{output} is where a disk is mounted, and cannot be replaced.",
            f"Build into a folder on it: OUTPUTDIR={output}/site (pelican: -o).",
        )
    if not is_ours(output) and any(output.iterdir()):
        raise StagingError(
            f"{output} has files in it that no build of this project wrote.",
            "Move them away, or choose another folder with OUTPUTDIR=... (pelican: -o ...).",
        )


def is_ours(folder: Path) -> bool:
    """Whether a build made `folder`: its marker file has the text of ours."""
    marker = folder / MARKER
    return marker.is_file() and marker.read_text("utf-8", "replace") == MARKER_TEXT


def release_folder(site: Path) -> Path:
    """The folder beside `site` for what hosts and deploys need, but visitors must not get."""
    return site.with_name(f"{site.name}.release")


def refuse_within(path: Path, site: Path) -> None:
    """Raise StagingError if `path` lies in a site, in its release folder or in the content."""
    for folder in (site, release_folder(site), _content()):
        if path.resolve().is_relative_to(folder.resolve()):
            raise StagingError(f"{path} lies in {folder}.", "Choose a folder beside it.")


def kept_beside(target: Path, site: Path) -> tuple[Path, ...]:
    """What a copy of a site may not replace; raises StagingError if `target` lies in some of it."""
    refuse_within(target, site)
    return (site, release_folder(site), _content(), Path.cwd(), Path.home(), Path(__file__))


def _content() -> Path:
    return Path(os.environ.get("INPUTDIR", "content"))


def mark(folder: Path) -> None:
    """Note that a build made `folder`; see `is_ours`."""
    (folder / MARKER).write_text(MARKER_TEXT, "utf-8")


def sibling(output: Path, kind: str) -> Path:
    """The folder of a `kind`, "new" or "old", that this process may make beside `output`."""
    return output.with_name(f".{output.name.lstrip('.')}.{kind}-{os.getpid()}")


def siblings(output: Path, kind: str) -> list[Path]:
    """The folders of a `kind`, "new" or "old", that builds have left beside `output`."""
    return sorted(output.parent.glob(f".{glob.escape(output.name.lstrip('.'))}.{kind}-*"))


def _recover(output: Path) -> None:
    """Put the old site back if a build died between its two renames."""
    left = siblings(output, "old")
    if left and not output.exists():
        left[-1].rename(output)


def _remove_leftovers(output: Path) -> None:
    """Remove what this build, or an earlier one that was killed, left beside the output."""
    for path in siblings(output, "new") + siblings(output, "old"):
        shutil.rmtree(path, ignore_errors=True)


@contextlib.contextmanager
def locked(output: Path, waiting: Callable[[], None]) -> Iterator[None]:
    """Lock the folder `output`, which need not exist, for builds into it.

    Calls `waiting` first if another build has the lock. It is a file beside the folder, because the
    folder itself is replaced, and others beside it may be built at the same time.
    """
    file = output.with_name(f".{output.name.lstrip('.')}.lock")
    descriptor = _locked_file(file, waiting)
    try:
        yield
    finally:
        try:
            file.unlink(missing_ok=True)  # first: whoever waits for it then makes another one
        except PermissionError:  # Windows deletes no open file
            os.close(descriptor)
            with contextlib.suppress(PermissionError):  # whoever waits for it has it open too
                file.unlink(missing_ok=True)
        else:
            os.close(descriptor)


def _locked_file(file: Path, waiting: Callable[[], None]) -> int:
    """The descriptor of the lock `file`, once no other build has it."""
    flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)  # Windows lacks that
    while True:
        descriptor = os.open(file, flags, 0o600)
        try:
            lock(descriptor, waiting)
            with contextlib.suppress(FileNotFoundError):
                if os.path.samestat(os.fstat(descriptor), file.lstat()):
                    return descriptor
        except BaseException:
            os.close(descriptor)
            raise
        os.close(descriptor)  # the build that had it has deleted it
