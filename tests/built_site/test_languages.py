"""The sample site's second language: pages, lists, feeds and links between the two languages."""

import json
import re
from xml.etree import ElementTree as ET

import pytest
from babel.messages.pofile import read_po

from plugins.site_search import index
from tests.built_site.built_pages import html_pages, soup
from tools.catalogues import THEME

pytestmark = pytest.mark.slow

# In English, and in Norwegian.
PAIRS = {
    "": "nb/",
    "about/": "nb/about/",
    "articles/": "nb/articles/",
    "archive/2024/": "nb/archive/2024/",
    "categories/before-you-come/": "nb/categories/for-du-kommer/",
    "clinics/brindlemouth-quay/": "nb/clinics/brindlemouth-quay/",
    "guides/first-visit/": "nb/articles/first-visit/",
    "people/wilma-sandpiper/": "nb/people/wilma-sandpiper/",
    "search/": "nb/search/",
    "topics/walking/": "nb/topics/gaturer/",
}
MAP, XHTML = "{http://www.sitemaps.org/schemas/sitemap/0.9}", "{http://www.w3.org/1999/xhtml}"


@pytest.fixture
def read(published_sample):
    """The parsed page at an address of the published sample."""
    return lambda address: soup(published_sample / address / "index.html")


def base(published_sample):
    """The URL of the published sample."""
    return soup(published_sample / "index.html").select_one("link[rel=canonical]")["href"]


def alternates(page):
    """The addresses of a page's versions by language, as search engines read them."""
    return {link["hreflang"].casefold(): link["href"] for link in page.select("link[hreflang]")}


def switches(page):
    """The languages that a visitor can switch to: address, name and tag of each."""
    found = page.select("#menu a[hreflang]")
    return [(link["href"], link.get_text(), link["lang"].casefold()) for link in found]


@pytest.mark.parametrize("pair", PAIRS.items(), ids=lambda pair: pair[1])
def test_both_versions_of_a_page_lead_to_each_other(read, published_sample, pair):
    """Visitors by the name of the language, search engines by its tag; others read English."""
    english, norwegian = pair
    url = base(published_sample)
    pages = read(english), read(norwegian)

    assert [page.html["lang"].casefold() for page in pages] == ["en-gb", "nb"]
    assert switches(pages[0]) == [(url + norwegian, "Norsk bokmål", "nb")]
    assert switches(pages[1]) == [(url + english, "English", "en-gb")]
    if english != "search/":  # which search engines do not list
        expected = {"en-gb": url + english, "nb": url + norwegian, "x-default": url + english}
        assert [alternates(page) for page in pages] == [expected, expected]


def test_pages_without_a_counterpart_lead_to_none(read):
    """Neither articles in one language, nor later pages of lists, which differ in length."""
    for address in ("articles/new-shoes/", "nb/articles/med-fergen/", "articles/page/2/"):
        assert (switches(read(address)), alternates(read(address))) == ([], {}), address


def test_the_sitemap_has_the_versions_of_each_page(published_sample):
    """As the pages themselves have them."""
    url = base(published_sample)
    root = ET.parse(published_sample / "sitemap.xml").getroot()
    found = {
        entry.findtext(f"{MAP}loc"): {
            link.get("hreflang").casefold(): link.get("href") for link in entry.iter(f"{XHTML}link")
        }
        for entry in root
    }

    assert (
        found[f"{url}topics/walking/"]
        == found[f"{url}nb/topics/gaturer/"]
        == {
            "en-gb": f"{url}topics/walking/",
            "nb": f"{url}nb/topics/gaturer/",
            "x-default": f"{url}topics/walking/",
        }
    )
    assert found[f"{url}articles/new-shoes/"] == {}


def cards(page):
    """The addresses of the articles that a page shows, from the folder `articles` or `nb` on."""
    found = [link["href"] for link in page.select("main article a")]
    return [re.sub(r".*?/(?=nb/|articles/|guides/)", "", address, count=1) for address in found]


def test_lists_have_the_articles_of_their_language(read):
    """One that is not translated is in no list of the other language."""
    norwegian = [cards(read(address)) for address in ("nb/articles/", "nb/articles/page/2/")]
    english = cards(read("")) + cards(read("articles/")) + cards(read("people/otto-pebble/"))

    assert norwegian == [
        ["nb/articles/med-fergen/", "nb/articles/first-visit/"], ["nb/articles/walking-to-work/"]
    ]  # fmt: skip
    assert english
    assert not [address for address in english if address.startswith("nb/")]
    assert cards(read("nb/people/otto-pebble/")) == ["nb/articles/med-fergen/"]


def test_a_post_may_name_its_topics_in_either_language(read):
    """“Walking” in one article and “Gåturer” in another are one topic."""
    page = read("nb/topics/gaturer/")

    assert page.h1.get_text() == "Gåturer"
    assert len(cards(page)) == 2
    assert page.select_one(".lead").get_text().startswith("Føtter")


