"""The desk through the preview's server, and in a real browser with the panel of findings."""

import json
import urllib.request
from dataclasses import replace
from urllib.error import HTTPError

import pytest

from plugins.desk.addresses import editor_link
from plugins.desk.latest import LatestDesk
from plugins.desk.served import ServedDesk
from plugins.desk.values import JoinedDesk
from plugins.preview.broadcast import Broadcast
from plugins.preview.listen_address import endpoint
from plugins.preview.server import serving
from plugins.theme_support.content_security import policy
from tests.built_site.browser_checks import COLOUR_MODES, violations, visit
from tests.desk.made_up import NOW, full, warning

PAGE = f"""<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="{policy("", "{}")}">
<title>Warm</title></head>
<body><main><h1>Warm</h1><p>{"Words on warming up. " * 300}</p></main></body></html>
"""
PHONE, DESKTOP = {"width": 360, "height": 700}, {"width": 1280, "height": 800}
PAGES = ["", "calendar/", "links/", "findings/", "open-points/"]


class ServedPreview:
    """A preview of one post, without builds."""

    def __init__(self, root, url, latest, broadcast):
        self.root = root
        self.url = url
        self.latest = latest
        self.broadcast = broadcast

    def built(self, *findings):
        """A build has succeeded with warnings."""
        self._told(is_new=self.latest.update(full(), findings))
        self.broadcast.built(warnings=findings)

    def failed(self, *findings):
        """A build has failed."""
        self._told(is_new=self.latest.update(None, findings, ok=False))
        self.broadcast.failed(findings)

    def expect(self, *posts):
        """A build will have these posts if it succeeds."""
        self._told(is_new=self.latest.change(JoinedDesk(replace(full(), posts=posts))))

    def _told(self, *, is_new):
        if is_new:
            self.broadcast.desk_changed()

    def get(self, name):
        """The answer at an address."""
        return urllib.request.urlopen(f"{self.url}/{name}")  # noqa: S310  -- our own server


@pytest.fixture
def served(tmp_path):
    root = tmp_path / "site"
    for name in ("articles/warm", "articles/cool"):
        (root / name).mkdir(parents=True)
        (root / name / "index.html").write_text(PAGE)
    latest, broadcast = LatestDesk(), Broadcast()
    desk = ServedDesk(latest, editor_link("vscode://file/{path}:{line}", tmp_path), lambda: NOW)
    with serving(endpoint("127.0.0.1", 0), root, broadcast, desk=desk) as url:
        made = ServedPreview(root, url.replace("localhost", "127.0.0.1"), latest, broadcast)
        made.built(warning("warm"), warning("warm", 7), warning("cool"))
        yield made


def test_the_desk_is_served_with_its_policy_and_the_script_of_the_preview(served):
    """Sorted through the address, and refreshed after a build as other pages are."""
    answer = served.get("desk/?sort=title&q=w")
    text = answer.read().decode()

    assert answer.headers["Content-Security-Policy"].startswith("default-src 'none';")
    assert answer.headers["Cache-Control"] == "no-store"
    assert f'data-build="{served.broadcast.state.desk}"' in text
    assert "1 of 7 posts" in text


def test_an_address_without_its_slash_is_redirected(served):
    """With its query."""
    assert served.get("desk?sort=title").url == f"{served.url}/desk/?sort=title"
    assert served.get("desk/calendar?year=2027").url == f"{served.url}/desk/calendar/?year=2027"


@pytest.mark.parametrize("name", ["desk/nope/", "desk/calendar/x/", "desk/..%2f/"])
def test_other_addresses_below_the_desk_have_no_page(served, name):
    """Not the site's own 404 page, as the site has no desk."""
    with pytest.raises(HTTPError) as refused:
        served.get(name)

    assert refused.value.code in {400, 404}
    refused.value.close()


