"""Builds the search index from small pages with Pagefind (edge: a program, disk)."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import select
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from urllib.parse import quote

from plugins.core.findings import Finding
from plugins.core.stop_signals import signals_deferred

FOLDER = "pagefind"
_SECONDS = 300  # a thousand articles take about five
_ROOM = 65_536  # bytes; less than this is free if Pagefind could not write a whole file


@dataclass(frozen=True)
class SearchRecord:
    """What the index stores about one published article.

    `path` is its file in the site; `lang` its language if it differs from the site's, else empty;
    `text` its plain text, one block per line; `headings` are the lines that are headings.
    """

    path: str
    title: str
    text: str
    lang: str = ""
    topics: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()


class IndexingError(Exception):
    """Pagefind is missing or has failed, as the finding says."""

    def __init__(self, rule: str, message: str, hint: str) -> None:
        super().__init__(message)
        self.finding = Finding("", 0, "error", rule, message, hint)


def has_words(text: str) -> bool:
    """Whether `text` has any letter or digit to search for."""
    return any(character.isalnum() for character in text)


def record_page(record: SearchRecord) -> str:
    """The HTML that Pagefind indexes for a record: its text, and metadata to show with a result.

    Title and topics can be found as well, but are not part of excerpts.
    """
    shown = {
        "title": record.title,
        "topics": " · ".join(record.topics),
        "lang": record.lang,
        "url": quote(record.path.removesuffix("index.html")),
    }
    meta = "".join(
        f'<meta data-pagefind-meta="{name}[content]" content="{escape(value)}">'
        for name, value in shown.items()
        if value
    )
    body = "".join(_blocks(record))
    return f"<!doctype html><html><head>{meta}</head><body data-pagefind-body>{body}</body></html>"


class IndexJob:
    """An index that Pagefind makes in a process of its own, while the build goes on.

    Its temporary files are below the folder `site`, which is removed with a failed build.
    """

    def __init__(self, language: str, site: Path) -> None:
        self._language = language.lower()
        self._site = site
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._process: subprocess.Popen[str] | None = None

    def start(self, records: Iterable[SearchRecord]) -> None:
        """Begin to index the records; raises IndexingError, and OSError if the disk is full."""
        program = find_program()
        self._site.mkdir(parents=True, exist_ok=True)  # Pelican makes it when it writes
        for left in self._site.glob(".search-*"):  # by a `pelican` that was stopped
            shutil.rmtree(left, ignore_errors=True)
        self._folder = tempfile.TemporaryDirectory(dir=self._site, prefix=".search-")
        work = Path(self._folder.name).absolute()  # Pagefind runs in another folder
        pages = work / "pages"
        pages.mkdir()
        for record in records:
            # One folder for all: a folder for each page takes longer to make and to remove.
            name = hashlib.sha256(os.fsencode(record.path)).hexdigest()
            (pages / f"{name}.html").write_text(record_page(record), "utf-8")
        command = [program, "--output-path", work / "made", "--force-language", self._language]
        with signals_deferred():  # until `stop` knows the process
            self._process = _started(command, pages)

    def is_done(self, seconds: float) -> bool:
        """Whether `result` returns at once; waits for that so many seconds at most."""
        if self._process is None or self._process.stderr is None:
            return True
        return bool(select.select([self._process.stderr], [], [], seconds)[0])  # closed at its end

    def result(self) -> list[str]:
        """Wait until the index is in the site; returns its files there.

        A job that is not at work has none. Raises IndexingError, and OSError if the disk is full.
        Pagefind is killed if a signal stops this process.
        """
        if self._process is None or self._folder is None:
            return []
        work = Path(self._folder.name).absolute()
        try:
            try:
                _wait_for(self._process)
            except IndexingError:
                _require_room(work)
                raise
            _require_room(work)
            return _publish(work / "made", self._site / FOLDER)
        finally:
            self.stop()

    def stop(self) -> None:
        """End an unfinished job, and remove its files; nothing is written afterwards."""
        with signals_deferred():
            if self._process is not None:
                self._process.kill()
                with self._process:  # closes its pipe and waits
                    pass
            if self._folder is not None:
                self._folder.cleanup()
            self._process = self._folder = None


def _started(command: Sequence[object], pages: Path) -> subprocess.Popen[str]:
    """Pagefind at work on `pages`, without settings from the environment or a file."""
    env = {name: value for name, value in os.environ.items() if not name.startswith("PAGEFIND_")}
    try:
        return subprocess.Popen(  # noqa: S603  # the pinned program; arguments are our own
            [*map(str, command), "--site", ".", "--silent"],
            cwd=pages,
            env=env,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            errors="replace",
        )
    except OSError as error:
        raise _failed(str(error)) from error


def _wait_for(process: subprocess.Popen[str]) -> None:
    try:
        _, said = process.communicate(timeout=_SECONDS)
    except subprocess.TimeoutExpired as error:
        raise _failed(str(error)) from error
    if process.returncode == -signal.SIGXFSZ:  # over `ulimit -f`; Python itself gets EFBIG
        raise OSError(errno.EFBIG, os.strerror(errno.EFBIG))
    if process.returncode:
        raise _failed(" ".join(said.split()) or f"it ended with {process.returncode}")


def _blocks(record: SearchRecord) -> Iterator[str]:
    """The text's lines as elements: words in headings rank higher, and an empty page is skipped."""
    headings = set(record.headings)
    for line in (record.text if has_words(record.text) else record.title).splitlines():
        tag = "h2" if line in headings else "p"
        yield f"<{tag}>{escape(line)}</{tag}>"


