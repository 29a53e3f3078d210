"""What is made once for all pages: cards, years, groups and series."""

from datetime import UTC, date, datetime

import pytest

from plugins.responsive_images.picture import Picture
from plugins.site.views.values import ArticleCard, Group, PageLink, SeriesPart
from tests.site.views.samples import FakeArticle, articles, group, site_values, translated, year


def day(number):
    return datetime(2026, 1, number, tzinfo=UTC)


def test_a_card_has_what_lists_show(tmp_path):
    """The date is that of the article, without its time."""
    picture = Picture("images/a.jpg", 40, 30)
    article = FakeArticle(
        "Sleep", lang="de", picture=picture, preview_mark="Draft", updated=day(20),
        category=group("Nights"),
    )  # fmt: skip

    assert site_values(tmp_path).cards([article]) == (
        ArticleCard(
            "Sleep",
            "articles/sleep/",
            "de",
            date(2026, 3, 14),
            date(2026, 1, 20),
            "Nights",
            excerpt="Who we are.",
            picture=picture,
            preview_mark="Draft",
        ),
    )


def test_the_default_category_is_no_topic(tmp_path):
    """It says nothing of an article."""
    (card,) = site_values(tmp_path).cards([FakeArticle()])

    assert (card.topic, card.updated) == ("", None)


def test_a_card_is_made_once(tmp_path):
    """Many pages list the same articles."""
    one, two = articles(2)
    site = site_values(tmp_path)

    first, again = site.cards([one, two]), site.cards(iter([two, one]))

    assert [card.title for card in again] == [two.title, one.title]
    assert (again[0] is first[1], again[1] is first[0]) == (True, True)


def test_years_are_in_pelicans_order(tmp_path):
    """NEWEST_FIRST_ARCHIVES decides it."""
    site = site_values(tmp_path, period_archives={"year": [year(2024), year(2025)]})

    assert site.years == (PageLink("2024", "archive/2024/"), PageLink("2025", "archive/2025/"))


def test_a_site_without_articles_has_no_years(tmp_path):
    """Pelican's variable has no key for them then."""
    assert site_values(tmp_path, period_archives={}).years == ()


def test_groups_have_the_number_of_their_articles(tmp_path):
    """In the order that the build has given them."""
    one, two = articles(2)
    site = site_values(
        tmp_path,
        topics=[(group("Running"), [one, two]), (group("Sleep"), [two])],
        categories=[(group("Advice", "categories"), [one])],
    )

    assert site.topics == (
        Group("Running", "topics/running/", 2),
        Group("Sleep", "topics/sleep/", 1),
    )
    assert site.categories == (Group("Advice", "categories/advice/", 1),)


def series_of(count, name="Back pain"):
    """The parts of a series, oldest first."""
    return [
        FakeArticle(f"Part {number}", f"part-{number}", series=name, date=day(number))
        for number in range(1, count + 1)
    ]


def rels(series):
    return [part.rel for part in series.parts]


def test_a_series_is_listed_oldest_first(tmp_path):
    """Although Pelican lists articles newest first; a part that is not public is marked."""
    one, two, three = series_of(3)
    three.preview_mark, three.lang = "Draft", "de"
    site = site_values(tmp_path, articles=[three, two, FakeArticle(), one])

    found = site.series(one)

    assert (found.name, found.number) == ("Back pain", 1)
    assert found.parts == (
        SeriesPart("Part 1", "articles/part-1/", "en-gb", rel="self"),
        SeriesPart("Part 2", "articles/part-2/", "en-gb", rel="next"),
        SeriesPart("Part 3", "articles/part-3/", "de", "Draft"),
    )


@pytest.mark.parametrize(
    ("places", "order"),
    [
        ((3, 2, 1), [3, 2, 1]),
        ((None, None, 1), [3, 1, 2]),
        ((2, None, 1), [3, 1, 2]),
        ((10, 9, None), [2, 1, 3]),
        ((0, None, 5), [1, 3, 2]),
        ((4, 4, 4), [1, 2, 3]),
        ((None, None, None), [1, 2, 3]),
    ],
)
def test_an_editor_may_choose_the_order_of_a_series(tmp_path, places, order):
    """Parts without a `series_index`, and those with the same one, are in the order of dates."""
    parts = series_of(3)
    for part, place in zip(parts, places, strict=True):
        part.series_index = place
    site = site_values(tmp_path, articles=parts[::-1])

    found = [site.series(part) for part in parts]

    assert [part.title for part in found[0].parts] == [f"Part {number}" for number in order]
    assert [order[series.number - 1] for series in found] == [1, 2, 3]


def test_parts_beside_the_article_are_marked(tmp_path):
    """The first has none before it, the last none after it."""
    parts = series_of(4)
    site = site_values(tmp_path, articles=parts[::-1])

    found = [site.series(part) for part in parts]

    assert [series.number for series in found] == [1, 2, 3, 4]
    assert [rels(series) for series in found] == [
        ["self", "next", "", ""],
        ["prev", "self", "next", ""],
        ["", "prev", "self", "next"],
        ["", "", "prev", "self"],
    ]


def test_a_translation_has_the_place_of_its_original(tmp_path):
    """It is not itself among the articles, which are all originals."""
    one, two, three = series_of(3)
    german = FakeArticle("Teil 2", "teil-2", lang="de", series="Back pain", date=day(20))
    translated(two, german)
    site = site_values(tmp_path, articles=[three, two, one])

    found = site.series(german)

    assert (found.number, rels(found)) == (2, ["prev", "self", "next"])
    assert found.parts == site.series(two).parts


def test_a_series_may_have_one_part(tmp_path):
    """The others are not published yet."""
    (one,) = series_of(1)

    found = site_values(tmp_path, articles=[one]).series(one)

    assert (found.number, rels(found)) == (1, ["self"])


def test_a_series_of_another_name_is_another_series(tmp_path):
    """Articles without a series are in none."""
    one, two = series_of(2)
    other = FakeArticle("Other", "other", series="Sleep", date=day(9))
    alone = FakeArticle("Alone", "alone")
    site = site_values(tmp_path, articles=[alone, other, two, one])

    assert site.series(alone) is None
    assert [part.title for part in site.series(other).parts] == ["Other"]
    assert [part.title for part in site.series(one).parts] == ["Part 1", "Part 2"]


def test_a_translation_may_name_its_series_in_its_language(tmp_path):
    """No original has that name, so that it has no other parts."""
    (one,) = series_of(1)
    german = FakeArticle("Teil 1", "teil-1", lang="de", series="Schmerzen")
    translated(one, german)

    found = site_values(tmp_path, articles=[one]).series(german)

    assert (found.name, found.number, found.parts) == ("Schmerzen", 0, ())


def test_a_translation_is_no_part_of_the_series_of_others(tmp_path):
    """Its original is in another one, or in none."""
    one, two = series_of(2)
    german = FakeArticle("Teil 1", "teil-1", lang="de", series=two.series)
    other = FakeArticle("Another", "another")
    translated(other, german)

    found = site_values(tmp_path, articles=[one, two, other]).series(german)

    assert (found.number, [part.rel for part in found.parts]) == (0, ["", ""])
