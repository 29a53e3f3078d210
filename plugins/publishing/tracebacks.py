"""Where in this project an exception was raised, and its message."""

from __future__ import annotations

import traceback
from pathlib import Path

from plugins.core.findings import display_path


def frames(error: BaseException) -> list[tuple[Path, int]]:
    """The file and line of each frame of the exception's traceback, the innermost last."""
    found = traceback.walk_tb(error.__traceback__)
    return [(Path(frame.f_code.co_filename), line) for frame, line in found]


def innermost(error: BaseException) -> tuple[str, int]:
    """File and line of the innermost frame in the project's own code or its settings file.

    ("", 0) when there is none. For a SyntaxError it is the line with the wrong syntax.
    """
    if isinstance(error, SyntaxError) and error.filename:
        return display_path(Path(error.filename)), error.lineno or 0
    own = [(display_path(file), line) for file, line in frames(error) if _is_own(file)]
    return own[-1] if own else ("", 0)


def _is_own(file: Path) -> bool:
    path = Path(display_path(file))
    return not (path.is_absolute() or "site-packages" in path.parts or str(file).startswith("<"))


def describe(error: BaseException) -> str:
    """The exception's type and message, without the place that `innermost` gives."""
    return f"{type(error).__name__}: {error.msg if isinstance(error, SyntaxError) else error}"
