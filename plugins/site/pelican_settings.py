"""Pelican's options and settings for a build."""

from __future__ import annotations

import pkgutil
from argparse import Namespace
from pathlib import Path
from typing import Any

from pelican import Pelican, console, get_config, parse_arguments
from pelican.settings import read_settings

from plugins.publishing.build_options import BuildOptions, pelican_arguments, plugin_settings


def pelican_options(options: BuildOptions) -> Namespace:
    """Pelican's own options of a build; raises BuildOptionsError."""
    return pelican_arguments(options, parse_arguments)


def pelican_settings(arguments: Namespace, file: Path) -> dict[str, Any]:
    """The settings in `file`, as Pelican completes them; raises BuildOptionsError."""
    console.quiet = True  # the build prints its own last line
    settings: dict[str, Any] = read_settings(str(file), override=get_config(arguments))
    return settings | plugin_settings(settings["PLUGINS"] or (), file)


def new_pelican(settings: dict[str, Any]) -> Pelican:
    """A Pelican with these settings, which loads their plugins."""
    wanted = settings["PELICAN_CLASS"]
    return (pkgutil.resolve_name(wanted) if isinstance(wanted, str) else wanted)(settings)
