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
from plugins.core.process_pool import ProcessPoolError
from plugins.core.stop_signals import SIGNALS, signals_deferred
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
        return _build(options, run, findings)
    except BuildOptionsError as error:
        return _refused(options, findings, str(error))
    except StagingError as error:
        return _refused(options, findings, f"{error.message} {error.hint}")
    except InterruptedBuildError as error:
        _say(f"Stopped. {display_path(options.output)} is unchanged.")
        return _SIGNAL_BASE + error.number


def _refused(options: BuildOptions, findings: Findings, sentence: str) -> int:
    _say(f"error: {sentence}")
    findings.add(Finding("", 0, "error", "order/refused", sentence))
    _report(options, findings)
    return USAGE


def _build(options: BuildOptions, run: Run, findings: Findings) -> int:
    """Build and publish the site, or report why not.

    A new site is reported before the old one is removed, which takes a second for each 1,000 pages.
    A signal may interrupt that: the next build removes the rest.
    """
    started = time.monotonic()
    keep = (options.input, options.settings.parent, Path.cwd(), Path.home(), Path(__file__).parent)
    staging: Staging | None = None
    try:
        with staged(options.output, keep, _say_waiting) as staging:
            pages = _write(options, run, staging.path, findings)
            if not findings.errors:
                with signals_deferred():
                    staging.publish()
                    _report_site(options, findings, pages, time.monotonic() - started)
    except (OSError, InterruptedBuildError) as error:
        if staging is None or not staging.published:
            if isinstance(error, InterruptedBuildError):
                raise
            findings.add(_disk_finding(error))
    if staging is not None and staging.published:
        _ignore_signals()
        return OK
    _report_errors(options, findings)
    return FAILED


def _write(options: BuildOptions, run: Run, folder: Path, findings: Findings) -> int:
    """Build the site into `folder`, or add to `findings` why not; returns the number of pages."""
    _run(options, run, folder, findings)
    pages = sum(1 for _ in folder.rglob("*.html"))
    if not pages and not findings.errors:
        findings.add(Finding("", 0, "error", "build/empty", "The build wrote no page."))
    return pages


def _report_site(options: BuildOptions, findings: Findings, pages: int, seconds: float) -> None:
    """Report a site that is in place."""
    for finding in findings.all:
        _say(str(finding))
    note = f" ({_count(len(findings.warnings), 'warning')})" if findings.warnings else ""
    name = display_path(options.output)
    _say(f"Wrote {_count(pages, 'page')} to {name}/ in {seconds:.1f} s{note}.")
    _report(options, findings)


def _report_errors(options: BuildOptions, findings: Findings) -> None:
    """Report why the old site is still in place."""
    for finding in findings.all:
        _say(str(finding))
    errors = _count(len(findings.errors), "error")
    warnings = _count(len(findings.warnings), "warning")
    _say(f"\n{errors}, {warnings}. {display_path(options.output)} is unchanged.")
    _report(options, findings)


def _run(options: BuildOptions, run: Run, folder: Path, findings: Findings) -> None:
    """Run Pelican; an exception that has no finding yet is added as one."""
    try:
        run(options, folder, findings)
    except BuildOptionsError:
        raise
    except BuildFailedError:
        pass
    except ProcessPoolError as error:
        hint = "Close other programs, and build again."
        findings.add(Finding("", 0, "error", "build/failed", f"{error}.", hint))
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
