"""The command `check`: what a build would find, without publishing anything."""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
import tempfile
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import Any

from plugins.core import cache_folder, clock
from plugins.core.atomic_write import atomic_write
from plugins.core.findings import Finding, display_path
from plugins.editorial.git_files import GitError, GoneFile, changed_files, gone_files
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
            _write_open_points(given.open_points, given.input)
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
    from plugins.editorial.fixing import fix_file  # noqa: PLC0415  # loads what reads posts

    for path in sorted(_posts(folder)):
        if not path.is_symlink() and (chosen is None or _is_in(display_path(path), chosen)):
            print(fix_file(path), end="", file=sys.stderr)


def _write_open_points(file: Path, content: Path) -> None:
    """Write the page of what only the clinic can say."""
    from plugins.editorial import open_points  # noqa: PLC0415  # loads what reads posts

    with atomic_write(file) as opened:
        opened.write(open_points.page(open_points.open_points(content)).encode())


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
    gone: list[GoneFile] = []
    with contextlib.suppress(GitError):
        gone = gone_files(options.input)
    if not gone and not advice:
        return  # nothing else has to be loaded
    settings = pelican_settings(pelican_options(options), options.settings)
    yield from _moved(options.input, settings, gone)
    if advice:
        yield from _advice(options, settings, chosen)


def _moved(content: Path, settings: dict[str, Any], gone: list[GoneFile]) -> Iterator[Finding]:
    """The addresses of posts that are gone, if they lead nowhere."""
    from plugins.editorial.moved_posts import find_moved  # noqa: PLC0415  # loads what reads posts

    folders = [
        (content / folder, settings[f"{kind}_URL"])
        for kind in ("ARTICLE", "PAGE")
        for folder in settings[f"{kind}_PATHS"]
    ]
    posts = [path for folder, _ in folders for path in _posts(folder)]
    addresses = {display_path(folder): address for folder, address in folders}
    yield from find_moved(gone, posts, addresses, clock.now(os.environ))


def _advice(
    options: BuildOptions, settings: dict[str, Any], chosen: list[str] | None
) -> Iterator[Finding]:
    """The advice for the chosen posts."""
    from plugins.editorial import spelling  # noqa: PLC0415  # loads what reads posts
    from plugins.editorial.advice import read_advice  # noqa: PLC0415  # the same

    words = spelling.load(options.input, settings["DEFAULT_LANG"])
    # The folder of the articles may be around that of the pages.
    kinds = {
        path: kind
        for kind in ("ARTICLE", "PAGE")
        for folder in settings[f"{kind}_PATHS"]
        for path in _posts(options.input / folder)
    }
    for path, kind in sorted(kinds.items()):
        if chosen is None or _is_in(display_path(path), chosen):
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
