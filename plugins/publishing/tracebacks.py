"""Where in this project an exception was raised."""

from __future__ import annotations

from pathlib import Path

from plugins.core.findings import typed_path


def innermost(error: BaseException) -> tuple[str, int]:
    """File and line of the last frame in the project's own code, settings file included.

    ("", 0) when the error comes from elsewhere. A syntax error is where the source is broken.
    """
    if isinstance(error, SyntaxError) and error.filename:
        return typed_path(Path(error.filename)), error.lineno or 0
    place, traceback = ("", 0), error.__traceback__
    while traceback:
        filename = traceback.tb_frame.f_code.co_filename
        path = typed_path(Path(filename))
        if _ours(path) and not filename.startswith("<"):
            place = (path, traceback.tb_lineno)
        traceback = traceback.tb_next
    return place


def _ours(path: str) -> bool:
    return not Path(path).is_absolute() and "site-packages" not in path


def describe(error: BaseException) -> str:
    """An exception in words: its kind and message, without the place that `innermost` gives."""
    if isinstance(error, SyntaxError):
        return f"{type(error).__name__}: {error.msg}"
    return f"{type(error).__name__}: {error}"
