"""Turns logged errors into findings, whatever the verbosity."""

from __future__ import annotations

import logging
import re
import sys
from pathlib import Path

from plugins.core.findings import Finding, Findings, display_path
from plugins.publishing.build import DISK_FULL
from plugins.publishing.progress import CLEAR
from plugins.publishing.tracebacks import describe, innermost

# Pelican's messages about dead links, and about posts with the same slug, which are reported here
# with file, line and hint.
_REPORTED = re.compile(
    r"^(?:Unable to find '|Other resources|There are \d+ (?:original \(not translated\) )?items )"
)
# Pelican only warns about a file that could not be copied, even if the disk is full.
_SERIOUS = re.compile(r"^(?:A problem occurred copying|While copying|Skipped copy|Cannot copy)")
_POST = re.compile(r"^Could not process (\S.*)")
_HINTS = {
    "Cannot load plugin": "Fix it, or take it out of PLUGINS in the settings file.",
    "Cannot register plugin": "Fix its register(), or take it out of PLUGINS.",
    "A problem occurred copying": "Free some room or fix the file, then build again.",
}


class LogGate(logging.Handler):
    """Adds every logged error as a finding; with `fatal_warnings` also warnings.

    Paths of posts in messages are relative to `content`.
    """

    def __init__(self, findings: Findings, content: Path, *, fatal_warnings: bool) -> None:
        super().__init__(logging.WARNING)
        self._findings = findings
        self._content = content
        self._level = logging.WARNING if fatal_warnings else logging.ERROR

    def emit(self, record: logging.LogRecord) -> None:
        """Add one record; raises OSError for a full disk, which Pelican only logs."""
        message = record.getMessage().strip()
        if _REPORTED.match(message) or (
            record.levelno < self._level and not _SERIOUS.match(message)
        ):
            return
        # Pelican logs many errors without their exception, which is still being handled here.
        error = record.exc_info[1] if record.exc_info else sys.exc_info()[1]
        if isinstance(error, OSError) and error.errno in DISK_FULL:
            raise error
        place = innermost(error) if error else ("", 0)
        if post := _POST.match(message):
            place = (display_path(self._content / post[1]), 0)
        if error and str(error) not in message:
            message = f"{message}: {describe(error)}"
        hint = next((hint for words, hint in _HINTS.items() if message.startswith(words)), "")
        rule = f"log/{record.name.split('.')[0]}"
        self._findings.add(Finding(*place, "error", rule, " ".join(message.split()), hint))


class _NotInFindings(logging.Filter):
    """Passes the records that are not findings."""

    def filter(self, record: logging.LogRecord) -> bool:
        message = record.getMessage()
        found = record.levelno >= logging.ERROR or _SERIOUS.match(message)
        return not (found or _REPORTED.match(message))


def install(
    findings: Findings, content: Path, *, verbosity: int, fatal_warnings: bool = False
) -> None:
    """Have the root logger add to `findings`, and print to stderr from the level `verbosity`."""
    console = logging.StreamHandler()
    console.setLevel(verbosity)
    clear = CLEAR if console.stream.isatty() else ""  # there may be a live line
    console.setFormatter(logging.Formatter(f"{clear}%(levelname)s: %(message)s"))
    console.addFilter(_NotInFindings())
    root = logging.getLogger()
    root.handlers[:] = [LogGate(findings, content, fatal_warnings=fatal_warnings), console]
    root.setLevel(min(verbosity, logging.WARNING))
