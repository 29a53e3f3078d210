"""The Pelican glue: sets `related_articles` on articles and reports findings."""

from dataclasses import dataclass, field

import pytest
from pelican import signals
from pelican.generators import ArticlesGenerator

from plugins.core.findings import Findings
from plugins.related_articles import plugin
from tests.related_articles.corpus import FIRST_DAY


@dataclass
class FakeName:
    """A category or tag, in Pelican an object whose text is its name."""

    name: str

    def __str__(self):
        return self.name


@dataclass(eq=False)
class FakeArticle:
    """The attributes of an article that the glue reads."""

    slug: str
    plain_text: str = ""
    lang: str = "en"
    title: str = ""
    category: FakeName = field(default_factory=lambda: FakeName("Advice"))
    related: list = field(default_factory=list)
    related_exclude: list = field(default_factory=list)
    headings: list = field(default_factory=list)
    description: str = ""
    preview_mark: str = ""
    field_lines: dict = field(default_factory=dict)
    date = FIRST_DAY

    @property
    def source_file(self):
        """The path as the editor types it."""
        return f"content/articles/{self.slug}.{self.lang}.md"


class FakeGenerator(ArticlesGenerator):
    """An articles generator with the given articles."""

    def __init__(self, *articles, translations=(), **settings):
        self.articles = list(articles)
        self.translations = list(translations)
        self.settings = {"FINDINGS": Findings(), **settings}


@pytest.fixture(autouse=True)
def _somewhere(tmp_path, monkeypatch):
    """The cache is written to a folder of the test."""
    monkeypatch.chdir(tmp_path)


def related(article):
    return [other.slug for other in article.related_articles]


def test_every_article_gets_related_articles():
    """They are Pelican's own objects, in the language of the article, also for translations."""
    one, two = FakeArticle("one"), FakeArticle("two")
    eins, zwei = FakeArticle("one", lang="de"), FakeArticle("zwei", lang="de")

    plugin.relate_articles([FakeGenerator(one, two, zwei, translations=[eins])])

    assert one.related_articles == [two]
    assert two.related_articles == [one]
    assert eins.related_articles == [zwei]
    assert zwei.related_articles == [eins]


def test_text_topics_pins_and_exclusions_are_read():
    """The ranking and the selection get all fields of an article."""
    query = FakeArticle("query", "ankle", related=["pinned"], related_exclude=["excluded"])
    by_topic, by_text = FakeArticle("z-topic"), FakeArticle("z-text", "ankle")
    query.tags = by_topic.tags = [FakeName("Sprains")]
    others = [FakeArticle("a-newest"), FakeArticle("excluded", "ankle"), FakeArticle("pinned")]

    plugin.relate_articles(
        [FakeGenerator(query, by_topic, by_text, *others, RELATED_ARTICLES_COUNT=4)]
    )

    assert related(query) == ["pinned", "z-topic", "z-text", "a-newest"]


def test_a_draft_is_not_linked():
    """In the preview a draft has links of its own only."""
    draft, one, two = (
        FakeArticle("draft", preview_mark="Draft"),
        FakeArticle("one"),
        FakeArticle("two"),
    )

    plugin.relate_articles([FakeGenerator(draft, one, two)])

    assert related(draft) == ["one", "two"]
    assert related(one) == ["two"]


def test_findings_name_file_and_line():
    """Wrong pins and settings are added to the build's findings."""
    article = FakeArticle("one", related=["tow"], field_lines={"related": 6})
    generator = FakeGenerator(article, FakeArticle("two"), RELATED_ARTICLES_TERM=9)

    plugin.relate_articles([generator])

    findings = generator.settings["FINDINGS"].errors
    assert [(each.path, each.line, each.rule) for each in findings] == [
        ("", 0, "related-articles/unknown-setting"),
        ("content/articles/one.en.md", 6, "related-articles/unknown-pin"),
    ]


def test_two_articles_with_the_same_address_both_get_links():
    """The posts package reports the conflict."""
    twins, other = [FakeArticle("twin"), FakeArticle("twin")], FakeArticle("other")

    plugin.relate_articles([FakeGenerator(*twins, other)])

    assert [related(twin) for twin in twins] == [["other"], ["other"]]
    assert related(other) == ["twin"]


def test_other_generators_are_ignored():
    """Only the articles generator has articles."""
    plugin.relate_articles([object()])


@pytest.fixture
def registered():
    """The plugin, registered with Pelican during the test."""
    plugin.register()
    yield
    signals.all_generators_finalized.disconnect(plugin.relate_articles)


@pytest.mark.usefixtures("registered")
def test_the_plugin_is_registered_for_the_finalized_signal():
    """Pelican sends it when all articles have been read."""
    one, two = FakeArticle("one"), FakeArticle("two")

    signals.all_generators_finalized.send([FakeGenerator(one, two)])

    assert one.related_articles == [two]
