"""Articles by language, each with a unique key."""

import pytest

from plugins.related_articles.cli.languages import find_article, group_by_language
from plugins.related_articles.cli.site_posts import CommandError
from tests.related_articles.cli.articles import SITE, article

MIXED = [
    article("a", "ankle sprain", lang="da"),
    article("b", "ankle sprain", lang="da"),
    article("b", "ankle sprain"),
    article("c", "ankle sprain", day=1),
    article("d", "ankle sprain", published=False),
]


def test_languages_are_separate_the_sites_own_comes_first():
    """Each has its published articles, newest first, and the links of all."""
    own, other = group_by_language(MIXED, SITE)

    assert (own.lang, other.lang) == ("en-gb", "da")
    assert [each.slug for each in own.published] == ["c", "b"]
    assert [link.slug for link in own.result.links["d"]] == ["c", "b"]
    assert [link.slug for link in other.result.links["a"]] == ["b"]


def test_a_unique_slug_is_its_own_key():
    """The language is added if the site's own has the same slug."""
    own, other = group_by_language(MIXED, SITE)

    assert own.keys == {"b": "b", "c": "c", "d": "d"}
    assert other.keys == {"a": "a", "b": "b@da"}


def test_two_foreign_languages_are_both_named():
    """If neither is the site's own language."""
    languages = group_by_language([article("a", lang="da"), article("a", lang="fr")], SITE)

    assert [language.keys["a"] for language in languages] == ["a@da", "a@fr"]


@pytest.mark.parametrize(
    ("key", "lang"), [("b", "en-gb"), ("b@da", "da"), ("b@en-gb", "en-gb"), ("a", "da")]
)
def test_an_article_is_found_by_its_key(key, lang):
    """Or by its slug and language, also where the slug alone would do."""
    language, document = find_article(key, group_by_language(MIXED, SITE))

    assert (language.lang, document.lang, document.slug) == (lang, lang, key[0])


def test_an_unknown_slug_is_an_error_with_a_hint():
    """The hint is the most similar slug."""
    with pytest.raises(CommandError) as error:
        find_article("needlng", group_by_language([article("needling")], SITE))
    assert "“needlng”" in str(error.value)
    assert str(error.value).endswith("Did you mean “needling”?")


def test_an_unknown_slug_without_a_similar_one():
    """There is no hint then."""
    with pytest.raises(CommandError) as error:
        find_article("zzz", group_by_language([article("needling")], SITE))
    assert str(error.value).endswith("“zzz”.")
