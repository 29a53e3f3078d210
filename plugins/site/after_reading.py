"""The steps of a build once the posts are read, as Pelican comes to them.

What they need is loaded while the first posts are read.
"""

from __future__ import annotations

import os
import posixpath
from collections.abc import Mapping
from functools import partial
from inspect import signature
from itertools import chain
from pathlib import Path
from typing import IO, Any

from pelican import Pelican, signals
from pelican.generators import ArticlesGenerator, Generator, PagesGenerator
from pelican.paginator import Paginator
from pelican.writers import Writer

from plugins.feeds.entries import FeedSite
from plugins.publishing import content_files, path_conflicts
from plugins.publishing.path_conflicts import OutputPath
from plugins.site import (
    finish,
    foreign_theme,
    gates,
    generators,
    host_redirects,
    join,
    names,
    pages,
    writing,
)
from plugins.site.build import Build
from plugins.site.language_lists import in_one_language, name_groups, part_languages
from plugins.site.language_pages import language_pages, more_feeds
from plugins.site.write_site import write_site
from plugins.site.writing import PageQueue


class SiteWriter(Writer):  # type: ignore[misc]
    """Writes pages; an error in one becomes a finding, and the others are still written."""

    build: Build
    feeds: Mapping[str, FeedSite]  # by language
    pages: PageQueue | None  # of a theme that takes views
    _names = tuple(signature(Writer.write_file).parameters)[1:-1]
    _output_path = OutputPath()

    def write_file(self, name: str, template: Any, context: Any, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  # untyped Pelican
        """Render and write one page (or the pages of one paginated list)."""
        request = self.build.request
        if nameless := path_conflicts.nameless(kwargs, request.severity):
            request.findings.add(nameless)
            return
        self._output_path = path_conflicts.of_page(kwargs)
        try:
            with self.build.recorded(name, self._output_path):
                if self.pages is None or not self.pages.template_name(template):
                    request.progress.step("Writing pages")
                    super().write_file(name, template, context, *args, **kwargs)
                elif name:
                    given = self._arguments(name, template, context, *args, **kwargs)
                    self.pages.add_all(given, Paginator, self._output_path)
        finally:
            self._output_path = OutputPath()

    def _arguments(self, *args: Any, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401  # untyped Pelican
        """What `write_file` is called with, by name; `signature.bind` takes far longer."""
        more = {name: value for name, value in kwargs.items() if name not in self._names}
        named = {name: value for name, value in kwargs.items() if name in self._names}
        return {**dict(zip(self._names, args, strict=False)), **named, "kwargs": more}

    def write_feed(self, elements: Any, context: Any, path: str, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  # untyped Pelican
        """Write one feed, of the articles in one language if the site has pages in several."""
        lang, elements = in_one_language(self.build, elements)
        self._feed_site = self.feeds[lang]
        with self.build.recorded(path, self._output_path):
            super().write_feed(elements, context, path, *args, **kwargs)

    def _create_new_feed(self, kind: str, title: str | None, _context: Any) -> Any:  # noqa: ANN401  # untyped Pelican
        """Begin a feed of ours: Pelican's have one author, no language and no full text in RSS."""
        return self._feed_site.begin(kind, title, self.feed_url)

    def _add_item_to_the_feed(self, feed: Any, item: Any) -> None:  # noqa: ANN401  # untyped Pelican
        """Add one post."""
        self._feed_site.add(feed, item)

    def _open_w(self, filename: str, encoding: str, override: bool = False) -> IO[str]:
        """Open a file of the site; a second page with the same path is discarded."""
        name = Path(filename).relative_to(self.build.site.output).as_posix()
        if not self.build.request.claims(name, self._output_path, override=override):
            filename = os.devnull
        else:
            Path(filename).unlink(missing_ok=True)  # it may be a link to a file of the old site
        return open(filename, "w", encoding=encoding, newline="\n")  # noqa: PTH123  # closed by Pelican


class StepsAfterReading:
    """The steps of one run of Pelican, from the first article that it has made to the last check.

    `environment` is Jinja's, of the generator that renders articles.
    """

    def __init__(self, build: Build) -> None:
        self.build = build
        self.environment: Any = None
        self.context: Any = None
        self.pages: PageQueue | None = None
        self.hide_404_page = pages.hide_404_page
        self.part_languages = partial(part_languages, build)

    def link_clinic(self) -> dict[str, Any]:
        """Set the clinic and its people; returns the variables of all pages."""
        join.link_clinic(self.build)
        return pages.shared_variables(self.build)

    def join_articles(self, generator: ArticlesGenerator) -> None:
        """Join the articles with the rest of the site, once all of them are read."""
        build, context = self.build, generator.context
        if not build.reuse.why_no_pages:
            generators.remember_addresses(generators.all_of(generator))
        articles = [*generator.articles, *generator.translations]
        hidden = [*generator.hidden_articles, *generator.hidden_translations]
        names.unite(build, generator.tags, [*articles, *hidden])
        others = name_groups(build, generator.translations, hidden)
        context |= join.topic_variables(build, generator.tags, others, articles)
        join.join_articles(build, articles, hidden)
        context |= pages.search_variables(build)
        self.environment, self.context = generator.env, context

    def join_pages(self, generator: PagesGenerator) -> None:
        """Join the pages with the rest of the site, once all of them are read."""
        join.join_pages(self.build, generator.pages, generator.translations)

    def contain_static_files(self, generator: Any) -> None:  # noqa: ANN401  # untyped Pelican
        """Refuse the static files that must not be published."""
        site, request = self.build.site, self.build.request
        given = (generator, site.content, site.static_paths, request.severity)
        request.findings.extend(content_files.contain_static_files(*given))
        request.outputs.copied = generator.staticfiles
        gates.reserve_names(self.build)

    def finish_reading(self, _generators: list[Generator]) -> None:
        """Relate the articles and check what is about to be rendered."""
        read = [post for post in self.context["generated_content"].values() if post]
        join.relate_articles(self.build)
        if self.build.request.kept:
            from plugins.site import desk_values  # noqa: PLC0415  # only a preview has a desk

            desk_values.tell_joined(self.build, read)
        if self.build.inputs.theme.views:
            given = (self.build, self.context, signals.content_written, self.environment)
            self.pages = writing.page_queue(*given)
            self.environment = self.pages.writer.renderer.environment
        join.check_rendering(self.build, read, self.environment)

    def use_writer(self, _pelican: Pelican) -> type[Writer]:
        """Give Pelican our writer."""
        of_feed = self.pages.of_feed if self.pages else partial(pages.of_feed, self.context)
        feeds = pages.feed_sites(self.build, self.pages, self.environment, of_feed)
        own = {"build": self.build, "feeds": feeds, "pages": self.pages}
        return type("BuildWriter", (SiteWriter,), own)

    def write_more_feeds(self, generator: ArticlesGenerator, writer: Writer) -> None:
        """Write the feeds that Pelican lacks: the JSON Feed, and those of further languages."""
        every = join.with_translations(generator.articles)
        for name, kind, articles in more_feeds(self.build, self.context, every):
            writer.write_feed(articles, self.context, name, feed_type=kind)

    def note_page(self, path: str, context: dict[str, Any]) -> None:
        """Record a page that Pelican has rendered."""
        writing.note_written(self.build, Path(path), context)

    def write_pages(self, generator: Generator, writer: Writer) -> None:
        """Write the pages that Pelican's generators do not, and those that they have asked for."""
        build = self.build
        host_redirects.find(build, generator.context)
        for page in chain(language_pages(build), pages.generated_pages(build)):
            template = foreign_theme.template(generator, page.template, build.inputs.theme.missing)
            writer.write_file(page.path, template, generator.context, **page.variables)
        write_site(build, getattr(writer, "pages", None))
        copied = (posixpath.normpath(each.save_as) for each in build.request.outputs.copied)
        build.reuse.site.separate(copied)  # Pelican writes these next

    def finish(self) -> None:
        """Complete and check the site, after all other plugins if Pelican's run is ours."""
        if self.build.request.cache is None:  # another program runs Pelican
            self._finish()
        else:
            self.build.request.last_steps.append(self._finish)

    def _finish(self) -> None:
        if self.pages:
            self.pages.write()  # those that other plugins' generators have added since
        finish.finish(self.build)
        if kept := self.build.request.kept:
            from plugins.site import desk_values  # noqa: PLC0415  # see finish_reading

            kept.pages = self.pages
            kept.desk = desk_values.note(self.build, self.context["generated_content"].values())
