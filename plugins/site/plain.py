"""The command `pelican`: builds as `make html` does, or as `make publish` with the setting PUBLISH.

Pelican would write into the old site, show no finding, and mostly exit with 0.
"""

from __future__ import annotations

import logging
import signal
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from plugins.core.findings import Findings
from plugins.core.stop_signals import SIGNALS
from plugins.publishing import build, log_gate
from plugins.publishing.build import BuiltSite
from plugins.publishing.build_options import BuildOptions
from plugins.site import pelican_settings
from plugins.site.run import LogOptions, run_with

_STOPPED = 128  # exit codes above it are those of signals


def take_over(pelican: Any) -> None:  # noqa: ANN401  # untyped Pelican
    """Have the command `pelican` build this way; another program that runs Pelican does not."""
    arguments = pelican_settings.command_arguments()
    if arguments and arguments.settings:
        pelican.run = partial(_run, pelican, arguments)


def _run(pelican: Any, arguments: Namespace) -> None:  # noqa: ANN401  # untyped Pelican
    """Build once. Raises SystemExit if that fails, but not with `-r`, which then waits for changes.

    A build that was interrupted ends `-r` too, by a KeyboardInterrupt.
    """
    settings = pelican.settings
    options = BuildOptions(
        "publish" if settings.get("PUBLISH") else "html",
        Path(settings["PATH"]),
        Path(settings["OUTPUT_PATH"]),
        Path(arguments.settings),
        pelican_options=("-D",) if settings.get("DEBUG") else (),
        siteurl=settings["SITEURL"],
        goes_on=arguments.autoreload,
    )
    verbosity = logging.getLogger().level or logging.WARNING
    with _signals_restored(), pelican_settings.quiet_command() as fatal:
        log = LogOptions(verbosity, fatal_warnings=fatal)
        code = build.build(options, partial(_run_once, pelican, arguments, log))
    if arguments.autoreload and (code > _STOPPED or build.signals_seen):
        raise KeyboardInterrupt
    if code and not arguments.autoreload:
        raise SystemExit(code)


def _run_once(
    pelican: Any,  # noqa: ANN401  # untyped Pelican
    arguments: Namespace,
    log: LogOptions,
    options: BuildOptions,
    folder: Path,
    findings: Findings,
) -> BuiltSite:
    """Run this Pelican into `folder`; raises when there are errors."""
    log_gate.install(
        findings, options.input, verbosity=log.verbosity, fatal_warnings=log.fatal_warnings
    )
    for name in pelican_settings.missing_plugins(arguments, pelican.settings["PLUGINS"]):
        message = "Cannot load plugin %s: the first lines of the output say why."
        logging.getLogger("pelican").error(message, name)  # again, now that errors are findings
    changes = {"OUTPUT_PATH": str(folder), "STATIC_CREATE_LINKS": False}
    with pelican_settings.settings_for_run(pelican, changes):
        return run_with(options, pelican.settings, log, findings, lambda: pelican)


@contextmanager
def _signals_restored() -> Iterator[None]:
    """A build handles signals in its own way, and Pelican's loop around it in another."""
    before = {number: signal.getsignal(number) for number in SIGNALS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
