"""What Pelican gets of a post besides its HTML."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from plugins.core.findings import Finding
from plugins.core.visibility import Visibility
from plugins.posts import attributes
from plugins.posts.model import FrontMatter
from plugins.posts.readiness import readiness
from plugins.posts.result import ReadPost
from plugins.posts.review import ReviewState
from plugins.responsive_images.picture import Picture
from plugins.site import left_out
from plugins.site.build import Build


def attributes_of(
    build: Build,
    read: ReadPost,
    front: FrontMatter,
    shown: Visibility,
    review: ReviewState,
    lead: Picture | None,
) -> dict[str, Any]:
    """What Pelican gets of a post besides its HTML."""
    if lead and front.image:
        lead = lead.described(front.image.alt, front.image.focus)
    values = attributes.attributes(
        front, read, picture=lead, mark=shown.mark, site_lang=build.site.lang, review=review
    )
    if front.status == "hidden" and not shown.mark:
        values["status"] = "hidden"
    if shown.mark and front.status != "hidden" and "date" not in values:
        values["date"] = build.now
        build.reuse.changes_at(build.now.timestamp())
    return values


def for_editors(
    build: Build,
    path: Path,
    read: ReadPost,
    front: FrontMatter,
    shown: Visibility,
    review: ReviewState,
    found: Iterable[Finding],
) -> dict[str, Any]:
    """What only a preview shows of a post, in which this was found; empty in other builds.

    The list of what is missing is that of a post that is not public yet.
    """
    values: dict[str, Any] = {"planned": None, "review_notes": [], "readiness": ()}
    if not build.request.preview:
        return values
    values |= {"planned": front.planned, "review_notes": front.review_notes}
    if shown.mark and front.status != "hidden":
        values["readiness"] = readiness(
            front,
            read,
            findings=[*read.findings, *found],
            review=review,
            people=[each.name for each in build.inputs.clinic.people.facts or ()],
            today=build.now.date(),
            article=not left_out.is_page(build, path),
        )
    return values
