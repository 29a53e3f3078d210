"""The pages that no post and no list of Pelican's makes, and what all templates get."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from jinja2 import Environment
from markupsafe import Markup

from plugins.clinic.articles import articles_at, articles_of
from plugins.clinic.directory import Location, Person
from plugins.feeds.entries import FeedSite
from plugins.site.build import Build
from plugins.site.languages import SiteLanguage
from plugins.style_guide.examples import converter, scoped
from plugins.theme_support.tokens import tokens

if TYPE_CHECKING:
    from plugins.site.writing import PageQueue  # which imports this module

_HasSlug = TypeVar("_HasSlug", Person, Location)
SEARCH_URL = "search/"
STYLE_GUIDE_URL = "style-guide/"
_ARTICLES_OF_A_PLACE = 6


@dataclass(frozen=True)
class GeneratedPage:
    """A page to write: its file in the site, the name of its template, and that one's variables."""

    path: str
    template: str
    variables: dict[str, Any]


def shared_variables(build: Build) -> dict[str, Any]:
    """What every template gets, before any post is read."""
    feeds = ("FEED_ALL_ATOM", "FEED_ALL_RSS", "FEED_ALL_JSON")
    changed = ("AUTHOR_SAVE_AS", "CSS_FILE") if build.inputs.theme.missing else ()
    return {name: build.settings.get(name) for name in (*feeds, *changed)} | {
        "SITENAME": build.directory.clinic.name,
        "PREVIEW": build.request.preview,
        "clinic": build.directory.clinic,
        "people": build.directory.people,
        "photo_feed": build.gallery,
        "social_card": build.social_card,
        "style_guide_url": STYLE_GUIDE_URL if _has_style_guide(build) else "",
    }


def search_variables(build: Build) -> dict[str, str]:
    """What every template gets if the site has a search, once the articles are read."""
    return {"search_url": SEARCH_URL} if build.search_records else {}


def generated_pages(build: Build) -> Iterator[GeneratedPage]:
    """All of them, in the order in which they are written."""
    for tag in (build.site.lang, *build.languages):
        language = build.language(tag)
        articles = [each for each in build.articles if build.language_of(each).tag == tag]
        yield from _clinic_pages(build, language, articles)
        if build.search_records:
            yield _search(language)
    if _has_style_guide(build):
        yield _style_guide(build)
    for old in build.pages_at_old_addresses:  # last, as none may replace a page
        yield GeneratedPage(old.file, "redirect", old.variables | {"url": old.file})


def hide_404_page(_generator: object, metadata: dict[str, Any]) -> None:
    """Let a page named 404 be the one for missing pages; no list has it, as nothing leads there."""
    name = metadata.get("slug") or Path(metadata.get("source_file", "")).stem
    if name == "404" and not metadata.keys() & {"lang", "save_as"}:
        metadata |= dict.fromkeys(("save_as", "url"), "404.html")
    if metadata.get("save_as") == "404.html":
        metadata["status"] = "hidden"


def _search(language: SiteLanguage) -> GeneratedPage:
    url = language.prefix + SEARCH_URL
    variables = {"url": url, "noindex": True, "language": language.tag}
    return GeneratedPage(f"{url}index.html", "search", variables)


def _clinic_pages(
    build: Build, language: SiteLanguage, articles: Sequence[Any]
) -> Iterator[GeneratedPage]:
    """A page for each person and each location, and the lists of both; no empty lists."""
    known, settings, missing = language.directory, build.settings, build.inputs.theme.missing
    if known.people:
        yield _clinic_page(language.prefix + settings["PEOPLE_URL"], "authors", language)
    for person in _without_doubles(known.people) if not missing else ():  # Pelican writes them
        written, credited = articles_of(person, articles)
        variables = {"person": person, "articles": written, "credited": credited}
        yield _clinic_page(person.url, "author", language, **variables)
    if known.clinic.locations and "clinics" not in missing:
        yield _clinic_page(language.prefix + settings["LOCATIONS_URL"], "clinics", language)
    for location in _without_doubles(known.clinic.locations) if "clinic" not in missing else ():
        here = known.people_at(location)
        shown = articles_at(location, articles)[:_ARTICLES_OF_A_PLACE]
        variables = {"location": location, "people_here": here, "articles": shown}
        yield _clinic_page(location.url, "clinic", language, **variables)


def _without_doubles(found: Iterable[_HasSlug]) -> list[_HasSlug]:
    """Without those whose slug another one has, which the checks of the clinic's files report."""
    by_slug: dict[str, _HasSlug] = {}
    for each in found:
        by_slug.setdefault(each.slug, each)
    return list(by_slug.values())


def _clinic_page(
    url: str, template: str, language: SiteLanguage, **values: object
) -> GeneratedPage:
    # `articles` is empty by default, so that the page's lastmod ignores the site's articles.
    variables = {"articles": [], "url": url, "language": language.tag, **values}
    return GeneratedPage(f"{url}index.html", template, variables)


def _has_style_guide(build: Build) -> bool:
    template = build.site.theme / "templates" / "style_guide.html"
    return build.request.preview and template.is_file()


def _style_guide(build: Build) -> GeneratedPage:
    variables = {
        "articles": [],
        "url": STYLE_GUIDE_URL,
        "noindex": True,
        "tokens": tokens(build.inputs.tokens),
        **style_guide_functions(build.site.siteurl),
    }
    return GeneratedPage(f"{STYLE_GUIDE_URL}index.html", "style_guide", variables)


def style_guide_functions(siteurl: str) -> dict[str, Callable[..., Markup]]:
    """The functions of the style guide's templates."""
    convert = converter(siteurl)
    return {
        "markdown": lambda *given: Markup(convert(*given)),  # noqa: S704  # sanitised there
        "scoped": lambda html, name: Markup(scoped(html, name)),  # noqa: S704  # a template's own
    }


def of_feed(shared: dict[str, Any], article: Any) -> dict[str, Any]:  # noqa: ANN401  # untyped Pelican
    """What the template of an article in a feed gets in a theme that does not take views."""
    return shared | {"article": article}


def feed_sites(
    build: Build,
    queue: PageQueue | None,
    environment: Environment,
    variables: Callable[[Any], Mapping[str, Any]],
) -> dict[str, FeedSite]:
    """The site as its feeds in each language describe it; see `feed_site`.

    `environment` is that of the site's own language.
    """
    found = {}
    for tag in (build.site.lang, *build.languages):
        own = queue.writer.renderer.of(tag).environment if queue else environment
        found[tag] = feed_site(build, build.language(tag), own, variables)
    return found


def feed_site(
    build: Build,
    language: SiteLanguage,
    environment: Environment,
    variables: Callable[[Any], Mapping[str, Any]],
) -> FeedSite:
    """The site as its feeds in a language describe it.

    `variables` returns those of the template for an article of Pelican's.
    """
    clinic, missing = language.directory.clinic, build.inputs.theme.missing

    def render(article: Any) -> str:  # noqa: ANN401  # untyped Pelican
        if "feed_article" in missing:
            return str(article.content)
        return environment.get_template("feed_article.html").render(variables(article))

    return FeedSite(
        url=build.site.siteurl,
        name=clinic.name,
        description=clinic.introduction or clinic.headline or clinic.name,
        lang=language.tag,
        home=language.prefix,
        default_category=language.category(build.site.default_category),
        now=build.now,
        render=render,
    )
