"""Runs the build command as a child process and reads what it reports."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from plugins.core.findings import Finding

PUBLISHING = (sys.executable, "-m", "plugins.publishing")
POLL = 0.05  # seconds between two looks at whether to stop
GRACE = 10.0  # seconds a build has to end by itself once told to


@dataclass(frozen=True)
class BuildResult:
    """How a build ended; `cut_off` when it was stopped, and then it is neither good nor bad."""

    ok: bool
    findings: tuple[Finding, ...] = ()
    cut_off: bool = False


@dataclass(frozen=True)
class Report:
    """The file a build command writes: whether it went well, and every finding."""

    ok: bool
    findings: list[Finding]


def run(command: Sequence[str], report: Path, stopping: Callable[[], bool]) -> BuildResult:
    """Run `command`, which writes its Report as JSON into the file `report`.

    Its own words go to this terminal. `stopping` is asked again and again; once it says yes the
    build is told to end.
    """
    report.unlink(missing_ok=True)
    # A session of its own: Ctrl-C in the terminal then reaches it through us, and only once.
    process = subprocess.Popen(  # noqa: S603  -- the project's own command, no shell
        command, stdin=subprocess.DEVNULL, start_new_session=True
    )
    try:
        while not stopping():
            with contextlib.suppress(subprocess.TimeoutExpired):
                return read_result(process.wait(POLL), report)
        return BuildResult(ok=False, cut_off=True)
    finally:
        _end(process)


def read_result(code: int, report: Path) -> BuildResult:
    """What exit code `code` and the file `report` say; the code decides."""
    try:
        findings = tuple(TypeAdapter(Report).validate_json(report.read_bytes()).findings)
    except (OSError, ValidationError):
        findings = ()
    if code == 0 or any(finding.severity == "error" for finding in findings):
        return BuildResult(ok=code == 0, findings=findings)
    return BuildResult(ok=False, findings=(_without_a_word(code), *findings))


def _without_a_word(code: int) -> Finding:
    end = f"was ended by {_signal_name(-code)}" if code < 0 else f"ended with exit code {code}"
    return Finding(
        path="",
        line=0,
        severity="error",
        rule="preview/build-stopped",
        message=f"The build {end} before it could say what is wrong.",
        hint="Its last words are in the terminal.",
    )


def _signal_name(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"


def _end(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is not None:
        return
    process.terminate()
    try:
        process.wait(GRACE)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
