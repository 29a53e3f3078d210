"""A visitor's path through both sites in a real browser."""

import pytest

from tests.built_site.built_pages import page_of_kind

pytestmark = [pytest.mark.slow, pytest.mark.browser]


@pytest.fixture
def article_url(sample_url, built_sample):
    """The URL of one article of the sample site."""
    return f"{sample_url}/{page_of_kind(built_sample, 'article')}"


def test_a_visit_requests_only_this_site_and_stores_nothing(browser, site):
    """No kind of page makes requests to other hosts, sets cookies or uses storage."""
    context = browser.new_context()
    page = context.new_page()
    asked = []
    problems = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: problems.append(message.text))
    page.on("pageerror", lambda error: problems.append(str(error)))
    for kind in site.kinds():
        page.goto(site.address(kind), wait_until="networkidle")

    stored = page.evaluate("[localStorage.length, sessionStorage.length]")
    assert {url for url in asked if not url.startswith(site.url)} == set()
    assert context.cookies() == []
    assert stored == [0, 0]
    assert problems == []
    context.close()


def test_a_visitor_gets_from_home_to_a_second_article(page, sample_url):
    """A visitor finds an article from the home page, and the next one at its end."""
    page.goto(sample_url)
    page.locator("article.card h3 a").first.click()
    first = page.locator("h1").inner_text()
    page.locator("#related-articles article.card h3 a").first.click()
    second = page.locator("h1").inner_text()

    assert first
    assert second
    assert first != second


def test_the_skip_link_leads_to_the_text(page, article_url):
    """The first Tab shows the skip link, and Enter moves past the navigation."""
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


def test_an_article_is_complete_without_scripts(browser, article_url):
    """Without JavaScript the article, its topics, images and cards are shown."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(article_url)

    assert page.locator("#related-articles article.card").count() == 2
    assert page.locator("#photo-feed img").first.is_visible()
    assert page.locator("#related-topics a").first.is_visible()
    context.close()


def test_the_layout_does_not_shift_while_an_article_loads(page, article_url):
    """Cumulative layout shift is 0 to the end of the page, including images."""
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


def test_the_404_page_links_to_the_site(page, site_url):
    """The 404 page works at any depth and has links to the site."""
    answer = page.goto(f"{site_url}/articles/no/such/page/")

    assert answer.status == 404
    page.locator("main a").first.click()
    assert page.locator("h1").is_visible()
