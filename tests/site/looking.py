"""Looks at a built page as visitors with other eyes, hands and settings do."""

from pathlib import Path

from axe_playwright_python.sync_playwright import Axe

from tools.audit.axe import AA

PROBES = (Path(__file__).parent / "probes.js").read_text("utf-8")
AXE = Axe().axe_script

DESK = {"width": 1280, "height": 800}
PHONE = {"width": 320, "height": 640}
WALL = {"width": 2560, "height": 1440}
ZOOMED = {"width": 320, "height": 256}  # what is left of the desk's screen at 400 %

LOOKS = {
    "light": {"color_scheme": "light", "forced_colors": "none"},
    "dark": {"color_scheme": "dark", "forced_colors": "none"},
    "forced": {"color_scheme": "light", "forced_colors": "active"},
}
CONTRAST = ("color-contrast", "color-contrast-enhanced")


def visit(page, address):
    """Open a page on a desk, without motion: places and colours stay while they are read."""
    page.set_viewport_size(DESK)
    page.emulate_media(media="screen", reduced_motion="reduce", **LOOKS["light"])
    page.goto(address)
    page.evaluate(PROBES)
    page.evaluate("probe.openDetails()")
    return page


def ask(page, probe):
    """What one probe of probes.js says of the page as it is now."""
    return page.evaluate(f"probe.{probe}()")


def violations(page, look):
    """What axe finds on the page in one of the looks: AA, best practice, and AAA for contrast.

    In forced colours axe reads a colour that the browser does not draw with: the author's
    -webkit-text-fill-color. There the probe ownColours stands for its contrast rules.
    """
    page.emulate_media(**LOOKS[look])
    contrast = {rule: {"enabled": look != "forced"} for rule in CONTRAST}
    options = {"runOnly": {"type": "tag", "values": list(AA)}, "rules": contrast, "preload": False}
    page.evaluate(f"window.axe || (() => {{ {AXE} }})()")
    own = ask(page, "ownColours") if look == "forced" else []
    return [f"own-colours: {line}" for line in own] + page.evaluate(
        """options => axe.run(options).then(found => found.violations.flatMap(({ id, nodes }) =>
            nodes.map(node => `${id}: ${node.html.slice(0, 120)}`)))""",
        options,
    )


def wear(page, css):
    """Put a reader's own rules on the page; an empty text takes them off."""
    page.evaluate("css => probe.wear(css)", css)
