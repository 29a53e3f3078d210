"""Replaces what takes Pelican needlessly long, such as quadratic time; the results are the same."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import translate
from functools import cache, lru_cache, partial
from html import escape, unescape
from itertools import chain, groupby
from operator import attrgetter
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from markupsafe import Markup
from pelican import contents, generators
from pelican.contents import Author, Category, Content, Tag
from pelican.generators import ArticlesGenerator, Generator
from pelican.utils import process_translations, slugify

from plugins.article_body import intrasite

_GROUPS = {"author": Author, "category": Category, "tag": Tag}
_ANCHOR = re.compile(r"[\w-]+")

Write = Callable[..., Any]  # writes a page with the variables that it is called with

_REMEMBERED = 20_000  # slugs, for a process that builds a site again and again
# The modules of the functions that are replaced; this one after the first run.
_REPLACED = {"pelican.contents", "pelican.generators", "pelican.utils", __name__}
# Pelican's own
_find_relative_path: Callable[..., str | None] = Content.get_relative_source_path
_find_static_links: Callable[[Any], set[str]] = Content.get_static_links
_resolve_link: Callable[[Any, str, re.Match[str]], str] = Content._link_replacer  # noqa: SLF001
_resolve_links: Callable[[Any, str, str], str] = Content._update_content  # noqa: SLF001
_find_translations: Callable[..., tuple[list[Any], list[Any]]] = process_translations


def speed_up(generator: ArticlesGenerator, *, safe_html: bool = False) -> None:
    """Replace functions and methods of Pelican's for a run, before any article is read.

    `safe_html`: whether templates need the HTML of posts marked as safe.
    """
    forget_html()  # else Pelican keeps all posts of the last run
    _replace(generators, "process_translations", find_translations)  # of pages too
    _replace(contents, "slugify", slug)
    _replace(Content, "get_relative_source_path", remembered_paths())
    _replace(Content, "get_static_links", static_links)
    _replace(Content, "_update_content", marked_as_safe if safe_html else with_resolved_links)
    _replace(Content, "_link_replacer", resolved_link)
    build_archives = generator._build_period_archives  # noqa: SLF001  # there is no public one
    _replace(generator, "_build_period_archives", partial(period_archives, build_archives))
    for name in ("generate_tags", "generate_categories", "generate_authors"):
        write_all = getattr(generator, name)
        _replace(generator, name, partial(write_lists, generator, write_all))


def forget_html() -> None:
    """Have all posts make their HTML and summaries again, which Pelican remembers."""
    for remembered in (Content.get_content, Content.get_summary):
        remembered.cache.clear()


def _replace(owner: Any, name: str, ours: Callable[..., Any]) -> None:  # noqa: ANN401  # untyped Pelican
    """Set a function, unless another plugin has replaced that of Pelican."""
    if getattr(owner, name).__module__ in _REPLACED:
        setattr(owner, name, ours)


def find_files_fast(generator: Generator) -> None:
    """Have a generator compare each name with the IGNORE_FILES only once.

    Pelican compares every file with every pattern whenever it searches a folder.
    """
    ignored = [re.compile(translate(name)) for name in generator.settings["IGNORE_FILES"]]

    @cache
    def is_ignored(name: str) -> bool:
        return any(pattern.match(name) for pattern in ignored)

    def include_path(path: str, extensions: Any = None) -> bool:  # noqa: ANN401  # as Pelican's
        name = os.path.basename(path)  # noqa: PTH119  # thousands of files
        if is_ignored(name):
            return False
        wanted = generator.readers.extensions if extensions is None else extensions
        return wanted is False or os.path.splitext(name)[1][1:] in wanted  # noqa: PTH122  # the same

    _replace(generator, "_include_path", include_path)


def name_templates(generator: Generator, folders: Sequence[Path]) -> None:
    """Have a generator only name the templates in `folders`, which `site/rendering` compiles."""
    get_template = generator.get_template

    @cache
    def named(name: str) -> Any:  # noqa: ANN401  # as Pelican's
        for extension in generator.settings["TEMPLATE_EXTENSIONS"]:
            for folder in folders:
                file = folder / f"{name}{extension}"
                if file.is_file():
                    return TemplateName(f"{name}{extension}", str(file))
        return get_template(name)

    generator.get_template = named


@dataclass(frozen=True)
class TemplateName:
    """The name of a template, and its file."""

    name: str
    filename: str


def all_of(generator: Any) -> Iterator[Any]:  # noqa: ANN401  # untyped Pelican
    """All articles of Pelican's generator, hidden ones and drafts too."""
    for kind in ("articles", "hidden_articles", "drafts"):
        yield from getattr(generator, kind)
    yield from chain(generator.translations, generator.hidden_translations)
    yield from generator.drafts_translations


def remember_addresses(posts: Iterable[Any]) -> None:
    """Have each of Pelican's finished posts make its `url` and its `save_as` only once."""
    for post in posts:
        post.get_url_setting = cache(post.get_url_setting)


def slug(
    value: str,
    regex_subs: Iterable[tuple[str, str]] = (),
    preserve_case: bool = False,
    use_unicode: bool = False,
) -> str:
    """Pelican's function, which is called for each post and each of its topics."""
    return _slug(value, tuple(regex_subs), preserve_case, use_unicode)


@lru_cache(_REMEMBERED)
def _slug(value: str, *options: Any) -> str:  # noqa: ANN401  # passed to Pelican
    found: str = slugify(value, *options)
    return found


