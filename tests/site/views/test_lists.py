"""The pages that list articles."""

from datetime import UTC, datetime

import pytest

from plugins.site.views.kinds import view_of
from plugins.site.views.lists import ArchiveView, GroupsView, GroupView, PeriodView
from plugins.site.views.values import Group, PageLink, Paging
from tests.site.views.samples import FakeArticle, articles, group, page_of, site_values, year


def list_view(site, template, name="list/index.html", **variables):
    """The view of one page of a list."""
    return view_of(site, template, name, variables)


def titles(cards):
    return [card.title for card in cards]


def dated(*years):
    """An article of each year."""
    return [
        FakeArticle(f"{number}", f"{index}", date=datetime(number, 6, 1, tzinfo=UTC))
        for index, number in enumerate(years)
    ]


def test_all_articles_are_listed_by_year(tmp_path):
    """In the order of the site: newest first."""
    written = dated(2026, 2026, 2024)

    view = list_view(site_values(tmp_path), "archives.html", articles=written)

    assert isinstance(view, ArchiveView)
    assert [(part.year, titles(part.articles)) for part in view.years] == [
        (2026, ["2026", "2026"]),
        (2024, ["2024"]),
    ]


def test_a_site_without_articles_has_an_empty_list(tmp_path):
    """Which has one page."""
    view = list_view(site_values(tmp_path), "archives.html", articles=[])

    assert (view.years, view.paging) == ((), Paging(1, 1))


@pytest.mark.parametrize(
    ("number", "newer", "older"),
    [(1, "", "list/page/2/"), (2, "list/", "list/page/3/"), (3, "list/page/2/", "")],
)
@pytest.mark.parametrize("template", ["archives.html", "tag.html", "category.html"])
def test_a_page_of_a_long_list_has_the_articles_on_it(tmp_path, template, number, newer, older):
    """And links to the pages beside it; the first has no newer, the last no older one."""
    written = dated(2026, 2025, 2024)
    shown = written[number - 1 : number]
    paging = page_of(shown, number, 3, newer=newer, older=older)
    about = {"tag": group("Sleep"), "category": group("Sleep")}

    view = list_view(site_values(tmp_path), template, articles=written, **about, **paging)

    assert view.paging == Paging(number, 3, newer, older)
    cards = view.years[0].articles if template == "archives.html" else view.articles
    assert titles(cards) == titles(shown)


@pytest.mark.parametrize("template", ["archives.html", "tag.html", "category.html"])
def test_a_list_may_have_one_page_for_all(tmp_path, template):
    """Its template is then not in PAGINATED_TEMPLATES."""
    written = dated(2026, 2026)
    about = {"tag": group("Sleep"), "category": group("Sleep")}

    view = list_view(site_values(tmp_path), template, articles=written, **about)

    cards = view.years[0].articles if template == "archives.html" else view.articles
    assert len(cards) == 2
    assert view.paging == Paging(1, 1, "", "")


def test_a_topics_page_has_all_that_it_says(tmp_path):
    """The number of all its articles, and the editor's introduction."""
    written = dated(2026, 2025)
    site = site_values(tmp_path, topic_introductions={"Sleep": "Nights.", "Running": "For all."})
    paging = page_of(written[:1], 1, 2, older="topics/sleep/page/2/")

    view = list_view(site, "tag.html", tag=group("Sleep"), articles=written, **paging)

    assert isinstance(view, GroupView)
    assert view.group == Group("Sleep", "topics/sleep/", 2)
    assert view.introduction == "Nights."


def test_a_topic_may_have_no_introduction(tmp_path):
    """It is then empty."""
    site = site_values(tmp_path, topic_introductions={"Running": "For all."})

    assert list_view(site, "tag.html", tag=group("Sleep"), articles=[]).introduction == ""


def test_a_category_has_the_introduction_of_its_name(tmp_path):
    """So has a topic with the same name."""
    site = site_values(tmp_path, topic_introductions={"Sleep": "Nights."})
    category = group("Sleep", "categories")

    view = list_view(site, "category.html", category=category, articles=articles(3))

    assert view.group == Group("Sleep", "categories/sleep/", 3)
    assert view.introduction == "Nights."


def test_listed_groups_have_their_introductions(tmp_path):
    """Topics and categories alike."""
    groups = {"topics": [(group("Sleep"), [])], "categories": [(group("Sleep"), [])]}
    site = site_values(tmp_path, topic_introductions={"Sleep": "On nights."}, **groups)

    topics, categories = (list_view(site, f"{name}.html").groups for name in ("tags", "categories"))

    assert (topics[0].introduction, categories[0].introduction) == ("On nights.", "On nights.")


@pytest.mark.parametrize(("template", "name"), [("tags.html", "Sleep"), ("categories.html", "Ads")])
def test_topics_and_categories_are_listed(tmp_path, template, name):
    """With the number of their articles."""
    site = site_values(
        tmp_path,
        topics=[(group("Sleep"), articles(2))],
        categories=[(group("Ads"), articles(2))],
    )

    view = list_view(site, template)

    assert isinstance(view, GroupsView)
    assert view.groups == (Group(name, f"topics/{name.lower()}/", 2),)


YEARS = {"year": [year(2024), year(2025), year(2026)]}


def test_a_years_page_links_to_the_others(tmp_path):
    """Newest first."""
    site = site_values(tmp_path, period_archives=YEARS)

    view = list_view(site, "period_archives.html", articles=dated(2025), period_num=(2025,))

    assert isinstance(view, PeriodView)
    assert (view.period, titles(view.articles)) == (("2025",), ["2025"])
    assert view.other_years == (
        PageLink("2024", "archive/2024/"),
        PageLink("2026", "archive/2026/"),
    )


def test_a_months_page_links_to_all_years(tmp_path):
    """Its own year's page lists more than the month's does."""
    site = site_values(tmp_path, period_archives=YEARS)

    view = list_view(site, "period_archives.html", articles=[], period_num=(2025, 6))

    assert view.period == ("2025", "6")
    assert [other.name for other in view.other_years] == ["2024", "2025", "2026"]
