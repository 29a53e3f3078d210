"""Renders the page of one saved post before the rest of the site is built, for a preview.

It shows what the post itself says; what the post changes elsewhere, and what other posts change on
this page, comes with the build, which makes all pages again that differ.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from plugins.core.atomic_write import atomic_write
from plugins.site import generators, posts
from plugins.site.build import Build, FinishedPost
from plugins.site.readers import converters
from plugins.site.views.kinds import view_of
from plugins.site.writing import PageQueue

# The attributes of a post that only its own page shows, or that this page can show earlier than the
# others do.
_OWN = (
    "citations", "description", "excerpt", "first_part", "headings", "next_review", "picture",
    "planned", "readiness", "reading_minutes", "references", "review_notes", "review_state",
    "reviewed", "reviewed_by", "standfirst", "title", "updated",
)  # fmt: skip
# Those that no page shows: what they change is found by the build.
_UNSHOWN = (
    "alias_lines", "dead_feeds", "field_lines", "linked", "plain_text", "search_words", "summary",
)  # fmt: skip


def read_early(written: PageQueue, path: Path) -> FinishedPost | None:
    """The post in the file `path` as it is now; `written` are the pages of the last build.

    None if `path` is no post of that build, or if it has other pictures.
    """
    if written.page_of(path) is None or written.build.reuse.why_no_pages:
        return None
    return posts.read_again(written.build, path, converters(written.build))


def write_early(written: PageQueue, path: Path, new: FinishedPost, site: Path) -> str | None:
    """Replace the page of the post `new` in the folder `site`; returns its name there.

    `path` is its file, and `written` are the pages of the build that wrote the site. Returns None,
    and changes nothing, if it needs a whole build: it has errors, or another address, status or
    place in the lists.
    """
    build = written.build
    page = written.page_of(path)
    if page is None or new.html is None or build.settings["TYPOGRIFY"]:
        return None
    if any(each.severity == "error" for each in new.findings):
        return None
    post = page.variables.get("article") or page.variables["page"]
    if values_elsewhere(build, new) != values_elsewhere(build, build.posts[path]):
        return None
    build.posts[path] = new
    post._content = new.html  # noqa: SLF001  # `content` is made from it
    generators.forget_html()
    for name in _OWN:
        setattr(post, name, new.values[name])
    view = view_of(written.site_of(page.variables), page.template, page.name, page.variables)
    written.writer.assets.site = None  # it has them
    made = written.writer.renderer.render(view)
    with atomic_write(site / page.name) as file:
        file.write(made.data)
    return page.name


def values_elsewhere(build: Build, post: FinishedPost) -> dict[str, Any]:
    """The attributes that decide where a post is shown, and how others show it."""
    own = {*_OWN, *_UNSHOWN}
    if "slug" not in post.values and build.settings["SLUGIFY_SOURCE"] == "title":
        own.remove("title")  # Pelican makes the slug of it
    return {name: each for name, each in post.values.items() if name not in own}
