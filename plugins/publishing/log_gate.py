"""Turns logged errors into findings, whatever the wanted verbosity says about showing them."""

from __future__ import annotations

import logging
import re

from plugins.findings import Finding, Findings

# Pelican's own words for what we report ourselves, with file, line and cure.
_OURS = re.compile(r"^(?:Unable to find '|Empty alt attribute|Other (?:resources|images))")


class LogGate(logging.Handler):
    """Keeps every error as a finding; warnings too when `fatal_warnings` is set."""

    def __init__(self, findings: Findings, *, fatal_warnings: bool) -> None:
        super().__init__(logging.WARNING if fatal_warnings else logging.ERROR)
        self._findings = findings

    def emit(self, record: logging.LogRecord) -> None:
        """Keep one record."""
        message = record.getMessage().strip()
        if _OURS.match(message):
            return
        if record.exc_info and record.exc_info[1]:
            message = f"{message} {type(record.exc_info[1]).__name__}: {record.exc_info[1]}"
        self._findings.add(
            Finding("", 0, "error", f"log/{record.name.split('.')[0]}", " ".join(message.split()))
        )


class _ShownHere(logging.Filter):
    """Lets through what no finding says."""

    def filter(self, record: logging.LogRecord) -> bool:
        return record.levelno < logging.ERROR and not _OURS.match(record.getMessage())


def install(findings: Findings, *, verbosity: int, fatal_warnings: bool) -> None:
    """Make the root logger feed `findings`, and show on stderr what `verbosity` asks for."""
    console = logging.StreamHandler()
    console.setLevel(verbosity)
    console.setFormatter(logging.Formatter("%(levelname)s: %(message)s"))
    console.addFilter(_ShownHere())
    root = logging.getLogger()
    root.handlers[:] = [LogGate(findings, fatal_warnings=fatal_warnings), console]
    root.setLevel(min(verbosity, logging.WARNING))
