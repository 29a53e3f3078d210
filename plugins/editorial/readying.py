"""The command `ready`: what a post lacks before it is published, and what readers will see."""

from __future__ import annotations

import argparse
import os
import sys
import textwrap
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePath
from typing import Any
from zoneinfo import ZoneInfo

from plugins.clinic import files as clinic_files
from plugins.clinical_care import files as care_files
from plugins.core import clock
from plugins.core.findings import Finding, display_path
from plugins.editorial.checking import OK, REFUSALS, USAGE, kept_folder, refuse
from plugins.editorial.named_posts import NamedPost, RenameError, find_posts, named_posts, texts_of
from plugins.posts.false_facts import without_false_facts
from plugins.posts.questions import AnySiteContext
from plugins.posts.read_post import read_post
from plugins.posts.readiness import ReadyPart, readiness
from plugins.posts.review import review_state
from plugins.publishing.build import findings_of, stop_on_signals
from plugins.publishing.build_options import BuildOptions
from plugins.site.pelican_settings import pelican_options, pelican_settings
from plugins.site.run import run_pelican

_WIDTH = 96  # characters


def ready(read: argparse.Namespace) -> int:
    """Print the list for a post and its translations; the exit code is 2 if there is none."""
    if not read.slug:
        print("error: Write which post: make ready SLUG=why-we-warm-up", file=sys.stderr)
        return USAGE
    stop_on_signals()
    try:
        lists = [*_lists(read)]
    except (*REFUSALS, RenameError) as error:
        return refuse(error)
    print("\n\n".join(lists))
    return OK


def _lists(read: argparse.Namespace) -> Iterator[str]:
    """The list of each version of the post; raises RenameError if there is none."""
    with kept_folder() as folder:
        options = BuildOptions("preview", read.input, folder / "preview", read.settings)
        found = findings_of(options, run_pelican).all
    settings = pelican_settings(pelican_options(options), read.settings)
    try:
        posts = find_posts(read.slug, list(named_posts(texts_of(read.input), settings)))[1]
    except RenameError as error:
        raise _why_unread(read.slug, found) or error from error
    for each in posts:
        path = read.input / each.path
        own = [finding for finding in found if finding.path == display_path(path)]
        yield "\n".join(_rows(each.front.title, path, _list(each, read.input, settings, own)))


def _why_unread(typed: str, findings: Iterable[Finding]) -> RenameError | None:
    """Why the file with that name is no post, if an error says so."""
    name = PurePath(typed).stem
    for each in findings:
        if each.severity == "error" and PurePath(each.path).stem == name:
            return RenameError(f"{each.place} cannot be read yet: {each.message} {each.hint}")
    return None


def _list(
    post: NamedPost, content: Path, settings: Mapping[str, Any], found: list[Finding]
) -> tuple[ReadyPart, ...]:
    """The list of a post, in which a build has `found` this."""
    path = content / post.path
    care = care_files.read(
        content / settings.get("CARE_RULES", care_files.FOLDER),
        lenient=True,
        lang=settings["DEFAULT_LANG"],
    )
    read = read_post(
        path.read_bytes(),
        AnySiteContext(),
        path=display_path(path),
        lenient=False,
        care=care.json,
    )
    people = _people(content, settings)
    now = clock.now(os.environ).astimezone(ZoneInfo(settings["TIMEZONE"]))
    front, _ = without_false_facts(
        read.front or post.front, read, now=now, people=people, severity="error"
    )
    category = str(front.category or settings["DEFAULT_CATEGORY"])
    review, _ = review_state(front, read, care.care.review, category, now.date())
    unreported = [each for each in read.body_findings if each.severity == "advice"]
    return readiness(
        front,
        read,
        findings=[*found, *unreported],
        review=review,
        people=people or (),
        today=now.date(),
        article=post.kind == "ARTICLE",
    )


def _people(content: Path, settings: Mapping[str, Any]) -> list[str] | None:
    """The names in people.yaml; None if it cannot be read."""
    clinic, others = (content / settings[f"{name}_DATA"] for name in ("CLINIC", "PEOPLE"))
    people = clinic_files.read(clinic, others, settings["SITENAME"], lenient=True).people.facts
    return None if people is None else [each.name for each in people]


def _rows(title: str, path: Path, parts: Iterable[ReadyPart]) -> Iterator[str]:
    yield f"{title} ({display_path(path)})"
    for part in parts:
        yield f"\n{part.heading}:"
        for row in part.rows:
            yield textwrap.fill(
                row, _WIDTH, initial_indent="  - ", subsequent_indent="    ",
                break_long_words=False, break_on_hyphens=False,
            )  # fmt: skip
