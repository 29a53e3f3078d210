"""What all pages share: header, footer, clinic and gallery."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from plugins.clinic.directory import Clinic
from plugins.photo_feed.gallery import Gallery
from plugins.site.build import Build
from plugins.site.languages import SiteLanguage
from plugins.site.views.values import PageLink, Translation
from plugins.theme_support.texts import own_name
from plugins.theme_support.tokens import schemes

# Built-in list pages; the menu may name them like pages.
LISTS = ("articles", "topics", "categories", "clinics", "people")
_DEFAULT_MENU = ("articles", "topics", "clinics", "people")
_FEEDS = {"atom+xml": "FEED_ALL_ATOM", "rss+xml": "FEED_ALL_RSS", "feed+json": "FEED_ALL_JSON"}


@dataclass(frozen=True)
class MenuEntry:
    """A link of the menu: to a page of the editor's, or to one of LISTS, which has no title.

    `lang` is the language of a page that has no version in that of the menu.
    """

    url: str
    title: str = ""
    list_name: str = ""
    lang: str = ""


@dataclass(frozen=True)
class LanguageLink:
    """A language of the site: its tag, what it is called in itself, and the path of its home."""

    tag: str
    name: str
    home: str


@dataclass(frozen=True)
class Chrome:
    """The values that every template gets for pages in `site_lang`, which begin at `home`.

    A site of several languages has `languages`; `untranslated` are texts in its own.
    `lists` are those of LISTS that have a page. `pages` are the public pages by title, last those
    that the language lacks, and `unpublished_pages` those that only this preview has. `feeds` has
    the media subtype and the path of each feed. A URL is empty if the site has no such page.
    `schemes` has the colours of the theme and the clinic, by scheme ("light" and "dark") and name.
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
    home: str = ""
    languages: tuple[LanguageLink, ...] = ()
    untranslated: tuple[str, ...] = ()


def chrome(
    build: Build,
    pages: Iterable[Any],
    *,
    has_topics: bool,
    search_url: str,
    style_guide_url: str,
    has_articles: bool = True,
    lang: str = "",
) -> Chrome:
    """The chrome of pages in a language, `lang` or the site's own, of a site with these pages.

    The pages are Pelican's, without their translations.
    """
    language = build.language(lang or build.site.lang)
    every = [version for page in pages for version in (page, *page.translations)]
    by_title = sorted(_own(build, language, pages), key=_by_title)
    links = tuple(_links(language, by_title, every))
    known = language.directory
    has = {"topics": has_topics, "clinics": known.clinic.locations, "people": known.people}
    lists = tuple(name for name in LISTS if has.get(name, True))
    feeds = [(kind, build.settings.get(name)) for kind, name in _FEEDS.items() if has_articles]
    return Chrome(
        siteurl=build.site.siteurl,
        sitename=known.clinic.name,
        site_lang=language.tag,
        preview=build.request.preview,
        clinic=known.clinic,
        lists=lists,
        menu=tuple(_menu(language, lists, links)),
        pages=tuple(link for _, link in links),
        unpublished_pages=tuple(
            Translation(page.title, page.url, page.lang, page.preview_mark)
            for page in by_title
            if page.preview_mark
        ),
        feeds=tuple((kind, language.prefix + path) for kind, path in feeds if path),
        photo_feed=build.gallery,
        search_url=search_url,
        style_guide_url=style_guide_url,
        schemes=schemes(build.inputs.tokens),
        home=language.prefix,
        languages=_languages(build),
        untranslated=language.missing,
    )


def _own(build: Build, language: SiteLanguage, pages: Iterable[Any]) -> Iterable[Any]:
    """The pages in a language; no translations into one that has no other pages."""
    for page in pages:
        versions = (page, *page.translations) if language.prefix else (page,)
        yield from (each for each in versions if build.language_of(each).tag == language.tag)


def _links(
    language: SiteLanguage, own: Iterable[Any], every: Sequence[Any]
) -> Iterable[tuple[str, PageLink]]:
    """The slugs of public pages, and links to them: last those that the language lacks."""
    public = {page.slug: page for page in own if not page.preview_mark}
    yield from ((slug, PageLink(page.title, page.url)) for slug, page in public.items())
    others = {page.slug: page for page in reversed(every) if not page.preview_mark}
    lacking = [slug for slug in others if language.prefix and slug not in public]
    for page in sorted((others[slug] for slug in lacking), key=_by_title):
        yield page.slug, PageLink(page.title, page.url, page.lang)


def _by_title(page: Any) -> str:  # noqa: ANN401  # untyped Pelican
    return str(page.title).lower()


def _languages(build: Build) -> tuple[LanguageLink, ...]:
    """The languages of the site, its own first; nothing if it has only that."""
    tags = (build.site.lang, *build.languages) if build.languages else ()
    return tuple(LanguageLink(tag, own_name(tag), build.language(tag).prefix) for tag in tags)


def _menu(
    language: SiteLanguage, lists: Sequence[str], links: Sequence[tuple[str, PageLink]]
) -> Iterable[MenuEntry]:
    """The entries that clinic.yaml names, or else the lists and all pages of the language.

    `links` are those to pages, each with the slug of the page.
    """
    own = (slug for slug, link in links if not link.lang)
    for name in language.directory.clinic.menu or [*_DEFAULT_MENU, *own]:
        if name in lists:
            yield MenuEntry(f"{language.prefix}{name}/", list_name=name)
        for slug, link in links:
            if slug == name:
                yield MenuEntry(link.url, link.name, lang=link.lang)
