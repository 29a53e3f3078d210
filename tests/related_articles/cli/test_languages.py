"""Articles stand by language, and each has one name among all of them."""

import pytest

from plugins.related_articles.cli.languages import find_article, group_by_language
from plugins.related_articles.cli.site_settings import CommandError
from tests.related_articles.cli.articles import SITE, article

MIXED = [
    article("a", "ankle sprain", lang="da"),
    article("b", "ankle sprain", lang="da"),
    article("b", "ankle sprain"),
    article("c", "ankle sprain", day=1),
    article("d", "ankle sprain", published=False),
]


def test_each_language_has_a_shelf_the_sites_own_first():
    """With its published articles, newest first, and the links and ranking of all."""
    own, other = group_by_language(MIXED, SITE)

    assert (own.lang, other.lang) == ("en-gb", "da")
    assert [each.slug for each in own.published] == ["c", "b"]
    assert [link.slug for link in own.result.links["d"]] == ["c", "b"]
    assert [link.slug for link in other.result.links["a"]] == ["b"]


def test_a_slug_is_a_key_where_it_says_enough():
    """The language is added where the site's own has the same slug."""
    own, other = group_by_language(MIXED, SITE)

    assert own.keys == {"b": "b", "c": "c", "d": "d"}
    assert other.keys == {"a": "a", "b": "b@da"}


def test_two_languages_that_are_not_the_sites_both_say_theirs():
    """Neither has a better right to the slug."""
    languages = group_by_language([article("a", lang="da"), article("a", lang="fr")], SITE)

    assert [language.keys["a"] for language in languages] == ["a@da", "a@fr"]


@pytest.mark.parametrize(
    ("key", "lang"), [("b", "en-gb"), ("b@da", "da"), ("b@en-gb", "en-gb"), ("a", "da")]
)
def test_an_article_is_found_by_its_key(key, lang):
    """And by its slug with its language, whether that is needed or not."""
    language, document = find_article(key, group_by_language(MIXED, SITE))

    assert (language.lang, document.lang, document.slug) == (lang, lang, key[0])


def test_an_unknown_slug_is_refused_with_the_nearest():
    """A hand slips more often than a post is gone."""
    with pytest.raises(CommandError) as error:
        find_article("needlng", group_by_language([article("needling")], SITE))
    assert str(error.value) == "No article has the slug “needlng”. Did you mean “needling”?"


def test_an_unknown_slug_with_none_near_it():
    """No guess is better than a wild one."""
    with pytest.raises(CommandError) as error:
        find_article("zzz", group_by_language([article("needling")], SITE))
    assert str(error.value) == "No article has the slug “zzz”."
