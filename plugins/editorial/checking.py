"""The command `check`: what a build would find, without publishing anything."""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
import tempfile
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from plugins.core import cache_folder, clock
from plugins.core.atomic_write import atomic_write
from plugins.core.findings import Finding, display_path
from plugins.editorial import spelling
from plugins.editorial.advice import read_advice
from plugins.editorial.fixing import fix_file
from plugins.editorial.git_files import GitError, changed_files, gone_files
from plugins.editorial.moved_posts import find_moved
from plugins.editorial.open_points import open_points, page
from plugins.editorial.reports import FORMATS
from plugins.publishing.build import InterruptedBuildError, findings_of, stop_on_signals
from plugins.publishing.build_options import BuildOptions, BuildOptionsError, Mode
from plugins.publishing.staging import StagingError
from plugins.site.pelican_settings import pelican_options, pelican_settings
from plugins.site.run import run_pelican

OK, FAILED, USAGE = 0, 1, 2
_BUILD_FAILED = "build/failed"  # such as by a settings file that cannot be read


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the command's options to its parser."""
    parser.add_argument("paths", nargs="*", type=Path, metavar="PATH", help="check these only")
    parser.add_argument("--changed", action="store_true", help="what has changed since the commit")
    parser.add_argument("--format", choices=FORMATS, default="text")
    parser.add_argument("--publish", action="store_true", help="as strictly as `make publish`")
    parser.add_argument("--fix", action="store_true", help="change what is certain, and show it")
    parser.add_argument("--advice", action="store_true", help="also how to write more plainly")
    parser.add_argument("--open-points", type=Path, metavar="FILE", help="list them in this page")
    parser.add_argument("--input", type=Path, default=Path("content"), metavar="DIR")
    parser.add_argument("--settings", type=Path, default=Path("pelicanconf.py"), metavar="FILE")


def check(given: argparse.Namespace) -> int:
    """Print the findings; the exit code is 1 if there are errors, and 2 for a wrong command."""
    stop_on_signals()
    try:
        chosen = _chosen(given.paths, changed=given.changed)
        if given.fix:
            _fix(given.input, chosen)
        # A post that is named is checked even if it is a draft, which only a preview shows.
        mode: Mode = "preview" if given.paths else "html"
        site = _folder() / f"{mode}-strict" if given.publish else _folder() / mode
        options = BuildOptions(mode, given.input, site, given.settings, strict=given.publish)
        if given.open_points:
            with atomic_write(given.open_points) as file:
                file.write(page(open_points(given.input)).encode())
        findings = findings_of(options, run_pelican)
        if not any(finding.rule == _BUILD_FAILED for finding in findings.errors):
            findings.extend(_beside_the_build(options, chosen, advice=given.advice))
        wanted = list(_of(findings.all, chosen))
    except (BuildOptionsError, GitError, OSError, _UnknownPathError) as error:
        print(f"error: {error}", file=sys.stderr)
        return USAGE
    except StagingError as error:
        print(f"error: {error.message} {error.hint}", file=sys.stderr)
        return USAGE
    except InterruptedBuildError as error:
        return error.exit_code
    if report := FORMATS[given.format](wanted):
        print(report)
    return FAILED if any(finding.severity == "error" for finding in wanted) else OK


def _fix(folder: Path, chosen: list[str] | None) -> None:
    """Fix the chosen posts, and print what has changed, beside the report.

    A symbolic link would become a file; the one it leads to is fixed if it is in the folder.
    """
    for path in sorted(_posts(folder)):
        if not path.is_symlink() and (chosen is None or _is_in(display_path(path), chosen)):
            print(fix_file(path), end="", file=sys.stderr)


def _folder() -> Path:
    """Where the sites that are checked stay for the next check."""
    folder = cache_folder.home() / "checks"
    try:
        cache_folder.make(folder)
    except OSError:
        return Path(tempfile.mkdtemp(prefix="checks-"))
    return folder


def _beside_the_build(
    options: BuildOptions, chosen: list[str] | None, *, advice: bool
) -> Iterator[Finding]:
    """What no build asks for: what Git knows of addresses that lead nowhere, and advice."""
    settings = pelican_settings(pelican_options(options), options.settings)
    posts = {
        kind: {folder: list(_posts(options.input / folder)) for folder in settings[f"{kind}_PATHS"]}
        for kind in ("PAGE", "ARTICLE")
    }
    with contextlib.suppress(GitError):
        addresses = {
            display_path(options.input / folder): settings[f"{kind}_URL"]
            for kind, folders in posts.items()
            for folder in folders
        }
        every = [path for folders in posts.values() for paths in folders.values() for path in paths]
        gone = gone_files(options.input)
        yield from find_moved(gone, every, addresses, clock.now(os.environ))
    if advice:
        words = spelling.load(options.input, settings["DEFAULT_LANG"])
        # The folder of the articles may be around that of the pages.
        kinds = {
            path: kind
            for kind in ("ARTICLE", "PAGE")
            for paths in posts[kind].values()
            for path in paths
            if chosen is None or _is_in(display_path(path), chosen)
        }
        for path, kind in sorted(kinds.items()):
            unpublished = options.mode == "preview"
            yield from read_advice(path, words, article=kind == "ARTICLE", unpublished=unpublished)


def _posts(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*.md") if path.is_file())


class _UnknownPathError(Exception):
    """A path that was typed does not exist."""


def _chosen(paths: Collection[Path], *, changed: bool) -> list[str] | None:
    """The files and folders whose findings are wanted, as findings name them; None for all."""
    for path in paths:
        if not path.exists():
            raise _UnknownPathError(f"There is no {path}.")
    chosen = list(map(display_path, paths))
    if not changed:
        return chosen or None
    files = map(display_path, changed_files())
    return [file for file in files if not chosen or _is_in(file, chosen)]


def _of(findings: Iterable[Finding], chosen: list[str] | None) -> Iterable[Finding]:
    """The findings of the chosen files, and those of none, such as of the settings."""
    if chosen is None:
        return findings
    return (finding for finding in findings if not finding.path or _is_in(finding.path, chosen))


def _is_in(path: str, chosen: Iterable[str]) -> bool:
    return any(path == each or path.startswith(f"{each}/") or each == "." for each in chosen)
