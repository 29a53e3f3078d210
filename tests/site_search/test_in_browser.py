"""The search page in a real browser: typing, keys, URLs and failures."""

import shutil
import time

import brotli
import pytest
from axe_playwright_python.sync_playwright import Axe

from plugins.site_search.index import FOLDER
from plugins.site_search.records import SearchRecord
from tests.conftest import serving
from tests.site_search.samples import answers, make_index
from tools.audit.axe import AA

pytestmark = [pytest.mark.slow, pytest.mark.browser]

BUDGET = 150_000  # bytes of brotli: the page's own script, and all that the first query needs
LIMPETS = [
    SearchRecord("articles/about/index.html", "What is a limpet?", "A limpet holds on to a rock."),
    *(
        SearchRecord(f"articles/day-{day}/index.html", f"Day {day} on the quay", "One limpet more.")
        for day in range(1, 12)
    ),
]


@pytest.fixture
def search(page, sample_url):
    """The search page of the made-up clinic; its console must stay empty."""
    messages = console_of(page)
    page.goto(f"{sample_url}/search/")
    yield page
    assert messages == []


@pytest.fixture(scope="module")
def limpets_url(built_sample, tmp_path_factory):
    """The URL of a copy of the made-up clinic's site, whose index has twelve other articles."""
    site = shutil.copytree(built_sample, tmp_path_factory.mktemp("limpets") / "site")
    make_index(LIMPETS, "en-GB", site)
    with serving(site) as url:
        yield url


@pytest.fixture
def limpets(page, limpets_url):
    """The search page that finds twelve articles about limpets; its console must stay empty."""
    messages = console_of(page)
    page.goto(f"{limpets_url}/search/")
    yield page
    assert messages == []


def console_of(page):
    """The messages on the page's console from now on."""
    messages = []
    page.on("console", lambda message: messages.append(message.text))
    page.on("pageerror", lambda error: messages.append(str(error)))
    return messages


def field(page):
    """The search field."""
    return page.get_by_role("combobox", name="Search this site")


def type_in(page, words):
    """Type key by key, and wait for the options."""
    field(page).press_sequentially(words)
    page.get_by_role("option").first.wait_for()


def chosen(page):
    """The title of the selected option, which the field must refer to."""
    marked = page.locator("[role=option][aria-selected=true]")
    if not marked.count():
        assert field(page).get_attribute("aria-activedescendant") is None
        return None
    assert field(page).get_attribute("aria-activedescendant") == marked.get_attribute("id")
    return marked.locator(".search__title").inner_text()


def announced(page, words):
    """Wait until the live region has these words, and return its text."""
    status = page.get_by_role("status").filter(has_text=words)
    status.wait_for()
    return status.inner_text().replace("\u2068", "").replace("\u2069", "")


def titles(page):
    """The titles of the results, once there are any."""
    page.locator(".search__result").first.wait_for()
    return page.locator(".search__result-title").all_inner_texts()


def test_options_appear_while_typing(limpets):
    """At most six; the live region has the number of articles."""
    assert field(limpets).get_attribute("aria-expanded") == "false"
    type_in(limpets, "limpe")

    options = limpets.locator(".search__title").all_inner_texts()
    assert field(limpets).get_attribute("aria-expanded") == "true"
    assert "What is a limpet?" in options
    assert len(options) == 6
    assert announced(limpets, "found for") == (
        "12 results found for “limpe”. Enter shows them all."
    )


def test_arrow_keys_wrap_around_and_home_returns_to_the_field(limpets):
    """As in the combobox pattern; focus stays in the field."""
    type_in(limpets, "limpe")
    options = limpets.locator(".search__title").all_inner_texts()
    seen = [chosen(limpets)]
    for key in ("ArrowDown", "ArrowDown", "ArrowUp", "ArrowUp", "ArrowDown", "Home", "ArrowUp"):
        limpets.keyboard.press(key)
        seen.append(chosen(limpets))

    first, second, last = options[0], options[1], options[-1]
    assert seen == [None, first, second, first, last, first, None, last]
    assert limpets.evaluate("document.activeElement.id") == "search-input"