def slug_of(settings: Mapping[str, Any], title: str, stem: str) -> str:
    """The slug that Pelican makes for a post that has none, in a file `stem`; "" if it cannot."""
    return slug(
        title if settings["SLUGIFY_SOURCE"] == "title" else stem,
        settings["SLUG_REGEX_SUBSTITUTIONS"],
        settings["SLUGIFY_PRESERVE_CASE"],
        settings["SLUGIFY_USE_UNICODE"],
    )


def find_translations(
    posts: list[Any], translation_id: str | Collection[str] | None = None
) -> tuple[list[Any], list[Any]]:
    """Call Pelican's `process_translations` for one group of translations after the other.

    It searches the list of all originals for each of the posts that it is called with.
    """
    names: Any = [translation_id] if isinstance(translation_id, str) else translation_id
    try:
        key = attrgetter(*names)
        posts.sort(key=key)
    except (AttributeError, TypeError):  # no translations are wanted, or Pelican reports an error
        return _find_translations(posts, translation_id)
    groups = [_find_translations(list(group), translation_id) for _, group in groupby(posts, key)]
    originals = chain.from_iterable(first for first, _ in groups)
    return list(originals), list(chain.from_iterable(others for _, others in groups))


def remembered_paths() -> Callable[..., str | None]:
    """Pelican's method, which takes two thirds of the time for each URL, called once for a file."""
    known: dict[tuple[str, str | None], str | None] = {}

    def get_relative_source_path(content: Any, source_path: str | None = None) -> str | None:  # noqa: ANN401  # untyped Pelican
        key = content.settings["PATH"], source_path or content.source_path
        if key not in known:
            known[key] = _find_relative_path(content, source_path)
        return known[key]

    return get_relative_source_path


def static_links(content: Any) -> set[str]:  # noqa: ANN401  # untyped Pelican
    """The paths of the files that a post links to by `{static}` or `{attach}`."""
    html = content._content  # noqa: SLF001  # `content` has resolved links
    found = _find_static_links(content) if _may_have_links(content, html) else set()
    return set(map(unquote, found))  # Pelican knows %20 only


def with_resolved_links(content: Any, html: str, siteurl: str) -> str:  # noqa: ANN401  # untyped Pelican
    """The HTML of a post, with addresses in place of `{filename}` and its like."""
    return _resolve_links(content, html, siteurl) if _may_have_links(content, html) else html


def marked_as_safe(content: Any, html: str, siteurl: str) -> Markup:  # noqa: ANN401  # untyped Pelican
    """The same for a theme that does not say that this is safe; it was sanitised."""
    return Markup(with_resolved_links(content, html, siteurl))  # noqa: S704  # sanitised


def resolved_link(content: Any, siteurl: str, match: re.Match[str]) -> str:  # noqa: ANN401  # untyped Pelican
    """One link of a post, as Pelican finds it, with the address in its place.

    Pelican would take `&` and `#` in the name of a topic for something else, and leaves spaces in
    the names of files.
    """
    kind = _GROUPS.get(match["what"])
    if kind is None:
        before, start, address = _resolve_link(content, siteurl, match).rpartition(match["markup"])
        plain = address.replace(" ", "%20").replace("&amp;", "&")
        return f"{before}{start}{plain.replace('&', '&amp;')}"
    name, mark, anchor = unescape(match["value"]).rpartition("#")
    if not name or not _ANCHOR.fullmatch(anchor):
        name, mark, anchor = name + mark + anchor, "", ""
    url = kind(unquote(name), content.settings).url
    address = escape(f"{siteurl.rstrip('/')}/{url}{mark}{anchor}")
    return f"{match['markup']}{match['quote']}{address}{match['quote']}"


def _may_have_links(content: Any, html: str) -> bool:  # noqa: ANN401  # untyped Pelican
    """Whether Pelican has to search each tag of `html`; most posts have no such link."""
    ours = content.settings["INTRASITE_LINK_REGEX"] == intrasite.PATTERN
    return not ours or not html or intrasite.START in html


def period_archives(
    build_archives: Callable[..., dict[str, list[dict[str, Any]]]],
    by_date: Sequence[Any],
    articles: Sequence[Any],
    settings: dict[str, Any],
) -> dict[str, list[dict[str, Any]]]:
    """Call Pelican's method without `articles`, then add those of each period, in their order."""
    found, order = build_archives(by_date, [], settings), _Order(articles)
    for archive in chain.from_iterable(found.values()):
        archive["articles"] = order.of(archive["dates"])
    return found


def write_lists(
    generator: ArticlesGenerator, write_all: Callable[[Write], None], write: Write
) -> None:
    """Call Pelican's method without the articles by date, then add those of each list."""
    order, generator.dates = _Order(generator.dates), []

    def write_list(*given: Any, **named: Any) -> None:  # noqa: ANN401  # untyped Pelican
        write(*given, **named | {"dates": order.of(named["articles"])})

    try:
        write_all(write_list)
    finally:
        generator.dates = order.articles


class _Order:
    """The order of all `articles`."""

    def __init__(self, articles: Sequence[Any]) -> None:
        self.articles = articles
        self._places = {id(article): place for place, article in enumerate(articles)}

    def of(self, some: Iterable[Any]) -> list[Any]:
        """Those of `articles` that are in `some`."""
        places = {self._places[id(article)] for article in some if id(article) in self._places}
        return [self.articles[place] for place in sorted(places)]
