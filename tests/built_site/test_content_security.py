"""The Content Security Policy of every page: strict, and compatible with all of our own pages."""

import base64
import hashlib
import re
import shutil

import pytest
from playwright.sync_api import Error

from plugins.hosting.hosted_site import HostedSite
from plugins.hosting.policy import site_policy
from plugins.hosting.responses import headers
from plugins.publishing import third_party_requests, verify
from tests.built_site.built_pages import html_pages, page_of_kind, soup
from tests.conftest import SITEURL, serving
from tools import page_kinds

pytestmark = pytest.mark.slow
META = '<meta http-equiv="Content-Security-Policy" content="'
DATA = {"application/ld+json", "speculationrules"}
SITES = ["built_site", "published_site", "built_sample", "published_sample", "previewed_sample"]
# The console message does not name the directive; the event does.
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


def headers_of(folder, siteurl="http://127.0.0.1"):
    """A function from a file to all headers that a host sends with it, but its type.

    The policy in them is one for all files: what any page may do.
    """
    pages = ((path.as_posix(), path.read_text("utf-8")) for path in html_pages(folder))
    site = HostedSite(siteurl, site_policy(pages).header)

    def of(path):
        found = headers(site, path.relative_to(folder).as_posix())
        return {name: value for name, value in found.items() if name != "Content-Type"}

    return of


def watched(context):
    """A new page, and a list that collects its console messages and errors."""
    context.add_init_script(WATCH)
    page, messages = context.new_page(), []
    page.on("console", lambda message: messages.append(message.text))
    page.on("pageerror", lambda error: messages.append(str(error)))
    return page, messages


def test_every_page_begins_with_its_policy(site):
    """The policy comes before everything that it governs; only the search page may run scripts."""
    for page in html_pages(site):
        text = page.read_text("utf-8")
        found = re.search(rf'<head>\n<meta charset="utf-8">\n{re.escape(META)}([^"]*)">', text)
        scripts = dict(part.split(" ", 1) for part in found[1].split(";"))["script-src"]

        assert text.count(META) == 1, page
        assert re.search("'self'|http|unsafe", scripts) is None or page.parent.name == "search"


def test_each_policy_allows_the_styles_of_its_page_alone(site):
    """By their hashes, and linked ones of the site; a redirect has none."""
    own = SITEURL.removesuffix("/repo") if (site / "sitemap.xml").exists() else "'self'"
    numbers = set()
    for page in html_pages(site):
        text = page.read_text("utf-8")
        styles = re.findall(r"<style>([^<]*)</style>", text.partition("</head>")[0])
        policy = re.search(f'{re.escape(META)}([^"]*)">', text)[1]
        sources = dict(part.split(" ", 1) for part in policy.split(";"))["style-src"]

        digests = [base64.b64encode(hashlib.sha256(css.encode()).digest()) for css in styles]
        assert sources.split() == [own, *(f"'sha256-{each.decode()}'" for each in digests)], page
        assert text.count("<style") == len(styles), page
        numbers.add((len(styles), 'http-equiv="refresh"' in text))
    assert {number for number, redirects in numbers if redirects} <= {0}
    assert {1, 2} <= {number for number, redirects in numbers if not redirects} <= {1, 2, 3}


def test_no_page_has_inline_styles_or_handlers(site):
    """No page has a style attribute, a handler or a script but the search's."""
    for page in html_pages(site):
        found = soup(page)
        scripts = [tag for tag in found.find_all("script") if tag.get("type") not in DATA]
        names = [name for tag in found.find_all(True) for name in tag.attrs]

        assert not [name for name in names if name == "style" or name.startswith("on")], page
        assert not scripts or page.parent.name == "search", page
        assert all(tag.get("src") for tag in scripts), page


def test_no_page_requests_other_hosts(site):
    """No tag, style sheet or script loads anything from another host."""
    siteurl = SITEURL if (site / "sitemap.xml").exists() else ""

    requests = verify.read_back(site, siteurl).requests
    assert third_party_requests.to_other_hosts(requests, siteurl) == {}


@pytest.mark.browser
@pytest.mark.parametrize("name", ["built_site", "built_sample", "previewed_sample"])
def test_no_page_breaks_its_policy(browser, request, name):
    """With all headers of a host, a page of each kind logs nothing to the console."""
    folder = request.getfixturevalue(name)
    context = browser.new_context(viewport={"width": 360, "height": 640})
    page, messages = watched(context)
    with serving(folder, headers_of(folder)) as url:
        for file in page_kinds.pages(folder).values():
            answer = page.goto(f"{url}/{page_kinds.address(file)}")

            assert "frame-ancestors 'none'" in answer.headers["content-security-policy"], file
            assert page.evaluate("document.styleSheets.length"), file
        page.goto(f"{url}/nowhere/")
        context.close()  # before its server: the last page may still be loading its icon

    assert [message for message in messages if "404 (Not Found)" not in message] == []


