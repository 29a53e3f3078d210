"""Runs one build: from options to an exit code, a report and the new site in place."""

from __future__ import annotations

import errno
import json
import os
import signal
import sys
import time
import traceback
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from types import FrameType

from plugins.core.findings import Finding, Findings, display_path
from plugins.core.stop_signals import SIGNALS
from plugins.publishing import build_options
from plugins.publishing.build_options import BuildOptions, BuildOptionsError
from plugins.publishing.staging import Staging, StagingError, staged
from plugins.publishing.tracebacks import describe, innermost

# Runs Pelican with options, an output folder and the findings to add to; it raises where the build
# has errors.
Run = Callable[[BuildOptions, Path, Findings], None]

OK, FAILED, USAGE = 0, 1, 2
DISK_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
DISK_ERRORS = {*DISK_FULL, errno.EIO, errno.EROFS}
_SIGNAL_BASE = 128  # plus the signal: the exit code that shells report


class BuildFailedError(Exception):
    """A build has errors; they are in its findings."""


class InterruptedBuildError(BaseException):
    """SIGINT, SIGTERM or SIGHUP; not an Exception, so that no plugin catches it."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


def build(options: BuildOptions, run: Run) -> int:
    """Run the build and return the exit code; the output folder is replaced only for 0."""
    findings = Findings()
    for number in SIGNALS:
        signal.signal(number, _interrupt)
    try:
        build_options.check(options, os.environ)
        code = _build(options, run, findings)
    except BuildOptionsError as error:
        return _refused(options, findings, str(error))
    except StagingError as error:
        return _refused(options, findings, f"{error.message} {error.hint}")
    except InterruptedBuildError as error:
        _say(f"Stopped. {display_path(options.output)} is unchanged.")
        return _SIGNAL_BASE + error.number
    _report(options, findings)
    return code


def _refused(options: BuildOptions, findings: Findings, sentence: str) -> int:
    _say(f"error: {sentence}")
    findings.add(Finding("", 0, "error", "order/refused", sentence))
    _report(options, findings)
    return USAGE


def _build(options: BuildOptions, run: Run, findings: Findings) -> int:
    started = time.monotonic()
    pages = _stage(options, run, findings)
    for finding in findings.all:
        _say(str(finding))
    name, warnings = display_path(options.output), _count(len(findings.warnings), "warning")
    if findings.errors:
        _say(f"\n{_count(len(findings.errors), 'error')}, {warnings}. {name} is unchanged.")
        return FAILED
    note = f" ({warnings})" if findings.warnings else ""
    _say(f"Wrote {_count(pages, 'page')} to {name}/ in {time.monotonic() - started:.1f} s{note}.")
    return OK


def _stage(options: BuildOptions, run: Run, findings: Findings) -> int:
    """Build and publish the site, or add to `findings` why not; returns the number of pages."""
    keep = (options.input, options.settings.parent, Path.cwd(), Path.home(), Path(__file__).parent)
    staging: Staging | None = None
    pages = 0
    try:
        with staged(options.output, keep, _say_waiting) as staging:
            _run(options, run, staging.path, findings)
            pages = sum(1 for _ in staging.path.rglob("*.html"))
            if not pages and not findings.errors:
                findings.add(Finding("", 0, "error", "build/empty", "The build wrote no page."))
            if not findings.errors:
                staging.publish()
                _ignore_signals()
    except (OSError, InterruptedBuildError) as error:
        if staging is not None and staging.published:
            _ignore_signals()
            return pages  # the new site is in place; only the cleanup was interrupted
        if isinstance(error, InterruptedBuildError):
            raise
        findings.add(_disk_finding(error))
    return pages


def _run(options: BuildOptions, run: Run, folder: Path, findings: Findings) -> None:
    """Run Pelican; an exception that has no finding yet is added as one."""
    try:
        run(options, folder, findings)
    except BuildOptionsError:
        raise
    except BuildFailedError:
        pass
    except Exception as error:
        if options.debug:
            traceback.print_exc()
        if isinstance(error, OSError) and error.errno in DISK_ERRORS:
            raise
        hint = "Fix what it names; PELICANOPTS=-D shows the whole traceback."
        message = f"{describe(error)}."
        findings.add(Finding(*innermost(error), "error", "build/failed", message, hint))


def _disk_finding(error: OSError) -> Finding:
    hint = "Free some room or fix the folder, then build again; the old site is untouched."
    return Finding("", 0, "error", "output/disk", f"{describe(error)}.", hint)


def _say_waiting() -> None:
    _say("Waiting for another build beside the same folder to end.")


def _interrupt(number: int, _frame: FrameType | None) -> None:
    raise InterruptedBuildError(number)


def _ignore_signals() -> None:
    """The new site is in place, so the build must no longer report that it was stopped."""
    for number in SIGNALS:
        signal.signal(number, signal.SIG_IGN)


def _report(options: BuildOptions, findings: Findings) -> None:
    if options.report:
        report = {"ok": not findings.errors, "findings": [asdict(f) for f in findings.all]}
        try:
            options.report.write_text(json.dumps(report, ensure_ascii=False, indent=1), "utf-8")
        except OSError as error:  # it has been printed already
            _say(f"warning: The report {options.report} cannot be written: {error.strerror}.")


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def _say(text: str) -> None:
    print(text, file=sys.stderr)
