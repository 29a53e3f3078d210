"""What Pelican gets of a post: its attributes, and the slug that it would make."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from plugins.core.visibility import Visibility
from plugins.posts import attributes
from plugins.posts.model import FrontMatter
from plugins.posts.result import ReadPost
from plugins.posts.review import ReviewState
from plugins.responsive_images.picture import Picture
from plugins.site import generators
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


def slug_of(build: Build, path: Path, front: FrontMatter) -> str:
    """The slug that Pelican makes for a post that has none; "" if it cannot."""
    settings = build.settings
    return generators.slug(
        front.title if settings["SLUGIFY_SOURCE"] == "title" else path.stem,
        settings["SLUG_REGEX_SUBSTITUTIONS"],
        settings["SLUGIFY_PRESERVE_CASE"],
        settings["SLUGIFY_USE_UNICODE"],
    )
