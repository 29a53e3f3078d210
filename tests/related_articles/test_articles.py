"""Articles get their related articles, and wrong pins are reported."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, timezone

import pytest

from plugins.related_articles.articles import documents_of, find_related, relate
from plugins.related_articles.options import RelatedArticlesOptions
from tests.related_articles.corpus import FIRST_DAY


@dataclass
class FakeName:
    """A category or tag, in Pelican an object whose text is its name."""

    name: str

    def __str__(self):
        return self.name


@dataclass(eq=False)
class FakeArticle:
    """The attributes that an article has after the posts package."""

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
    def url(self):
        """Its address."""
        return f"{self.slug}.html"

    @property
    def source_file(self):
        """The path as the editor types it."""
        return f"content/articles/{self.slug}.{self.lang}.md"

    @property
    def source_path(self):
        """The path as Pelican keeps it."""
        return f"/site/{self.source_file}"


class StockArticle:
    """An article that Pelican's own readers have read."""

    status = "published"

    def __init__(self, slug, content="", **metadata):
        self.slug = slug
        self.url = f"{slug}.html"
        self._content = content
        self.lang = "en"
        self.title = slug
        self.category = FakeName("Advice")
        self.date = FIRST_DAY
        self.source_path = f"/site/content/{slug}.md"
        vars(self).update(metadata)


def give_links(*articles, **options):
    """Relate the articles; returns the findings."""
    return relate(articles, RelatedArticlesOptions(**options))


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

    give_links(one, two, zwei, eins)

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

    give_links(query, by_topic, by_text, *others, count=4)

    assert related(query) == ["pinned", "z-topic", "z-text", "a-newest"]


def test_links_in_the_text_are_read():
    """Those of our posts, and those in the HTML of Pelican's own readers."""
    one, plain = FakeArticle("one"), FakeArticle("plain")
    one.linked = ("{filename}two.md", "#risks")
    html = '<p>Read <a href="{filename}/one.md">this</a> and <a id="here">that</a>.</p>'

    documents = documents_of([one, plain, StockArticle("stock", html)])

    assert {each.slug: each.links for each in documents} == {
        "one": ("{filename}two.md", "#risks"),
        "plain": (),
        "stock": ("{filename}/one.md", ""),
    }


def test_a_draft_is_not_linked():
    """In the preview a draft has links of its own only."""
    draft, one, two = (
        FakeArticle("draft", preview_mark="Draft"),
        FakeArticle("one"),
        FakeArticle("two"),
    )

    give_links(draft, one, two)

    assert related(draft) == ["one", "two"]
    assert related(one) == ["two"]


def test_findings_name_file_and_line():
    """Of wrong pins."""
    article = FakeArticle("one", related=["tow"], field_lines={"related": 6})

    (found,) = give_links(article, FakeArticle("two"))

    assert (found.path, found.line, found.severity, found.rule) == (
        "content/articles/one.en.md",
        6,
        "error",
        "related-articles/unknown-pin",
    )


def test_two_articles_with_the_same_address_both_get_links():
    """The conflict is reported elsewhere."""
    twins, other = [FakeArticle("twin"), FakeArticle("twin")], FakeArticle("other")

    give_links(*twins, other)

    assert [related(twin) for twin in twins] == [["other"], ["other"]]
    assert related(other) == ["twin"]


def test_articles_of_a_stock_site_have_html_and_lines_of_metadata():
    """Pelican keeps `Related: a, b` as one text, and no plain text, lines or path to display."""
    query = StockArticle("query", "<p>ankle</p>", related="pinned, gone ,", related_exclude=" no")
    others = [
        StockArticle("a-newest", "<p>knee</p>"),
        StockArticle("no", "<p>ankle</p>"),
        StockArticle("pinned", "<p>neck</p>"),
        StockArticle("z-text", '<p class="knee">an<b>kle</b></p>'),
    ]

    (found,) = give_links(query, *others)

    assert related(query) == ["pinned", "z-text", "a-newest"]
    assert (found.path, found.line, found.rule) == (
        "/site/content/query.md",
        0,
        "related-articles/unknown-pin",
    )


@pytest.mark.parametrize(
    "written",
    ["b,c", "b; c", "[b, c]", "['b', \"c\"]", ["b", "c"], ["b, c"], ("b", "c", "")],
)
def test_slugs_in_metadata_are_read_as_they_are_often_written(written):
    """Pelican makes a list of several lines, and other readers make one of YAML."""
    articles = [StockArticle(slug, "", related=written if slug == "d" else "") for slug in "abcd"]

    assert give_links(*articles) == []
    assert related(articles[3])[:2] == ["b", "c"]


@pytest.mark.parametrize("written", [2026, {"b": 1}, True])
def test_other_values_in_metadata_are_reported(written):
    """They name no article."""
    found, *_ = give_links(StockArticle("a", related=written), StockArticle("b"))

    assert found.rule == "related-articles/unknown-pin"
    assert found.path == "/site/content/a.md"


@pytest.mark.parametrize("written", [None, "", [], " , "])
def test_no_value_in_metadata_is_no_slug(written):
    """Pelican keeps a key without a value."""
    assert give_links(StockArticle("a", related=written), StockArticle("b")) == []


def test_the_text_and_headings_of_any_html_are_read():
    """Whichever reader has made it; scripts and signs of footnotes are no text."""
    html = '<h2 id="a">The <b>ankle</b></h2><p>Rest &amp; ice</p><script>alert(1)</script>'

    (document,) = documents_of([StockArticle("one", html)])

    assert document.text == "The ankle\nRest & ice"
    assert document.headings == ("The ankle",)


