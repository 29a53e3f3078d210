"""The points of docs/before-launch.md, of what a build has read."""

from __future__ import annotations

from collections.abc import Iterator

from plugins.article_body.care_cards import has_medical_list
from plugins.clinic import open_points
from plugins.clinic.open_points import OpenPoint
from plugins.core.findings import display_path
from plugins.posts.model import FrontMatter
from plugins.site.build import Build
from plugins.site.left_out import is_page


def of_build(build: Build) -> Iterator[OpenPoint]:
    """The open points of the data files and of all public posts."""
    clinic, people = build.inputs.clinic.clinic, build.inputs.clinic.people
    if clinic.facts:
        yield from open_points.of_clinic(clinic.facts, clinic.path)
    yield from open_points.of_people(people.facts or [], people.path)
    for file, unread in build.inputs.care.unread.items():
        yield open_points.of_rules(file, unread)
    for path, post in build.posts.items():
        if post.front and post.front.status == "published":
            article = not is_page(build, path)
            yield from _of_post(display_path(path), post.front, post.html or "", article=article)


def _of_post(name: str, front: FrontMatter, html: str, *, article: bool) -> Iterator[OpenPoint]:
    if not front.reviewed and article:
        yield open_points.of_article(name)
    elif not front.reviewed and has_medical_list(html):
        yield open_points.of_page(name)
    sources = filter(None, front.references)
    if unread := sum(bool(each.url) and each.read is None for each in sources):
        yield open_points.of_sources(name, unread)
