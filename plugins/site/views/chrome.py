"""What all pages share: header, footer, clinic and gallery."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from plugins.clinic.directory import Clinic
from plugins.photo_feed.gallery import Gallery
from plugins.site.build import Build
from plugins.site.views.values import PageLink, Translation
from plugins.theme_support.tokens import schemes

# Built-in list pages; the menu may name them like pages.
LISTS = ("articles", "topics", "categories", "clinics", "people")
_DEFAULT_MENU = ("articles", "topics", "clinics", "people")
_FEEDS = {"atom+xml": "FEED_ALL_ATOM", "rss+xml": "FEED_ALL_RSS", "feed+json": "FEED_ALL_JSON"}


@dataclass(frozen=True)
class MenuEntry:
    """A link of the menu: to a page of the editor's, or to one of LISTS, which has no title."""

    url: str
    title: str = ""
    list_name: str = ""


@dataclass(frozen=True)
class Chrome:
    """The values that every template gets.

    `lists` are those of LISTS that have a page. `pages` are the public pages by title, and
    `unpublished_pages` those that only this preview has. `feeds` has the media subtype and the path
    of each feed. A URL is empty if the site has no such page. `schemes` has the colours of the
    theme and the clinic, by scheme ("light" and "dark") and name.
    """

    siteurl: str
    sitename: str
    site_lang: str
    preview: bool
    clinic: Clinic
    lists: tuple[str, ...]
    menu: tuple[MenuEntry, ...]
    pages: tuple[PageLink, ...]
    unpublished_pages: tuple[Translation, ...]
    feeds: tuple[tuple[str, str], ...]
    photo_feed: Gallery | None
    search_url: str
    style_guide_url: str
    schemes: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


def chrome(
    build: Build, pages: Iterable[Any], *, has_topics: bool, search_url: str, style_guide_url: str
) -> Chrome:
    """The chrome of a site with these pages of Pelican's."""
    by_title = sorted(pages, key=lambda page: page.title.lower())
    public = [page for page in by_title if not page.preview_mark]
    known = build.directory
    has = {"topics": has_topics, "clinics": known.clinic.locations, "people": known.people}
    lists = tuple(name for name in LISTS if has.get(name, True))
    feeds = [(kind, build.settings.get(name)) for kind, name in _FEEDS.items()]
    return Chrome(
        siteurl=build.site.siteurl,
        sitename=known.clinic.name,
        site_lang=build.site.lang,
        preview=build.request.preview,
        clinic=known.clinic,
        lists=lists,
        menu=tuple(_menu(known.clinic.menu, lists, public)),
        pages=tuple(PageLink(page.title, page.url) for page in public),
        unpublished_pages=tuple(
            Translation(page.title, page.url, page.lang, page.preview_mark)
            for page in by_title
            if page.preview_mark
        ),
        feeds=tuple((kind, path) for kind, path in feeds if path),
        photo_feed=build.gallery,
        search_url=search_url,
        style_guide_url=style_guide_url,
        schemes=schemes(build.inputs.tokens),
    )


def _menu(wanted: Sequence[str], lists: Sequence[str], pages: Sequence[Any]) -> Iterable[MenuEntry]:
    """The entries that clinic.yaml names, or else the lists and all pages."""
    for name in wanted or [*_DEFAULT_MENU, *(page.slug for page in pages)]:
        if name in lists:
            yield MenuEntry(f"{name}/", list_name=name)
        for page in pages:
            if page.slug == name:
                yield MenuEntry(page.url, page.title)
