"""The Pelican glue: records, the search page, and findings."""

from dataclasses import dataclass, field

import pytest
from pelican import signals

from plugins.core.findings import Findings
from plugins.site_search import plugin
from plugins.site_search.indexing import IndexingError, SearchRecord
from tests.pelican_signals import connected


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
    """A generator that has read the articles."""

    settings: dict
    articles: list
    translations: tuple = ()
    context: dict = field(default_factory=dict)


@dataclass
class FakePelican:
    """What the glue reads of Pelican."""

    settings: dict


class FakeProgress:
    """Accepts progress messages."""

    def step(self, what):
        """Accept a message."""


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
    """The template context after the articles are collected."""
    generator = FakeGenerator(settings, list(articles), translations)
    plugin.prepare(FakePelican(settings))
    plugin.collect(generator)
    return generator.context


def test_an_article_becomes_a_record(settings):
    """A translation has its language."""
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
def test_unpublished_articles_are_left_out(settings, mark):
    """Even in a preview, which shows them."""
    context = collected(settings, FakeArticle("seen"), FakeArticle("unseen", mark))

    assert [record.title for record in settings["SEARCH_RECORDS"]] == ["Seen"]
    assert context == {"search_url": "search/"}


def test_without_articles_there_is_no_search(settings, monkeypatch):
    """No link to it, and no index."""
    monkeypatch.setattr(plugin, "make_index", fail)
    context = collected(settings, FakeArticle("unseen", "Draft"))
    plugin.index(FakePelican(settings))

    assert context == {}


def test_an_article_without_words_is_left_out(settings):
    """It cannot be searched for."""
    silent = FakeArticle("!!!")
    silent.plain_text = "–"

    assert collected(settings, silent) == {}


def test_a_theme_without_a_search_page_has_no_search(settings, tmp_path, monkeypatch):
    """Pagefind is not needed then."""
    monkeypatch.setattr(plugin, "make_index", fail)
    (tmp_path / "theme" / "templates" / "search.html").unlink()
    context = collected(settings, FakeArticle("seen"))
    plugin.index(FakePelican(settings))

    assert context == {}
    assert settings["FINDINGS"].all == []


def fail(*_given):
    """Raises an IndexingError."""
    raise IndexingError("site-search/failed", "It broke.", "Mend it.")


def test_a_failed_index_is_an_error(settings, monkeypatch):
    """The old site is then kept."""
    monkeypatch.setattr(plugin, "make_index", fail)
    collected(settings, FakeArticle("seen"))
    plugin.index(FakePelican(settings))

    (found,) = settings["FINDINGS"].errors
    assert (found.rule, found.message, found.hint) == (
        "site-search/failed", "It broke.", "Mend it.",
    )  # fmt: skip


def test_a_failed_build_makes_no_index(settings, monkeypatch):
    """It would be thrown away."""
    asked = []
    monkeypatch.setattr(plugin, "make_index", lambda *given: asked.append(given))
    collected(settings, FakeArticle("seen"))
    plugin.index(FakePelican(settings))
    monkeypatch.setattr(Findings, "errors", ["a dead link"])
    plugin.index(FakePelican(settings))

    assert len(asked) == 1


def test_the_plugin_connects_to_pelican():
    """Articles are collected after reading; the index is built at the end."""
    assert connected(
        plugin.register,
        (signals.initialized, plugin.prepare),
        (signals.article_generator_finalized, plugin.collect),
        (signals.get_generators, plugin.search_page),
        (signals.finalized, plugin.index),
    )
