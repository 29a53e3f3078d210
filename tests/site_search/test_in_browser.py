"""The search page in a real browser: typing, keys, addresses, and all that can go wrong."""

import time

import brotli
import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.conftest import serving
from tools.audit.axe import AA

pytestmark = [pytest.mark.slow, pytest.mark.browser]

BUDGET = 150_000  # bytes of brotli: the page's own script, and all that the first query needs


@pytest.fixture
def search(page, site_url):
    """The search page of the repository's own site; nothing may be said on its console."""
    told = heard(page)
    page.goto(f"{site_url}/search/")
    yield page
    assert told == []


def heard(page):
    """What the page says on its console from now on."""
    told = []
    page.on("console", lambda message: told.append(message.text))
    page.on("pageerror", lambda error: told.append(str(error)))
    return told


def field(page):
    """Where one types."""
    return page.get_by_role("combobox", name="Search our articles")


def type_in(page, words):
    """Type as a hand does, and wait for the options."""
    field(page).press_sequentially(words)
    page.get_by_role("option").first.wait_for()


def chosen(page):
    """The title of the option that is chosen, by its mark and by the field's own word."""
    marked = page.locator("[role=option][aria-selected=true]")
    if not marked.count():
        assert field(page).get_attribute("aria-activedescendant") is None
        return None
    assert field(page).get_attribute("aria-activedescendant") == marked.get_attribute("id")
    return marked.locator(".search__title").inner_text()


def said(page, words):
    """Wait until the live region says something with these words, and return all of it."""
    status = page.get_by_role("status").filter(has_text=words)
    status.wait_for()
    return status.inner_text().replace("\u2068", "").replace("\u2069", "")


def titles(page):
    """The titles of the results, once there are any."""
    page.locator(".search__result").first.wait_for()
    return page.locator(".search__result-title").all_inner_texts()


def test_options_come_while_one_types(search):
    """At most six, and the live region says how many articles there are."""
    assert field(search).get_attribute("aria-expanded") == "false"
    type_in(search, "needl")

    options = search.locator(".search__title").all_inner_texts()
    assert field(search).get_attribute("aria-expanded") == "true"
    assert "What is dry needling?" in options
    assert len(options) == 6
    assert said(search, "found for") == "6 articles found for “needl”. Enter shows them all."


def test_the_arrows_go_round_and_home_goes_back_to_the_field(search):
    """The combobox pattern's keys; focus stays in the field."""
    type_in(search, "needl")
    options = search.locator(".search__title").all_inner_texts()
    seen = [chosen(search)]
    for key in ("ArrowDown", "ArrowDown", "ArrowUp", "ArrowUp", "ArrowDown", "Home", "ArrowUp"):
        search.keyboard.press(key)
        seen.append(chosen(search))

    first, second, last = options[0], options[1], options[-1]
    assert seen == [None, first, second, first, last, first, None, last]
    assert search.evaluate("document.activeElement.id") == "search-input"


def test_enter_on_an_option_goes_to_the_article(search):
    """And Back returns to the search page."""
    type_in(search, "what is dry needling")
    search.keyboard.press("ArrowDown")
    search.keyboard.press("Enter")
    search.wait_for_url("**/articles/what-is-dry-needling/")
    search.go_back()

    assert search.locator("h1").inner_text() == "Search"
    assert field(search).input_value() == "what is dry needling"
    assert "What is dry needling?" in titles(search)


def test_typing_on_takes_the_choice_back(search):
    """Enter then asks for the words, not for the article that was chosen before them."""
    type_in(search, "needl")
    search.keyboard.press("ArrowDown")
    search.keyboard.type("ing")

    assert chosen(search) is None
    search.keyboard.press("Enter")
    assert titles(search)
    assert search.url.endswith("/search/?q=needling")


def test_the_count_is_told_once_a_hand_rests(search):
    """Not for every letter: a screen reader would read all of them out."""
    search.evaluate(
        """() => {
            const status = document.getElementById("search-status")
            window.told = []
            new MutationObserver(() => window.told.push(status.textContent))
                .observe(status, {childList: true, subtree: true})
        }"""
    )
    type_in(search, "n")  # the index is there now
    for letter in "eedl":
        search.keyboard.type(letter)
        search.wait_for_timeout(300)
    said(search, "needl")

    told = [words for words in search.evaluate("window.told") if "found for" in words]
    assert len(told) == 1


def test_a_click_on_an_option_goes_to_the_article(search):
    """However long the button is held: until it is let go the field keeps focus."""
    type_in(search, "what is dry needling")
    search.get_by_role("option").first.click(delay=300)
    search.wait_for_url("**/articles/what-is-dry-needling/")


def test_escape_closes_then_clears(search):
    """Once for the options, once more for the words."""
    type_in(search, "needl")
    search.keyboard.press("Escape")
    closed = (search.get_by_role("option").count(), field(search).input_value())
    search.keyboard.press("Escape")

    assert closed == (0, "needl")
    assert field(search).input_value() == ""
    assert field(search).get_attribute("aria-expanded") == "false"