def test_html_that_is_too_large_as_browsers_read_it_still_has_text():
    """Elements that are closed in the wrong order are repeated in each paragraph."""
    fonts = "".join(f'<font size="{n}" class="{"x" * 90}">' for n in range(100))
    html = f"<p>{fonts}</p>{'<p>ankle</p>' * 600}"

    (document,) = documents_of([StockArticle("one", html)])

    assert document.text.count("ankle") == 600
    assert document.headings == ()


def test_drafts_and_hidden_articles_are_not_linked():
    """But have links of their own, for whoever looks at them."""
    hidden, draft = StockArticle("hidden", status="hidden"), StockArticle("draft", status="draft")
    one, two = StockArticle("one"), StockArticle("two")

    give_links(hidden, draft, one, two)

    assert related(one) == ["two"]
    assert related(draft) == related(hidden) == ["one", "two"]


@pytest.mark.parametrize("last", [(9999, 12, 31, 23), (1, 1, 1)])
@pytest.mark.parametrize("hours", [-5, 5])
def test_any_date_will_do(last, hours):
    """Pelican gives a draft without a date the last one that Python has, in the site's zone."""
    zone = timezone(timedelta(hours=hours))
    one, two = StockArticle("one", date=datetime(*last, tzinfo=zone)), StockArticle("two")

    give_links(one, two)

    assert related(one) == ["two"]


def test_a_draft_without_a_date_has_that_of_the_newest_article():
    """Rather than the last date of all, from which every other article is equally far."""
    last = datetime(9999, 12, 31, 23, tzinfo=timezone(timedelta(hours=-5)))
    draft = StockArticle("draft", date=last, status="draft")
    later = StockArticle("later", date=FIRST_DAY + timedelta(days=9))

    dates = {each.slug: each.date for each in documents_of([StockArticle("one"), draft, later])}

    assert dates["draft"] == dates["later"] == later.date
    assert documents_of([draft])[0].date.year == 9999


def test_two_articles_with_the_same_slug_may_have_different_addresses():
    """As with `ARTICLE_URL = "{category}/{slug}.html"`."""
    twins = [StockArticle("twin", "<p>ankle</p>", url=f"{name}/twin.html") for name in "ab"]

    give_links(*twins, StockArticle("other"))

    assert twins[0].related_articles[0] is twins[1]
    assert twins[1].related_articles[0] is twins[0]


def test_values_that_pelican_makes_of_markdown_are_text():
    """A description of two lines is a list, and plugins may put markup into titles."""
    one = StockArticle("one", title="The <b>ankle</b>", description=["ankle", "knee"])

    give_links(one, StockArticle("two", "ankle"), StockArticle("three"))

    assert related(one)[0] == "two"


def test_the_cache_is_an_option(tmp_path):
    """Below the folder in which a build is run, or anywhere else."""
    give_links(FakeArticle("one", "ankle"), FakeArticle("two", "ankle"), cache="kept/here")

    assert [path.name for path in tmp_path.iterdir()] == ["kept"]


def test_an_article_may_have_no_category():
    """Pelican sets none where CATEGORY_SAVE_AS is empty."""
    one, two = StockArticle("one"), StockArticle("two")
    del one.category

    assert give_links(one, two) == []
    assert related(one) == ["two"]


def test_a_run_is_used_again_for_the_same_articles_and_options():
    """Whichever objects these are; one other word, pin or option is another run."""
    options = RelatedArticlesOptions(count=1)

    def run(*articles, options=options, last=None):
        return find_related([FakeArticle("one"), *articles], options, last)

    first = run(FakeArticle("two", "ankle"))

    assert run(FakeArticle("two", "ankle"), last=first) is first
    for other in (
        run(FakeArticle("two", "foot"), last=first),
        run(FakeArticle("two", "ankle", related=["one"]), last=first),
        run(FakeArticle("two", "ankle"), FakeArticle("three"), last=first),
        run(FakeArticle("two", "ankle"), options=RelatedArticlesOptions(count=2), last=first),
    ):
        assert other is not first


def test_the_time_of_an_unpublished_article_changes_no_link():
    """Within a day, as that of a draft without a date differs in each build; others may."""
    words = ("ankle sprain", "ankle foot", "foot arch", "sprain arch ankle")

    def run(*hours, last=None, **values):
        articles = [FakeArticle(f"p{number}", text) for number, text in enumerate(words)]
        articles += [FakeArticle(f"d{number}", text) for number, text in enumerate(words)]
        for number, (article, hour) in enumerate(zip(articles, (*range(4), *hours), strict=True)):
            article.date = datetime(2026, 1, 1 + number % 4, tzinfo=UTC) + timedelta(hours=hour)
            if number >= len(words):
                vars(article).update({"preview_mark": "Draft"} | values)
        return find_related(articles, RelatedArticlesOptions(count=2), last)

    def links(run):
        found = run.found["en"]
        candidates = {slug: list(each) for slug, each in found.candidates.items()}
        return found.links, candidates, found.representatives

    first = run(9, 10, 11, 12)
    for hours in ((12, 11, 10, 9), (0, 23, 0, 23), (10, 10, 10, 10)):
        assert links(run(*hours)) == links(first)
        assert run(*hours, last=first) is first
    assert run(9, 10, 11, 24, last=first) is not first
    published = run(9, 10, 11, 12, preview_mark="")
    assert run(9, 10, 11, 13, preview_mark="", last=published) is not published
