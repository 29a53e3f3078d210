"""One build from order to exit code: staged, run, checked, reported, swapped in."""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from types import FrameType

from plugins.findings import Finding, Findings, typed_path
from plugins.publishing import order as orders
from plugins.publishing.order import Order, OrderError
from plugins.publishing.staging import Staging, StagingError, staged

# Runs Pelican for an order, writing into a folder and keeping what it finds. It raises when the
# build has errors.
Run = Callable[[Order, Path, Findings], None]

OK, FAILED, USAGE = 0, 1, 2
_SIGNAL_BASE = 128  # as shells report a death by signal


class InterruptedBuildError(BaseException):
    """SIGINT, SIGTERM or SIGHUP; not an Exception, so that no plugin swallows it."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


def build(order: Order, run: Run) -> int:
    """Carry out `order` and return the exit code; a site is swapped in only for 0."""
    findings = Findings()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _interrupt)
    try:
        orders.check(order, os.environ)
        code = _build(order, run, findings)
    except OrderError as error:
        print(f"error: {error}", file=sys.stderr)
        return USAGE
    except InterruptedBuildError as error:
        _say(f"Stopped. {typed_path(order.output)} is as it was.")
        return _SIGNAL_BASE + error.number
    _report(order, findings)
    return code


def _build(order: Order, run: Run, findings: Findings) -> int:
    started = time.monotonic()
    pages = _stage(order, run, findings)
    for finding in findings.all:
        _say(str(finding))
    name, warnings = typed_path(order.output), _count(len(findings.warnings), "warning")
    if findings.errors:
        _say(f"\n{_count(len(findings.errors), 'error')}, {warnings}. {name} is as it was.")
        return FAILED
    told = f" ({warnings})" if findings.warnings else ""
    _say(f"Wrote {_count(pages, 'page')} to {name}/ in {time.monotonic() - started:.1f} s{told}.")
    return OK


def _stage(order: Order, run: Run, findings: Findings) -> int:
    """Build and swap in, or add to `findings` why not; returns how many pages there are."""
    keep = (order.input, order.settings.parent, Path.cwd(), Path(__file__).parent)
    staging: Staging | None = None
    pages = 0
    try:
        with staged(order.output, keep) as staging:
            _run(order, run, staging.path, findings)
            if not findings.errors:
                pages = sum(1 for _ in staging.path.rglob("*.html"))
                staging.publish()
    except StagingError as error:
        findings.add(Finding("", 0, "error", "output/folder", error.message, error.cure))
    except (OSError, InterruptedBuildError) as error:
        if staging is not None and staging.published:
            return pages  # the new site stands; only tidying up was cut short
        if isinstance(error, InterruptedBuildError):
            raise
        cure = "Free some room or mend the folder, then build again; the old site is untouched."
        findings.add(Finding("", 0, "error", "output/disk", f"{error}.", cure))
    return pages


def _run(order: Order, run: Run, folder: Path, findings: Findings) -> None:
    """Run Pelican; an exception without a finding of its own becomes one."""
    try:
        run(order, folder, findings)
    except OSError:
        raise
    except Exception as error:
        if findings.errors:
            return
        place = _innermost(error)
        message = f"{type(error).__name__}: {error}"
        findings.add(
            Finding(*place, "error", "build/failed", message, "See PELICANOPTS=-D for more.")
        )
        if "-D" in order.pelican_options:
            raise


def _innermost(error: Exception) -> tuple[str, int]:
    """File and line of the last frame in this project's own code, settings included."""
    place, traceback = ("", 0), error.__traceback__
    if isinstance(error, SyntaxError) and error.filename:
        return typed_path(Path(error.filename)), error.lineno or 0
    while traceback:
        path = typed_path(Path(traceback.tb_frame.f_code.co_filename))
        if not Path(path).is_absolute() and not path.startswith((".venv", "<")):
            place = (path, traceback.tb_lineno)
        traceback = traceback.tb_next
    return place


def _interrupt(number: int, _frame: FrameType | None) -> None:
    raise InterruptedBuildError(number)


def _report(order: Order, findings: Findings) -> None:
    if order.report:
        answer = {"ok": not findings.errors, "findings": [asdict(f) for f in findings.all]}
        order.report.write_text(json.dumps(answer, ensure_ascii=False, indent=1), "utf-8")


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def _say(text: str) -> None:
    print(text, file=sys.stderr)