def test_enter_opens_the_selected_article(search):
    """Back returns to the search page."""
    type_in(search, "a little more walking")
    search.keyboard.press("ArrowDown")
    search.keyboard.press("Enter")
    search.wait_for_url("**/articles/walking-to-work/")
    search.go_back()

    assert search.locator("h1").inner_text() == "Search"
    assert field(search).input_value() == "a little more walking"
    assert "A little more walking" in titles(search)


def test_typing_clears_the_selection(search):
    """Enter then searches for the words."""
    type_in(search, "walk")
    search.keyboard.press("ArrowDown")
    search.keyboard.type("ing")

    assert chosen(search) is None
    search.keyboard.press("Enter")
    assert titles(search)
    assert search.url.endswith("/search/?q=walking")


def test_the_count_is_announced_after_a_pause(search):
    """A screen reader would read one for every letter."""
    search.evaluate(
        """() => {
            const status = document.getElementById("search-status")
            window.messages = []
            new MutationObserver(() => window.messages.push(status.textContent))
                .observe(status, {childList: true, subtree: true})
        }"""
    )
    type_in(search, "wal")  # the index is there now
    for letter in "ki":
        search.keyboard.type(letter)
        search.wait_for_timeout(100)
    announced(search, "walki")

    messages = [words for words in search.evaluate("window.messages") if "found for" in words]
    assert len(messages) == 1


def test_a_click_opens_the_article(search):
    """However long the button is held down."""
    type_in(search, "a little more walking")
    search.get_by_role("option").first.click(delay=300)
    search.wait_for_url("**/articles/walking-to-work/")


def test_escape_closes_options_then_clears_the_field(search):
    """Once for the options, once more for the words."""
    type_in(search, "walki")
    search.keyboard.press("Escape")
    closed = (search.get_by_role("option").count(), field(search).input_value())
    search.keyboard.press("Escape")

    assert closed == (0, "walki")
    assert field(search).input_value() == ""
    assert field(search).get_attribute("aria-expanded") == "false"


def test_leaving_the_field_closes_the_options(search):
    """They cover the page."""
    type_in(search, "walki")
    search.keyboard.press("Tab")

    assert search.get_by_role("option").count() == 0


def test_enter_lists_all_results_and_the_url_keeps_them(search):
    """With excerpts; the URL can be shared, and Back returns to it."""
    type_in(search, "walking")
    search.keyboard.press("Enter")
    listed = titles(search)
    address = search.url
    search.locator(".search__result a").first.click()
    search.wait_for_url("**/articles/**")
    search.go_back()

    assert address.endswith("/search/?q=walking")
    assert search.url == address
    assert titles(search) == listed
    assert search.get_by_role("heading", name="Results for “\u2068walking\u2069”").is_visible()
    assert announced(search, "found for") == "8 results found for “walking”."
    assert search.locator(".search__excerpt mark").first.inner_text().startswith("Walk")
    assert search.get_by_role("option").count() == 0


@pytest.mark.parametrize("enter", [True, False])
def test_urgent_words_show_the_care_line(search, enter):
    """As an alert above the field, where no option covers it, until other words are typed."""
    field(search).press_sequentially("I fell off the quey")
    if enter:
        search.keyboard.press("Enter")
    line = search.get_by_role("alert").get_by_text("Call 111")
    line.wait_for()
    before = search.evaluate(
        """() => document.getElementById("search-urgent")
            .compareDocumentPosition(document.getElementById("search-input"))"""
    )

    assert before == 4  # it follows
    field(search).fill("walking")
    line.wait_for(state="hidden")


def test_results_have_their_kind(search):
    """A person, a place, a treatment and a page are no articles."""
    found = {}
    for words in ("Wilma", "Brindlemouth", "a quiet hour", "privacy", "shoes"):
        field(search).fill(words)
        search.keyboard.press("Enter")
        search.get_by_role("heading", name=f"Results for “\u2068{words}\u2069”").wait_for()
        found[words] = search.locator(".search__result .soft").first.inner_text().split(" · ")[0]

    assert [*found.values()] == ["Person", "Place", "Treatment", "Page", "Article"]


