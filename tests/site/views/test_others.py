"""The home page, the page for missing pages, the search page and the style guide."""

import pytest

from plugins.site.languages import SiteLanguage
from plugins.site.views.kinds import view_of
from plugins.site.views.others import HomeView, LatestView, SearchView, StyleGuideView
from plugins.site.views.values import Group, PageLink
from tests.site.views.samples import articles, group, site_values, year


@pytest.mark.parametrize(("template", "count"), [("index.html", 6), ("404.html", 3)])
def test_the_latest_articles_are_shown(tmp_path, template, count):
    """Six on the home page, three on the page for missing pages."""
    written = articles(9)

    view = view_of(site_values(tmp_path, articles=written), template, template, {})

    assert isinstance(view, LatestView)
    assert [card.title for card in view.latest] == [each.title for each in written[:count]]


@pytest.mark.parametrize("template", ["index.html", "404.html"])
def test_a_new_site_has_fewer(tmp_path, template):
    """One article, or none."""
    for count in (0, 1):
        view = view_of(site_values(tmp_path, articles=articles(count)), template, template, {})

        assert len(view.latest) == count


HOME = """\
name: Harbour Clinic
where_it_hurts:
  - {part: Ankle, article: article-3}
  - {part: Knee, article: a-draft}
start_here: [article-2, article-8, a-draft]
"""


def test_the_home_page_has_what_the_editor_has_chosen(tmp_path):
    """In the editor's order, without what is not public; the latest are others."""
    data = tmp_path / "content" / "data"
    data.mkdir(parents=True)
    (data / "clinic.yaml").write_text(HOME, "utf-8")

    view = view_of(site_values(tmp_path, articles=articles(9)), "index.html", "index.html", {})

    assert isinstance(view, HomeView)
    assert view.where_it_hurts == (PageLink("Ankle", "articles/article-3/"),)
    assert [card.title for card in view.start_here] == ["Article 2", "Article 8"]
    assert [card.title for card in view.latest] == [f"Article {n}" for n in (7, 6, 5, 4, 3, 1)]


def test_the_home_page_of_a_language_has_its_words_and_articles(tmp_path):
    """What is not translated is left out; articles have the same slugs in all languages."""
    data = tmp_path / "content" / "data"
    data.mkdir(parents=True)
    (data / "clinic.yaml").write_text(HOME, "utf-8")
    (article,) = [each for each in articles(9) if each.slug == "article-3"]
    site = site_values(tmp_path, articles=[article])
    site.build.languages[site.language.tag] = SiteLanguage("nb", sore_parts={"Ankle": "Ankel"})

    view = view_of(site, "index.html", "index.html", {})

    assert view.where_it_hurts == (PageLink("Ankel", article.url),)
    assert (view.start_here, [card.title for card in view.latest]) == ((), [article.title])


def test_the_search_page_lists_topics_and_years(tmp_path):
    """For browsers without scripts; search engines need no page of searches."""
    site = site_values(
        tmp_path,
        topics=[(group("Sleep"), articles(2))],
        period_archives={"year": [year(2025), year(2026)]},
    )

    view = view_of(site, "search.html", "search/index.html", {"noindex": True})

    assert isinstance(view, SearchView)
    assert view.topics == (Group("Sleep", "topics/sleep/", 2),)
    assert view.years == (PageLink("2026", "archive/2026/"), PageLink("2025", "archive/2025/"))
    assert view.noindex is True


def test_the_style_guide_shows_the_themes_tokens(tmp_path):
    """The values of its custom properties."""
    given = {"tokens": {"paper": "#ffffff"}, "articles": []}

    view = view_of(site_values(tmp_path), "style_guide.html", "style-guide/index.html", given)

    assert isinstance(view, StyleGuideView)
    assert view.tokens == {"paper": "#ffffff"}
