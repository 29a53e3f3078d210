"""Reads posts in a worker process, with limits that no ordinary post reaches (edge: disk)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from plugins.article_body.intrasite import LinkError
from plugins.article_body.pipeline import ArticleBody
from plugins.article_body.transform import SiteContext
from plugins.core.findings import Finding, display_path
from plugins.posts import read_post
from plugins.posts.post import Post
from plugins.posts.read_post import Convert, ReadFile, Refusal
from plugins.responsive_images.picture import PictureError, WantedImage
from plugins.worker.process import TimeLimitError, Worker, WorkerError

MAX_BYTES = 1_000_000  # of a post, unless POST_MAX_BYTES is set
# Elements that are closed in the wrong order are repeated in each paragraph, so that a page could
# grow without limit. It may have this many characters for each byte that a post may have.
_GROWTH = 8
# An ordinary post took 3 seconds for each megabyte (bench/reading.py); an old or busy machine may
# take several times as long.
_SECONDS, _SECONDS_A_BYTE = 10.0, 250 / 1_000_000


class SupervisedReader:
    """Reads the posts of one build or command, one after another; `max_bytes` bounds each."""

    def __init__(self, max_bytes: int = MAX_BYTES) -> None:
        self._max_bytes = max_bytes
        self._worker = Worker(preload=read_post.__name__)
        self._worker.start()

    def markdown(self, path: Path, *, lenient: bool) -> ReadFile:
        """The Markdown post at `path`; raises OSError."""
        return self._read(path, read_post.read_markdown, lenient=lenient)

    def other_markup(
        self, path: Path, convert: Convert, settings: Mapping[str, Any], *, lenient: bool
    ) -> ReadFile:
        """The post at `path` in another markup language; `settings` are what `convert` reads."""
        return self._read(
            path, read_post.read_other_markup, convert, dict(settings), lenient=lenient
        )

    def body(
        self, read: Post, html: str, path: str, site_context: SiteContext
    ) -> tuple[ArticleBody | None, list[Finding]]:
        """The finished body for the HTML of `read`, or None and why there is none."""

        def answer(question: str, value: str) -> WantedImage | str | Refusal:
            try:
                ask = site_context.image if question == "image" else site_context.link
                return ask(value)
            except (PictureError, LinkError) as error:
                return Refusal(error.message, error.hint, getattr(error, "rule", ""))

        size = min(len(html), self._max_bytes)  # HTML may be much larger than its Markdown
        try:
            body = self._worker.call(
                read_post.build_body,
                html,
                len(read.front.references),
                seconds=seconds(size),
                answer=answer,
            )
        except WorkerError as error:
            return None, [replace(_stopped(error, path, size), line=read.body_line)]
        if body is None:
            return None, [read_post.too_deep(read, path)]
        if len(body.html) > self._max_bytes * _GROWTH:
            return None, [_grown(len(body.html), path, read.body_line)]
        return body, []

    def close(self) -> None:
        """End the worker."""
        self._worker.close()

    def _read(
        self,
        path: Path,
        function: Callable[..., ReadFile],
        *args: Any,  # noqa: ANN401  # passed to the function after the bytes and the file's name
        lenient: bool,
    ) -> ReadFile:
        name, size = display_path(path), path.stat().st_size
        if size > self._max_bytes:
            return _left_out(_too_large(size, self._max_bytes, name))
        data = path.read_bytes()
        try:
            return self._worker.call(
                function, data, name, *args, lenient=lenient, seconds=seconds(len(data))
            )
        except WorkerError as error:
            return _left_out(_stopped(error, name, len(data)))


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


def _left_out(finding: Finding) -> ReadFile:
    return ReadFile(None, "", [finding])


def _too_large(size: int, most: int, path: str) -> Finding:
    message = f"This post has {size:,} bytes: more than {most:,}."
    hint = "Split it into several posts, or set POST_MAX_BYTES in the settings file."
    return Finding(path, 0, "error", "post/too-large", message, hint)


def _stopped(error: WorkerError, path: str, size: int) -> Finding:
    if isinstance(error, TimeLimitError):
        message = f"Reading this post was stopped after {seconds(size):.0f} seconds."
        hint = "Look for characters that repeat many times, such as [, <, > or *, and delete them."
        return Finding(path, 0, "error", "post/too-slow", message, hint)
    message = f"This post cannot be read: {error or 'the reading process ended'}."
    return Finding(path, 0, "error", "post/failed", message, "Remove what is unusual in it.")


def _grown(size: int, path: str, line: int) -> Finding:
    message = f"The page of this post would have {size:,} characters."
    hint = "Close each element in the paragraph in which it is opened."
    return Finding(path, line, "error", "post/too-large", message, hint)
