"""Makes the index from small pages, with the Pagefind of the project (edge: a program, disk)."""

from __future__ import annotations

import errno
import json
import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path

FOLDER = "pagefind"
_SECONDS = 300  # a thousand articles take one
_ROOM = 65_536  # bytes; a file system that cut one of Pagefind's files has less left


@dataclass(frozen=True)
class SearchRecord:
    """One published article.

    `path` is its file in the site; `lang` its language where that is not the site's, else empty;
    `text` its words, a block a line; `headings` are those lines that are headings.
    """

    path: str
    title: str
    text: str
    lang: str = ""
    topics: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()


class IndexingError(Exception):
    """Pagefind is missing or has failed: what is wrong, and what to do."""

    def __init__(self, rule: str, message: str, hint: str) -> None:
        super().__init__(message)
        self.rule = rule
        self.message = message
        self.hint = hint


def has_words(text: str) -> bool:
    """Whether there is anything in `text` to search for."""
    return any(character.isalnum() for character in text)


def record_page(record: SearchRecord) -> str:
    """The HTML from which Pagefind learns a record's words, and what a result shows of it.

    Title and topics are found by their words too, and stand in no excerpt.
    """
    shown = {"title": record.title, "topics": " · ".join(record.topics), "lang": record.lang}
    meta = "".join(
        f'<meta data-pagefind-meta="{name}[content]" content="{escape(value)}">'
        for name, value in shown.items()
        if value
    )
    body = "".join(_blocks(record))
    return f"<!doctype html><html><head>{meta}</head><body data-pagefind-body>{body}</body></html>"


def make_index(records: Iterable[SearchRecord], language: str, site: Path) -> None:
    """Write the index of `records` below `site`, read as words of `language`.

    Raises IndexingError, and OSError where the disk is full. The program ends when this process is
    stopped by a signal, and what it has read lies in `site`, which goes with a build that fails.
    """
    program = find_program()
    with tempfile.TemporaryDirectory(dir=site, prefix=".search-") as folder:
        work = Path(folder)
        pages, made = work / "pages", work / "made"
        for record in records:
            path = pages / record.path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(record_page(record), "utf-8")
        try:
            _run([program, "--output-path", made, "--force-language", language.lower()], pages)
        except IndexingError:
            _require_room(work)
            raise
        _require_room(work)
        _publish(made, site / FOLDER)


def _blocks(record: SearchRecord) -> Iterator[str]:
    """A heading's words count for more, so it stays one; Pagefind passes over an empty page."""
    headings = set(record.headings)
    for line in (record.text if has_words(record.text) else record.title).splitlines():
        tag = "h2" if line in headings else "p"
        yield f"<{tag}>{escape(line)}</{tag}>"


def find_program() -> Path:
    """The program in the package that the lock names; raises IndexingError where it is missing."""
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
        "Delete the folder .venv and run make again. Where Pagefind has no program for this kind "
        "of machine, take plugins.site_search.plugin out of PLUGINS: the site then has no search.",
    )


def _run(command: list[str | Path], pages: Path) -> None:
    """Run Pagefind over `pages`, whatever an environment or a file of settings says elsewhere."""
    env = {name: value for name, value in os.environ.items() if not name.startswith("PAGEFIND_")}
    try:
        done = subprocess.run(  # noqa: S603  # the locked program, with arguments of our own
            [*command, "--site", ".", "--silent"],
            cwd=pages,
            env=env,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise _failed(str(error)) from error
    if done.returncode == -signal.SIGXFSZ:  # `ulimit -f`, which Python itself takes for EFBIG
        raise OSError(errno.EFBIG, os.strerror(errno.EFBIG))
    if done.returncode:
        raise _failed(" ".join(done.stderr.split()) or f"it ended with {done.returncode}")


def _require_room(folder: Path) -> None:
    """Raise OSError where the disk of `folder` is full.

    Pagefind itself says nothing, ends well and leaves files that are empty or cut short.
    """
    probe = folder / "room"
    try:
        with probe.open("wb") as file:
            file.write(b"\1" * _ROOM)
            file.flush()
            os.fsync(file.fileno())  # some file systems say it no earlier
    finally:
        probe.unlink(missing_ok=True)


def _failed(why: str) -> IndexingError:
    return IndexingError(
        "site-search/failed",
        f"Pagefind could not make the index for the search: {why[:500]}",
        "Build again; should it fail again, delete the folder .venv and run make once more.",
    )


def _publish(made: Path, target: Path) -> None:
    """Move what our own search page asks for; Pagefind's ready-made interfaces stay behind."""
    entry = json.loads((made / "pagefind-entry.json").read_text("utf-8"))
    wanted = ["pagefind.js", "pagefind-entry.json", "fragment", "index"]
    for language in entry["languages"].values():
        wanted += [f"pagefind.{language['hash']}.pf_meta"]
        wanted += [f"wasm.{language['wasm'] or 'unknown'}.pagefind"]
    target.mkdir(exist_ok=True)  # a page may have the slug of this folder
    for name in dict.fromkeys(wanted):
        shutil.move(made / name, target / name)
