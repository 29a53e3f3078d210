"""What an extension of other people raises while it converts a post."""

from __future__ import annotations

import traceback

from plugins.core.findings import Finding

RULE = "post/extension"
_NOT_THEIRS = ("markdown.", "plugins.posts.")


class ExtensionError(Exception):
    """An extension of Python-Markdown has failed; the cause is what it has raised."""


def failed_extension(error: ExtensionError, path: str, line: int) -> Finding:
    """The error for the post in the file `path`, whose body begins on the `line`."""
    cause = error.__cause__ or error
    where = ""
    for frame, number in traceback.walk_tb(cause.__traceback__):
        module = str(frame.f_globals.get("__name__"))
        if not f"{module}.".startswith(_NOT_THEIRS):
            where = f" (line {number} of {module})"
            break
    words = f"{type(cause).__name__}: {cause}".rstrip(".")
    message = f"An extension in MARKDOWN cannot convert this post{where}: {words}."
    hint = "Correct what it is to convert, or the extension; or take it out of MARKDOWN."
    return Finding(path, line, "error", RULE, message, hint)
