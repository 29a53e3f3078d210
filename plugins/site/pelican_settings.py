"""Pelican's options and settings for a build, and the Pelican that has them."""

from __future__ import annotations

import logging
import pkgutil
import sys
from argparse import Namespace
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, redirect_stderr
from pathlib import Path
from typing import Any

from pelican import Pelican, console, get_config, get_instance, parse_arguments
from pelican.log import FatalLogger, LimitFilter
from pelican.plugins._utils import plugin_enabled
from pelican.settings import read_settings

from plugins.publishing.build_options import BuildOptions, pelican_arguments, plugin_settings
from plugins.publishing.progress import CLEAR


def pelican_options(options: BuildOptions) -> Namespace:
    """Pelican's own options of a build; raises BuildOptionsError."""
    arguments = pelican_arguments(options, parse_arguments)
    if options.strict:  # Pelican warns of feeds without one; a check throws its feeds away
        arguments.overrides["FEED_DOMAIN"] = "https://example.org"
    return arguments


def pelican_settings(arguments: Namespace, file: Path) -> dict[str, Any]:
    """The settings in `file`, as Pelican completes them; raises BuildOptionsError."""
    console.quiet = True  # the build prints its own last line
    settings: dict[str, Any] = read_settings(str(file), override=get_config(arguments))
    return settings | plugin_settings(settings["PLUGINS"] or (), file)


def new_pelican(settings: dict[str, Any]) -> Pelican:
    """A Pelican with these settings, which loads their plugins."""
    wanted = settings["PELICAN_CLASS"]
    return (pkgutil.resolve_name(wanted) if isinstance(wanted, str) else wanted)(settings)


def command_arguments() -> Namespace | None:
    """The arguments of the command `pelican`, while that makes a Pelican; None in other programs.

    Pelican tells its plugins nothing of them.
    """
    frame = sys._getframe()  # noqa: SLF001  # there is no public one that costs as little
    while frame := frame.f_back:  # type: ignore[assignment]
        if frame.f_code is get_instance.__code__:
            found: Namespace = frame.f_locals["args"]
            return found
    return None


def missing_plugins(arguments: Namespace, loaded: list[str]) -> list[str]:
    """The names in PLUGINS that Pelican could not load; it has only logged why.

    `loaded` are the names of the others. The settings file is not read again: it may do more than
    to set values.
    """
    file = sys.modules.get(Path(arguments.settings).stem)
    listed = arguments.overrides.get("PLUGINS", getattr(file, "PLUGINS", ())) or ()
    names = [name for name in listed if isinstance(name, str)]
    return [name for name in names if not plugin_enabled(name, loaded)]


@contextmanager
def settings_for_run(pelican: Pelican, changes: Mapping[str, Any]) -> Iterator[None]:
    """Give a Pelican a copy of its settings with `changes`, which a run may change further."""
    before = vars(pelican).copy()
    pelican.settings = {**pelican.settings, **changes}
    pelican.output_path = pelican.settings["OUTPUT_PATH"]
    pelican.delete_outputdir = False
    try:
        yield
    finally:
        vars(pelican).clear()
        vars(pelican).update(before)


@contextmanager
def quiet_command() -> Iterator[bool]:
    """Let the build report in place of the command `pelican`; gives whether warnings are fatal.

    Otherwise `-q` would hide errors, `--fatal` would stop at the first one, a warning would be
    logged in the first of several builds only, and a live line would take over the standard error.
    """
    root, pelicans = logging.getLogger(), logging.getLogger("pelican")
    before = FatalLogger.fatal_lvl, pelicans.level, console.quiet, root.handlers[:], root.level
    FatalLogger.fatal_lvl = logging.CRITICAL + 1
    pelicans.setLevel(logging.NOTSET)
    forget_warnings()
    console.quiet = True
    stream = getattr(sys.stderr, "rich_proxied_file", sys.stderr)
    if stream is not sys.stderr:
        stream.write(CLEAR)
    try:
        with redirect_stderr(stream):
            yield before[0] <= logging.WARNING
    finally:
        FatalLogger.fatal_lvl, level, console.quiet, root.handlers[:], root.level = before
        pelicans.setLevel(level)


def forget_warnings() -> None:
    """Have Pelican log all warnings of this build, although an earlier one had the same."""
    LimitFilter._raised_messages.clear()  # noqa: SLF001  # there is no public way
    LimitFilter._group_count.clear()  # noqa: SLF001  # the same
