"""Addresses of the new site: those of its lists, and whether a post keeps its old one by itself."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from plugins.core.output_paths import RefusedPathError, check_address, check_file, check_output_path
from plugins.migration.old_site import Note, OldPost, Patterns
from plugins.posts.attributes import file_of

ARTICLES = "/articles/"
_GROUP = r"(?:topics|categories)(?:/[^/]+)?|articles|people"
_OURS = re.compile(rf"(?:{_GROUP})/(?:page/(?!1/)\d+/)?index\.html")
# By Pelican's name of the template of an old list, the list that we have instead.
LISTS: Mapping[str, str] = {
    "archives": ARTICLES,
    "author": "/people/{slug}/",
    "authors": "/people/",
    "categories": "/categories/",
    "category": "/categories/{slug}/",
    "index": ARTICLES,
    "period_archives": "/archive/{slug}/",
    "tag": "/topics/{slug}/",
    "tags": "/topics/",
}


def address_fields(
    post: OldPost, slug: str, patterns: Patterns, notes: list[Note]
) -> dict[str, str]:
    """The keys `url` and `save_as` that a post needs to keep its old address; often none."""
    if not post.built or not post.save_as:
        return {}
    old = with_ending(post.url, post.save_as)
    if (old, post.save_as) == _made(post, slug, patterns):
        return {}
    if post.save_as == "index.html":
        message = "It was the home page, which data/clinic.yaml makes here: it has another address."
        notes.append(Note("address", post.path, message))
        return {}
    try:
        check_file(post.save_as)
        if old:
            check_output_path(old.rstrip("/"))
    except RefusedPathError as error:
        notes.append(Note("address", post.path, f"{error.message} {error.hint}"))
        return {}
    return {"url": old} if file_of(old) == post.save_as else {"url": old, "save_as": post.save_as}


def with_ending(url: str, save_as: str) -> str:
    """`url` as a link must have it to work on every host: with .html, or a slash at its end."""
    if url and save_as in {f"{url}.html", f"{url}/index.html"}:
        return save_as.removesuffix("index.html")
    return url


def _made(post: OldPost, slug: str, patterns: Patterns) -> tuple[str, str]:
    """The address and the file that the settings make for a post with this slug."""
    if post.overridden:
        return "", ""
    article = post.kind == "articles"
    url = patterns.article_url if article else patterns.page_url
    save_as = patterns.article_save_as if article else patterns.page_save_as
    values: dict[str, Any] = {**post.parts, "slug": slug}
    try:
        made = url.format(**values), save_as.format(**values)
    except (AttributeError, IndexError, KeyError, ValueError):
        return "", ""
    return with_ending(*made), made[1]


def redirects(
    moved: Mapping[str, str], taken: set[str], people: Collection[str], *, topics: bool
) -> Iterator[tuple[str, str]]:
    """Each old address of a list, and where it leads now; not those that a page has anyway.

    `taken` are the files of the new site's posts, `people` the slugs of those who have a page.
    """
    ours = {"/people/", *(LISTS["author"].format(slug=slug) for slug in people)}
    for file, target in sorted(moved.items()):
        name = file_of(file.removesuffix("index.html")) if file.endswith("index.html") else file
        if target.startswith("/people/") and not (people and target in ours):
            target = ARTICLES  # noqa: PLW2901  # who signs with the site's name has no page
        if target.startswith("/topics/") and not topics:
            target = ARTICLES  # noqa: PLW2901
        if name in taken or _OURS.fullmatch(str(name)):
            continue
        try:
            address = f"/{file.removesuffix('index.html')}"
            yield check_address(address), target
        except RefusedPathError:
            continue
