"""The glue: articles in, records and a page out, and what fails becomes a finding."""

from dataclasses import dataclass, field

import pytest
from pelican import signals

from plugins.core.findings import Findings
from plugins.site_search import plugin
from plugins.site_search.indexing import IndexingError, SearchRecord


@dataclass
class FakeHeading:
    """A heading as article_body lists it."""

    text: str


@dataclass
class FakeArticle:
    """What the glue reads of an article."""

    slug: str
    preview_mark: str = ""
    lang: str = "en-gb"
    headings: tuple = (FakeHeading("Why"),)

    def __post_init__(self):
        self.save_as = f"articles/{self.slug}/index.html"
        self.title = self.slug.title()
        self.plain_text = f"Why\n{self.slug}"


@dataclass
class FakeGenerator:
    """The articles of a build, read."""

    settings: dict
    articles: list
    translations: tuple = ()
    context: dict = field(default_factory=dict)


@dataclass
class FakePelican:
    """What the glue reads of Pelican."""

    settings: dict


class FakeProgress:
    """Hears what a build is at."""

    def step(self, what):
        """Take it in."""


@pytest.fixture
def settings(tmp_path):
    """A build with a theme that has a search page."""
    template = tmp_path / "theme" / "templates" / "search.html"
    template.parent.mkdir(parents=True)
    template.touch()
    return {
        "THEME": str(tmp_path / "theme"),
        "OUTPUT_PATH": str(tmp_path),
        "DEFAULT_LANG": "en-GB",
        "FINDINGS": Findings(),
        "PROGRESS": FakeProgress(),
    }


def collected(settings, *articles, translations=()):
    """The context after the glue has seen the articles."""
    generator = FakeGenerator(settings, list(articles), translations)
    plugin.prepare(FakePelican(settings))
    plugin.collect(generator)
    return generator.context


def test_an_article_becomes_a_record(settings):
    """Of plain values; a translation says its language."""
    tagged = FakeArticle("knees")
    tagged.tags = ["Running", "Stairs"]
    other = FakeArticle("knær", lang="nb", headings=())
    collected(settings, tagged, translations=[other])

    assert settings["SEARCH_RECORDS"] == [
        SearchRecord(
            "articles/knees/index.html", "Knees", "Why\nknees", "", ("Running", "Stairs"), ("Why",)
        ),
        SearchRecord("articles/knær/index.html", "Knær", "Why\nknær", "nb"),
    ]  # fmt: skip


@pytest.mark.parametrize("mark", ["Draft", "Hidden", "Scheduled for 1 June 2099"])
def test_what_the_public_would_not_see_is_not_found(settings, mark):
    """Not even in the preview, which shows it."""
    context = collected(settings, FakeArticle("seen"), FakeArticle("unseen", mark))

    assert [record.title for record in settings["SEARCH_RECORDS"]] == ["Seen"]
    assert context == {"search_url": "search/"}


def test_without_articles_there_is_no_search(settings, monkeypatch):
    """Neither a link to it nor an index."""
    monkeypatch.setattr(plugin, "make_index", fail)
    context = collected(settings, FakeArticle("unseen", "Draft"))
    plugin.index(FakePelican(settings))

    assert context == {}


def test_an_article_without_a_word_is_passed_over(settings):
    """There is nothing to search for in it."""
    silent = FakeArticle("!!!")
    silent.plain_text = "–"

    assert collected(settings, silent) == {}


def test_a_theme_without_a_search_page_has_no_search(settings, tmp_path, monkeypatch):
    """And needs nothing of Pagefind."""
    monkeypatch.setattr(plugin, "make_index", fail)
    (tmp_path / "theme" / "templates" / "search.html").unlink()
    context = collected(settings, FakeArticle("seen"))
    plugin.index(FakePelican(settings))

    assert context == {}
    assert settings["FINDINGS"].all == []


def fail(*_given):
    """Stands in for an indexing that goes wrong."""
    raise IndexingError("site-search/failed", "It broke.", "Mend it.")


def test_an_index_that_fails_is_an_error(settings, monkeypatch):
    """With its hint, so that the old site stays."""
    monkeypatch.setattr(plugin, "make_index", fail)
    collected(settings, FakeArticle("seen"))
    plugin.index(FakePelican(settings))

    (found,) = settings["FINDINGS"].errors
    assert (found.rule, found.message, found.hint) == (
        "site-search/failed", "It broke.", "Mend it.",
    )  # fmt: skip


def test_a_build_that_has_failed_makes_no_index(settings, monkeypatch):
    """Its editor waits for nothing that is thrown away."""
    asked = []
    monkeypatch.setattr(plugin, "make_index", lambda *given: asked.append(given))
    collected(settings, FakeArticle("seen"))
    plugin.index(FakePelican(settings))
    monkeypatch.setattr(Findings, "errors", ["a dead link"])
    plugin.index(FakePelican(settings))

    assert len(asked) == 1


def test_the_plugin_connects_to_pelican():
    """Articles are noted when they are read; the index is made once all pages are written."""
    plugin.register()
    handlers = {
        signals.initialized: plugin.prepare,
        signals.article_generator_finalized: plugin.collect,
        signals.get_generators: plugin.search_page,
        signals.finalized: plugin.index,
    }
    connected = [handler in signal.receivers_for(None) for signal, handler in handlers.items()]
    for signal, handler in handlers.items():
        signal.disconnect(handler)

    assert connected == [True, True, True, True]
