"""The pages of articles and other posts, and those at their old addresses."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from plugins.article_body.transform import Heading
from plugins.audit_results.results import read
from plugins.clinic.directory import Byline
from plugins.posts.attributes import ReferenceEntry
from plugins.responsive_images.picture import Picture
from plugins.site.views.kinds import view_of
from plugins.site.views.posts import ArticleView, PageView, RedirectView, article_values
from plugins.site.views.values import PageLink, Social, Translation
from tests.building import SAMPLE
from tests.site.builds import SITEURL
from tests.site.views.samples import (
    DEFAULT_CATEGORY,
    FakeArticle,
    FakePage,
    articles,
    group,
    site_values,
    translated,
)


def article_view(site, article, **variables):
    """The view of an article's page."""
    name = f"{article.url}index.html"
    return view_of(site, "article.html", name, {"article": article, **variables})


def page_view(site, page):
    """The view of the page of another post."""
    return view_of(site, "page.html", f"{page.url}index.html", {"page": page})


@pytest.fixture
def site(tmp_path):
    """The values of a site without posts."""
    return site_values(tmp_path, settings={"SITEURL": SITEURL})


def node(view, kind):
    """The node of a type that a page is about."""
    (found,) = [each for each in view.subject.nodes if each["@type"] == kind]
    return found


def test_an_articles_page_shows_the_article(site):
    """All that its template reads, as plain values."""
    picture = Picture("images/a.jpg", 40, 30, "A bed")
    place, other = site.build.directory.clinic.locations
    nora, _ann = site.build.directory.people
    article = FakeArticle(
        excerpt="On nights.",
        standfirst="On nights and naps.",
        content="<p>Nights.</p>",
        picture=picture,
        references=[ReferenceEntry("A study")],
        citations={1: ["cite-1", "cite-2"]},
        reading_minutes=7,
        bylines=[Byline("Nora Lind")],
        credit="With Nora Lind",
        credit_people=[nora],
        headings=[Heading(2, "why", "Why")],
        locations=[place, other],
        related_articles=[FakeArticle("Rest", "rest")],
        series="Nights",
    )

    found = article_view(site, article)

    shown = found.article
    assert isinstance(found, ArticleView)
    assert (shown.title, shown.lang, shown.excerpt) == ("Sleep", "en-gb", "On nights.")
    assert shown.standfirst == "On nights and naps."
    assert (shown.content, shown.picture) == ("<p>Nights.</p>", picture)
    assert shown.references == (ReferenceEntry("A study"),)
    assert shown.citations == {1: ("cite-1", "cite-2")}
    assert (shown.reading_minutes, shown.bylines) == (7, (Byline("Nora Lind"),))
    assert shown.headings == (Heading(2, "why", "Why"),)
    assert shown.locations == (place, other)
    assert [card.title for card in shown.related_articles] == ["Rest"]
    assert shown.series.name == "Nights"


@pytest.mark.parametrize(
    ("content", "first_part", "introduction"),
    [
        ('<p>a</p><h2 id="b">B</h2>', "b", "<p>a</p>"),
        ('<p>a</p><h2 class="x" id="b">B</h2><h2 id="c">C</h2>', "b", "<p>a</p>"),
        ('<p>a</p><h2 id="b&amp;c">B</h2>', "b&c", "<p>a</p>"),
        ('<p>a</p><h2 id="c">C</h2>', "b", ""),
        ("<p>a</p>", "", ""),
    ],
)
def test_the_introduction_is_what_stands_before_the_first_part(
    site, content, first_part, introduction
):
    """Nothing, if another plugin has removed that heading."""
    page = page_view(site, FakePage(content=content, first_part=first_part)).page

    assert page.content[: page.introduction] == introduction


def test_a_credit_keeps_its_words_and_links_people(site):
    """Those of the clinic that it names."""
    nora, _ann = site.build.directory.people
    article = FakeArticle(credit="Photos by Nora Lind", credit_people=(nora,))

    shown = article_values(site, article)

    assert shown.credit == "Photos by Nora Lind"
    assert shown.credit_people == (PageLink("Nora Lind", "people/nora-lind/"),)


