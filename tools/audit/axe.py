"""What axe finds on a page, in each of the ways in which it may be looked at."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser
from playwright.sync_api import Page as Tab

from tools import page_kinds
from tools.audit.readings import Page, Reading, count

AA = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
AAA_TEXT = "color-contrast-enhanced"
WIDTHS = (320, 1280)
LOOKS: Mapping[str, Mapping[str, Any]] = {
    "light": {"color_scheme": "light", "forced_colors": "none"},
    "dark": {"color_scheme": "dark", "forced_colors": "none"},
    "forced colours": {"color_scheme": "light", "forced_colors": "active"},
}


def examine(browser: Browser, base: str, page: Page) -> list[Reading]:
    """A page of the site at `base` by axe's AA and best-practice rules, and its text by AAA's."""
    context = browser.new_context(reduced_motion="reduce")
    tab = context.new_page()
    faults: list[str] = []
    pale: list[str] = []
    for (look, media), width in itertools.product(LOOKS.items(), WIDTHS):
        tab.set_viewport_size({"width": width, "height": 800})
        tab.emulate_media(**media)
        # Anew each time: a colour on its way from one look to the next is neither's.
        tab.goto(f"{base}/{page_kinds.address(page.file)}")
        for rule, part in _violations(tab, contrast=look != "forced colours"):
            (pale if rule == AAA_TEXT else faults).append(f"{rule} at {width} px, {look}: {part}")
    context.close()
    return [count(page, "axe", faults), count(page, "contrast", pale)]


def _violations(tab: Tab, *, contrast: bool) -> Iterator[tuple[str, str]]:
    """Each fault that axe finds: the name of its rule, and the beginning of the element.

    Contrast cannot be read in forced colours: axe takes the author's -webkit-text-fill-color, with
    which the browser does not draw there. The colours are then the visitor's own.
    """
    rules = {rule: {"enabled": contrast} for rule in ("color-contrast", AAA_TEXT)}
    options = {"runOnly": {"type": "tag", "values": AA}, "rules": rules}
    for fault in Axe().run(tab, options=options).response["violations"]:
        for node in fault["nodes"]:
            yield fault["id"], node["html"][:100]
