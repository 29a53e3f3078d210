"""Runs Pelican for one build: its options, its log, and the build's findings."""

from __future__ import annotations

import logging
from pathlib import Path

from plugins.core.findings import Finding, Findings
from plugins.publishing import log_gate, write_errors
from plugins.publishing.build import BuildFailedError
from plugins.publishing.build_options import BuildOptions, overrides
from plugins.publishing.progress import Progress
from plugins.site import plugin
from plugins.site.build import BuildRequest


def run_pelican(options: BuildOptions, folder: Path, findings: Findings) -> None:
    """Run Pelican with `options` into `folder`; raises when there are errors."""
    arguments = plugin.pelican_options(options)
    fatal = arguments.fatal == "warnings"
    verbosity = arguments.verbosity or logging.WARNING
    log_gate.install(findings, options.input, verbosity=verbosity, fatal_warnings=fatal)
    arguments.overrides |= overrides(options, folder)
    progress = Progress()
    request = BuildRequest(options.mode == "preview", options.lenient, findings, progress)
    try:
        pelican = plugin.new_pelican(arguments, options.settings, request)
        if any(finding.rule.startswith("log/") for finding in findings.errors):
            raise BuildFailedError
        with request.cleanup, write_errors.copy_conflicts(request.outputs, findings):
            pelican.run()
    finally:
        progress.done()
    if fatal and findings.warnings:
        hint = "Fix what the warnings name, or leave --fatal warnings out of PELICANOPTS."
        findings.add(Finding("", 0, "error", "build/warnings", "Warnings are fatal.", hint))
