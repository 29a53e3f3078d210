"""Builds a site again and again in one process, for the preview (edge: standard input).

Each line of the standard input asks for a build, which is reported to the descriptor that
`--resident` names. The line is the path of the only file that was saved, as a string of JSON, or
an empty string. In a preview, the page of a saved post is written before the build, and its name
reported. The process ends with the standard input.
"""

from __future__ import annotations

import gc
import json
import os
import sys
from io import FileIO
from pathlib import Path

from plugins.core.findings import Findings
from plugins.publishing import build
from plugins.publishing.build import BuiltSite, InterruptedBuildError
from plugins.publishing.build_options import BuildOptions
from plugins.publishing.tracebacks import describe
from plugins.site import plugin  # noqa: F401  # all that builds load
from plugins.site.build import KeptInProcess
from plugins.site.early_page import write_early
from plugins.site.run import run_pelican

_ASKED = FileIO(0, closefd=False)  # reads no more than a line, so that `select` sees the next one


def serve(options: BuildOptions) -> int:
    """Build whenever it is asked for, until the input ends or a signal; returns the exit code."""
    build.stop_on_signals()
    gc.freeze()  # modules stay
    try:
        code = _serve(options, KeptInProcess())
        build.ignore_signals()  # the process ends anyway
    except InterruptedBuildError as error:
        return error.exit_code
    return code


def _serve(options: BuildOptions, kept: KeptInProcess) -> int:
    while asked := _ASKED.readline():
        if (saved := json.loads(asked)) and options.mode == "preview":
            _write_early(options, Path(saved), kept)
        code = _build(options, kept)
        if code not in (build.OK, build.FAILED, build.USAGE):
            return code
    return build.OK


def _write_early(options: BuildOptions, saved: Path, kept: KeptInProcess) -> None:
    """Write and report the page of a saved post, if that is possible before the build."""
    try:
        name = write_early(kept.pages, saved, options.output) if kept.pages else None
    except Exception as error:  # noqa: BLE001  # a template may raise anything; the build reports it
        if options.debug:
            _say(f"The page is shown after the build: {describe(error)}.")
        return
    if name and options.resident is not None:
        os.write(options.resident, f"{json.dumps({'page': name})}\n".encode())


def _build(options: BuildOptions, kept: KeptInProcess) -> int:
    """Build once; returns the exit code of this build."""
    made: list[BuiltSite] = []

    def run(options: BuildOptions, folder: Path, findings: Findings) -> BuiltSite:
        made.append(run_pelican(options, folder, findings, kept))
        return made[-1]

    code = build.build(options, run)
    build.stop_on_signals()
    gc.disable()  # it would take a sixth of the time of a build, which can wait until now
    gc.collect()
    if code == build.OK and all(built.changed for built in made):
        kept.memory.forget_unused()
    return code


def _say(text: str) -> None:
    print(text, file=sys.stderr)
