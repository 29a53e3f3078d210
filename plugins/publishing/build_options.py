"""The options of a build, and whether they are valid."""

from __future__ import annotations

import os
import re
import shlex
from argparse import Namespace
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

from plugins.core import clock, local_hosts

Mode = Literal["preview", "html", "publish"]
# Pelican's options that would bypass this build, by their names in its ArgumentParser.
_OWN_OPTIONS = {
    "path": ("a content folder", "INPUTDIR=..."),
    "output": ("--output", "OUTPUTDIR=..."),
    "settings": ("--settings", "CONFFILE=..."),
    "autoreload": ("--autoreload", "make regenerate"),
    "listen": ("--listen", "make serve"),
    "delete_outputdir": (
        "--delete-output-directory",
        "nothing: each build starts empty",
    ),
    "relative_paths": ("--relative-urls", "make publish with SITEURL=..."),
}
PLUGIN = "plugins.site.plugin"
# Until version 1.1 each of these was a plugin, and a settings file had to list them in this order.
_FORMER_PLUGINS = tuple(
    f"plugins.{name}.plugin"
    for name in (
        "publishing", "responsive_images", "theme_support", "front_matter", "clinic", "topics",
        "feeds", "photo_feed", "related_articles", "structured_data", "site_search", "style_guide",
    )
)  # fmt: skip
_SEARCH = "plugins.site_search.plugin"
_OPTIONAL = (_SEARCH, "plugins.style_guide.plugin")
_NOT_IN_ADDRESS = re.compile(r"[\s\"'<>@\\?#]|//[^/]*:(?:/|$)")  # a colon without a port
# Nothing that means something to a server, or that one host decodes and another does not.
_PATH = re.compile(r"(?:/(?!\.)[\w.~-]+)*/*")


class BuildOptionsError(Exception):
    """Options that no build can have; the message says why and what to type instead."""


@dataclass(frozen=True)
class BuildOptions:
    """A build: its mode, folders, settings file, leniency, report file and Pelican's options.

    If it is one of many in a process that stays, `resident` is the file descriptor for the reports.
    After one that `goes_on`, Pelican waits for changes, and must learn of signals that came late.
    If it is `strict`, it finds what a build for publication finds. If it is `findings_only`, these
    are not printed, and its site is of no use. `siteurl` is the site's address for the command
    `pelican`, which has it in its settings; otherwise an environment variable has it.
    """

    mode: Mode
    input: Path
    output: Path
    settings: Path
    lenient: bool = False
    report: Path | None = None
    pelican_options: tuple[str, ...] = ()
    goes_on: bool = False
    resident: int | None = None
    strict: bool = False
    findings_only: bool = False
    siteurl: str | None = None

    @property
    def for_publication(self) -> bool:
        """Whether warnings of what must not go live are errors."""
        return (self.strict or self.mode == "publish") and not self.lenient

    @property
    def debug(self) -> bool:
        """Whether to print tracebacks."""
        return bool({"-D", "--debug"} & set(self.pelican_options))


def check(options: BuildOptions, environ: Mapping[str, str]) -> None:
    """Raise BuildOptionsError for options that no build can have."""
    if not options.input.is_dir():
        raise BuildOptionsError(
            f"There is no folder {options.input}: set INPUTDIR to where the posts are."
        )
    if not options.settings.is_file():
        raise BuildOptionsError(
            f"There is no settings file {options.settings}: set CONFFILE to one."
        )
    if options.output.resolve().is_relative_to(options.input.resolve()):
        raise BuildOptionsError(
            f"The output folder {options.output} lies in the content folder, where the next build "
            "would read it: set OUTPUTDIR (pelican: -o) to a folder beside it."
        )
    _check_cache(options, environ.get("CACHEDIR", ""))
    if options.mode == "publish":
        siteurl = options.siteurl
        check_siteurl(environ.get("SITEURL", "") if siteurl is None else siteurl)
    try:
        clock.now(environ)
    except ValueError as error:
        raise BuildOptionsError(str(error)) from error


def _check_cache(options: BuildOptions, cache: str) -> None:
    """Raise BuildOptionsError if a folder of caches would be deleted or read with the site."""
    for folder in (options.output, options.input) if cache else ():
        # Staging has more to say of a folder in which the whole project is.
        inside = Path(cache).resolve().is_relative_to(folder.resolve())
        if inside and not Path.cwd().is_relative_to(folder.resolve()):
            raise BuildOptionsError(
                f"The folder of the caches, {cache}, lies in {folder}: set CACHEDIR to a folder of "
                "its own."
            )


