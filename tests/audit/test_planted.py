"""For each budget, a planted breach makes the audit fail, and the page and the budget are named.

That the sample site has no breaches without them is tested in test_sample_site.py.
"""

import random
import shutil

import pytest
from PIL import Image

from plugins.theme_support.content_security import policy
from tools.audit import axe, first_view
from tools.audit.__main__ import from_disk
from tools.audit.budgets import BUDGETS, breaches
from tools.audit.measurements import Page
from tools.audit.server import serving

pytestmark = pytest.mark.slow

ABOUT, SEARCH = Page("about/index.html", "page"), Page("search/index.html", "search")
NOISE = random.Random(5).randbytes(150_000)


@pytest.fixture(scope="module")
def copy_site(built_sample, tmp_path_factory):
    """Copies the sample site, to plant breaches in."""
    return lambda: shutil.copytree(built_sample, tmp_path_factory.mktemp("planted") / "site")


def insert(site, html, *, policy=True):
    """Insert HTML at the start of a page's main element, and remove the policy if required."""
    page = site / ABOUT.file
    text = page.read_text("utf-8")
    assert '<main id="main">' in text
    text = text.replace('<main id="main">', f'<main id="main">{html}')
    if not policy:
        assert 'http-equiv="Content-Security-Policy"' in text
        text = text.replace('http-equiv="Content-Security-Policy"', 'name="nothing"')
    page.write_text(text, "utf-8")


def add_css(site, css):
    """Append to the stylesheet of every page, which its policy allows."""
    for page in site.rglob("*.html"):
        text = page.read_text("utf-8")
        if "<style>" in text:
            style = text.partition("<style>")[2].partition("</style>")[0]
            text = text.replace(hash_of(style), hash_of(style + css)).replace(style, style + css)
            page.write_text(text, "utf-8")


def hash_of(style):
    """What allows a style in a policy."""
    return policy("", "", styles=[style]).partition("style-src 'self' ")[2].partition(";")[0]


def reported(sentences, budget, page=ABOUT.file):
    """The sentences about a budget on a page."""
    title = BUDGETS[budget].title
    return [sentence for sentence in sentences if sentence.startswith(f"{page}: {title}: ")]


@pytest.fixture(scope="module")
def on_disk(copy_site):
    """The breaches that files show, on a page that has one of each kind."""
    site = copy_site()
    (site / "big.js").write_text(f"// {NOISE[:25_000].hex()}", "utf-8")
    (site / "a.woff2").write_bytes(NOISE[:31_000])
    (site / "b.woff2").write_bytes(NOISE[:9])
    add_css(site, "@font-face { src: url(/a.woff2) } @font-face { src: url(/b.woff2) }")
    insert(
        site,
        f"""<p>{NOISE[:10_000].hex()}</p><script src="/big.js"></script>
        <img src="/favicon.svg" alt="" height="9"><p style="color: red">A</p><script>let a</script>
        <a href="#gone">A</a><img srcset="/gone.webp 2x" alt="" width="9" height="9"><p>A</b></p>
        <img src="https://elsewhere.example/a.png" alt="" width="8" height="8">""",
    )
    return breaches(from_disk(site, ""))


@pytest.mark.parametrize(
    ("breach", "budget", "words"),
    [
        ("a script of 50 kB", "scripts", "(big.js)"),
        ("a long page", "first flight", "at most 13.0 kB"),
        ("an inline style", "inline styles", ' 1, but the budget is at most 0 (<p style="color'),
        ("an inline script", "inline scripts", "(let a)"),
        ("a missing width", "unsized pictures", '(<img alt="" height="9" src="/favicon.svg"/>)'),
        ("a broken anchor", "dead links", "#gone"),
        ("a missing candidate", "dead links", "/gone.webp"),
        ("another host's picture", "outside hosts", "https://elsewhere.example/a.png"),
        ("a wrong tag", "parse errors", "end-tag"),
    ],
)
def test_a_breach_in_the_files_is_found(on_disk, breach, budget, words):
    """It is found without a browser, on the page that has it."""
    found = reported(on_disk, budget)

    assert len(found) == 1, breach
    assert words in found[0]