def test_leaving_the_field_closes_the_options(search):
    """They lie over the page."""
    type_in(search, "needl")
    search.keyboard.press("Tab")

    assert search.get_by_role("option").count() == 0


def test_enter_lists_all_results_and_the_address_keeps_them(search):
    """Links with an excerpt; the address can be sent to somebody, and Back comes back to it."""
    type_in(search, "running")
    search.keyboard.press("Enter")
    listed = titles(search)
    address = search.url
    search.locator(".search__result a").first.click()
    search.wait_for_url("**/articles/**")
    search.go_back()

    assert address.endswith("/search/?q=running")
    assert search.url == address
    assert titles(search) == listed
    assert search.get_by_role("heading", name="Results for “\u2068running\u2069”").is_visible()
    assert said(search, "articles found for “").endswith("articles found for “running”.")
    assert search.locator(".search__excerpt mark").first.inner_text().startswith("run")
    assert search.get_by_role("option").count() == 0


def test_an_address_with_words_shows_their_results(page, site_url):
    """As the form on the page for wrong addresses asks for them."""
    page.goto(f"{site_url}/no-such-page/")
    page.get_by_label("Search our articles").fill("stiff neck")
    page.keyboard.press("Enter")

    assert titles(page)[0] == "Stiff neck and tension headaches"
    assert field(page).input_value() == "stiff neck"
    assert page.url == f"{site_url}/search/?q=stiff+neck"


def test_many_results_come_in_parts(search):
    """Ten at first; the button brings more and puts the keyboard on the first of them."""
    field(search).fill("the")
    search.keyboard.press("Enter")
    first = titles(search)
    search.get_by_role("button", name="Show more results").click()
    search.locator(".search__result").nth(10).wait_for()

    listed = titles(search)
    assert len(first) == 10
    assert listed[:10] == first
    assert said(search, "found for").startswith(f"{len(listed)} articles")
    assert search.evaluate("document.activeElement.textContent") == listed[10]
    assert not search.get_by_role("button", name="Show more results").is_visible()


def test_finding_nothing_says_what_to_do(search):
    """And keeps topics and years in sight."""
    field(search).fill("xylophone")
    search.keyboard.press("Enter")

    assert said(search, "Nothing") == (
        "Nothing found for “xylophone”. Check the spelling, try other words, or choose from "
        "the lists below."
    )
    assert not search.get_by_role("heading", name="Results").is_visible()
    assert search.get_by_role("link", name="Running", exact=True).is_visible()


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
def test_words_of_any_kind_are_only_words(page, site_url, words):
    """They are answered, in the address as in the field, and become no markup."""
    told = heard(page)
    page.goto(f"{site_url}/search/")
    page.evaluate("words => location.assign('?' + new URLSearchParams({q: words}))", words)
    answer = said(page, "found for")

    assert len(field(page).input_value()) <= 200
    assert "found for" in answer
    assert page.title().startswith("Search · ")
    assert page.locator("main img, main script").count() == 0
    assert told == []


