"""Collects the pages of a theme that takes views, renders them and records what was written."""

from __future__ import annotations

import posixpath
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from jinja2 import Environment

from plugins.core.findings import Finding
from plugins.core.process_pool import ProcessPool
from plugins.publishing import outputs, write_errors
from plugins.publishing.links import ParsedPage, parse
from plugins.publishing.path_conflicts import OutputPath
from plugins.publishing.templates import CompiledOnce
from plugins.site.build import Build
from plugins.site.language_lists import language_variables
from plugins.site.page_reuse import PageReuse, jinja_options, page_reuse
from plugins.site.rendering import (
    CONTENT,
    PageWriter,
    Renderer,
    WrittenPage,
    add_extensions,
    environment,
    share,
    write_pages,
)
from plugins.site.views.chrome import chrome
from plugins.site.views.kinds import address, view_of
from plugins.site.views.posts import article_values
from plugins.site.views.site_values import SiteValues
from plugins.site.views.values import View
from plugins.theme_support.assets import Assets


@dataclass(frozen=True)
class _WaitingPage:
    """A page to write: its template, the variables that Pelican gives it alone, and its source."""

    name: str
    template: str
    variables: Mapping[str, Any]
    output: OutputPath


# The variables of pages that have no counterpart, or are posts with translations. Other pages of
# a long list have none either.
_WITHOUT_COUNTERPART = {"article", "page", "redirect_to", "tokens"}


@dataclass
class PageQueue:
    """The pages of a build.

    `sites` has the values for pages in each language of the site. `variables` are those that
    Pelican gives to all templates; its signal `content_written` is sent for each page.
    """

    build: Build
    sites: Mapping[str, SiteValues]
    writer: PageWriter
    kept: PageReuse
    variables: Mapping[str, Any]
    content_written: Any
    waiting: dict[str, _WaitingPage] = field(default_factory=dict)
    pages: deque[_WaitingPage] = field(default_factory=deque)
    posts: dict[str, _WaitingPage] = field(default_factory=dict)
    _names: dict[tuple[str, str], str | None] = field(default_factory=dict)

    def template_name(self, template: Any) -> str | None:  # noqa: ANN401  # untyped Jinja
        """The name by which our Environment knows a template of Pelican's; None if it does not."""
        key = str(template.name), str(template.filename)
        if key not in self._names:  # comparing paths takes time, and most pages have one template
            self._names[key] = self._find_name(*key)
        return self._names[key]

    def _find_name(self, name: str, file: str) -> str | None:
        settings = self.build.settings
        folders = [*settings["THEME_TEMPLATES_OVERRIDES"], self.writer.templates]
        if any(Path(file).is_relative_to(folder) for folder in folders):
            return name
        return f"{CONTENT}/{name}" if name in settings["TEMPLATE_PAGES"] else None

    def add(
        self,
        name: str,
        template: str,
        variables: Mapping[str, Any],
        output: OutputPath,
        *,
        override: bool = False,
    ) -> None:
        """Add the page at `name`, unless another one has that path. Nothing is rendered yet.

        Raises ValueError for a path outside the site, which settings can have.
        """
        name = posixpath.normpath(name)
        if name == ".." or name.startswith(("../", "/")):
            raise ValueError(f"{name} is outside the site")
        if not self.build.request.claims(name, output, override=override):
            return
        self.waiting[name] = _WaitingPage(name, template, variables, output)

    def add_all(
        self,
        given: Mapping[str, Any],
        paginator: Callable[..., Any],
        output: OutputPath,
    ) -> None:
        """Add the page that `Writer.write_file` is asked for, or the pages of a list.

        `given` are the arguments by name, with a template that `template_name` knows, and
        `paginator` is Pelican's.
        """
        template = self.template_name(given["template"]) or ""
        name, settings = given["name"], self.build.settings
        variables = dict(given.get("kwargs", {}))  # missing if there are none
        if "period_num" in given["context"]:  # only in the context of a page of a period
            variables["period_num"] = given["context"]["period_num"]
        parts, lists = [(name, variables)], settings["PAGINATED_TEMPLATES"]
        if given.get("template_name") in lists and "articles" in variables:
            most = lists[given["template_name"]] or settings["DEFAULT_PAGINATION"]
            pages = paginator(name, given.get("url"), variables["articles"], settings, most)
            parts = _list_pages(variables, pages)
        for path, own in parts:
            override = given.get("override_output", False)
            self.add(path, template, own, output, override=override)

    def of_feed(self, article: Any) -> Mapping[str, Any]:  # noqa: ANN401  # untyped Pelican
        """What the template of an article in a feed gets."""
        site = self.sites[self.build.language_of(article).tag]
        return {"article": article_values(site, article), "lang": article.lang}

    def site_of(self, variables: Mapping[str, Any]) -> SiteValues:
        """The values for the page that these variables are for."""
        post = variables.get("article") or variables.get("page")
        if post:
            return self.sites[self.build.language_of(post).tag]
        return self.sites[variables.get("language") or self.build.site.lang]

    def write(self) -> None:
        """Write the pages that were added since the others were written."""
        if self.waiting:
            self.write_all(self.missing(), ProcessPool(1))

    def missing(self) -> Iterator[View]:
        """The view of each waiting page that no earlier build has kept; see `write_all`."""
        share(self.writer)  # before a process is forked, which may be for something else first
        waiting, self.waiting = self.waiting, {}
        for page in waiting.values():
            own = page.variables
            if not own.keys() & _WITHOUT_COUNTERPART and not own.get("articles_previous_page"):
                site = self.site_of(own)
                site.counterparts.add(address(page.name), site.language.tag)
        for page in waiting.values():  # only now have other plugins had their say on all articles
            missing: View | None = None
            with self.build.recorded(page.name, page.output):
                site = self.site_of(page.variables)
                view = view_of(site, page.template, page.name, page.variables)
                self.build.alternates[page.name] = view.alternates
                missing = None if self.kept.find(view) else view
                self.pages.append(page)
                if post := page.variables.get("article") or page.variables.get("page"):
                    self.posts[post.source_path] = page
            if missing:
                yield missing

    def page_of(self, path: Path) -> _WaitingPage | None:
        """The page of the post in the file `path`, once it was found."""
        return self.posts.get(str(path))

    def written_posts(self) -> dict[Path, Any]:
        """Pelican's object for each post that has a page, by its file."""
        given = {Path(path): page.variables for path, page in self.posts.items()}
        return {path: each.get("article") or each["page"] for path, each in given.items()}

    def _written(
        self, missing: Iterable[View], pool: ProcessPool
    ) -> Iterator[tuple[_WaitingPage, WrittenPage]]:
        """Each page that is looked for, and what it is in the site; see `write_all`."""
        for written in write_pages(self.writer, missing, pool):
            while (page := self.pages.popleft()).name != written.name:
                yield page, self.kept.place(page.name)
            self.kept.keep(written)
            yield page, written
        while self.pages:
            page = self.pages.popleft()
            yield page, self.kept.place(page.name)

    def write_all(self, missing: Iterable[View], pool: ProcessPool) -> None:
        """Write the pages that are looked for, in the pool's processes, and record each.

        Those `missing` are written while others are still looked for. Raises OSError if the disk
        fails. Other plugins, which may change what pages are made of, hear of all in the end.
        """
        request, recorded = self.build.request, []
        for page, written in self._written(missing, pool):
            request.progress.step("Writing pages")
            if not isinstance(written.page, ParsedPage):
                request.outputs.errors[page.name] = self._finding(page, written.page)
                continue
            outputs.note_page(request.outputs, page.name, self._variables(page), written.page)
            recorded.append(page)
        for page in recorded:
            with self.build.recorded(page.name, page.output):
                file = str(self.build.site.output / page.name)
                self.content_written.send(file, context=self._variables(page))

    def _variables(self, page: _WaitingPage) -> dict[str, Any]:
        return {**self.variables, **page.variables, "output_file": page.name}

    def _finding(self, page: _WaitingPage, error: Finding | OSError) -> Finding:
        if isinstance(error, Finding):
            return error
        return write_errors.unwritable(page.name, error, page.output, self.build.request.outputs)


