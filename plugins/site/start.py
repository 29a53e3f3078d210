"""The first step of a build: reads options and data files, and prepares Pelican's settings."""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import pass_context
from markupsafe import Markup

from plugins.article_body import intrasite
from plugins.core import clock
from plugins.core.code_digest import code_digest
from plugins.core.findings import Finding, Findings
from plugins.incremental.build_cache import CODE, build_cache
from plugins.incremental.reuse import reuse_of
from plugins.posts.linked_posts import LinkedPosts
from plugins.posts.supervised import SupervisedReader, max_bytes
from plugins.publishing import content_files, templates
from plugins.publishing.build import BuildFailedError
from plugins.responsive_images.cache import Cache
from plugins.responsive_images.options import ImageOptions
from plugins.responsive_images.store import ImageStore
from plugins.site import foreign_theme, languages
from plugins.site.build import Build, BuildRequest, BuildSettings
from plugins.site.inputs import cache_of, read_inputs
from plugins.site.languages import SiteLanguage
from plugins.structured_data import graph
from plugins.structured_data.cards import Cards, theme_colours
from plugins.structured_data.nodes import GraphSite
from plugins.structured_data.page_graph import Subjects
from plugins.theme_support import helpers, texts, theme_file
from plugins.theme_support.assets import Assets
from plugins.worker.inheriting import InheritingWorker

if TYPE_CHECKING:
    from plugins.posts.other_extensions import OtherExtensions


def start(
    settings: dict[str, Any], request: BuildRequest, others: OtherExtensions | None = None
) -> Build:
    """A build with Pelican's `settings`; nothing is kept from an earlier build in this process.

    `others` are extensions of Markdown, if there are any, with which posts are read too.
    """
    site, wrong_languages = _site(settings)
    options, wrong = ImageOptions.read(settings)
    most, bad = max_bytes(settings)
    request.findings.extend([*wrong, *bad, *wrong_languages])
    if wrong_languages:
        raise BuildFailedError
    now = clock.now(os.environ)
    cache = request.cache or build_cache(settings, None, (), request.progress.say)
    reuse = reuse_of(cache, settings, request.progress, now.timestamp())
    request.built.append(reuse)
    folder = cache_of(settings, "RESPONSIVE_IMAGES_CACHE", options.cache)
    encoders = code_digest(*(CODE / name for name in ("responsive_images", "structured_data")))
    pictures = Cache(folder, encoders, cache.warn)
    say = partial(request.progress.step, "Encoding pictures")
    images = ImageStore(site.content, site.output, pictures, say, reuse.pictures)
    inputs = read_inputs(settings, site, request, images)
    build = Build(
        settings=settings,
        site=site,
        request=request,
        inputs=inputs,
        now=now,
        reuse=reuse,
        reader=_reader(request, most, others),
        cache=pictures,
        images=images,
        linked=LinkedPosts(site.content),
        read_with=others.recipe if others else [],
        cards=_cards(site, inputs.tokens, request.findings),
    )
    if not build.inputs.theme.views:
        reuse.why_no_pages = reuse.why_no_pages or "the theme takes no views"
    build.reader.start()  # it takes a moment, in a process of its own
    _prepare_pelican(settings, build)
    return build


def _reader(request: BuildRequest, most: int, others: OtherExtensions | None) -> SupervisedReader:
    """What reads posts: with `others`, a copy of this process, which has loaded their code."""
    if others and others.extensions:
        if request.worker:
            request.worker.close()
        given = {"others": others.extensions}
        readable = others.code, others.content
        worker = InheritingWorker("plugins.posts.read_post", given, *readable)
        return SupervisedReader(most, worker)
    if request.kept:
        return request.kept.reader.limited(most)
    return SupervisedReader(most, request.worker)


def newest_first(article: Any) -> tuple[float, int, str, str]:  # noqa: ANN401  # untyped Pelican
    """Sort key: newest first, then by `order`, slug and language; not by the file system."""
    place = article.metadata.get("order")  # below 1,000
    order = 1000 if place is None else place
    return (-article.date.timestamp(), order, article.slug, article.lang)


def _site(settings: dict[str, Any]) -> tuple[BuildSettings, list[Finding]]:
    """The settings, and what is wrong with those of languages."""
    theme = Path(settings["THEME"])
    views = theme_file.read(theme)[0].views
    others, wrong = languages.read_setting(settings, theme, views=views)
    site = BuildSettings(
        content=Path(settings["PATH"]),
        output=Path(os.path.abspath(settings["OUTPUT_PATH"])),  # noqa: PTH100  # as Pelican writes
        theme=theme,
        siteurl=settings["SITEURL"],
        name=settings["SITENAME"],
        lang=settings["DEFAULT_LANG"],
        default_category=settings["DEFAULT_CATEGORY"],
        static_paths=tuple(settings["STATIC_PATHS"]),
        languages=others,
    )
    return site, wrong


def _cards(site: BuildSettings, css: str, findings: Findings) -> Cards | None:
    """The social cards, if there are any: without SITEURL, links to them could not be absolute."""
    if not site.siteurl:
        return None
    colours, wrong = theme_colours(site.theme, css)
    findings.extend(wrong)
    return None if colours is None else Cards(colours)


def _prepare_pelican(settings: dict[str, Any], build: Build) -> None:
    """Change those of Pelican's own settings that decide how it reads and renders."""
    ignored = [*settings["IGNORE_FILES"], *content_files.LEFTOVERS]
    assets = Assets(build.site.theme / "static", build.site.output, build.inputs.stylesheets)
    names = helpers.global_names(assets, build.site.siteurl)
    jinja = {**settings["JINJA_ENVIRONMENT"], "bytecode_cache": templates.CompiledOnce()}
    if build.inputs.theme.views:  # its templates have words to translate
        jinja["extensions"] = list(dict.fromkeys([*jinja.get("extensions", ()), texts.EXTENSION]))
    settings |= {
        "FILENAME_METADATA": "",  # the posts package reads the date in a file's name
        "ARTICLE_ORDER_BY": newest_first,
        "INTRASITE_LINK_REGEX": intrasite.PATTERN,
        "IGNORE_FILES": list(dict.fromkeys(ignored)),
        "JINJA_ENVIRONMENT": jinja,
        "JINJA_GLOBALS": {**settings["JINJA_GLOBALS"], **names, "json_ld": _json_ld(build)},
        "JINJA_FILTERS": {**settings["JINJA_FILTERS"], **helpers.FILTERS},
    }
    if missing := build.inputs.theme.missing:
        settings |= foreign_theme.settings_for(settings, missing)


def _json_ld(build: Build) -> Any:  # noqa: ANN401  # a function that Jinja calls
    """The function `json_ld` of templates that get Pelican's variables."""

    @pass_context
    def json_ld(variables: Any, path: str, name: str, description: str, lang: str) -> Markup:  # noqa: ANN401  # untyped Jinja
        known, kind = (
            subjects_of(build, build.language(lang)),
            variables.get("page_kind", "WebPage"),
        )
        subject = known.of(variables, path, lang, description, kind)
        parents = variables.get("parents", [])
        return graph.json_ld(known.site, subject, path, name, description, lang, parents)

    return json_ld


def subjects_of(build: Build, language: SiteLanguage) -> Subjects:
    """What makes the subjects of the pages in a language, once the clinic is linked."""
    known, location_type = language.directory, build.inputs.location_type
    site = GraphSite(
        build.site.siteurl, build.site.lang, known.clinic, location_type, language.prefix
    )
    return Subjects(site, known.people, language.category(build.site.default_category))