def test_the_made_up_clinics_visitors_find_what_they_look_for(page, sample_url):
    """By slips, synonyms, search words and names."""
    wanted = {
        "sneakers": "/articles/new-shoes/", "sneekers": "/articles/new-shoes/",
        "weekend": "/articles/open-on-saturdays/",
        "consultation": "/guides/first-visit/", "sore nee": "/articles/a-sore-knee/",
        "wilma": "/people/wilma-sandpiper/", "Quillow": "/clinics/upper-quillow/",
        "quiet houre": "/about/#a-quiet-hour", "warfarin": None, "zzzqqq": None,
    }  # fmt: skip
    found = answers(page, sample_url, wanted)

    firsts = {query: next(iter(each["urls"]), None) for query, each in found.items()}
    assert firsts == wanted


def test_what_was_searched_besides_is_said(search):
    """And which words no page has."""
    field(search).fill("trainers xylophone")
    search.keyboard.press("Enter")

    said = announced(search, "Also")
    assert titles(search)[0] == "Old shoes, new shoes"
    assert "Also searched for “shoes”. No page has “xylophone”." in said


def test_a_url_with_a_query_shows_its_results(page, sample_url):
    """The form on the 404 page leads to such a URL."""
    page.goto(f"{sample_url}/no-such-page/")
    page.get_by_label("Search this site").fill("first visit")
    page.keyboard.press("Enter")

    assert titles(page)[0] == "Your first visit: what to bring & what to ask"
    assert field(page).input_value() == "first visit"
    assert page.url == f"{sample_url}/search/?q=first+visit"


def test_results_are_shown_in_parts(limpets):
    """Ten at first; the button adds more and focuses the first of them."""
    field(limpets).fill("limpet")
    limpets.keyboard.press("Enter")
    first = titles(limpets)
    limpets.get_by_role("button", name="Show more results").click()
    limpets.locator(".search__result").nth(10).wait_for()

    listed = titles(limpets)
    assert len(first) == 10
    assert listed[:10] == first
    assert announced(limpets, "found for").startswith(f"{len(listed)} results")
    assert limpets.evaluate("document.activeElement.textContent") == listed[10]
    assert not limpets.get_by_role("button", name="Show more results").is_visible()


def test_more_results_may_take_a_while(limpets):
    """The message that they are awaited disappears."""
    field(limpets).fill("limpet")
    limpets.keyboard.press("Enter")
    titles(limpets)
    awaited = []
    limpets.route(f"**/{FOLDER}/article.*", lambda route: awaited.append(route))  # noqa: PLW0108  # no built-in
    limpets.get_by_role("button", name="Show more results").click()
    announced(limpets, "Searching")
    for route in awaited:
        route.continue_()

    assert announced(limpets, "found for") == "12 results found for “limpet”."


def test_the_first_letters_of_a_word_are_no_mistake(search):
    """Options appear after the third."""
    type_in(search, "wal")
    announced(search, "found for")
    search.keyboard.press("Backspace")

    assert announced(search, "as you type") == "Results appear as you type."


def test_without_results_the_page_says_what_to_do(search):
    """Topics and years stay visible."""
    field(search).fill("xylophone")
    search.keyboard.press("Enter")

    assert announced(search, "Nothing") == (
        "Nothing found for “xylophone”. Check the spelling, try other words, or choose from "
        "the lists below."
    )
    assert not search.get_by_role("heading", name="Results").is_visible()
    assert search.get_by_role("link", name="Walking", exact=True).is_visible()


@pytest.mark.parametrize(
    "words",
    [
        "<img src=x onerror=document.title='broken'>",
        "\"><script>document.title='broken'</script>",
        "x" * 10_000,
        "😀" * 5_000,
        "\u202e שלום עליכם",
        "__proto__ constructor",
        "%E0%A4%A",
        "-- \\ ' \" & # / ?",
    ],
)
def test_any_query_is_treated_as_text(page, sample_url, words):
    """In the URL and in the field; it never becomes markup."""
    messages = console_of(page)
    page.goto(f"{sample_url}/search/")
    page.evaluate("words => location.assign('?' + new URLSearchParams({q: words}))", words)
    answer = announced(page, "found for")

    assert len(field(page).input_value()) <= 200
    assert "found for" in answer
    assert page.title().startswith("Search · ")
    assert page.locator("main img, main script").count() == 0
    assert messages == []


