"""Builds a site again and again in one process, for the preview (edge: standard input).

Each line of the standard input asks for a build, which is reported to the descriptor that
`--resident` names. The line is the path of the only file that was saved, as a string of JSON, or
an empty string. In a preview, the page of a saved post is written before the build, and its name
and what it changes on the desk are reported. What the whole desk will show is reported before any
other page is written, and the values of the desk are in the end, when they have changed. The
process ends with the standard input.
"""

from __future__ import annotations

import gc
import json
import os
import sys
from dataclasses import replace
from functools import partial
from io import FileIO
from pathlib import Path

from plugins.core.findings import Findings
from plugins.publishing import build
from plugins.publishing.build import BuiltSite, InterruptedBuildError
from plugins.publishing.build_options import BuildOptions
from plugins.publishing.tracebacks import describe
from plugins.site import (
    after_reading,  # noqa: F401  # all that builds load
    desk_values,
    plugin,  # noqa: F401  # the same
)
from plugins.site.build import FinishedPost, KeptInProcess
from plugins.site.desk_values import SavedPost
from plugins.site.early_links import changed_links
from plugins.site.early_page import read_early, write_early
from plugins.site.run import run_pelican
from plugins.site.writing import PageQueue

_STDOUT, _STDERR = 1, 2
_ASKED = FileIO(0, closefd=False)  # reads no more than a line, so that `select` sees the next one


def serve(options: BuildOptions) -> int:
    """Build whenever it is asked for, until the input ends or a signal; returns the exit code."""
    build.stop_on_signals()
    gc.freeze()  # modules stay
    if options.resident == _STDOUT:
        options = replace(options, resident=os.dup(_STDOUT))
        os.dup2(_STDERR, _STDOUT)  # libraries may print too
    try:
        code = _serve(options, KeptInProcess(tell=partial(_answer, options)))
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
    """Write and report the page of a saved post, and what it changes on the desk, if possible.

    The build comes after that.
    """
    if kept.pages is None:
        return
    try:
        if new := read_early(kept.pages, saved):
            _tell_early(options, kept, kept.pages, saved, new)
    except Exception as error:  # noqa: BLE001  # a template may raise anything; the build reports it
        if options.debug:
            _say(f"The page is shown after the build: {describe(error)}.")


def _tell_early(
    options: BuildOptions, kept: KeptInProcess, pages: PageQueue, saved: Path, new: FinishedPost
) -> None:
    build = pages.build
    before = kept.saved.get(saved, build.posts[saved].findings)
    kept.saved[saved] = new.findings
    name = write_early(pages, saved, new, options.output)
    if name:
        kept.tell(json.dumps({"page": name}))
    page = (options.output / name).read_bytes() if name else None
    try:
        related = tuple(changed_links(kept, build, saved, new))
    except Exception as error:  # noqa: BLE001  # the desk gets the rest; the build reports it
        related = ()
        if options.debug:
            _say(f"Related links are shown after the build: {describe(error)}.")
    found = SavedPost(saved, new, before, page, related)
    kept.tell(f'{{"change": {desk_values.change_json(build, pages.written_posts(), found)}}}')


def _answer(options: BuildOptions, line: str) -> None:
    """Write a line to the preview."""
    if options.resident is not None:
        with open(options.resident, "w", encoding="utf-8", closefd=False) as file:
            file.write(f"{line}\n")


def _build(options: BuildOptions, kept: KeptInProcess) -> int:
    """Build once; returns the exit code of this build."""
    made: list[BuiltSite] = []
    known = kept.desk

    def run(options: BuildOptions, folder: Path, findings: Findings) -> BuiltSite:
        try:
            made.append(run_pelican(options, folder, findings, kept))
        finally:
            if options.mode == "preview" and kept.desk != known:
                kept.tell(f'{{"desk": {kept.desk}}}')
        return made[-1]

    code = build.build(options, run)
    build.stop_on_signals()
    gc.disable()  # it would take a sixth of the time of a build, which can wait until now
    gc.collect()
    if code != build.OK:
        kept.desk = known  # the preview does not show what was not published
    elif all(built.kept_pages is None for built in made):
        kept.memory.forget_unused()
        kept.saved.clear()
    return code


def _say(text: str) -> None:
    print(text, file=sys.stderr)