def test_each_language_has_feeds(published_sample):
    """With its own articles and texts, and in its own language."""
    found = {}
    for folder in ("", "nb/"):
        feed = json.loads((published_sample / folder / "feeds" / "feed.json").read_text("utf-8"))
        found[feed["language"].casefold()] = [item["url"] for item in feed["items"]]
        assert feed["home_page_url"] == base(published_sample) + folder
        for name in ("all.atom.xml", "all.rss.xml"):
            assert (published_sample / folder / "feeds" / name).is_file()

    assert found.keys() == {"en-gb", "nb"}
    assert len(found["nb"]) == 3
    for lang, urls in found.items():
        assert {"/nb/" in url for url in urls} == {lang == "nb"}


def test_texts_of_the_clinic_are_those_of_the_language(read):
    """What has none is shown as it is, and says its language."""
    place, person = read("nb/clinics/brindlemouth-quay/"), read("nb/people/")

    assert place.select_one(".facts__hours th").get_text() == "Mandag til torsdag"
    assert place.select_one(".cover img")["alt"].startswith("Tegning")
    assert "Turterapeut" in person.main.get_text()


def test_dates_and_words_are_those_of_the_language(read):
    """The catalogue has the words, and Babel the dates."""
    page = read("nb/articles/first-visit/")

    assert page.select_one("time").get_text() == "5. mars 2024"
    assert page.select_one(".breadcrumbs a").get_text() == "Hjem"
    assert read("nb/search/").select_one("label").get_text() == "Søk på nettstedet"


def test_labels_in_a_text_are_in_the_language(read):
    """Those that reading a post puts into it are the theme's words, too."""
    page = read("nb/articles/walking-to-work/")

    assert page.select_one(".care-kind").get_text(strip=True) == "Dette haster mest:"
    assert page.select_one(".prose sup a")["aria-label"] == "Kilde 1"


def test_the_script_of_the_search_has_the_words_of_the_language(read):
    """It has the English ones itself."""
    words = json.loads(read("nb/search/").select_one("#search")["data-words"])

    assert "data-words" not in read("search/").select_one("#search").attrs
    assert words["Enter shows them all."] == "Enter viser alle."
    assert all("%(term)s" in words[key] for key in words if "%(term)s" in key)


def test_the_search_knows_what_people_type_in_each_language(published_sample):
    """One index has the pages of all languages."""
    entry = json.loads((published_sample / index.FOLDER / index.ENTRY).read_text("utf-8"))

    assert {"trainers", "joggesko"} <= {word for words, _ in entry["synonyms"] for word in words}
    assert {"fell off the quay", "falt i vannet"} <= set(entry["urgent"])


def test_a_page_of_a_language_has_no_words_of_another_in_its_main_part(read):
    """Every link in the breadcrumbs stays in the language."""
    for address in ("nb/topics/", "nb/people/wilma-sandpiper/", "nb/archive/2024/"):
        links = [link["href"] for link in read(address).select(".breadcrumbs a")]
        assert all("/nb/" in link for link in links), address


def test_every_page_below_a_language_is_in_it(published_sample):
    """And no other page is, but a redirect."""
    for path in html_pages(published_sample):
        page = soup(path)
        below = path.relative_to(published_sample).parts[0] == "nb"
        assert (page.html["lang"] == "nb") == below, path


def english_words():
    """What matches each English text that the Norwegian catalogue has another one for."""
    with (THEME / "locale" / "nb" / "LC_MESSAGES" / "messages.po").open("rb") as source:
        messages = [message for message in read_po(source) if message.id]
    pairs = []
    for message in messages:
        english = message.id if message.pluralizable else (message.id,)
        norwegian = message.string if message.pluralizable else (message.string,)
        pairs += zip(english, norwegian, strict=True)
    texts = [
        re.sub(r"%\\\(\w+\\\)s", ".{1,80}", re.escape(one)) for one, other in pairs if one != other
    ]
    return re.compile("|".join(texts))


def texts_in(element):
    """The texts of an element and of those in it, and of their attributes; none that is English."""
    if element.get("lang", "").startswith("en"):
        return
    within = [child for child in element.find_all(True, recursive=False) if child.name != "script"]
    for child in within:
        yield from texts_in(child)
    yield from (element[name] for name in ("alt", "aria-label", "title") if element.get(name))
    english = element.select("[lang^=en]")
    strings = [text for text in element.strings if not any(e in english for e in text.parents)]
    yield " ".join("".join(strings).split())
    yield from (" ".join(text.split()) for text in element.find_all(string=True, recursive=False))


def test_no_page_of_a_language_has_words_of_the_theme_in_another(published_sample):
    """Neither in texts nor in what screen readers say; a text in English says that it is."""
    english = english_words()

    found = {
        (path.relative_to(published_sample / "nb").as_posix(), text)
        for path in html_pages(published_sample / "nb")
        for text in texts_in(soup(path).body)
        if english.fullmatch(text)
    }

    assert english.fullmatch("Updated 1 May 2024")
    assert found == set()
