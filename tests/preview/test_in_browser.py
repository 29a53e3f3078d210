"""The preview as an editor sees it, in a real browser."""

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
    context = browser.new_context(bypass_csp=True)  # waiting for a function needs eval
    context.set_default_timeout(10_000)
    opened = context.new_page()
    opened.problems = []
    opened.on("pageerror", lambda error: opened.problems.append(str(error)))
    yield opened
    context.close()
    assert opened.problems == []


def test_an_overlay_comes_and_goes(preview, site, tab):
    """A broken save is laid over the last good page; fixed, it goes and the new text is there."""
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
    """Escape and the button show the page beneath; the next broken save opens the overlay again."""
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


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_overlay_is_accessible(preview, site, tab, scheme):
    """The overlay has a name, readable contrasts and everything else that axe asks for at AA."""
    tab.emulate_media(color_scheme=scheme)
    tab.goto(f"{preview('--port', '0').url()}/articles/x/")
    (site / "content/articles/x.md").write_text("BROKEN\n")
    tab.get_by_role("alertdialog").wait_for()

    found = Axe().run(tab, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]})

    assert found.response["violations"] == []
    assert "color-contrast" in {rule["id"] for rule in found.response["passes"]}


def test_a_broken_first_build_turns_into_the_site(preview, site, tab):
    """A browser opened too early shows what is wrong, and then the site."""
    post = site / "content/articles/x.md"
    post.write_text("BROKEN\n")
    tab.goto(f"{preview('--port', '0').url()}/articles/x/")
    tab.get_by_role("alertdialog", name="One thing to fix").wait_for()
    assert tab.get_by_role("heading", name="No preview yet", include_hidden=True).count() == 1

    post.write_text("Mended\n")

    tab.locator("pre", has_text="Mended").wait_for()


def test_a_page_left_open_over_a_restart_is_refreshed(preview, site, tab):
    """A server that comes back at the same address is found again, and its build is shown."""
    first = preview("--port", "0")
    url = first.url()
    tab.goto(f"{url}/articles/x/")
    first.end()
    (site / "content/articles/x.md").write_text("Restarted\n")

    preview("--port", re.search(r":(\d+)$", url)[1]).url()

    tab.locator("pre", has_text="Restarted").wait_for()


def test_a_tab_nobody_looks_at_gives_its_connection_back(preview, site, tab):
    """Hidden, a page listens to nothing; looked at again, it catches up with what it missed."""
    running = preview("--port", "0")
    tab.add_init_script(SPY)
    tab.goto(f"{running.url()}/articles/x/")
    tab.wait_for_function("open_streams.size === 1")

    tab.evaluate("look(false)")
    assert tab.evaluate("open_streams.size") == 0
    (site / "content/articles/x.md").write_text("Missed\n")
    running.hears("changed, building.")
    tab.evaluate("look(true)")

    tab.locator("pre", has_text="Missed").wait_for()


def test_a_tab_opened_in_the_background_waits(preview, tab):
    """A page takes no connection before it is looked at."""
    tab.add_init_script(f"{SPY} look(false);")
    tab.goto(f"{preview('--port', '0').url()}/articles/x/")
    assert tab.evaluate("open_streams.size") == 0

    tab.evaluate("look(true)")

    tab.wait_for_function("open_streams.size === 1")


def test_what_was_hidden_stays_hidden_when_reported_again(preview, site, tab):
    """Coming back to a tab does not bring back the findings that were put aside there."""
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


def test_a_stream_that_was_refused_is_asked_for_again(preview, tab):
    """A browser that gives up on the stream is not the end of it."""
    tab.route("**/_preview/events", lambda route: route.fulfill(status=500), times=1)
    tab.add_init_script(SPY)

    tab.goto(f"{preview('--port', '0').url()}/articles/x/")

    tab.wait_for_function("[...open_streams].some((stream) => stream.readyState === 1)")


def test_a_pages_policy_lets_the_script_do_its_work(preview, site, browser):
    """The overlay comes with its style and goes again, and the browser has blocked nothing."""
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