@pytest.mark.browser
def test_search_works_under_its_policy(browser, built_sample):
    """Search works from the 404 page to the results: script, index and WebAssembly may load."""
    context = browser.new_context()
    page, messages = watched(context)
    with serving(built_sample, headers_of(built_sample)) as url:
        page.goto(f"{url}/nowhere/")
        page.locator("main form input[name=q]").fill("walking")
        page.keyboard.press("Enter")
        page.locator("#search-results li").first.wait_for()
        context.close()

    assert [message for message in messages if "404 (Not Found)" not in message] == []


@pytest.mark.browser
def test_redirects_work_under_their_policy(browser, built_sample):
    """The policy allows the redirect pages at old addresses to redirect."""
    old = [path for path in html_pages(built_sample) if 'http-equiv="refresh"' in path.read_text()]
    context = browser.new_context()
    page, messages = watched(context)
    with serving(built_sample, headers_of(built_sample)) as url:
        page.goto(f"{url}/{old[0].relative_to(built_sample).as_posix()}")
        page.locator("header.site-header").wait_for()
        context.close()

    assert messages == []


@pytest.mark.browser
def test_the_published_site_works_under_its_policy(browser, published_sample):
    """At its own URL below a path, styles, images and search work without console messages."""
    of = headers_of(published_sample, SITEURL)

    def answer(route):
        path = published_sample / route.request.url.removeprefix(f"{SITEURL}/").split("?")[0]
        path = path / "index.html" if path.is_dir() else path
        route.fulfill(path=path, headers=of(path))

    context = browser.new_context()
    context.route(f"{SITEURL}/**", answer)
    page, messages = watched(context)
    page.goto(f"{SITEURL}/")
    page.goto(f"{SITEURL}/search/?q=walking")
    page.locator("#search-results li").first.wait_for()
    page.goto(f"{SITEURL}/guides/first-visit/")
    stylesheets = page.evaluate("document.styleSheets.length")
    width = page.locator("img").first.evaluate("picture => picture.naturalWidth")
    context.close()

    assert messages == []
    assert stylesheets == 1
    assert width > 0


@pytest.mark.browser
@pytest.mark.parametrize("by", ["meta", "header"])
def test_planted_content_is_blocked_and_reported(browser, built_site, tmp_path, by):
    """The meta element alone blocks and reports it, and so does the header alone."""
    page_of = (built_site / "index.html").read_text("utf-8")
    policy = site_policy([("index.html", page_of)]).header if by == "header" else ""
    page_of = re.sub(f"{META}.*?>", "", page_of) if by == "header" else page_of
    shutil.copytree(built_site / "theme", tmp_path / "theme")
    (tmp_path / "index.html").write_text(page_of.replace("</main>", PLANTED), "utf-8")
    (tmp_path / "planted.js").write_text("window.ran = 'file'")
    context = browser.new_context()
    page, messages = watched(context)
    with serving(
        tmp_path, lambda _path: {"Content-Security-Policy": policy} if policy else {}
    ) as url:
        page.goto(url)
        page.get_by_role("button", name="Press").click()
        looks = page.locator("#painted").evaluate("p => [getComputedStyle(p).color, p.style.color]")
        ran, base = page.evaluate("[window.ran, document.baseURI]")
    context.close()

    violated = {message.split()[1] for message in messages if message.startswith("VIOLATION")}
    assert violated == {
        "style-src-attr", "style-src-elem", "script-src-attr", "script-src-elem", "img-src",
        "frame-src", "object-src", "base-uri",
    }  # fmt: skip
    assert (looks[0] != "rgb(1, 2, 3)", looks[1], ran, base) == (True, "", None, f"{url}/")


@pytest.mark.browser
def test_a_link_is_prefetched_when_it_is_pressed(browser, sample_url):
    """The policy allows Chromium to apply the speculation rules, on press and not before."""
    context = browser.new_context()
    page, messages = watched(context)
    session = context.new_cdp_session(page)
    session.send("Preload.enable")
    rules, asked = [], []
    session.on("Preload.ruleSetUpdated", lambda event: rules.append(event["ruleSet"]))
    session.on("Preload.prefetchStatusUpdated", lambda event: asked.append(event["prefetchUrl"]))
    page.goto(sample_url)
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
    assert messages == []


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
def test_trusted_types_forbid_markup_and_code_from_strings(
    window, site_url, built_site, kind, sink
):
    """Trusted Types apply on every page, to our own scripts too, and no policy can be created."""
    window.goto(f"{site_url}/{page_of_kind(built_site, kind)}")

    with pytest.raises(Error, match=r"Trusted|Policy"):
        window.evaluate(f"() => {{ {sink} }}")
