"""A visitor's path through both sites in a real browser."""

import pytest

from tests.site.built_pages import page_of_kind
from tools.page_kinds import KINDS

pytestmark = [pytest.mark.slow, pytest.mark.browser]


@pytest.fixture
def article_url(site_url, built_site):
    """The address of one article of the repository's own site."""
    return f"{site_url}/{page_of_kind(built_site, 'article')}"


def test_a_visit_asks_this_site_only_and_keeps_nothing(browser, site_url, built_site):
    """Reading every kind of page makes no request elsewhere and leaves no cookie or storage."""
    context = browser.new_context()
    page = context.new_page()
    asked = []
    problems = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: problems.append(message.text))
    page.on("pageerror", lambda error: problems.append(str(error)))
    for kind in KINDS:
        page.goto(f"{site_url}/{page_of_kind(built_site, kind)}", wait_until="networkidle")

    stored = page.evaluate("[localStorage.length, sessionStorage.length]")
    assert {url for url in asked if not url.startswith(site_url)} == set()
    assert context.cookies() == []
    assert stored == [0, 0]
    assert problems == []
    context.close()


def test_the_way_from_home_to_the_next_article(page, site_url):
    """A visitor finds an article from home, and from its end the next one."""
    page.goto(site_url)
    page.locator("article.card h3 a").first.click()
    first = page.locator("h1").inner_text()
    page.locator("#related-articles article.card h3 a").first.click()
    second = page.locator("h1").inner_text()

    assert first
    assert second
    assert first != second


def test_the_keyboard_reaches_the_text_first(page, article_url):
    """The first Tab shows the skip link, and Enter puts the reader past the navigation."""
    page.goto(article_url)
    page.keyboard.press("Tab")
    focused = page.locator(":focus")
    visible = focused.bounding_box()
    words = focused.inner_text()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    assert words == "Skip to content"
    assert visible["y"] >= 0
    assert page.evaluate("!!document.activeElement.closest('main')")


def test_without_scripts_everything_is_there(browser, article_url):
    """With JavaScript off the article, its topics, its pictures and its cards are all shown."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(article_url)

    assert page.locator("#related-articles article.card").count() == 3
    assert page.locator("#photo-feed img").first.is_visible()
    assert page.locator("#related-topics a").first.is_visible()
    context.close()


def test_nothing_jumps_while_an_article_loads(page, article_url):
    """Cumulative layout shift is 0, pictures and all, to the end of the page."""
    page.set_viewport_size({"width": 360, "height": 640})
    page.add_init_script(
        """window.shift = 0
        new PerformanceObserver(list => {
            for (const entry of list.getEntries()) window.shift += entry.value
        }).observe({type: 'layout-shift', buffered: true})"""
    )
    page.goto(article_url, wait_until="networkidle")
    for _ in range(12):
        page.mouse.wheel(0, 900)
        page.wait_for_timeout(60)

    assert page.evaluate("window.shift") == 0


def test_a_wrong_address_gets_a_way_back(page, site_url):
    """The 404 page works at any depth and leads on."""
    answer = page.goto(f"{site_url}/articles/no/such/page/")

    assert answer.status == 404
    page.locator("main a").first.click()
    assert page.locator("h1").is_visible()