def test_the_default_category_is_not_shown(site):
    """It says nothing about the article; any other one is a link."""
    default = group(DEFAULT_CATEGORY, "categories")
    unsorted = FakeArticle(category=default)
    sorted_ = FakeArticle(category=group("Advice", "categories"))

    assert article_values(site, unsorted).category is None
    assert article_values(site, sorted_).category == PageLink("Advice", "categories/advice/")


def test_the_default_category_may_have_another_name(tmp_path):
    """It is a setting."""
    site = site_values(tmp_path, settings={"DEFAULT_CATEGORY": "Advice"})

    assert article_values(site, FakeArticle(category=group("Advice"))).category is None
    assert article_values(site, FakeArticle(category=group("Articles"))).category


def test_topics_are_links(site):
    """An article without topics has no attribute for them."""
    article = FakeArticle()
    assert article_values(site, article).topics == ()

    article.tags = [group("Running"), group("Sleep")]

    assert article_values(site, article).topics == (
        PageLink("Running", "topics/running/"),
        PageLink("Sleep", "topics/sleep/"),
    )


def test_dates_have_no_time(site):
    """A view shows days; an editor may write a date with or without a time."""
    late = datetime(2026, 3, 20, 23, 59, tzinfo=UTC)
    timed = article_view(site, FakeArticle(updated=late))
    plain = article_view(site, FakeArticle(updated=date(2026, 3, 20)))
    never = article_view(site, FakeArticle())

    for view in (timed, plain):
        assert (view.article.date, view.article.updated) == (date(2026, 3, 14), date(2026, 3, 20))
        assert (view.social.published, view.social.updated) == (
            date(2026, 3, 14),
            date(2026, 3, 20),
        )
        days = (view.article.date, view.article.updated, view.social.published, view.social.updated)
        assert {type(day) for day in days} == {date}
    assert (never.article.updated, never.social.updated) == (None, None)


def test_a_shared_article_has_its_own_card(site):
    """Not that of the site."""
    card = Picture("social/sleep.png", 1200, 630)
    site.build.social_card = Picture("social/site.png", 1200, 630)

    view = article_view(site, FakeArticle(social_card=card))

    assert view.social == Social("article", card, date(2026, 3, 14))


def test_translations_are_sorted_by_language(site):
    """In any letter case; for search engines, the page itself comes before them."""
    german = FakeArticle("Schlaf", "schlaf", lang="de", preview_mark="Draft")
    french = FakeArticle("Sommeil", "sommeil", lang="FR")
    article = translated(FakeArticle(), french, german)
    others = (
        Translation("Schlaf", "articles/schlaf/", "de", "Draft"),
        Translation("Sommeil", "articles/sommeil/", "FR"),
    )

    view = article_view(site, article)

    assert view.article.translations == others
    assert view.alternates == (Translation("Sleep", "articles/sleep/", "en-gb"), *others)


def test_a_post_without_translations_has_no_alternates(site):
    """Not even itself."""
    for view in (article_view(site, FakeArticle()), page_view(site, FakePage())):
        assert view.alternates == ()


def test_a_page_has_alternates_too(site):
    """In the same order."""
    page = translated(FakePage(), FakePage("Über uns", "ueber-uns", lang="de"))

    view = page_view(site, page)

    assert [other.url for other in view.alternates] == ["about/", "ueber-uns/"]
    assert [other.url for other in view.page.translations] == ["ueber-uns/"]


@pytest.mark.parametrize(("mark", "hidden"), [("", False), ("Draft", True)])
def test_what_is_not_public_is_not_for_search_engines(site, mark, hidden):
    """Only a preview has such posts, with a mark."""
    article = article_view(site, FakeArticle(preview_mark=mark))
    page = page_view(site, FakePage(preview_mark=mark))

    assert (article.noindex, article.article.preview_mark) == (hidden, mark)
    assert (page.noindex, page.page.preview_mark) == (hidden, mark)


def test_a_hidden_post_is_not_for_search_engines(site):
    """Its page has no mark, and no link to a category that only such posts have."""
    odd = group("Odd", "categories")
    article = article_view(site, FakeArticle(status="hidden", category=odd))
    page = page_view(site, FakePage(status="hidden"))

    assert (article.noindex, article.article.preview_mark) == (True, "")
    assert article.article.category is None
    assert page.noindex


