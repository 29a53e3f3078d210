"""Runs one build: from options to an exit code, a report and the new site in place."""

from __future__ import annotations

import errno
import json
import os
import signal
import sys
import time
import traceback
from collections.abc import Callable, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from types import FrameType
from typing import Protocol

from plugins.core import left_out
from plugins.core.findings import Finding, Findings, display_path, grouped
from plugins.core.process_pool_error import ProcessPoolError
from plugins.core.stop_signals import SIGNALS, signals_deferred
from plugins.publishing import build_options
from plugins.publishing.build_options import BuildOptions, BuildOptionsError
from plugins.publishing.staging import Staging, StagingError, staged
from plugins.publishing.tracebacks import describe, innermost


class BuiltSite(Protocol):
    """What has built a site; if nothing has changed, it has not, and the old site stays."""

    @property
    def kept_pages(self) -> int | None:
        """The number of pages of the old site, if that stays."""

    def summary(self) -> str:
        """What the report says of the build besides the number of pages and seconds."""

    def explanations(self) -> Sequence[str]:
        """Sentences for whoever publishes the site, or that answer a question of the editor's."""

    def close(self, output: Path | None, findings: Findings) -> None:
        """Note the site for the next build; `output` is its folder, if it was published.

        The old site has been deleted by then.
        """


# Runs Pelican with options, an output folder and the findings to add to; it raises where the build
# has errors.
Run = Callable[[BuildOptions, Path, Findings], BuiltSite]

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
        self.exit_code = _SIGNAL_BASE + number


signals_seen: list[int] = []  # by the last build of this process, also when it was done already


def build(options: BuildOptions, run: Run) -> int:
    """Run the build and return the exit code; the output folder is replaced only for 0."""
    findings = Findings()
    stop_on_signals()
    try:
        build_options.check(options, os.environ)
        return _build(options, run, findings)
    except BuildOptionsError as error:
        return _refused(options, findings, str(error))
    except StagingError as error:
        return _refused(options, findings, f"{error.message} {error.hint}")
    except InterruptedBuildError as error:
        _say(f"Stopped. {display_path(options.output)} is unchanged.")
        return error.exit_code


def findings_of(options: BuildOptions, run: Run) -> Findings:
    """What a build finds. It prints nothing but its progress, and its site is of no use.

    Raises BuildOptionsError and StagingError.
    """
    findings = Findings()
    build_options.check(options, os.environ)
    _build(replace(options, findings_only=True), run, findings)
    return findings


def _refused(options: BuildOptions, findings: Findings, sentence: str) -> int:
    _say(f"error: {sentence}")
    findings.add(Finding("", 0, "error", "order/refused", sentence))
    _report(options, findings)
    return USAGE


def _build(options: BuildOptions, run: Run, findings: Findings) -> int:
    """Build and publish the site, or report why not.

    A new site is reported before the old one is removed, which takes a second for each 1,000 pages.
    A signal may interrupt that: the next build removes the rest. What was built is noted before
    another build can replace it.
    """
    started = time.monotonic()
    keep = (options.input, options.settings.parent, Path.cwd(), Path.home(), Path(__file__).parent)
    staging: Staging | None = None
    built: BuiltSite | None = None
    try:
        with staged(options.output, keep, _say_waiting) as staging:
            built, pages = _write(options, run, staging.path, findings)
            if built and not findings.errors:
                with signals_deferred():
                    if built.kept_pages is None:
                        staging.publish()
                    _report_site(options, findings, pages, time.monotonic() - started, built)
            if staging.published:
                staging.remove_old()
                return _end(options, findings, built, published=True)  # before another build begins
    except (OSError, InterruptedBuildError) as error:
        if staging is None or not staging.published:
            if isinstance(error, InterruptedBuildError):
                raise
            findings.add(_disk_finding(error))
    return _end(options, findings, built, published=staging is not None and staging.published)


def _end(
    options: BuildOptions, findings: Findings, built: BuiltSite | None, *, published: bool
) -> int:
    """Note what was built for the next build; returns the exit code."""
    stays = built is not None and built.kept_pages is not None
    done = published or (stays and not findings.errors)
    if done:
        ignore_signals(goes_on=options.goes_on)
    else:
        _report_errors(options, findings)
    if built:
        built.close(options.output if published else None, findings)
    return OK if done else FAILED


