"""Runs the build command as a child process and reads its report."""

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

PUBLISHING = (sys.executable, "-m", "plugins.site")
POLL = 0.05  # seconds between two checks whether to stop
GRACE = 10.0  # seconds that a build has to end after SIGTERM


@dataclass(frozen=True)
class BuildResult:
    """Whether a build succeeded, with its findings; if `cut_off`, it was stopped and did neither.

    The build command's report has `ok` and `findings` as JSON.
    """

    ok: bool
    findings: tuple[Finding, ...] = ()
    cut_off: bool = False


def run(command: Sequence[str], report: Path, stopping: Callable[[], bool]) -> BuildResult:
    """Run `command`, which prints to this terminal and writes its report to the file `report`.

    `stopping` is polled; once it returns True, the build is terminated.
    """
    report.unlink(missing_ok=True)
    # In a new session Ctrl-C does not reach the child, which then gets one signal, from us.
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
    """The result from the exit code `code` and the file `report`; the exit code decides."""
    try:
        findings = TypeAdapter(BuildResult).validate_json(report.read_bytes()).findings
    except (OSError, ValidationError):
        findings = ()
    if code == 0 or any(finding.severity == "error" for finding in findings):
        return BuildResult(ok=code == 0, findings=findings)
    return BuildResult(ok=False, findings=(_unexplained_end(code), *findings))


def _unexplained_end(code: int) -> Finding:
    end = f"was ended by {_signal_name(-code)}" if code < 0 else f"ended with exit code {code}"
    message = f"The build {end} before it could say what is wrong."
    hint = "See its last lines in the terminal."
    return Finding("", 0, "error", "preview/build-stopped", message, hint)


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