def page_queue(
    build: Build,
    variables: Mapping[str, Any],
    content_written: Any,  # noqa: ANN401  # untyped blinker
    pelicans: Environment,
) -> PageQueue:
    """An empty queue, once all posts are read; `pelicans` is the Environment of its generators."""
    settings = build.site
    sites = _sites(build, variables)
    assets = Assets(settings.theme / "static", settings.output, build.inputs.stylesheets)
    compiled, search_url = _compiled(build), variables.get("search_url", "")
    renderers = {}
    for tag, site in sites.items():
        shared = chrome(
            build,
            variables["pages"],
            has_topics=bool(site.topics),
            has_articles=bool(site.articles) or tag == settings.lang,
            search_url=search_url and site.language.prefix + search_url,
            style_guide_url=variables["style_guide_url"],
            lang=tag,
        )
        made = environment(settings.theme, assets, shared, build.settings, compiled)
        add_extensions(made, pelicans)
        renderers[tag] = Renderer(made, shared)
    renderer = replace(renderers.pop(settings.lang), others=renderers)
    writer = PageWriter(renderer, assets, settings.output, settings.theme / "templates")
    return PageQueue(build, sites, writer, page_reuse(build, writer), variables, content_written)


def _sites(build: Build, variables: Mapping[str, Any]) -> dict[str, SiteValues]:
    """The values for pages in each language of the site, its own first."""
    own = SiteValues(build, variables)
    sites, pages = {build.site.lang: own}, list(variables["pages"])
    pages += [version for page in pages for version in page.translations]
    for tag, language in build.languages.items():
        given = language_variables(build, language, build.articles, pages)
        for group, _ in (*given["topics"], *given["categories"]):
            own.counterparts.originals[group.url] = group.original
        sites[tag] = SiteValues(build, given, tag, own.counterparts)
    return sites


def _compiled(build: Build) -> CompiledOnce | None:
    """The compiled templates of the last builds, if they had the same options and filters."""
    memory = build.reuse.cache.store.memory
    if build.reuse.why_no_pages or memory is None:
        return None
    return memory.get(("compiled templates", jinja_options(build.settings)), CompiledOnce)


def note_written(build: Build, file: Path, variables: Mapping[str, Any]) -> None:
    """Record a page that Pelican has written with its own variables, not one that we have."""
    name = file.relative_to(build.site.output).as_posix()
    if build.inputs.theme.views and name in build.request.outputs.pages:
        return
    build.reuse.rendered += 1
    parsed = parse(file.read_text("utf-8"), build.site.siteurl)
    outputs.note_page(build.request.outputs, name, variables, parsed)


def _list_pages(
    variables: Mapping[str, Any],
    paginator: Any,  # noqa: ANN401  # untyped Pelican
) -> list[tuple[str, dict[str, Any]]]:
    """The path of each page of a list, and its variables, as Pelican names them."""
    found = []
    for page in map(paginator.page, paginator.page_range):
        newer = paginator.page(page.number - 1) if page.has_previous() else None
        older = paginator.page(page.number + 1) if page.has_next() else None
        own = {
            "articles_paginator": paginator,
            "articles_page": page,
            "articles_previous_page": newer,
            "articles_next_page": older,
        }
        found.append((page.save_as, {**variables, **own}))
    return found
