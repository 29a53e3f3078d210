"""Pelican glue: writes the search page, and the index once all pages are written."""

from __future__ import annotations

from itertools import chain
from pathlib import Path
from typing import Any

from pelican import Pelican, signals
from pelican.contents import Article
from pelican.generators import ArticlesGenerator, Generator

from plugins.core.findings import Finding
from plugins.site_search.indexing import IndexingError, SearchRecord, has_words, make_index

URL = "search/"


def prepare(pelican: Pelican) -> None:
    """Set SEARCH_RECORDS, which stays empty until the articles are read."""
    pelican.settings["SEARCH_RECORDS"] = []


def collect(generator: ArticlesGenerator) -> None:
    """Collect the published articles, and set `search_url` if there are any."""
    settings = generator.settings
    if not (Path(settings["THEME"]) / "templates" / "search.html").is_file():
        return
    records = [
        _record(article, settings["DEFAULT_LANG"])
        for article in chain(generator.articles, generator.translations)
        if article.save_as and not article.preview_mark
    ]
    settings["SEARCH_RECORDS"] = [made for made in records if has_words(made.title + made.text)]
    if settings["SEARCH_RECORDS"]:
        generator.context["search_url"] = URL


def _record(article: Article, site_lang: str) -> SearchRecord:
    return SearchRecord(
        path=article.save_as,
        title=article.title,
        text=article.plain_text,
        lang=article.lang if article.lang.lower() != site_lang.lower() else "",
        # Pelican sets no `tags` on an article that has none.
        topics=tuple(str(tag) for tag in getattr(article, "tags", ())),
        headings=tuple(heading.text for heading in article.headings),
    )


class SearchPage(Generator):  # type: ignore[misc]  # Pelican is untyped
    """Writes the search page, marked noindex for search engines."""

    def generate_output(self, writer: Any) -> None:  # noqa: ANN401  # untyped Pelican
        """Write the page if there is something to find."""
        if url := self.context.get("search_url"):
            template = self.get_template("search")
            name = f"{url}index.html"
            writer.write_file(name, template, self.context, url=url, noindex=True)


def search_page(_pelican: Pelican) -> type[Generator]:
    """Return the generator class to Pelican."""
    return SearchPage


def index(pelican: Pelican) -> None:
    """Build the index, unless the build has already failed."""
    settings = pelican.settings
    if not settings["SEARCH_RECORDS"] or settings["FINDINGS"].errors:
        return
    settings["PROGRESS"].step("Indexing for the search")
    try:
        make_index(
            settings["SEARCH_RECORDS"], settings["DEFAULT_LANG"], Path(settings["OUTPUT_PATH"])
        )
    except IndexingError as error:
        finding = Finding("", 0, "error", error.rule, error.message, error.hint)
        settings["FINDINGS"].add(finding)


def register() -> None:
    """Connect to Pelican; the index is built before `publishing` checks the written files."""
    signals.initialized.connect(prepare)
    signals.article_generator_finalized.connect(collect)
    signals.get_generators.connect(search_page)
    signals.finalized.connect(index)