def _write(
    options: BuildOptions, run: Run, folder: Path, findings: Findings
) -> tuple[BuiltSite | None, int]:
    """Build the site into `folder`, or add to `findings` why not; also the number of pages."""
    built = _run(options, run, folder, findings)
    if built and built.kept_pages is not None:
        return built, built.kept_pages
    pages = sum(name.endswith(".html") for _, _, names in os.walk(folder) for name in names)
    if not pages and not findings.errors:
        findings.add(Finding("", 0, "error", "build/empty", "The build wrote no page."))
    return built, pages


def _report_site(
    options: BuildOptions, findings: Findings, pages: int, seconds: float, built: BuiltSite
) -> None:
    """Report a site that is in place."""
    if options.findings_only:
        return
    _say_findings(options, findings)
    note = f" ({_count(len(findings.warnings), 'warning')})" if findings.warnings else ""
    name = display_path(options.output)
    if built.kept_pages is None:
        summary = f": {built.summary()}" if built.summary() else ""
        _say(f"Wrote {_count(pages, 'page')} to {name}/ in {seconds:.1f} s{note}{summary}.")
    else:
        kept = f"{name}/ keeps its {_count(pages, 'page')}"
        _say(f"Nothing has changed: {kept} ({seconds:.1f} s){note}.")
    for explanation in built.explanations():
        _say(explanation)
    for each in findings.all:
        if each.severity == "advice":
            _say(" ".join(str(each).split()))
    _report(options, findings)


def _report_errors(options: BuildOptions, findings: Findings) -> None:
    """Report why the old site is still in place."""
    if options.findings_only:
        return
    _say_findings(options, findings)
    errors = _count(len(findings.errors), "error")
    warnings = _count(len(findings.warnings), "warning")
    _say(f"\n{errors}, {warnings}. {display_path(options.output)} is unchanged.")
    _report(options, findings)


def _say_findings(options: BuildOptions, findings: Findings) -> None:
    """Print errors and warnings; files that were left out come last, in a list of their own.

    Nobody corrects each of the thousands of warnings that somebody else's folder may have.
    """
    others = (
        each for each in findings.all if each.rule != left_out.RULE and each.severity != "advice"
    )
    for group in grouped(others, alike=options.lenient):
        _say(str(group))
    if files := left_out.listed(findings.all):
        _say(files)


def _run(options: BuildOptions, run: Run, folder: Path, findings: Findings) -> BuiltSite | None:
    """Run Pelican; an exception that has no finding yet is added as one."""
    try:
        return run(options, folder, findings)
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
        hint = "Fix what it names; -D shows the whole traceback (make: PELICANOPTS=-D)."
        message = f"{describe(error)}."
        findings.add(Finding(*innermost(error), "error", "build/failed", message, hint))
    return None


def _disk_finding(error: OSError) -> Finding:
    hint = "Free some room or fix the folder, then build again; the old site is untouched."
    return Finding("", 0, "error", "output/disk", f"{describe(error)}.", hint)


def _say_waiting() -> None:
    _say("Waiting for another build into the same folder to end.")


def stop_on_signals() -> None:
    """Have the signals that stop a build raise InterruptedBuildError."""
    signals_seen.clear()
    for number in SIGNALS:
        signal.signal(number, _interrupt)


def _interrupt(number: int, frame: FrameType | None) -> None:
    _note(number, frame)
    raise InterruptedBuildError(number)


def ignore_signals(*, goes_on: bool = False) -> None:
    """After the new site is in place, the build must no longer report that it was stopped.

    They are noted in `signals_seen` if the process goes on after the build.
    """
    for number in SIGNALS:
        signal.signal(number, _note if goes_on else signal.SIG_IGN)


def _note(number: int, _frame: FrameType | None) -> None:
    signals_seen.append(number)


def _report(options: BuildOptions, findings: Findings) -> None:
    """Write the report, as one line of JSON."""
    target = options.report if options.resident is None else options.resident
    if target is None:
        return
    report = {"ok": not findings.errors, "findings": [asdict(f) for f in findings.all]}
    line = f"{json.dumps(report, ensure_ascii=False)}\n"
    try:
        with open(target, "w", encoding="utf-8", closefd=target is options.report) as file:
            file.write(line)
    except OSError as error:  # it has been printed already
        _say(f"warning: The report {target} cannot be written: {error.strerror}.")


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def _say(text: str) -> None:
    print(text, file=sys.stderr)