def test_without_javascript_there_are_topics_and_years(browser, sample_url):
    """And no search field, which would not work."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{sample_url}/search/?q=walking")

    assert page.locator("noscript p").is_visible()
    assert not page.locator("#search-input").is_visible()
    assert not page.get_by_role("status").is_visible()
    assert page.get_by_role("link", name="Walking", exact=True).is_visible()
    assert page.get_by_role("link", name="2021").is_visible()
    context.close()


def test_if_the_script_fails_to_load_there_is_no_field(page, sample_url):
    """Nor in a browser that cannot run it."""
    page.route("**/search.*.js", lambda route: route.abort())
    page.goto(f"{sample_url}/search/?q=walking", wait_until="networkidle")

    assert not page.locator("#search-input").is_visible()
    assert page.get_by_role("link", name="Walking", exact=True).is_visible()


def test_the_layout_does_not_shift_when_the_field_appears(page, sample_url):
    """Its space is reserved."""
    page.add_init_script(
        """window.shift = 0
        new PerformanceObserver(list => {
            for (const entry of list.getEntries()) window.shift += entry.value
        }).observe({type: 'layout-shift', buffered: true})"""
    )
    page.route("**/search.*.js", later)
    page.goto(f"{sample_url}/search/")
    field(page).wait_for()
    page.wait_for_timeout(200)

    assert page.evaluate("window.shift") == 0


def later(route):
    """Delay a file until the page has been painted."""
    time.sleep(0.5)
    route.continue_()


def test_a_page_that_stays_open_finds_what_a_new_site_has(page, built_sample, tmp_path):
    """Whose index has other files than the one that was loaded."""
    site = shutil.copytree(built_sample, tmp_path / "site")
    with serving(site) as url:
        page.goto(f"{url}/search/?q=walking")
        titles(page)
        make_index(LIMPETS, "en-GB", site)
        field(page).fill("limpet")
        page.keyboard.press("Enter")

        assert announced(page, "limpet") == "12 results found for “limpet”."


@pytest.mark.parametrize("missing", ["index.json", "engine", "part", "articles", "article."])
def test_an_index_that_fails_to_load_is_reported(page, sample_url, missing):
    """Whichever part of it fails; no spinner stays."""
    page.route(f"**/{FOLDER}/{missing}**", lambda route: route.abort())
    page.goto(f"{sample_url}/search/?q=walking")

    assert announced(page, "could not be loaded") == (
        "The search could not be loaded. Check your connection and reload the page, or choose "
        "from the lists below."
    )


@pytest.mark.parametrize(
    "answer",
    [
        {"status": 404, "content_type": "text/html", "body": "<!doctype html>"},
        {"status": 200, "content_type": "text/html", "body": "<!doctype html>"},
        {"status": 200, "body": ""},
    ],
)
def test_a_missing_part_of_the_index_is_not_reported_as_no_results(page, sample_url, answer):
    """As after a new build while the page is open; it can be tried again."""
    page.route(f"**/{FOLDER}/part.*", lambda route: route.fulfill(**answer))
    page.goto(f"{sample_url}/search/?q=walking")
    messages = announced(page, "could not be loaded")
    page.unroute_all()
    page.get_by_role("button", name="Search").click()

    assert messages.startswith("The search could not be loaded.")
    assert titles(page)


def test_an_index_that_never_arrives_is_reported(page, sample_url):
    """After half a minute; a slow connection needs ten seconds."""
    page.clock.install()
    page.route(f"**/{FOLDER}/index.json", lambda _route: None)
    page.goto(f"{sample_url}/search/?q=walking")
    page.clock.run_for(20_000)
    waiting = announced(page, "Searching")
    page.clock.run_for(11_000)

    assert waiting == "Searching …"
    assert announced(page, "could not be loaded")


def test_a_lost_connection_is_not_reported_as_no_results(page, sample_url):
    """When it breaks after a first search."""
    page.goto(f"{sample_url}/search/?q=walking")
    titles(page)
    page.context.set_offline(True)
    field(page).fill("xylophone")
    page.keyboard.press("Enter")

    assert announced(page, "could not be loaded")
    assert not page.locator(".search__result").first.is_visible()


def test_the_search_stays_within_its_budget(page, sample_url):
    """Nothing of it is loaded before it is used, nor on other pages."""
    loaded = {}

    def note(response):
        if f"/{FOLDER}/" in response.url or response.url.endswith(".js"):
            loaded[response.url.split("?")[0]] = len(brotli.compress(response.body()))

    page.on("response", note)
    page.goto(sample_url, wait_until="networkidle")
    at_home = dict(loaded)
    page.goto(f"{sample_url}/search/", wait_until="networkidle")
    before = dict(loaded)
    type_in(page, "walki")

    assert [url for url in at_home if "search" in url] == []
    assert [url for url in before if f"/{FOLDER}/" in url] == []
    assert any("/part." in url for url in loaded)
    assert sum(loaded.values()) <= BUDGET


@pytest.mark.parametrize(("width", "scheme"), [(320, "dark"), (1280, "light")])
def test_axe_finds_nothing_in_options_and_results(search, width, scheme):
    """Nothing scrolls sideways, and options are large enough to touch."""
    search.set_viewport_size({"width": width, "height": 800})
    search.emulate_media(color_scheme=scheme)
    field(search).fill("visit")
    search.keyboard.press("Enter")
    titles(search)
    field(search).fill("")
    type_in(search, "visi")
    search.keyboard.press("ArrowDown")

    found = Axe().run(search, options={"runOnly": {"type": "tag", "values": AA}})
    heights = [option.bounding_box()["height"] for option in search.get_by_role("option").all()]
    assert [rule["id"] for rule in found.response["violations"]] == []
    assert search.evaluate("document.documentElement.scrollWidth") <= width
    assert min(heights) >= 44


def test_the_selected_option_is_visible_with_forced_colours(search):
    """It has an outline, because backgrounds are replaced."""
    search.emulate_media(forced_colors="active")
    type_in(search, "walki")
    search.keyboard.press("ArrowDown")
    style = search.locator("[aria-selected=true]").evaluate(
        "option => [getComputedStyle(option).outlineStyle, getComputedStyle(option).outlineWidth]"
    )

    assert style == ["solid", "2px"]


def test_a_translation_is_found_and_has_its_language(page, sample_url):
    """So that a screen reader pronounces it correctly."""
    page.goto(f"{sample_url}/search/?q=medisinene")
    titles(page)
    result = page.locator(".search__result[lang=nb]")

    assert result.locator("a").inner_text() == "Ditt første besøk"
    assert result.locator("a").get_attribute("href") == "/nb/articles/first-visit/"


@pytest.mark.parametrize("words", ["half a thought about calves", "bouncy castle", "rota plants"])
def test_the_search_of_a_preview_finds_no_drafts(page, previewed_sample, words):
    """It finds what visitors will find."""
    with serving(previewed_sample) as url:
        page.goto(f"{url}/search/?q={words}")
        announced(page, "found for")

        assert page.locator(".search__result").filter(has_text="Unfinished notes").count() == 0
        assert page.locator(".search__result").filter(has_text="summer fair").count() == 0
        assert page.locator(".search__result").filter(has_text="A rota").count() == 0


def test_the_search_works_below_a_sub_path(page, published_sample, tmp_path):
    """URLs begin with the path of the site."""
    (tmp_path / "repo").symlink_to(published_sample)
    with serving(tmp_path) as url:
        page.route("https://clinic.example.org/**", lambda route: served(route, url))
        page.goto("https://clinic.example.org/repo/search/?q=drawer")

        assert titles(page) == ["A sore knee on the stairs"]
        link = page.locator(".search__result a")
        assert link.get_attribute("href") == "/repo/articles/a-sore-knee/"


def served(route, url):
    """Answer a request to the site's host from the local server."""
    address = route.request.url.replace("https://clinic.example.org", url)
    route.fulfill(response=route.fetch(url=address))


def test_the_search_of_a_language_speaks_it(page, limpets_url):
    """Its page has the words that the script says; the articles are those of all languages."""
    messages = console_of(page)
    page.goto(f"{limpets_url}/nb/search/")

    page.get_by_role("combobox", name="Søk på nettstedet").fill("limpet")
    page.keyboard.press("Enter")

    assert announced(page, "treff på") == "Fant 12 treff på «limpet»."
    assert page.get_by_role("heading", name="Treff på «\u2068limpet\u2069»").is_visible()
    assert page.get_by_role("button", name="Vis flere treff").is_visible()
    assert messages == []