def test_a_preview_of_the_public_site_has_no_desk(tmp_path):
    """What it serves is what visitors get; no finding is about a post of it."""
    root = tmp_path / "site"
    root.mkdir()
    with serving(endpoint("127.0.0.1", 0), root, Broadcast()) as url:
        with pytest.raises(HTTPError) as refused:
            urllib.request.urlopen(f"{url}/desk/")  # noqa: S310  -- our own server
        assert refused.value.code == 404
        refused.value.close()
        with urllib.request.urlopen(f"{url}/_preview/findings?page=/") as answer:  # noqa: S310
            assert json.load(answer) == {"findings": []}


def test_findings_of_a_page_are_given_to_its_script(served):
    """Those of its post alone."""
    found = json.load(served.get("_preview/findings?page=/articles/warm/"))["findings"]

    assert [each["line"] for each in found] == [3, 7]


@pytest.fixture
def tab(page):
    """A tab of a phone, in which nothing is blocked by a policy."""
    reported = []
    page.on("console", lambda message: reported.append(message.text))
    page.on("pageerror", lambda error: reported.append(str(error)))
    page.set_viewport_size(PHONE)
    page.set_default_timeout(10_000)
    yield page
    assert reported == []


def boxes(tab):
    """The rectangles of what the preview adds to a page, and of the words of the page."""
    return tab.evaluate(
        """() => {
            const rectangle = (each) => each.getBoundingClientRect().toJSON();
            const root = [...document.documentElement.children].find((each) => each.shadowRoot);
            const ours = [...root.shadowRoot.querySelectorAll("aside, button.corner")];
            const shown = ours.filter((each) => each.checkVisibility());
            return [shown.map(rectangle), [...document.querySelectorAll("h1, p")].map(rectangle)];
        }"""
    )


def overlap(one, other):
    return (
        one["left"] < other["right"]
        and other["left"] < one["right"]
        and one["top"] < other["bottom"]
        and other["top"] < one["bottom"]
    )


@pytest.mark.browser
def test_the_panel_never_covers_the_text_on_a_phone(served, tab):
    """Closed or open, at the top of the page or further down; the corner says what it counts."""
    tab.goto(f"{served.url}/articles/warm/")
    panel = tab.get_by_role("complementary", name="Findings in this post")
    panel.wait_for()
    tab.get_by_role("button", name="3 warnings").and_(tab.get_by_text("site")).wait_for()

    for opened in (False, True):
        if opened:
            panel.get_by_text("2 findings").click()
        for place in (0, 300, 3000):
            tab.evaluate("place => scrollTo(0, place)", place)
            ours, words = boxes(tab)
            assert len(ours) == 2
            assert not [1 for one in ours for other in words if overlap(one, other)]
    assert tab.evaluate("document.documentElement.scrollWidth") == PHONE["width"]


@pytest.mark.browser
def test_the_panel_leads_to_the_lines_in_the_editor(served, tab):
    """What was found is text, also where it has markup."""
    tab.goto(f"{served.url}/articles/warm/")
    panel = tab.get_by_role("complementary", name="Findings in this post")
    panel.get_by_text("2 findings").click()
    links = panel.get_by_role("link")

    assert links.all_inner_texts() == [f"content/articles/warm.md:{line}" for line in (3, 7)]
    assert links.first.get_attribute("href").startswith("vscode://file//")
    assert links.first.get_attribute("href").endswith("content/articles/warm.md:3")
    assert "<script>alert(1)</script>" in panel.inner_text()


@pytest.mark.browser
def test_the_panel_stays_open_over_a_refresh_and_goes_with_the_findings(served, tab):
    """A build loads the page again."""
    tab.goto(f"{served.url}/articles/warm/")
    panel = tab.get_by_role("complementary", name="Findings in this post")
    panel.get_by_text("2 findings").click()

    served.built(warning("warm"), warning("cool"))
    panel.get_by_text("1 finding in").wait_for()
    panel.get_by_role("link").wait_for()
    served.built(warning("cool"))
    tab.get_by_role("button", name="One warning").wait_for()
    tab.wait_for_timeout(200)

    assert panel.count() == 0


