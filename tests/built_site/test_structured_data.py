"""Metadata of every page for search engines and link previews: JSON-LD, meta tags, social cards."""

import json
from urllib.parse import urlsplit

import pytest
import yaml
from PIL import Image

from tests.building import ROOT
from tests.built_site.built_pages import html_pages, soup
from tests.conftest import SITEURL
from tests.structured_data.vocabulary import faults

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module", params=["built_site", "built_sample", "published_site"])
def site(request):
    """Each built site in turn."""
    return request.getfixturevalue(request.param)


def graph_of(page):
    (block,) = soup(page).select('script[type="application/ld+json"]')
    return json.loads(block.string)


def indexable_pages(site):
    return [page for page in html_pages(site) if not soup(page).select("meta[name=robots]")]


def pages_without_redirects(site):
    """All pages but redirects."""
    return [page for page in html_pages(site) if not soup(page).select("meta[http-equiv=refresh]")]


def articles(site):
    """The pages of the articles that search engines may list."""
    found = sorted((site / "articles").glob("*/index.html"))
    return [page for page in found if not soup(page).select("meta[name=robots]")]


def nodes_of(page, kind):
    return [node for node in graph_of(page)["@graph"] if node["@type"] == kind]


def social_tags(page):
    tags = soup(page).select("meta[property]")
    return {tag["property"]: tag["content"] for tag in tags}


def addresses(value):
    """Every URL in a graph, at any depth."""
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


def test_every_graph_is_valid_schema_org(site):
    """Types, properties and values are those of the vocabulary; nothing is empty."""
    wrong = {page: list(faults(graph_of(page))) for page in indexable_pages(site)}

    assert len(wrong) > 5
    assert {page: found for page, found in wrong.items() if found} == {}


def test_the_404_page_has_no_graph(site):
    """It is not a page that search engines should know."""
    assert not soup(site / "404.html").select('script[type="application/ld+json"]')


def test_every_url_of_a_graph_exists(site):
    """Each is below the site and leads to a file; it is absolute if SITEURL is set."""
    base = SITEURL if (site / "sitemap.xml").exists() else ""
    for page in indexable_pages(site):
        found = list(addresses(graph_of(page)))

        assert found
        for address in found:
            path = address.removeprefix(f"{base}/").split("#")[0]
            assert address.startswith(f"{base}/"), (page, address)
            assert (site / path / "index.html").is_file() or (site / path).is_file(), address


def test_breadcrumbs_of_page_and_graph_are_equal(site):
    """Names and URLs are the same; the last step of the graph is the page itself."""
    for page in indexable_pages(site):
        shown = [(link.get_text(), link["href"]) for link in soup(page).select(".breadcrumbs a")]
        described = [
            (step["name"], step["item"])
            for crumbs in nodes_of(page, "BreadcrumbList")
            for step in crumbs["itemListElement"]
        ]

        assert described[:-1] == shown, page


def test_an_articles_graph_agrees_with_its_page(site):
    """Headline, dates and related articles are those of the page, in the same order."""
    for page in articles(site):
        shown, (article,) = soup(page), nodes_of(page, "Article")
        days = [time["datetime"] for time in shown.select(".article-head time")]
        (described,) = nodes_of(page, "WebPage") or nodes_of(page, "MedicalWebPage")

        assert article["headline"] == shown.h1.get_text()
        assert [article["datePublished"], article.get("dateModified")] == [*days, None][:2]
        links = [link["href"] for link in shown.select("#related-articles .card a")]
        assert described.get("relatedLink", []) == list(dict.fromkeys(links))


def test_only_reviewed_pages_are_medical_web_pages(built_site, built_sample):
    """No page of the repository's clinic has been reviewed; one of the sample has."""
    (reviewed,) = [
        page for page in indexable_pages(built_sample) if nodes_of(page, "MedicalWebPage")
    ]
    (page,) = nodes_of(reviewed, "MedicalWebPage")

    assert soup(reviewed).h1.get_text() == "Your first visit: what to bring & what to ask"
    assert page["lastReviewed"] == "2025-01-20"
    assert [one["@id"] for one in page["reviewedBy"]] == ["/people/otto-pebble/#person"]
    assert not [page for page in indexable_pages(built_site) if nodes_of(page, "MedicalWebPage")]


def test_a_location_has_only_known_facts(built_site, built_sample):
    """One sample location has all facts, the other only a name; the repository's some of them."""
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
    clinic = yaml.safe_load((ROOT / "content/data/clinic.yaml").read_text("utf-8"))
    written = clinic.get("locations") or []
    assert [place.get("address", {}).get("addressLocality") for place in places] == [
        place.get("area") for place in written
    ]
    for key, fact in (("phone", "telephone"), ("hours", "openingHours")):
        stated = [place["name"] for place in places if fact in place]
        assert set(stated) <= {place["name"] for place in written if place.get(key)}


def test_every_page_has_open_graph_tags(site):
    """They have title, type, site and language, with a country where it is known."""
    for page in pages_without_redirects(site):
        found = social_tags(page)

        assert found["og:title"]
        home = page.parent.name == "site"
        assert home or not found["og:title"].endswith(found["og:site_name"])
        assert found["og:type"] in {"website", "article", "profile"}
        assert found.get("og:locale", "en_GB") == "en_GB"


def test_an_articles_tags_have_its_dates(built_site):
    """They have the type and the date of publication, which some previews show."""
    for page in articles(built_site):
        assert social_tags(page)["og:type"] == "article"
        assert (
            social_tags(page)["article:published_time"] in soup(page).select_one("time")["datetime"]
        )


def test_every_published_page_has_a_social_card(published_site):
    """The file exists, with the size and alternative text of the tags; each article has its own."""
    cards = {}
    for page in pages_without_redirects(published_site):
        found = social_tags(page)
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


def test_only_indexable_pages_have_og_url(published_site):
    """It is the same as the canonical URL."""
    for page in pages_without_redirects(published_site):
        canonical = soup(page).select_one("link[rel=canonical]")

        assert social_tags(page).get("og:url") == (canonical and canonical["href"])


def test_a_local_build_draws_no_cards(built_site):
    """Without SITEURL no page could link to one."""
    assert not (built_site / "social").exists()
    assert not [page for page in html_pages(built_site) if "og:image" in social_tags(page)]
    assert not urlsplit(graph_of(built_site / "index.html")["@graph"][0]["url"]).netloc
