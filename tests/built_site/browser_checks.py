"""Opens built pages in several sizes and colour schemes, and runs axe and our probes on them."""

import re
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe

from tools.audit.axe import AA

PROBES = (Path(__file__).parent / "probes.js").read_text("utf-8")
AXE = Axe().axe_script

DESKTOP = {"width": 1280, "height": 800}
PHONE = {"width": 320, "height": 640}
LARGE_SCREEN = {"width": 2560, "height": 1440}
ZOOMED = {"width": 320, "height": 256}  # the CSS pixels of the desktop screen at 400 % zoom

COLOUR_MODES = {
    "light": {"color_scheme": "light", "forced_colors": "none"},
    "dark": {"color_scheme": "dark", "forced_colors": "none"},
    "forced": {"color_scheme": "light", "forced_colors": "active"},
}
CONTRAST = ("color-contrast", "color-contrast-enhanced")


def visit(page, address):
    """Open a page at desktop size, without motion, so that positions and colours are stable."""
    page.set_viewport_size(DESKTOP)
    page.emulate_media(media="screen", reduced_motion="reduce", **COLOUR_MODES["light"])
    page.goto(address)
    page.evaluate(PROBES)
    page.evaluate("probe.openDetails()")
    return page


def run_probe(page, probe):
    """The result of one probe of probes.js for the page in its present state."""
    return page.evaluate(f"probe.{probe}()")


def violations(page, mode):
    """What axe reports for the page in a colour mode: AA, best practice, and AAA for contrast.

    In forced colours axe reads the author's -webkit-text-fill-color, which the browser ignores.
    There our probe `ownColours` replaces axe's contrast rules.
    """
    page.emulate_media(**COLOUR_MODES[mode])
    contrast = {rule: {"enabled": mode != "forced"} for rule in CONTRAST}
    options = {
        "runOnly": {"type": "tag", "values": list(AA)},
        "rules": contrast,
        "preload": False,
        "resultTypes": ["violations"],  # the other results would take a third of the time
    }
    if not page.evaluate("'axe' in window"):  # to send and parse it takes 0.3 seconds
        page.evaluate(AXE)
    own = run_probe(page, "ownColours") if mode == "forced" else []
    return [f"own-colours: {line}" for line in own] + page.evaluate(
        """options => axe.run(options).then(found => found.violations.flatMap(({ id, nodes }) =>
            nodes.map(node => `${id}: ${node.html.slice(0, 120)}`)))""",
        options,
    )


def printed_sheets(page, address):
    """The number of A4 pages that a page of the site fills in print."""
    visit(page, address)
    page.emulate_media(media="print")
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4", prefer_css_page_size=True)))


def set_user_styles(page, css):
    """Apply a user style sheet to the page; an empty text removes it."""
    page.evaluate("css => probe.setUserStyles(css)", css)
