"""What axe finds on a page, at two widths and in light, dark and forced colours."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser
from playwright.sync_api import Page as Tab

from tools import page_kinds
from tools.audit.measurements import Measurement, Page, count

AA = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
AAA_TEXT = "color-contrast-enhanced"
WIDTHS = (320, 1280)
LOOKS: Mapping[str, Mapping[str, Any]] = {
    "light": {"color_scheme": "light", "forced_colors": "none"},
    "dark": {"color_scheme": "dark", "forced_colors": "none"},
    "forced colours": {"color_scheme": "light", "forced_colors": "active"},
}


def examine(browser: Browser, base: str, page: Page) -> list[Measurement]:
    """Check a page of the site at `base`: WCAG AA, best practices, and AAA contrast of its text."""
    context = browser.new_context(reduced_motion="reduce")
    tab = context.new_page()
    violations: list[str] = []
    low_contrast: list[str] = []
    for (look, media), width in itertools.product(LOOKS.items(), WIDTHS):
        tab.set_viewport_size({"width": width, "height": 800})
        tab.emulate_media(**media)
        # Loaded again each time, so that no colour is measured during a transition.
        tab.goto(f"{base}/{page_kinds.address(page.file)}")
        for rule, part in _violations(tab, contrast=look != "forced colours"):
            found = low_contrast if rule == AAA_TEXT else violations
            found.append(f"{rule} at {width} px, {look}: {part}")
    context.close()
    return [count(page, "axe", violations), count(page, "contrast", low_contrast)]


def _violations(tab: Tab, *, contrast: bool) -> Iterator[tuple[str, str]]:
    """Each violation that axe finds: the name of its rule, and the beginning of the element.

    Contrast cannot be measured in forced colours, because axe reads the author's
    -webkit-text-fill-color, which the browser does not use then. The visitor chooses the colours.
    """
    rules = {rule: {"enabled": contrast} for rule in ("color-contrast", AAA_TEXT)}
    options = {"runOnly": {"type": "tag", "values": AA}, "rules": rules}
    for violation in Axe().run(tab, options=options).response["violations"]:
        for node in violation["nodes"]:
            yield violation["id"], node["html"][:100]
