"""Runs Pelican for one build, unless nothing has changed: its options, its log, its findings."""

from __future__ import annotations

import logging
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from plugins.core import clock
from plugins.core.findings import Finding, Findings
from plugins.incremental.build_cache import BuildCache, build_cache
from plugins.incremental.unchanged import unchanged_site
from plugins.publishing import log_gate
from plugins.publishing.build import BuildFailedError, BuiltSite
from plugins.publishing.build_options import BuildOptions, overrides
from plugins.publishing.progress import Progress
from plugins.site import pelican_settings
from plugins.worker.process import Worker

if TYPE_CHECKING:
    from plugins.site.build import KeptInProcess  # loads all libraries of a build

_MOST_FORKED = 8  # processes that read posts; a small site does not need them all


def run_pelican(
    options: BuildOptions, folder: Path, findings: Findings, kept: KeptInProcess | None = None
) -> BuiltSite:
    """Run Pelican with `options` into `folder`; raises when there are errors.

    `kept` is what a process that stays keeps between its builds.
    """
    arguments = pelican_settings.pelican_options(options)
    fatal = arguments.fatal == "warnings"
    verbosity = arguments.verbosity or logging.WARNING
    log_gate.install(findings, options.input, verbosity=verbosity, fatal_warnings=fatal)
    arguments.overrides |= overrides(options, folder)
    progress = Progress()
    try:
        settings = pelican_settings.pelican_settings(arguments, options.settings)
        chosen = (options.mode, options.lenient, options.strict, verbosity, fatal)
        memory = kept.memory if kept else None
        cache = build_cache(settings, options.output, chosen, progress.say, memory)
        built = unchanged_site(cache, clock.now(os.environ).timestamp(), findings) or _built(
            options, settings, cache, findings, progress, kept
        )
    finally:
        progress.done()
    if fatal and findings.warnings:
        hint = "Fix what the warnings name, or leave --fatal warnings out of PELICANOPTS."
        findings.add(Finding("", 0, "error", "build/warnings", "Warnings are fatal.", hint))
    return built


def _built(
    options: BuildOptions,
    settings: dict[str, Any],
    cache: BuildCache,
    findings: Findings,
    progress: Progress,
    kept: KeptInProcess | None,
) -> BuiltSite:
    """The site, built by Pelican; raises BuildFailedError, or what Pelican raises."""
    from plugins.core.process_pool import cores  # noqa: PLC0415  # not needed for an unchanged site

    forks = min(cores(), _MOST_FORKED) - 1
    worker = Worker(preload="plugins.posts.supervised", forks=forks)
    if kept is None:
        worker.start()  # it loads what reads posts while this process loads the rest
    from plugins.posts.rules import catalogue  # noqa: PLC0415  # the same
    from plugins.publishing import write_errors  # noqa: PLC0415  # the same
    from plugins.site.build import BuildRequest  # noqa: PLC0415  # the same

    if options.for_publication:
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
        pelican = pelican_settings.new_pelican(settings)
        _require_no_errors(findings)
        with request.cleanup, write_errors.copy_conflicts(request.outputs, findings):
            pelican.build_request = request
            pelican.run()
    except BaseException:
        cache.close()
        raise
    return request.built[0]


def _require_no_errors(findings: Findings) -> None:
    """Raise BuildFailedError if Pelican has logged errors."""
    if any(finding.rule.startswith("log/") for finding in findings.errors):
        raise BuildFailedError