def test_fonts_are_found_on_every_page(on_disk):
    """Fonts that are too large together are found, and so are more than one."""
    found = [sentence for sentence in on_disk if ": Font" in sentence]

    assert ["more: Fonts: 57.4 kB" in found[0], "(a.woff2; b.woff2; " in found[1]] == [True, True]


@pytest.fixture(scope="module")
def on_a_visit(browser, copy_site):
    """The breaches that a visit shows, on a page that has one of each kind."""
    site = copy_site()
    Image.frombytes("RGB", (220, 220), NOISE[: 220 * 220 * 3]).save(site / "big.png")
    pictures = ""
    for number in range(9):
        shutil.copy(site / "favicon.svg", site / f"{number}.svg")
        pictures += f'<img src="/{number}.svg" alt="" width="9" height="9">'
    add_css(site, "@keyframes jump { from { margin-top: 0 } to { margin-top: 300px } }")
    add_css(site, "main { animation: jump 0.3s infinite }")
    insert(
        site,
        f"""<img src="/big.png" alt="" width="9" height="9">{pictures}
        <img src="https://elsewhere.example/a.png" alt="" width="9" height="9">
        <script>
            document.cookie = 'seen=1'
            localStorage.visits = 1
            document.querySelector('main').append('Only with scripts')
            console.error('broken')
        </script>""",
        policy=False,
    )
    with serving(site) as url:
        return breaches(first_view.look(browser, url, ABOUT))


@pytest.mark.browser
@pytest.mark.parametrize(
    ("breach", "budget", "words"),
    [
        ("a heavy picture", "transfer", "at most 120.0 kB"),
        ("nine pictures", "requests", "at most 8"),
        ("another host", "third parties", "(https://elsewhere.example/a.png)"),
        ("a cookie and something stored", "kept", "(seen; visits)"),
        ("a jump", "shift", "at most 0"),
        ("a script that fails", "console", "broken"),
        ("text from a script", "needs scripts", "Only with scripts"),
    ],
)
def test_a_breach_that_a_visit_shows_is_found(on_a_visit, breach, budget, words):
    """It is found in a browser the size of a small phone."""
    found = reported(on_a_visit, budget)

    assert len(found) == 1, breach
    assert words in found[0]


@pytest.mark.browser
def test_a_violation_of_the_policy_is_found(browser, copy_site):
    """The browser reports an inline style to the console."""
    site = copy_site()
    insert(site, '<p style="color: red">A</p>')
    with serving(site) as url:
        found = breaches(first_view.look(browser, url, ABOUT))

    assert "Content Security Policy" in reported(found, "console")[0]


@pytest.mark.browser
def test_pale_text_is_found(browser, copy_site):
    """A heading too pale for AA and text too pale for AAA, in one colour scheme only."""
    site = copy_site()
    css = "main h1 { color: #999; background: #fff } main p { color: #6b6b6b; background: #fff }"
    add_css(site, f"@media (prefers-color-scheme: dark) and (forced-colors: none) {{ {css} }}")
    with serving(site) as url:
        found = axe.examine(browser, url, ABOUT)
    sentences = breaches(found)

    assert "color-contrast at 320 px, dark: " in reported(sentences, "axe")[0]
    assert "color-contrast-enhanced at 320 px, dark: <p" in reported(sentences, "contrast")[0]
    looks = {detail.partition(" at ")[2].split(":")[0] for each in found for detail in each.details}
    assert looks == {"320 px, dark", "1280 px, dark"}


@pytest.mark.browser
def test_a_search_that_loads_too_much_is_found(browser, copy_site):
    """The index counts, although the page's HTML does not load it."""
    site = copy_site()
    [script] = site.glob("theme/search.*.js")
    (site / "more.json").write_text(f'"{NOISE.hex()}"', "utf-8")
    script.write_text(f"fetch('/more.json')\n{script.read_text('utf-8')}", "utf-8")
    with serving(site) as url:
        measured = first_view.search(browser, url, SEARCH, "walking")

    assert reported(breaches([measured]), "search", SEARCH.file)
    assert any("search-index" in name for name in measured.details)