def test_without_scripts_topics_and_years_lead_on(browser, site_url):
    """The field that could do nothing is not there."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site_url}/search/?q=running")

    assert page.locator("noscript p").is_visible()
    assert not page.locator("#search-input").is_visible()
    assert not page.get_by_role("status").is_visible()
    assert page.get_by_role("link", name="Running", exact=True).is_visible()
    assert page.get_by_role("link", name="2021").is_visible()
    context.close()


def test_a_script_that_does_not_come_leaves_no_dead_field(page, site_url):
    """Nor one that an old browser cannot read."""
    page.route("**/search.*.js", lambda route: route.abort())
    page.goto(f"{site_url}/search/?q=running", wait_until="networkidle")

    assert not page.locator("#search-input").is_visible()
    assert page.get_by_role("link", name="Running", exact=True).is_visible()


def test_nothing_jumps_when_the_field_comes(page, site_url):
    """Its room is kept until the script shows it."""
    page.add_init_script(
        """window.shift = 0
        new PerformanceObserver(list => {
            for (const entry of list.getEntries()) window.shift += entry.value
        }).observe({type: 'layout-shift', buffered: true})"""
    )
    page.route("**/search.*.js", later)
    page.goto(f"{site_url}/search/")
    field(page).wait_for()
    page.wait_for_timeout(200)

    assert page.evaluate("window.shift") == 0


def later(route):
    """Let a file come when the page has long been painted."""
    time.sleep(0.5)
    route.continue_()


@pytest.mark.parametrize("missing", ["pagefind.js", "pagefind-entry.json", "wasm", "fragment"])
def test_an_index_that_does_not_come_is_told(page, site_url, missing):
    """Whatever part it is; nothing goes on turning."""
    page.route(f"**/pagefind/**{missing}**", lambda route: route.abort())
    page.goto(f"{site_url}/search/?q=running")

    assert said(page, "could not be loaded") == (
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
def test_words_are_not_said_to_be_missing_where_their_part_of_the_index_is(page, site_url, answer):
    """As after a new build while the page was open; once it is there they are found."""
    page.route("**/*.pf_index", lambda route: route.fulfill(**answer))
    page.goto(f"{site_url}/search/?q=running")
    told = said(page, "could not be loaded")
    page.unroute_all()
    page.get_by_role("button", name="Search").click()

    assert told.startswith("The search could not be loaded.")
    assert titles(page)


def test_an_index_that_never_comes_is_told_too(page, site_url):
    """A connection that hangs is given up after half a minute; a slow one needs ten seconds."""
    page.clock.install()
    page.route("**/pagefind/pagefind.js", lambda _route: None)
    page.goto(f"{site_url}/search/?q=running")
    page.clock.run_for(20_000)
    waiting = said(page, "Searching")
    page.clock.run_for(11_000)

    assert waiting == "Searching …"
    assert said(page, "could not be loaded")


def test_words_that_cannot_be_looked_up_are_not_said_to_be_missing(page, site_url):
    """When the connection goes after the search has begun."""
    page.goto(f"{site_url}/search/?q=running")
    titles(page)
    page.context.set_offline(True)
    field(page).fill("xylophone")
    page.keyboard.press("Enter")

    assert said(page, "could not be loaded")
    assert not page.locator(".search__result").first.is_visible()


def test_the_search_stays_within_its_budget(page, site_url):
    """Nothing of it is loaded before it is used, and on no other page."""
    loaded = {}

    def note(response):
        if "/pagefind/" in response.url or response.url.endswith(".js"):
            loaded[response.url.split("?")[0]] = len(brotli.compress(response.body()))

    page.on("response", note)
    page.goto(site_url, wait_until="networkidle")
    at_home = dict(loaded)
    page.goto(f"{site_url}/search/", wait_until="networkidle")
    before = dict(loaded)
    type_in(page, "needl")

    assert [url for url in at_home if "search" in url or "pagefind" in url] == []
    assert [url for url in before if "/pagefind/" in url] == []
    assert any(url.endswith(".pf_index") for url in loaded)
    assert sum(loaded.values()) <= BUDGET


@pytest.mark.parametrize(("width", "scheme"), [(320, "dark"), (1280, "light")])
def test_axe_finds_nothing_in_options_and_results(search, width, scheme):
    """Nor does anything scroll sideways; fingers find every option."""
    search.set_viewport_size({"width": width, "height": 800})
    search.emulate_media(color_scheme=scheme)
    field(search).fill("needles")
    search.keyboard.press("Enter")
    titles(search)
    field(search).fill("")
    type_in(search, "needl")
    search.keyboard.press("ArrowDown")

    found = Axe().run(search, options={"runOnly": {"type": "tag", "values": AA}})
    heights = [option.bounding_box()["height"] for option in search.get_by_role("option").all()]
    assert [rule["id"] for rule in found.response["violations"]] == []
    assert search.evaluate("document.documentElement.scrollWidth") <= width
    assert min(heights) >= 44


def test_the_chosen_option_shows_where_colours_are_forced(search):
    """By an outline, as grounds are replaced there."""
    search.emulate_media(forced_colors="active")
    type_in(search, "needl")
    search.keyboard.press("ArrowDown")
    style = search.locator("[aria-selected=true]").evaluate(
        "option => [getComputedStyle(option).outlineStyle, getComputedStyle(option).outlineWidth]"
    )

    assert style == ["solid", "2px"]


def test_a_translation_is_found_and_says_its_language(page, sample_url):
    """Its title and excerpt are read in its own language."""
    page.goto(f"{sample_url}/search/?q=medisinene")
    titles(page)
    result = page.locator(".search__result[lang=nb]")

    assert result.locator("a").inner_text() == "Ditt første besøk"
    assert result.locator("a").get_attribute("href") == "/nb/articles/first-visit/"


@pytest.mark.parametrize("words", ["half a thought about calves", "bouncy castle", "rota plants"])
def test_the_preview_finds_no_draft(page, previewed_sample, words):
    """Its editor sees the drafts, and searches as visitors will."""
    with serving(previewed_sample) as url:
        page.goto(f"{url}/search/?q={words}")
        said(page, "found for")

        assert page.locator(".search__result").filter(has_text="Unfinished notes").count() == 0
        assert page.locator(".search__result").filter(has_text="summer fair").count() == 0
        assert page.locator(".search__result").filter(has_text="A rota").count() == 0


def test_a_site_below_a_sub_path_finds_its_own_index(page, published_sample, tmp_path):
    """Its addresses begin with the folder it lies in."""
    (tmp_path / "repo").symlink_to(published_sample)
    with serving(tmp_path) as url:
        page.route("https://clinic.example.org/**", lambda route: served(route, url))
        page.goto("https://clinic.example.org/repo/search/?q=drawer")

        assert titles(page) == ["A sore knee on the stairs"]
        link = page.locator(".search__result a")
        assert link.get_attribute("href") == "/repo/articles/a-sore-knee/"


def served(route, url):
    """Answer from the local server what the site's own host would."""
    address = route.request.url.replace("https://clinic.example.org", url)
    route.fulfill(response=route.fetch(url=address))
