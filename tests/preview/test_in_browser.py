"""The preview in a real browser."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe

pytestmark = pytest.mark.browser

# Lets a test hide the page, and counts its streams and how often it received findings.
SPY = """
let hidden = false;
Object.defineProperty(document, "hidden", { get: () => hidden });
window.look = (seen) => {
  hidden = !seen;
  document.dispatchEvent(new Event("visibilitychange"));
};
window.open_streams = new Set();
window.reported = 0;
window.EventSource = class extends EventSource {
  constructor(url) {
    super(url);
    open_streams.add(this);
    this.addEventListener("findings", () => { reported += 1; });
  }
  close() {
    super.close();
    open_streams.delete(this);
  }
};
"""


@pytest.fixture
def tab(browser):
    context = browser.new_context(bypass_csp=True)  # wait_for_function needs eval
    context.set_default_timeout(10_000)
    opened = context.new_page()
    opened.problems = []
    opened.on("pageerror", lambda error: opened.problems.append(str(error)))
    yield opened
    context.close()
    assert opened.problems == []


def test_an_overlay_shows_findings_until_they_are_fixed(preview, site, tab):
    """A failed build shows it over the last good page; a successful one removes it and reloads."""
    post = site / "content/articles/x.md"
    tab.goto(f"{preview('--port', '0').url()}/articles/x/")
    tab.evaluate("scrollTo(0, 400)")
    overlay = tab.get_by_role("alertdialog", name="2 things to fix")

    post.write_text("One\nBROKEN\n<i>BROKEN</i>\n")
    overlay.wait_for()

    assert overlay.locator("code").all_inner_texts() == [
        "content/articles/x.md:2",
        "content/articles/x.md:3",
    ]
    item = overlay.get_by_role("listitem").first
    assert "“BROKEN” is <b>not</b> a word." in item.inner_text()
    assert "Write “fixed”." in item.inner_text()
    assert tab.locator("pre").inner_text().startswith("First")

    post.write_text("Mended\nand of the same height\n")
    tab.locator("pre", has_text="Mended").wait_for()
    assert tab.get_by_role("alertdialog").count() == 0
    tab.wait_for_function("scrollY === 400")


def test_an_overlay_can_be_hidden_until_the_next_save(preview, site, tab):
    """Escape and the button hide it; the next failed build shows it again."""
    post = site / "content/articles/x.md"
    tab.goto(f"{preview('--port', '0').url()}/articles/x/")
    overlay = tab.get_by_role("alertdialog")

    post.write_text("BROKEN\n")
    overlay.wait_for()
    tab.keyboard.press("Escape")
    overlay.wait_for(state="hidden")
    post.write_text("BROKEN again\n")
    overlay.wait_for()
    tab.get_by_role("button", name="Hide").click()
    overlay.wait_for(state="hidden")


def test_warnings_are_counted_in_a_corner_that_opens_their_list(preview, site, tab):
    """They cover nothing until the editor asks for them, and go once they are fixed."""
    post = site / "content/articles/x.md"
    tab.goto(f"{preview('--port', '0').url()}/articles/x/")
    post.write_text("ODD\nODD\n")
    corner = tab.get_by_role("button", name="2 warnings")
    corner.wait_for()
    assert tab.get_by_role("alertdialog").count() == 0

    corner.click()

    overlay = tab.get_by_role("alertdialog", name="2 warnings")
    assert overlay.locator("code").all_inner_texts() == [
        "content/articles/x.md:1",
        "content/articles/x.md:2",
    ]
    tab.keyboard.press("Escape")
    overlay.wait_for(state="hidden")
    post.write_text("Even\n")
    tab.locator("pre", has_text="Even").wait_for()
    assert corner.count() == 0


def test_what_is_wrong_in_many_places_is_listed_once(preview, site, tab):
    """With the first place, the next one, and how many more there are."""
    tab.goto(f"{preview('--port', '0').url()}/articles/x/")
    (site / "content/articles/x.md").write_text("BROKEN\n" * 12)
    overlay = tab.get_by_role("alertdialog", name="12 things to fix")
    overlay.wait_for()

    assert overlay.get_by_role("listitem").count() == 1
    assert overlay.locator("code").all_inner_texts() == [
        "content/articles/x.md:1",
        "content/articles/x.md:2",
    ]
    assert "10 more places" in overlay.inner_text()


def axe_in_both_schemes(tab):
    """What axe finds at AA in light and in dark colours: violations, and the rules that passed."""
    violations, passed = [], []
    for scheme in ("light", "dark"):
        tab.emulate_media(color_scheme=scheme)
        found = Axe().run(tab, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]})
        violations += [(scheme, violation) for violation in found.response["violations"]]
        passed.append({rule["id"] for rule in found.response["passes"]})
    return violations, passed


def test_the_corner_is_accessible(preview, site, tab):
    """It has sufficient contrast over any page, and so has the list of warnings."""
    tab.goto(f"{preview('--port', '0').url()}/articles/x/")
    (site / "content/articles/x.md").write_text("ODD\n")
    tab.get_by_role("button", name="One warning").click()

    violations, _ = axe_in_both_schemes(tab)

    assert violations == []


def test_the_overlay_is_accessible(preview, site, tab):
    """It has a name, sufficient contrast and no other violation of axe at AA."""
    tab.goto(f"{preview('--port', '0').url()}/articles/x/")
    (site / "content/articles/x.md").write_text("BROKEN\n")
    tab.get_by_role("alertdialog").wait_for()

    violations, passed = axe_in_both_schemes(tab)

    assert violations == []
    assert all("color-contrast" in rules for rules in passed)


def test_a_failed_first_build_is_shown_and_then_the_site(preview, site, tab):
    """A browser that is opened early shows the findings, and later the site."""
    post = site / "content/articles/x.md"
    post.write_text("BROKEN\n")
    tab.goto(f"{preview('--port', '0').url()}/articles/x/")
    tab.get_by_role("alertdialog", name="One thing to fix").wait_for()
    assert tab.get_by_role("heading", name="No preview yet", include_hidden=True).count() == 1

    post.write_text("Mended\n")

    tab.locator("pre", has_text="Mended").wait_for()


def test_a_page_reconnects_after_a_restart(preview, site, tab):
    """When the server is back at the same address, the page shows the new build."""
    first = preview("--port", "0")
    url = first.url()
    tab.goto(f"{url}/articles/x/")
    first.end()
    (site / "content/articles/x.md").write_text("Restarted\n")

    preview("--port", re.search(r":(\d+)$", url)[1]).url()

    tab.locator("pre", has_text="Restarted").wait_for()


def test_a_hidden_tab_closes_its_stream(preview, site, tab):
    """When it is visible again, it catches up with missed builds."""
    running = preview("--port", "0")
    tab.add_init_script(SPY)
    tab.goto(f"{running.url()}/articles/x/")
    tab.wait_for_function("open_streams.size === 1")

    tab.evaluate("look(false)")
    assert tab.evaluate("open_streams.size") == 0
    (site / "content/articles/x.md").write_text("Missed\n")
    running.wait_for_output("changed, building.")
    tab.evaluate("look(true)")

    tab.locator("pre", has_text="Missed").wait_for()


def test_a_tab_opened_in_the_background_waits(preview, tab):
    """A page opens no stream before it is visible."""
    tab.add_init_script(f"{SPY} look(false);")
    tab.goto(f"{preview('--port', '0').url()}/articles/x/")
    assert tab.evaluate("open_streams.size") == 0

    tab.evaluate("look(true)")

    tab.wait_for_function("open_streams.size === 1")


def test_a_hidden_overlay_stays_hidden_for_the_same_findings(preview, site, tab):
    """Returning to a tab does not show the findings again that were hidden there."""
    tab.add_init_script(SPY)
    tab.goto(f"{preview('--port', '0').url()}/articles/x/")
    (site / "content/articles/x.md").write_text("BROKEN\n")
    overlay = tab.get_by_role("alertdialog")
    overlay.wait_for()
    tab.keyboard.press("Escape")
    overlay.wait_for(state="hidden")

    tab.evaluate("look(false); look(true)")

    tab.wait_for_function("reported === 2")
    assert overlay.count() == 0


def test_a_refused_stream_is_retried(preview, tab):
    """Even if the browser itself gives up on the stream."""
    tab.route("**/_preview/events", lambda route: route.fulfill(status=500), times=1)
    tab.add_init_script(SPY)

    tab.goto(f"{preview('--port', '0').url()}/articles/x/")

    tab.wait_for_function("[...open_streams].some((stream) => stream.readyState === 1)")


def test_the_script_works_under_a_pages_policy(preview, site, browser):
    """The overlay appears with its style and disappears, and the browser blocks nothing."""
    post = site / "content/articles/x.md"
    context = browser.new_context()
    tab = context.new_page()
    reported = []
    tab.on("console", lambda message: reported.append(message.text))
    tab.goto(f"{preview('--port', '0').url()}/articles/x/")

    post.write_text("BROKEN\n")
    overlay = tab.get_by_role("alertdialog")
    overlay.wait_for()
    line = overlay.evaluate("dialog => getComputedStyle(dialog).borderTopWidth")
    post.write_text("Mended\n")
    tab.locator("pre", has_text="Mended").wait_for()

    assert line == "6px"
    assert [text for text in reported if "Content Security Policy" in text] == []
    context.close()


def show_early(preview, site, tab, text):
    """Open a page, save its post as `text`, and wait until it is shown before the build ends."""
    running = preview("--port", "0")
    tab.goto(f"{running.url()}/articles/x/")
    tab.evaluate("scrollTo(0, 400); window.loaded = 'once'")
    (site / "gate").touch()
    (site / "content/articles/x.md").write_text(text)
    tab.locator("pre", has_text="EARLY").wait_for()
    assert tab.evaluate("[window.loaded, scrollY]") == ["once", 400]
    (site / "gate").unlink()
    return running


def test_a_saved_page_is_shown_before_the_build_ends(preview, site, tab, eventually):
    """Its body is replaced, and it is not loaded again if the build has written the same."""
    running = show_early(preview, site, tab, "EARLY\nand more\n")
    eventually(lambda: running.builds()[-1] == "end", "the build")

    (site / "content/articles/index.md").write_text("Changed\n")
    tab.wait_for_function("window.loaded !== 'once'")

    assert running.builds().count("end") == 3
    assert tab.locator("pre", has_text="EARLY").count() == 1


def test_a_page_that_the_build_writes_otherwise_is_loaded_again(preview, site, tab):
    """What other posts say on it comes with the build."""
    show_early(preview, site, tab, "EARLY(and late)\nand more\n")

    tab.locator("pre", has_text="and late").wait_for()


def test_a_page_with_scripts_is_loaded_again(preview, site, tab):
    """They would not run in a body that is replaced. The page is shown early all the same."""
    tab.goto(f"{preview('--port', '0').url()}/articles/x/")
    tab.evaluate("window.loaded = 'once'")
    (site / "gate").touch()

    (site / "content/articles/x.md").write_text("EARLY <script></script>\n")

    tab.wait_for_function("window.loaded !== 'once' && document.body.innerText.includes('EARLY')")
    (site / "gate").unlink()


def test_a_page_that_has_missed_a_build_is_loaded_again(preview, site, tab, eventually):
    """Its head may be another one since then, with another stylesheet."""
    running = preview("--port", "0")
    tab.add_init_script(SPY)
    tab.goto(f"{running.url()}/articles/x/")
    tab.wait_for_function("open_streams.size === 1")
    tab.evaluate("look(false); window.loaded = 'once'")
    (site / "content/articles/index.md").write_text("Changed\n")
    eventually(lambda: running.builds().count("end") == 2, "the build")
    page = site / ".preview/articles/x/index.html"
    (site / "gate").touch()
    (site / "content/articles/x.md").write_text("EARLY\n")
    eventually(lambda: "EARLY" in page.read_text(), "the early page")

    tab.evaluate("look(true)")

    tab.wait_for_function("window.loaded !== 'once' && document.body.innerText.includes('EARLY')")
    (site / "gate").unlink()


def test_only_the_page_itself_is_shown_early(preview, site, tab, eventually):
    """Tabs with other pages wait for the build."""
    running = preview("--port", "0")
    tab.goto(f"{running.url()}/articles/x/")
    tab.evaluate("window.loaded = 'once'")
    (site / "content/articles/y.md").write_text("Other\n")
    tab.wait_for_function("window.loaded !== 'once'")
    tab.evaluate("window.loaded = 'once'")
    (site / "gate").touch()
    page = site / ".preview/articles/y/index.html"

    (site / "content/articles/y.md").write_text("EARLY\n")
    eventually(lambda: "EARLY" in page.read_text(), "the early page")

    assert tab.evaluate("window.loaded") == "once"
    (site / "gate").unlink()
    tab.wait_for_function("window.loaded !== 'once'")
