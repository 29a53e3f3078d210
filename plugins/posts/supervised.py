"""Reads posts in a worker process, with limits that no ordinary post reaches (edge: disk).

Only the worker loads `read_post`, with all that reads posts.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from plugins.article_body.transform import SiteContext
from plugins.core.findings import Finding, display_path
from plugins.posts.questions import Question, RecordedContext, answer
from plugins.posts.result import ReadPost
from plugins.worker.process import Ask, TimeLimitError, Worker, WorkerError

if TYPE_CHECKING:
    from plugins.posts.read_post import Convert

MAX_BYTES = 1_000_000  # of a post, unless POST_MAX_BYTES is set
# Elements that are closed in the wrong order are repeated in each paragraph, so that a page could
# grow without limit. It may have this many characters for each byte that a post may have.
_GROWTH = 8
# An ordinary post took 3 seconds for each megabyte (bench/reading.py); an old or busy machine may
# take several times as long.
_SECONDS, _SECONDS_A_BYTE = 10.0, 250 / 1_000_000


class SupervisedReader:
    """Reads posts, one after another; `max_bytes` bounds each."""

    def __init__(self, max_bytes: int = MAX_BYTES, worker: Worker | None = None) -> None:
        self._max_bytes = max_bytes
        self._worker = worker or Worker(preload="plugins.posts.read_post")

    def start(self) -> None:
        """Start the worker, which takes a moment; `read` does so too."""
        self._worker.start()

    def read(
        self,
        path: Path,
        context: SiteContext,
        *,
        lenient: bool,
        convert: Convert | None = None,
        care: str = "",
        note: Callable[[bytes], object] = lambda _data: None,
    ) -> ReadPost:
        """The post at `path`, read by `read_post`; raises OSError.

        `convert` is pickled. `context` answers in this process. `note` is called with the bytes.
        """
        name, size = display_path(path), path.stat().st_size
        if size > self._max_bytes:
            return _unread(_too_large(size, self._max_bytes, name))
        data = path.read_bytes()
        note(data)
        try:
            read = self._worker.call(
                _read, data, path=name, lenient=lenient, convert=convert, care=care,
                seconds=seconds(len(data)), answer=partial(answer, context),
            )  # fmt: skip
        except WorkerError as error:
            return _unread(_stopped(error, name, len(data)))
        if len(read.html) > self._max_bytes * _GROWTH:
            from plugins.posts.read_post import grown  # noqa: PLC0415  # as no post needs it

            too_large = grown(len(read.html), name, read.body_line)
            return replace(read, has_body=False, html="", body_findings=(too_large,))
        return read

    def another(self) -> SupervisedReader:
        """A reader with the same limits and a worker of its own."""
        return SupervisedReader(self._max_bytes, self._worker.forked())

    def limited(self, max_bytes: int) -> SupervisedReader:
        """A reader with another limit and the same worker, unless that has ended meanwhile."""
        self._worker.forget_ended()
        return SupervisedReader(max_bytes, self._worker)

    def close(self) -> None:
        """End the worker, also while another thread waits for it."""
        self._worker.close()


def _read(ask: Ask, data: bytes, opened: list[str] | None = None, **given: Any) -> ReadPost:  # noqa: ANN401  # passed to read_post
    """Read a post in the worker process; the supervising process answers its questions.

    The files that were `opened` meanwhile are questions too.
    """
    from plugins.posts.read_post import read_post  # noqa: PLC0415  # see above

    before = len(opened or ())
    read = read_post(data, RecordedContext(ask), **given)
    names = dict.fromkeys((opened or [])[before:])
    files = (Question("file", name, ask("file", name)) for name in names)
    return replace(read, questions=(*read.questions, *files)) if names else read


def max_bytes(settings: Mapping[str, Any]) -> tuple[int, list[Finding]]:
    """The setting POST_MAX_BYTES, and what is wrong with it."""
    most = settings.get("POST_MAX_BYTES", MAX_BYTES)
    if type(most) is int and most > 0:
        return most, []
    message = f"POST_MAX_BYTES is {most!r}, which is not a number of bytes."
    hint = f"Write a whole number such as {MAX_BYTES:_}, or leave it out."
    return MAX_BYTES, [Finding("", 0, "error", "post/bad-setting", message, hint)]


def seconds(size: int) -> float:
    """The time limit for `size` bytes, in seconds."""
    return _SECONDS + size * _SECONDS_A_BYTE


def _unread(*findings: Finding) -> ReadPost:
    return ReadPost(findings[-1].path, findings)


def _too_large(size: int, most: int, path: str) -> Finding:
    message = f"This post has {size:,} bytes: more than {most:,}."
    hint = "Split it into several posts, or set POST_MAX_BYTES in the settings file."
    return Finding(path, 0, "error", "post/too-large", message, hint)


def _stopped(error: WorkerError, path: str, size: int) -> Finding:
    if isinstance(error, TimeLimitError):
        message = f"Reading this post was stopped after {seconds(size):.0f} seconds."
        hint = "Look for characters that repeat many times, such as [, <, > or *, and delete them."
        return Finding(path, 0, "error", "post/too-slow", message, hint)
    message = f"This post cannot be read: {str(error) or 'the reading process ended'}."
    return Finding(path, 0, "error", "post/failed", message, "Remove what is unusual in it.")
