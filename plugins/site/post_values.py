"""What Pelican gets of a post besides its HTML."""

from __future__ import annotations

from typing import Any

from plugins.core.visibility import Visibility
from plugins.posts import attributes
from plugins.posts.model import FrontMatter
from plugins.posts.result import ReadPost
from plugins.posts.review import ReviewState
from plugins.responsive_images.picture import Picture
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
    is_preview = build.request.preview
    values["planned"] = front.planned if is_preview else None
    values["review_notes"] = front.review_notes if is_preview else []
    if front.status == "hidden" and not shown.mark:
        values["status"] = "hidden"
    if shown.mark and front.status != "hidden" and "date" not in values:
        values["date"] = build.now
        build.reuse.changes_at(build.now.timestamp())
    return values
