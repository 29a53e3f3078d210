"""What search engines and previews of links read on every page: JSON-LD, tags, social cards."""

import json
from urllib.parse import urlsplit

import pytest
from PIL import Image

from tests.conftest import SITEURL
from tests.site.built_pages import html_pages, soup
from tests.structured_data.vocabulary import faults

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module", params=["built_site", "built_sample", "published_site"])
def site(request):
    """Each built site in turn."""
    return request.getfixturevalue(request.param)


def graph_of(page):
    (block,) = soup(page).select('script[type="application/ld+json"]')
    return json.loads(block.string)


def pages_to_find(site):
    return [page for page in html_pages(site) if not soup(page).select("meta[name=robots]")]


def pages_with_words(site):
    """All but those that only lead from an old address to the new one."""
    return [page for page in html_pages(site) if not soup(page).select("meta[http-equiv=refresh]")]


def articles(site):
    return sorted((site / "articles").glob("*/index.html"))


def nodes_of(page, kind):
    return [node for node in graph_of(page)["@graph"] if node["@type"] == kind]


def social(page):
    tags = soup(page).select("meta[property]")
    return {tag["property"]: tag["content"] for tag in tags}


def addresses(value):
    """Every address in a graph, however deep."""
    if isinstance(value, dict):
        for name, inner in value.items():
            if name in {"@id", "url", "item", "image", "relatedLink"} and isinstance(inner, str):
                yield inner
            elif name == "relatedLink":
                yield from inner
            else:
                yield from addresses(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from addresses(inner)


def test_every_graph_keeps_to_schema_org(site):
    """Types, properties and values are those of the vocabulary; nothing is empty."""
    wrong = {page: list(faults(graph_of(page))) for page in pages_to_find(site)}

    assert len(wrong) > 20
    assert {page: found for page, found in wrong.items() if found} == {}


def test_a_page_that_is_not_to_be_found_has_no_graph(site):
    """The page for addresses that lead nowhere is no page of the site."""
    assert not soup(site / "404.html").select('script[type="application/ld+json"]')


def test_every_address_of_a_graph_leads_somewhere(site):
    """Below the site, to a file that is there; absolute where the site's address is known."""
    base = SITEURL if (site / "sitemap.xml").exists() else ""
    for page in pages_to_find(site):
        found = list(addresses(graph_of(page)))

        assert found
        for address in found:
            path = address.removeprefix(f"{base}/").split("#")[0]
            assert address.startswith(f"{base}/"), (page, address)
            assert (site / path / "index.html").is_file() or (site / path).is_file(), address


def test_the_breadcrumbs_are_those_that_a_visitor_sees(site):
    """The same names and addresses; the graph's last step is the page itself."""
    for page in pages_to_find(site):
        shown = [(link.get_text(), link["href"]) for link in soup(page).select(".breadcrumbs a")]
        told = [
            (step["name"], step["item"])
            for crumbs in nodes_of(page, "BreadcrumbList")
            for step in crumbs["itemListElement"]
        ]

        assert told[:-1] == shown, page


def test_an_article_tells_what_its_page_shows(site):
    """Headline, days and related articles, in the words and the order of the page."""
    for page in articles(site):
        shown, (article,) = soup(page), nodes_of(page, "Article")
        days = [time["datetime"] for time in shown.select(".article-head time")]
        (described,) = nodes_of(page, "WebPage") or nodes_of(page, "MedicalWebPage")

        assert article["headline"] == shown.h1.get_text()
        assert [article["datePublished"], article.get("dateModified")] == [*days, None][:2]
        links = [link["href"] for link in shown.select("#related-articles .card a")]
        assert described.get("relatedLink", []) == list(dict.fromkeys(links))


def test_a_review_is_told_only_where_one_is_recorded(built_site, built_sample):
    """No text of the clinic has been reviewed; one of the made-up clinic has."""
    (reviewed,) = [page for page in pages_to_find(built_sample) if nodes_of(page, "MedicalWebPage")]
    (page,) = nodes_of(reviewed, "MedicalWebPage")

    assert soup(reviewed).h1.get_text() == "Your first visit: what to bring & what to ask"
    assert page["lastReviewed"] == "2025-01-20"
    assert [one["@id"] for one in page["reviewedBy"]] == ["/people/wilma-sandpiper/#person"]
    assert not [page for page in pages_to_find(built_site) if nodes_of(page, "MedicalWebPage")]


def test_a_place_claims_no_more_than_is_known(built_site, built_sample):
    """Of one made-up place everything is known, of the other its name, of the clinic's the area."""
    known = nodes_of(
        built_sample / "clinics" / "brindlemouth-quay" / "index.html", "HealthAndBeautyBusiness"
    )
    bare = nodes_of(
        built_sample / "clinics" / "upper-quillow" / "index.html", "HealthAndBeautyBusiness"
    )
    places = nodes_of(built_site / "index.html", "HealthAndBeautyBusiness")

    assert known[0]["openingHours"] == ["Mo-Th 08:00-18:00", "Fr 08:00-12:00"]
    assert known[0]["address"]["postalCode"] == "ZZ99 1AB"
    assert set(bare[0]) == {"@type", "@id", "name", "url", "parentOrganization"}
    assert [place["address"]["addressLocality"] for place in places] == [
        "Clapham, London",
        "Wimbledon, London",
    ]
    assert not [place for place in places if "telephone" in place or "openingHours" in place]


def test_every_page_says_how_it_looks_when_it_is_shared(site):
    """Title, kind, whose it is, and its language with its country where that is known."""
    for page in pages_with_words(site):
        found = social(page)

        assert found["og:title"]
        assert not found["og:title"].endswith(found["og:site_name"])
        assert found["og:type"] in {"website", "article", "profile"}
        assert found.get("og:locale", "en_GB") == "en_GB"


def test_an_articles_tags_name_its_days(built_site):
    """Kind and day of publication, for who shows the age of what is shared."""
    for page in articles(built_site):
        assert social(page)["og:type"] == "article"
        assert social(page)["article:published_time"] in soup(page).select_one("time")["datetime"]


def test_every_published_page_has_a_card_that_is_there(published_site):
    """Of the size that its tags say, in words too; each article has its own."""
    cards = {}
    for page in pages_with_words(published_site):
        found = social(page)
        path = found["og:image"].removeprefix(f"{SITEURL}/")
        cards[page] = path

        assert found["og:image:alt"]
        assert soup(page).select_one("meta[name='twitter:card']")["content"] == (
            "summary_large_image"
        )
        with Image.open(published_site / path) as card:
            assert card.size == (1200, 630)
            assert [found["og:image:width"], found["og:image:height"]] == ["1200", "630"]

    own = [cards[page] for page in articles(published_site)]
    assert len(set(own)) == len(own)
    assert {path for page, path in cards.items() if page not in articles(published_site)} == {
        cards[published_site / "index.html"]
    }


def test_only_a_page_that_can_be_found_names_its_address(published_site):
    """The same as its canonical address."""
    for page in pages_with_words(published_site):
        canonical = soup(page).select_one("link[rel=canonical]")

        assert social(page).get("og:url") == (canonical and canonical["href"])


def test_a_local_build_draws_no_cards(built_site):
    """Without the site's address no page could name one."""
    assert not (built_site / "social").exists()
    assert not [page for page in html_pages(built_site) if "og:image" in social(page)]
    assert not urlsplit(graph_of(built_site / "index.html")["@graph"][0]["url"]).netloc