@pytest.mark.browser
def test_the_panel_is_accessible(served, tab):
    """In both colour schemes."""
    visit(tab, f"{served.url}/articles/warm/")
    tab.get_by_text("2 findings in this post").click()

    for mode in ("light", "dark"):
        ours = [line for line in violations(tab, mode) if "color-contrast-enhanced" not in line]
        assert ours == []


@pytest.mark.browser
@pytest.mark.parametrize("name", PAGES)
def test_the_desk_is_accessible_on_phones_and_screens(served, tab, name):
    """Axe finds nothing in any colour mode, and no page is wider than its screen."""
    visit(tab, f"{served.url}/desk/{name}")

    found = []
    for size in (PHONE, DESKTOP):
        tab.set_viewport_size(size)
        wide = tab.evaluate("document.documentElement.scrollWidth")
        found += [f"{wide} px wide"] if wide > size["width"] else []
        for mode in COLOUR_MODES:
            found += [f"{size['width']} {mode} {line}" for line in violations(tab, mode)]

    assert found == []


@pytest.mark.browser
def test_a_table_on_a_phone_names_each_value(served, tab):
    """Each row is a card, whose values have the names of the columns."""
    tab.goto(f"{served.url}/desk/?q=warm")
    cell = tab.get_by_role("cell", name="Links out")
    name, value = tab.get_by_role("rowheader"), tab.get_by_role("cell").nth(1)

    assert cell.count() == 1
    assert name.bounding_box()["y"] < value.bounding_box()["y"]
    assert value.bounding_box()["width"] > PHONE["width"] * 0.8


@pytest.mark.browser
def test_the_desk_needs_no_script(served, browser):
    """Sorting and filtering are links and a form."""
    context = browser.new_context(java_script_enabled=False, viewport=DESKTOP)
    tab = context.new_page()
    tab.goto(f"{served.url}/desk/")
    tab.get_by_role("columnheader", name="Words").get_by_role("link").click()
    tab.locator("select[name=status]").select_option("published")
    tab.get_by_role("button", name="Show").click()

    assert "sort=words" in tab.url
    assert "status=published" in tab.url
    assert tab.get_by_role("status").inner_text() == "4 of 7 posts"
    context.close()


@pytest.mark.browser
def test_the_desk_is_refreshed_during_a_build_and_other_pages_are_not(served, tab):
    """It shows what the build will have; after one that fails it shows that no more."""
    tab.goto(f"{served.url}/articles/warm/")
    tab.evaluate("document.body.append('untouched')")
    desk = tab.context.new_page()
    desk.goto(f"{served.url}/desk/links/?q=cool")
    number = desk.locator("[data-label='Related in']")
    before = number.inner_text()

    served.expect(*full().posts[1:])
    number.and_(desk.get_by_text("0", exact=True)).wait_for()

    assert before == "1"
    served.failed(warning("cool", severity="error"))
    desk.get_by_role("alertdialog").wait_for()
    number.and_(desk.get_by_text("1", exact=True)).wait_for()
    tab.get_by_role("alertdialog").wait_for()
    assert "untouched" in tab.locator("body").inner_text()


@pytest.mark.browser
def test_the_desk_is_refreshed_after_a_build(served, tab):
    """It shows what was saved."""
    tab.goto(f"{served.url}/desk/?q=cool")
    tab.get_by_role("cell", name="1 warning").wait_for()

    served.built(warning("cool"), warning("cool", 9))

    tab.get_by_role("cell", name="2 warnings").wait_for()


@pytest.fixture
def asked(tab):
    """The addresses that the tab has asked for, but for those of the preview itself."""
    found = []
    tab.on("request", lambda request: found.append(request.url))
    return lambda: [url for url in found if "/_preview/" not in url]