def check_siteurl(siteurl: str) -> None:
    """Raise BuildOptionsError unless `siteurl` is an address that the public can reach."""
    example = "for example SITEURL=https://www.example.org make publish"
    if not siteurl:
        raise BuildOptionsError(f"SITEURL is not set: write the site's address, {example}")
    try:
        parts = urlsplit(siteurl)
        host = parts.hostname or ""
        parts.port  # noqa: B018  # raises for a port that is no number
    except ValueError:
        host = ""
    if not host or parts.scheme not in {"http", "https"} or _NOT_IN_ADDRESS.search(siteurl):
        raise BuildOptionsError(f"SITEURL is “{siteurl}”, which is not a web address: {example}")
    if who := local_hosts.only_for(host):
        raise BuildOptionsError(f"SITEURL is “{siteurl}”, which only {who} can reach: {example}")
    origin = siteurl.removesuffix(parts.path)
    if origin != origin.lower():
        raise BuildOptionsError(f"SITEURL is “{siteurl}”, whose host has capitals: {example}")
    if not _PATH.fullmatch(parts.path):
        raise BuildOptionsError(
            f"SITEURL is “{siteurl}”, whose path has something else than letters, digits and "
            f"`-._~` between single slashes: {example}"
        )


def check_setting(options: BuildOptions, siteurl: object, environ: Mapping[str, str]) -> None:
    """Raise BuildOptionsError if a site to publish has another address than it is published for.

    `siteurl` is the setting, which a settings file or Pelican's options may have set to anything.
    """
    if options.mode != "publish":
        return
    check_siteurl(f"{siteurl or ''}")
    wanted = environ.get("SITEURL", "")
    if siteurl != wanted.rstrip("/"):
        raise BuildOptionsError(
            f"SITEURL is “{wanted}”, but the settings have “{siteurl}”: write "
            f'`SITEURL = os.environ["SITEURL"]` into {options.settings.name}, or the same address.'
        )


def overrides(options: BuildOptions, folder: Path) -> dict[str, object]:
    """The settings that `options` determine, whatever a file says; `folder` is the output."""
    return {
        "PATH": os.path.abspath(options.input),  # noqa: PTH100  # resolve() would follow links
        "OUTPUT_PATH": str(folder),
        "DELETE_OUTPUT_DIRECTORY": False,
        "RELATIVE_URLS": False,
        "STATIC_CREATE_LINKS": False,
    }


def lenient_settings(settings: Mapping[str, Any]) -> dict[str, object]:
    """What a lenient build changes in complete settings.

    It finds articles as Pelican does by default: anywhere but in the folders that the settings
    exclude, or name for pages and for files to copy.
    """
    static = [*settings["STATIC_PATHS"], "images"]
    excluded = [*settings["ARTICLE_EXCLUDES"], *settings["PAGE_PATHS"], *static]
    return {
        "ARTICLE_PATHS": [""],
        "ARTICLE_EXCLUDES": list(dict.fromkeys(excluded)),
        "STATIC_PATHS": list(dict.fromkeys(static)),
        "USE_FOLDER_AS_CATEGORY": True,
    }


def split_options(text: str) -> tuple[str, ...]:
    """Pelican's options split as a shell does; raises BuildOptionsError for an open quote."""
    try:
        return tuple(shlex.split(text))
    except ValueError as error:
        raise BuildOptionsError(f"PELICANOPTS cannot be read: {error}.") from error


def pelican_arguments(options: BuildOptions, parse: Callable[[list[str]], Namespace]) -> Namespace:
    """Pelican's options as its ArgumentParser reads them, and the settings file.

    Raises BuildOptionsError for options without a build, such as --version.
    """
    try:
        arguments = parse(list(options.pelican_options))
    except (SystemExit, ValueError) as error:
        words = " ".join(options.pelican_options)
        raise BuildOptionsError(
            f"PELICANOPTS has what Pelican cannot build with: {words}"
        ) from error
    check_options(vars(arguments))
    arguments.settings = str(options.settings)
    return arguments


def check_options(parsed: Mapping[str, object]) -> None:
    """Raise BuildOptionsError for parsed options of Pelican's that would bypass this build.

    Checking the parsed values, not the words, also finds `-qo x` and `--out x`.
    """
    for name, (option, instead) in _OWN_OPTIONS.items():
        if parsed.get(name):
            raise BuildOptionsError(f"PELICANOPTS has {option}: use {instead} instead.")


def plugin_settings(listed: Collection[str], settings: Path) -> dict[str, object]:
    """The settings for a settings file that lists these PLUGINS.

    Those that are part of `plugins.site.plugin` by now are replaced by it. A list without the
    search then has none. Raises BuildOptionsError if neither is listed.
    """
    if PLUGIN not in listed and not set(_FORMER_PLUGINS).issubset({*listed, *_OPTIONAL}):
        raise BuildOptionsError(f"{settings} does not list {PLUGIN} in PLUGINS. Add it.")
    others = [name for name in listed if name not in {PLUGIN, *_FORMER_PLUGINS}]
    found: dict[str, object] = {"PLUGINS": [PLUGIN, *others]}
    if PLUGIN not in listed and _SEARCH not in listed:
        found["SITE_SEARCH"] = False
    return found
