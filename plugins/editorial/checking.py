"""The command `check`: what a build would find, without publishing anything."""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
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
REFUSALS = (BuildOptionsError, OSError, StagingError, InterruptedBuildError)  # of a build to check
_BUILD_FAILED = "build/failed"  # such as by a settings file that cannot be read


def check(given: argparse.Namespace) -> int:
    """Print the findings; the exit code is 1 if there are errors, and 2 for a wrong command."""
    stop_on_signals()
    try:
        with kept_folder() as folder:
            wanted = _wanted(given, folder)
    except (*REFUSALS, _CheckError) as error:
        return refuse(error)
    if report := FORMATS[given.format](wanted):
        print(report)
    return FAILED if any(finding.severity == "error" for finding in wanted) else OK


def refuse(error: BaseException) -> int:
    """Print why there are no findings, unless a signal ended the build; returns the exit code.

    For REFUSALS, and the errors of a command itself, whose message is a sentence.
    """
    if isinstance(error, InterruptedBuildError):
        return error.exit_code
    words = f"{error.message} {error.hint}" if isinstance(error, StagingError) else f"{error}"
    print(f"error: {words}", file=sys.stderr)
    return USAGE


def _wanted(given: argparse.Namespace, folder: Path) -> list[Finding]:
    """The findings that were asked for; the sites that are checked are in `folder`."""
    changed = _changed(given.input) if given.changed else None
    chosen = _chosen(given.paths, changed)
    if given.fix:
        _fix(given.input, chosen)
    if changed and _has_rules(given.input, changed):
        chosen = _chosen(given.paths, None)
    # A post that is named is checked even if it is a draft, which only a preview shows.
    mode: Mode = "preview" if given.paths else "html"
    site = folder / f"{mode}-strict" if given.publish else folder / mode
    settings = given.settings or Path("publishconf.py" if given.publish else "pelicanconf.py")
    options = BuildOptions(mode, given.input, site, settings, strict=given.publish)
    findings = findings_of(options, run_pelican)
    if given.open_points:
        _write_open_points(given.open_points, given.input)
    if not any(finding.rule == _BUILD_FAILED for finding in findings.errors):
        _refuse_unread(given.paths, options)
        findings.extend(_beside_the_build(options, chosen, advice=given.advice))
    found = (each for each in findings.all if given.advice or each.severity != "advice")
    return list(_of(found, chosen))


def _changed(content: Path) -> list[str]:
    try:
        return list(map(_real, changed_files(content)))
    except GitError as error:
        raise _CheckError(f"Git cannot say what has changed: {error}.") from error


def _has_rules(content: Path, changed: Iterable[str]) -> bool:
    """Whether a changed file has facts or rules, which count for all posts."""
    data, photos = _real(content / "data"), _real(content / "data" / "photos")
    return any(_is_in(file, [data]) and not _is_in(file, [photos]) for file in changed)


def _fix(folder: Path, chosen: list[str] | None) -> None:
    """Fix the chosen posts, and print what has changed, beside the report.

    A symbolic link would become a file; the one it leads to is fixed if it is in the folder.
    """
    from plugins.editorial.fixing import fix_file  # noqa: PLC0415  # loads what reads posts

    for path in sorted(_posts(folder)):
        if path.is_symlink() or not (chosen is None or _is_in(_real(path), chosen)):
            continue
        try:
            print(fix_file(path), end="", file=sys.stderr)
        except OSError as error:
            why = f"{display_path(path)} is not changed: {error.strerror}."
            print(f"warning: {why}", file=sys.stderr)


def _write_open_points(file: Path, content: Path) -> None:
    """Write the page of what only the clinic can say."""
    from plugins.editorial import open_points  # noqa: PLC0415  # loads what reads posts

    text = open_points.page(open_points.open_points(content))
    try:
        with atomic_write(file) as opened:
            opened.write(text.encode())
    except OSError as error:
        raise _CheckError(f"{file} cannot be written: {error.strerror}.") from error


@contextlib.contextmanager
def kept_folder() -> Iterator[Path]:
    """Where the sites that are checked stay for the next check, if that is possible."""
    folder = cache_folder.home() / "checks"
    with contextlib.ExitStack() as stack:
        try:
            cache_folder.make(folder)
        except OSError:
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="checks-")))
        yield folder


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
    from plugins.clinical_care import files as care_files  # noqa: PLC0415  # the same
    from plugins.editorial import spelling  # noqa: PLC0415  # loads what reads posts
    from plugins.editorial.advice import AdviceRules, read_advice  # noqa: PLC0415  # the same

    rules = AdviceRules(
        spelling.load(options.input, settings["DEFAULT_LANG"]),
        care_files.read(
            options.input / settings.get("CARE_RULES", care_files.FOLDER),
            lenient=True,
            lang=settings["DEFAULT_LANG"],
        ).care,
        clock.now(os.environ).date(),
    )
    # The folder of the articles may be around that of the pages.
    kinds = {
        path: kind
        for kind in ("ARTICLE", "PAGE")
        for folder in settings[f"{kind}_PATHS"]
        for path in _posts(options.input / folder)
    }
    for path, kind in sorted(kinds.items()):
        if chosen is None or _is_in(_real(path), chosen):
            unpublished = options.mode == "preview"
            yield from read_advice(path, rules, article=kind == "ARTICLE", unpublished=unpublished)


def _posts(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*.md") if path.is_file())


class _CheckError(Exception):
    """What was typed cannot be checked; the message is a sentence."""


def _chosen(paths: Sequence[Path], changed: Sequence[str] | None) -> list[str] | None:
    """The files and folders whose findings are wanted, as `_real` names them; None for all.

    Of those that have `changed`, if that is not None.
    """
    for path in paths:
        if not path.exists():
            raise _CheckError(f"There is no {path}.")
    chosen = list(map(_real, paths))
    if changed is None:
        return chosen or None
    return [file for file in changed if not chosen or _is_in(file, chosen)]


def _refuse_unread(paths: Iterable[Path], options: BuildOptions) -> None:
    """Raise _CheckError for a path that no finding can be in."""
    content = _real(options.input)
    for path in paths:
        real = _real(path)
        if _is_in(real, [content]) or _is_in(content, [real]) or path.samefile(options.settings):
            continue
        theme = pelican_settings(pelican_options(options), options.settings)["THEME"]
        if not _is_in(real, [_real(Path(theme))]):
            raise _CheckError(f"{path} is not in {options.input}, so it is not checked.")


def _of(findings: Iterable[Finding], chosen: list[str] | None) -> Iterable[Finding]:
    """The findings of the chosen files, and those of none, such as of the settings."""
    if chosen is None:
        return findings
    return (each for each in findings if not each.path or _is_in(_real(Path(each.path)), chosen))


def _real(path: Path) -> str:
    """An absolute path without symbolic links, except for a file that is one itself."""
    if path.is_dir():
        return os.path.realpath(path)
    return os.path.join(_real_folder(path.absolute().parent), path.name)  # noqa: PTH118  # as below


@lru_cache(maxsize=1024)
def _real_folder(folder: Path) -> str:
    return os.path.realpath(folder)


def _is_in(path: str, chosen: Iterable[str]) -> bool:
    return any(path == each or path.startswith(os.path.join(each, "")) for each in chosen)  # noqa: PTH118  # a string takes a tenth of the time