def find_program() -> Path:
    """The program of the installed Pagefind package; raises IndexingError if it is missing."""
    try:
        from pagefind_bin import get_executable  # noqa: PLC0415  # may be missing
    except ImportError as error:
        raise _missing() from error
    try:
        found: Path = get_executable()
    except FileNotFoundError as error:
        raise _missing() from error
    return found


def _missing() -> IndexingError:
    return IndexingError(
        "site-search/no-pagefind",
        "Pagefind, which makes the index for the search, is not installed.",
        "Delete the folder .venv and run make again. If Pagefind has no program for this kind of "
        "machine, write SITE_SEARCH = False in the settings file: the site then has no search.",
    )


def _require_room(folder: Path) -> None:
    """Raise OSError if the disk of `folder` is full.

    Pagefind reports no error then: it exits with 0 and leaves empty or truncated files.
    """
    probe = folder / "room"
    try:
        with probe.open("wb") as file:
            file.write(b"\1" * _ROOM)
            file.flush()
            os.fsync(file.fileno())  # some file systems report a full disk only here
    finally:
        probe.unlink(missing_ok=True)


def _failed(why: str) -> IndexingError:
    return IndexingError(
        "site-search/failed",
        f"Pagefind could not make the index for the search: {why[:500]}",
        "Build again. If it still fails, delete the folder .venv and run make once more.",
    )


def _publish(made: Path, target: Path) -> list[str]:
    """Move the files that our search page requests, without Pagefind's own user interfaces.

    Returns their paths in the site.
    """
    entry = json.loads((made / "pagefind-entry.json").read_text("utf-8"))
    wanted = ["pagefind.js", "pagefind-entry.json", "fragment", "index"]
    for language in entry["languages"].values():
        wanted += [f"pagefind.{language['hash']}.pf_meta"]
        wanted += [f"wasm.{language['wasm'] or 'unknown'}.pagefind"]
    target.mkdir(exist_ok=True)  # a page may have this folder's name as its slug
    for name in ("fragment", "index"):  # of an earlier build into the same folder
        shutil.rmtree(target / name, ignore_errors=True)
    moved = []
    for name in dict.fromkeys(wanted):
        inside = sorted(path.name for path in (made / name).iterdir()) if "." not in name else []
        shutil.move(made / name, target / name)
        moved += [f"{FOLDER}/{name}/{each}" for each in inside] or [f"{FOLDER}/{name}"]
    return moved