@pytest.mark.browser
def test_a_refresh_of_the_desk_keeps_the_place_of_the_editor(served, tab, asked):
    """Scroll, focus, and words that are not sent yet; the page itself is not loaded again."""
    tab.goto(f"{served.url}/desk/links/?sort=title")
    tab.locator("img.drawing").scroll_into_view_if_needed()
    tab.locator("[name=q]").fill("Co")
    tab.evaluate("window.mark = document.querySelector('[name=q]').setSelectionRange(1, 1)")
    tab.evaluate("scrollTo(0, 500)")
    changed = (replace(full().posts[0], title="Zero", related=()), *full().posts[1:])

    served.expect(*changed)
    tab.get_by_role("rowheader", name="Zero").wait_for()

    focused = "[document.activeElement.name, document.activeElement.selectionStart]"
    assert tab.evaluate(focused) == ["q", 1]
    assert tab.evaluate("[scrollY, 'mark' in window]") == [500, True]
    assert tab.locator("[name=q]").input_value() == "Co"
    link = tab.get_by_role("rowheader", name="Cool").get_by_role("link").first
    link.focus()
    served.expect(*changed[1:])
    tab.get_by_role("rowheader", name="Zero").wait_for(state="detached")
    assert link.evaluate("link => link === document.activeElement")
    drawings = [url for url in asked() if "links.svg" in url]
    assert len(drawings) == len({*drawings}) == 3
    assert [url for url in asked() if url.endswith("desk.css")] == [f"{served.url}/desk/desk.css"]


@pytest.mark.browser
def test_a_refresh_of_the_desk_keeps_what_is_not_sent(served, tab):
    """Words and choices, when the list becomes empty, and when there are other choices."""

    def fields():
        names = ("q", "author", "category")
        return [tab.locator(f"[name={name}]").input_value() for name in names]

    warm, *others = full().posts
    tab.goto(f"{served.url}/desk/?q=zero")
    status = tab.get_by_role("status")
    status.get_by_text("0 of 7 posts").wait_for()
    tab.locator("[name=q]").fill("Co")
    tab.locator("[name=author]").select_option("Ola Berg")
    tab.locator("[name=category]").select_option("Running")
    tab.evaluate("window.field = document.querySelector('[name=q]')")

    served.expect(replace(warm, title="Zero"), *others)
    status.get_by_text("1 of 7 posts").wait_for()
    assert fields() == ["Co", "Ola Berg", "Running"]
    assert tab.evaluate("field.isConnected")
    served.expect(replace(warm, authors=("Ola Berg", "Per Dahl"), category="Sleep"), *others)
    status.get_by_text("0 of 7 posts").wait_for()
    assert fields() == ["Co", "Ola Berg", ""]
    assert tab.locator("[name=category] option:checked").inner_text() == "any"
    served.expect(replace(warm, authors=("Mia", "Nora", "Ola Berg", "Per"), lang="nb"), *others)
    tab.locator("[name=language]").wait_for()
    assert fields() == ["Co", "Ola Berg", ""]


@pytest.mark.browser
def test_the_desk_is_not_loaded_again_when_it_shows_nothing_else(served, tab, asked):
    """A build has found the same."""
    tab.goto(f"{served.url}/desk/?q=cool")
    tab.get_by_role("button", name="3 warnings").wait_for()
    before = asked()

    served.built(warning("warm"), warning("warm", 7), warning("cool"))
    served.failed(warning("warm"), warning("warm", 7), warning("cool"))
    tab.get_by_role("alertdialog").wait_for()

    assert asked() == before


@pytest.mark.browser
def test_a_page_that_comes_just_before_the_desk_is_shown(served, tab):
    """A tab may hear of the second only; the body is replaced in the loaded page."""
    tab.goto(f"{served.url}/articles/warm/")
    tab.get_by_role("complementary", name="Findings in this post").wait_for()
    tab.evaluate("window.mark = 1")
    page = served.root / "articles" / "warm" / "index.html"
    page.write_text(PAGE.replace("<h1>Warm", "<h1>Hot"))
    hear = served.broadcast._changed

    with hear:  # no listener hears of one of both
        served.broadcast.shown("/articles/warm/")
        served.broadcast.desk_changed()

    tab.get_by_role("heading", name="Hot").wait_for()
    assert tab.evaluate("window.mark") == 1
