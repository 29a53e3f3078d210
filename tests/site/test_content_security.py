"""The policy of every page: it is there, it is strict, it blocks nothing of ours and all else."""

import re
import shutil

import pytest
from playwright.sync_api import Error

from plugins.publishing import third_party_requests, verify
from plugins.theme_support.content_security import header
from tests.conftest import SITEURL, serving
from tests.site.reading import html_pages, page_of_kind, soup
from tools import page_kinds

pytestmark = pytest.mark.slow
META = '<meta http-equiv="Content-Security-Policy" content="'
DATA = {"application/ld+json", "speculationrules"}
SITES = ["built_site", "published_site", "built_sample", "published_sample", "previewed_sample"]
# Console messages come by themselves; an event says which directive it was.
WATCH = """
addEventListener("securitypolicyviolation",
    event => console.error(`VIOLATION ${event.effectiveDirective}`))
"""
PLANTED = """
<p id="painted" style="color: rgb(1, 2, 3)">Painted</p>
<style>#painted { font-size: 99px }</style>
<script>window.ran = "inline"</script>
<script src="/planted.js"></script>
<button onclick="window.ran = 'handler'">Press</button>
<img src="https://outside.example/a.png" alt="">
<iframe src="https://outside.example/"></iframe>
<object data="/favicon.svg"></object>
<base href="https://outside.example/">
</main>
"""


@pytest.fixture(params=SITES)
def site(request):
    """Each built site in turn."""
    return request.getfixturevalue(request.param)


def policy_of(path):
    """The header of a file: pages have their own policy."""
    if path.suffix != ".html":
        return {}
    return {"Content-Security-Policy": header(path.read_text("utf-8"))}


def watched(context):
    """A new page, and the list of all that its console says and of its errors."""
    context.add_init_script(WATCH)
    page, told = context.new_page(), []
    page.on("console", lambda message: told.append(message.text))
    page.on("pageerror", lambda error: told.append(str(error)))
    return page, told


def test_every_page_begins_with_its_policy(site):
    """Before anything that it could be about; only the search may run scripts."""
    for page in html_pages(site):
        text = page.read_text("utf-8")
        found = re.search(rf'<head>\n<meta charset="utf-8">\n{re.escape(META)}([^"]*)">', text)
        scripts = dict(part.split(" ", 1) for part in found[1].split(";"))["script-src"]

        assert text.count(META) == 1, page
        assert re.search("'self'|http|unsafe", scripts) is None or page.parent.name == "search"


def test_nothing_in_any_page_runs_or_styles(site):
    """No style attribute, no style element, no handler and no script but data and the search's."""
    for page in html_pages(site):
        found = soup(page)
        scripts = [tag for tag in found.find_all("script") if tag.get("type") not in DATA]
        names = [name for tag in found.find_all(True) for name in tag.attrs]

        assert not found.find_all("style"), page
        assert not [name for name in names if name == "style" or name.startswith("on")], page
        assert not scripts or page.parent.name == "search", page
        assert all(tag.get("src") for tag in scripts), page


def test_no_outside_host_is_named(site):
    """The list of hosts that a page would ask, in tags, styles and scripts, is empty."""
    siteurl = SITEURL if (site / "sitemap.xml").exists() else ""

    requests = verify.read_back(site, siteurl).requests
    assert third_party_requests.to_other_hosts(requests, siteurl) == {}


@pytest.mark.browser
@pytest.mark.parametrize("name", ["built_site", "built_sample", "previewed_sample"])
def test_no_page_breaks_its_policy(browser, request, name):
    """Served with the header as well, one page of each kind leaves the console empty."""
    folder = request.getfixturevalue(name)
    context = browser.new_context(viewport={"width": 360, "height": 640})
    page, told = watched(context)
    with serving(folder, policy_of) as url:
        for file in page_kinds.pages(folder).values():
            answer = page.goto(f"{url}/{page_kinds.address(file)}")

            assert "frame-ancestors 'none'" in answer.headers["content-security-policy"], file
            assert page.evaluate("document.styleSheets.length"), file
        page.goto(f"{url}/nowhere/")
        context.close()  # before its server: the last page may still be loading its icon

    assert [words for words in told if "404 (Not Found)" not in words] == []


@pytest.mark.browser
def test_the_search_finds_within_its_policy(browser, built_site):
    """From the form of the 404 page to results: its script, its index and WebAssembly may run."""
    context = browser.new_context()
    page, told = watched(context)
    with serving(built_site, policy_of) as url:
        page.goto(f"{url}/nowhere/")
        page.locator("main form input[name=q]").fill("running")
        page.keyboard.press("Enter")
        page.locator("#search-results li").first.wait_for()
        context.close()

    assert [words for words in told if "404 (Not Found)" not in words] == []


