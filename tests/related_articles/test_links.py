"""What holds for the links of every site."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.related_articles.links import find_links
from plugins.related_articles.options import RelatedArticlesOptions as Options
from tests.related_articles.corpus import SHUFFLED_SITES, SITES, post

COUNTS = st.integers(1, 5)


def shown(articles, **options):
    """The linked slugs of each article, by language and slug."""
    return {
        (lang, slug): [link.slug for link in chosen]
        for lang, found in find_links(articles, Options(**options)).items()
        for slug, chosen in found.links.items()
    }


def eligible(article, site):
    """The slugs that `article` may link to."""
    return {
        other.slug
        for other in site
        if other.published
        and other.lang == article.lang
        and other.slug not in {article.slug, *article.exclude}
    }


@given(SITES, COUNTS)
def test_every_article_has_the_wanted_number_of_links(site, count):
    """COUNT different ones, also for drafts, fewer only if fewer others are published."""
    links = shown(site, count=count)

    assert set(links) == {(article.lang, article.slug) for article in site}
    for article in site:
        chosen = links[article.lang, article.slug]
        assert len(chosen) == len(set(chosen)) == min(count, len(eligible(article, site)))


@given(SITES)
def test_only_eligible_articles_are_linked(site):
    """Never itself, a draft, an excluded article or one in another language."""
    links = shown(site)

    for article in site:
        assert set(links[article.lang, article.slug]) <= eligible(article, site)


@given(SITES, COUNTS)
def test_pins_come_first_in_the_order_written(site, count):
    """The links begin with the usable pins."""
    links = shown(site, count=count)

    for article in site:
        allowed = eligible(article, site)
        pins = [pin for pin in dict.fromkeys(article.pins) if pin in allowed][:count]
        assert links[article.lang, article.slug][: len(pins)] == pins


@given(SHUFFLED_SITES)
def test_shuffled_input_gives_the_same_links(sites):
    """Neither links nor scores depend on the order in which articles are read."""
    site, shuffled = sites

    one, other = (
        find_links(site, Options()),
        find_links(shuffled, Options()),
    )

    assert {lang: found.links for lang, found in one.items()} == {
        lang: found.links for lang, found in other.items()
    }


@given(SITES)
def test_drafts_do_not_change_the_links_of_published_articles(site):
    """In a preview those have the same links as on the public site."""
    published = [article for article in site if article.published]
    preview, public = shown(site), shown(published)

    assert {address: preview[address] for address in public} == public


def test_no_articles():
    """A site without articles has no links."""
    assert find_links([], Options()) == {}


def test_one_article():
    """A single article has nothing to link to."""
    assert shown([post("a", "ankle")]) == {("en", "a"): []}


def test_two_articles():
    """Two articles link to each other, whatever their texts."""
    assert shown([post("a", "ankle"), post("b", "sleep")]) == {
        ("en", "a"): ["b"],
        ("en", "b"): ["a"],
    }


def test_three_articles():
    """Of three, the one that shares a word comes before the newer one that does not."""
    site = [post("a", "ankle"), post("b", "sleep", day=9), post("c", "ankle")]

    assert shown(site) == {
        ("en", "a"): ["c", "b"],
        ("en", "b"): ["a", "c"],
        ("en", "c"): ["a", "b"],
    }


@pytest.mark.parametrize(
    "text", ["", "the same words", "and the of to", "🏃 🦵🏽 💤", "42 7 2026", "\ufeff\u200b\n"]
)
def test_articles_that_cannot_be_compared(text):
    """Empty, identical, stop-word-only, emoji and number-only texts link to the newest."""
    site = [post(f"p{number}", text, day=number) for number in range(5)]

    assert shown(site)["en", "p0"] == ["p4", "p3", "p2"]


def test_translations_with_the_same_slug_are_separate():
    """Each has links in its own language."""
    site = [post(slug, "ankle", lang=lang) for slug in "ab" for lang in ("en", "nb")]
    site += [post("only-norwegian", "ankle", lang="nb")]

    links = shown(site)

    assert links["en", "a"] == ["b"]
    assert links["nb", "a"] == ["b", "only-norwegian"]


def test_articles_of_a_clinic():
    """Articles on the same subject are linked: running with running, sleep with rest."""
    site = [
        post("marathon", "Marathon training: weekly mileage, long runs and recovery for runners"),
        post("injuries", "Running injuries: mileage, shoes and strength keep runners healthy"),
        post("sleep", "Sleep and recovery: how rest repairs tired muscle overnight"),
        post("naps", "Short rest in the day: sleep, naps and a tired head"),
        post("desk", "Desk posture: chairs, screens and stiff necks"),
        post("necks", "Stiff necks after a day of screens"),
    ]

    links = shown(site, count=1)

    assert links == {
        ("en", "marathon"): ["injuries"],
        ("en", "injuries"): ["marathon"],
        ("en", "sleep"): ["naps"],
        ("en", "naps"): ["sleep"],
        ("en", "desk"): ["necks"],
        ("en", "necks"): ["desk"],
    }


@pytest.mark.parametrize("long", ["ankle sprain " * 80_000, "x" * 2**20, "7" * 2**20, "_" * 2**20])
def test_a_megabyte_of_text(long):
    """A very long text is processed in seconds, and its title still matches."""
    site = [
        post("a", long, title="Ankle sprain"),
        post("b", title="Ankle sprain"),
        post("c", "sleep"),
    ]
    start = time.process_time()

    links = shown(site, count=1)

    assert links["en", "a"] == ["b"]
    assert time.process_time() - start < 10