def test_a_translation_has_no_link_to_a_category_that_only_translations_have(tmp_path):
    """On a site without lists in its language; a category that is listed is a link."""
    odd, listed = group("Odd", "categories"), group("Advice", "categories")
    site = site_values(tmp_path, categories=[(listed, articles(1))])

    found = [article_view(site, FakeArticle(lang="de", category=each)) for each in (odd, listed)]

    assert [view.article.category for view in found] == [None, PageLink("Advice", listed.url)]


def test_a_post_has_its_own_language(site):
    """Other pages have the site's."""
    assert article_view(site, FakeArticle(lang="de")).lang == "de"
    assert page_view(site, FakePage(lang="fr")).lang == "fr"


def test_a_pages_subject_is_the_article(site):
    """Its description is the excerpt, as a meta element has it; the language that of the site."""
    article = FakeArticle(lang="en", excerpt=" On nights.\n", bylines=(Byline("Nora Lind"),))
    article.tags = [group("Sleep")]

    view = article_view(site, article)

    found = node(view, "Article")
    assert found["@id"] == f"{SITEURL}/articles/sleep/#article"
    assert (found["headline"], found["description"]) == ("Sleep", "On nights.")
    assert (found["inLanguage"], found["datePublished"]) == ("en-gb", "2026-03-14")
    assert found["keywords"] == ["Sleep"]
    assert found["author"] == [{"@id": f"{SITEURL}/people/nora-lind/#person"}]
    assert "articleSection" not in found  # that of the default category


def test_a_reviewed_article_says_so(site):
    """With its reviewer, who is one of the clinic's people."""
    article = FakeArticle(
        reviewed=date(2026, 2, 1), reviewed_by="Nora Lind", next_review=date(2028, 2, 1)
    )

    view = article_view(site, article)

    assert (view.article.reviewed, view.article.reviewed_by) == (date(2026, 2, 1), "Nora Lind")
    assert view.article.next_review == date(2028, 2, 1)
    assert view.subject.review["lastReviewed"] == "2026-02-01"
    assert view.subject.review["reviewedBy"] == [{"@id": f"{SITEURL}/people/nora-lind/#person"}]


def test_a_page_shows_its_post(site):
    """With its review; it is about the clinic, and has the site's card."""
    site.build.social_card = Picture("social/site.png", 1200, 630)
    page = FakePage(reviewed=date(2026, 2, 1), reviewed_by="Zoe")

    view = page_view(site, page)

    assert isinstance(view, PageView)
    assert (view.page.title, view.page.content) == ("About", "<p>Words.</p>")
    assert (view.page.reviewed, view.page.reviewed_by) == (date(2026, 2, 1), "Zoe")
    assert view.subject.review["@type"] == "MedicalWebPage"
    assert view.subject.review["reviewedBy"] == [{"@type": "Person", "name": "Zoe"}]
    assert len(view.subject.nodes) == 2  # the locations
    assert view.social == Social(card=site.build.social_card)


def test_a_page_shows_what_was_measured(site):
    """Not in a lenient build, which publishes pages with requests to other hosts."""
    assert page_view(site, FakePage()).audit is None
    results = read((SAMPLE / "content/data/audit.yaml").read_bytes(), "audit.yaml")
    site.build.inputs = replace(site.build.inputs, audit=results)

    assert page_view(site, FakePage()).audit == results.facts
    site.build.request = replace(site.build.request, lenient=True)
    assert page_view(site, FakePage()).audit is None


def test_a_page_without_a_review_has_none(site):
    """Its subject does not name one either."""
    view = page_view(site, FakePage())

    assert (view.page.reviewed, view.page.reviewed_by, view.subject.review) == (None, "", {})


@pytest.mark.parametrize("post", [FakePage(), FakePage("Sleep", "sleep", lang="de")])
def test_an_old_address_leads_to_the_post(site, post):
    """Its page is in the site's language, and shows nothing else of the post."""
    view = view_of(site, "redirect.html", "old/index.html", {"redirect_to": post})

    assert isinstance(view, RedirectView)
    assert view.redirect_to == PageLink(post.title, post.url)
    assert (view.path, view.lang) == ("old/", "en-gb")