@pytest.mark.browser
def test_an_old_address_still_leads_on(browser, built_sample):
    """A policy does not keep the small pages at old addresses from doing their one thing."""
    old = [path for path in html_pages(built_sample) if 'http-equiv="refresh"' in path.read_text()]
    context = browser.new_context()
    page, told = watched(context)
    with serving(built_sample, policy_of) as url:
        page.goto(f"{url}/{old[0].relative_to(built_sample).as_posix()}")
        page.locator("header.site-header").wait_for()
        context.close()

    assert told == []


@pytest.mark.browser
def test_the_published_site_keeps_to_its_policy(browser, published_site):
    """At its own address, below a path: styles, pictures and search are there, all in silence."""

    def answer(route):
        path = published_site / route.request.url.removeprefix(f"{SITEURL}/").split("?")[0]
        path = path / "index.html" if path.is_dir() else path
        route.fulfill(path=path, headers=policy_of(path))

    context = browser.new_context()
    context.route(f"{SITEURL}/**", answer)
    page, told = watched(context)
    page.goto(f"{SITEURL}/")
    page.goto(f"{SITEURL}/search/?q=running")
    page.locator("#search-results li").first.wait_for()
    page.goto(f"{SITEURL}/{page_of_kind(published_site, 'article')}")
    stylesheets = page.evaluate("document.styleSheets.length")
    width = page.locator("img").first.evaluate("picture => picture.naturalWidth")
    context.close()

    assert told == []
    assert stylesheets == 1
    assert width > 0


@pytest.mark.browser
@pytest.mark.parametrize("by", ["meta", "header"])
def test_whatever_is_planted_is_blocked_and_told(browser, built_site, tmp_path, by):
    """By the meta element alone, on hosts without headers, and by the header alone."""
    page_of = (built_site / "index.html").read_text("utf-8")
    policy = {"Content-Security-Policy": header(page_of)} if by == "header" else {}
    page_of = re.sub(f"{META}.*?>", "", page_of) if by == "header" else page_of
    shutil.copytree(built_site / "theme", tmp_path / "theme")
    (tmp_path / "index.html").write_text(page_of.replace("</main>", PLANTED), "utf-8")
    (tmp_path / "planted.js").write_text("window.ran = 'file'")
    context = browser.new_context()
    page, told = watched(context)
    with serving(tmp_path, lambda _path: policy) as url:
        page.goto(url)
        page.get_by_role("button", name="Press").click()
        looks = page.locator("#painted").evaluate("p => [getComputedStyle(p).color, p.style.color]")
        ran, base = page.evaluate("[window.ran, document.baseURI]")
    context.close()

    violated = {words.split()[1] for words in told if words.startswith("VIOLATION")}
    assert violated == {
        "style-src-attr", "style-src-elem", "script-src-attr", "script-src-elem", "img-src",
        "frame-src", "object-src", "base-uri",
    }  # fmt: skip
    assert (looks[0] != "rgb(1, 2, 3)", looks[1], ran, base) == (True, "", None, f"{url}/")


@pytest.mark.browser
def test_the_next_page_is_asked_for_when_its_link_is_pressed(browser, site_url):
    """Not before, and at once: the policy lets Chromium follow the page's speculation rules."""
    context = browser.new_context()
    page, told = watched(context)
    session = context.new_cdp_session(page)
    session.send("Preload.enable")
    rules, asked = [], []
    session.on("Preload.ruleSetUpdated", lambda event: rules.append(event["ruleSet"]))
    session.on("Preload.prefetchStatusUpdated", lambda event: asked.append(event["prefetchUrl"]))
    page.goto(site_url)
    link = page.locator("article.card h3 a").first
    link.hover()
    page.wait_for_timeout(300)
    before = list(asked)
    page.mouse.down()
    page.wait_for_timeout(300)
    wanted = link.evaluate("link => link.href")
    context.close()

    assert [rule.get("errorType") for rule in rules] == [None]
    assert before == []
    assert set(asked) == {wanted}
    assert told == []


@pytest.mark.browser
@pytest.mark.parametrize("kind", ["home", "search"])
@pytest.mark.parametrize(
    "sink",
    [
        "document.body.innerHTML = '<p>x'",
        "document.createElement('script').src = '/x.js'",
        "setTimeout('window.ran = 1')",
        "trustedTypes.createPolicy('own', {})",
    ],
)
def test_no_script_can_make_markup_or_code_of_text(page, site_url, built_site, kind, sink):
    """Trusted Types hold on every page, for our own scripts too, and there is no way around."""
    page.goto(f"{site_url}/{page_of_kind(built_site, kind)}")

    with pytest.raises(Error, match=r"Trusted|Policy"):
        page.evaluate(f"() => {{ {sink} }}")
