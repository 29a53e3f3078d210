"""Runs Pelican for one build, unless nothing has changed: its options, its log, its findings."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from plugins.core import clock
from plugins.core.findings import Finding, Findings
from plugins.incremental.build_cache import BuildCache, build_cache
from plugins.incremental.unchanged import unchanged_site
from plugins.publishing import log_gate
from plugins.publishing.build import BuildFailedError, BuiltSite
from plugins.publishing.build_options import (
    BuildOptions,
    check_setting,
    lenient_settings,
    overrides,
)
from plugins.publishing.progress import Progress
from plugins.site import pelican_settings

if TYPE_CHECKING:
    from plugins.site.build import KeptInProcess  # loads all libraries of a build
    from plugins.worker.process import Worker

_MOST_FORKED = 8  # processes that read posts; a small site does not need them all


@dataclass(frozen=True)
class LogOptions:
    """From which level messages are printed, and whether warnings are errors."""

    verbosity: int
    fatal_warnings: bool


def run_pelican(
    options: BuildOptions, folder: Path, findings: Findings, kept: KeptInProcess | None = None
) -> BuiltSite:
    """Run Pelican with `options` into `folder`; raises when there are errors.

    `kept` is what a process that stays keeps between its builds.
    """
    arguments = pelican_settings.pelican_options(options)
    log = LogOptions(arguments.verbosity or logging.WARNING, arguments.fatal == "warnings")
    log_gate.install(
        findings, options.input, verbosity=log.verbosity, fatal_warnings=log.fatal_warnings
    )
    pelican_settings.forget_warnings()
    arguments.overrides |= overrides(options, folder)
    settings = pelican_settings.pelican_settings(arguments, options.settings)
    check_setting(options, settings["SITEURL"], os.environ)
    if options.lenient:
        settings |= lenient_settings(settings)
    new = partial(pelican_settings.new_pelican, settings)
    return run_with(options, settings, log, findings, new, kept)


def run_with(
    options: BuildOptions,
    settings: dict[str, Any],
    log: LogOptions,
    findings: Findings,
    pelican: Callable[[], Any],
    kept: KeptInProcess | None = None,
) -> BuiltSite:
    """Run the Pelican that `pelican` makes, with its `settings`; see `run_pelican`."""
    progress = Progress()
    try:
        chosen = (options.mode, options.lenient, options.strict, log.verbosity, log.fatal_warnings)
        memory = kept.memory if kept else None
        cache = build_cache(settings, options.output, chosen, progress.say, memory)
        if kept and not kept.desk:
            kept.desk = cache.last.desk
        built = unchanged_site(cache, clock.now(os.environ).timestamp(), findings) or _built(
            options, pelican, cache, findings, progress, kept
        )
    finally:
        progress.done()
    if log.fatal_warnings and findings.warnings:
        hint = "Fix what the warnings name, or leave out --fatal warnings."
        findings.add(Finding("", 0, "error", "build/warnings", "Warnings are fatal.", hint))
    return built


def _built(
    options: BuildOptions,
    new_pelican: Callable[[], Any],
    cache: BuildCache,
    findings: Findings,
    progress: Progress,
    kept: KeptInProcess | None,
) -> BuiltSite:
    """The site, built by Pelican; raises BuildFailedError, or what Pelican raises."""
    worker = _worker()
    if kept is None:
        worker.start()  # it loads what reads posts while this process loads the rest
    from plugins.publishing import write_errors  # noqa: PLC0415  # not needed for an unchanged site
    from plugins.site.build import BuildRequest  # noqa: PLC0415  # the same

    if options.for_publication:
        from plugins.posts.rules import catalogue  # noqa: PLC0415  # the same

        findings.strict = catalogue.STRICT
    request = BuildRequest(
        preview=options.mode == "preview",
        publish=options.mode == "publish",
        lenient=options.lenient,
        findings_only=options.findings_only,
        kept=kept,
        findings=findings,
        progress=progress,
        cache=cache,
        worker=worker,
    )
    try:
        pelican = new_pelican()
        _require_no_errors(findings)
        with request.cleanup, write_errors.copy_conflicts(request.outputs, findings):
            pelican.build_request = request
            type(pelican).run(pelican)  # the command `pelican` has another `run`
            for step in request.last_steps:
                step()
    except BaseException:
        cache.close()
        raise
    return request.built[0]


def _worker() -> Worker:
    """A process that can read posts, once it is started."""
    from plugins.core.cores import cores  # noqa: PLC0415  # not needed for an unchanged site
    from plugins.worker.process import Worker  # noqa: PLC0415  # the same

    forks = min(cores(), _MOST_FORKED) - 1
    return Worker(preload="plugins.posts.read_post", forks=forks)


def _require_no_errors(findings: Findings) -> None:
    """Raise BuildFailedError if Pelican has logged errors."""
    if any(finding.rule.startswith("log/") for finding in findings.errors):
        raise BuildFailedError
