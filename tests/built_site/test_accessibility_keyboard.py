"""Keyboard use of both sites: focus order, visible focus and focus rings."""

import io

import numpy as np
import pytest
from PIL import Image

from tests.built_site.browser_checks import COLOUR_MODES, DESKTOP, PHONE, ZOOMED, run_probe

pytestmark = [pytest.mark.slow, pytest.mark.browser]


def tabbed(page):
    """Press Tab through the page; returns the focus order, and the elements that are hidden."""
    names = run_probe(page, "stops")
    run_probe(page, "noteFocus")
    for _ in names:
        page.keyboard.press("Tab")
    noted = run_probe(page, "notedFocus")
    page.keyboard.press("Tab")
    left = run_probe(page, "focused")["index"] != len(names) - 1
    order = [found["index"] for found in noted]
    unseen = [names[found["index"]] for found in noted if found["hidden"]]
    return {"in order": order == list(range(len(names))), "unseen": unseen, "left": left}


def test_tab_reaches_everything_in_order(visited):
    """Tab visits all focusable elements in document order, each visible, and leaves the page."""
    assert tabbed(visited) == {"in order": True, "unseen": [], "left": True}


def test_tab_reaches_everything_at_400_percent(rich_article):
    """Tab does so too on a screen that is only a few lines high."""
    rich_article.set_viewport_size(ZOOMED)

    assert tabbed(rich_article) == {"in order": True, "unseen": [], "left": True}


def test_the_focus_is_easy_to_follow(visited):
    """Focus moves down or right, and a ring of 2 px with contrast 3:1 shows it in all modes.

    Main controls are at least 44 px high.
    """
    found = []
    for mode in COLOUR_MODES:
        visited.emulate_media(**COLOUR_MODES[mode])
        found += [f"{mode} {line}" for line in run_probe(visited, "weakRings")]
    for size in (PHONE, DESKTOP):
        visited.set_viewport_size(size)
        found += run_probe(visited, "focusJumps") + run_probe(visited, "smallTargets")

    assert found == []


@pytest.mark.parametrize("mode", COLOUR_MODES)
def test_focus_rings_are_painted(rich_article, mode):
    """Around each kind of element, focus changes as many pixels by 3:1 as a ring of 2 px has."""
    rich_article.emulate_media(**COLOUR_MODES[mode])
    rich_article.keyboard.press("Tab")
    names = run_probe(rich_article, "stops")
    sorts = {name.split(' "')[0]: name for name in reversed(names)}
    faint = [
        name for name in sorts.values() if not ring_is_painted(rich_article, names.index(name))
    ]

    assert len(sorts) >= 8
    assert faint == []


def ring_is_painted(page, stop):
    """Whether focus changes enough pixels around an element by 3:1."""
    box = page.evaluate("stop => probe.show(stop)", stop)
    clip = {key: box[key] for key in ("x", "y", "width", "height")}
    page.evaluate("probe.focus(-1)")
    before = luminance(page.screenshot(clip=clip))
    page.evaluate("stop => probe.focus(stop)", stop)
    after = luminance(page.screenshot(clip=clip))
    contrast = (np.maximum(before, after) + 0.05) / (np.minimum(before, after) + 0.05)
    return int((contrast >= 3).sum()) >= 2 * box["around"]


def luminance(png):
    """The relative luminance of an image's pixels, 0 to 1, as an array of height x width."""
    values = np.asarray(Image.open(io.BytesIO(png)).convert("RGB")) / 255
    linear = np.where(values <= 0.04045, values / 12.92, ((values + 0.055) / 1.055) ** 2.4)
    return linear @ np.array([0.2126, 0.7152, 0.0722])


@pytest.mark.parametrize(
    ("probe", "plant", "found"),
    [
        ("weakRings", "button.style.outline = 'none'", "no ring"),
        ("weakRings", "button.style.outlineColor = '#d8e0d4'", "faint ring"),
        ("weakRings", "button.parentElement.style.overflow = 'hidden'", "ring cut by"),
        ("focusJumps", "document.querySelector('body > header').style.order = 1", "then"),
        ("smallTargets", "button.style.minBlockSize = button.style.padding = 0", "a.button"),
    ],
)
def test_the_probes_find_a_planted_fault(rich_article, probe, plant, found):
    """Each of the checks above can fail."""
    rich_article.evaluate(
        f"() => {{ const button = document.querySelector('#visit .button'); {plant} }}"
    )

    assert found in " ".join(run_probe(rich_article, probe))


@pytest.mark.parametrize(
    ("plant", "part"),
    [
        ("document.querySelector('main a').tabIndex = 2", "in order"),
        ("document.querySelector('footer').style.cssText = 'position: fixed; inset: 0'", "unseen"),
        ("[...document.links].at(-1).addEventListener('keydown', e => e.preventDefault())", "left"),
    ],
)
def test_tabbing_finds_a_planted_fault(rich_article, plant, part):
    """The Tab test finds a wrong order, a covered element and a keyboard trap."""
    good = {"in order": True, "unseen": [], "left": True}
    rich_article.evaluate(f"() => {{ {plant} }}")

    assert tabbed(rich_article)[part] != good[part]


def test_a_missing_focus_ring_is_found(rich_article):
    """The comparison of pixels can fail."""
    rich_article.keyboard.press("Tab")
    names = run_probe(rich_article, "stops")
    button = next(index for index, name in enumerate(names) if name.startswith("a.button "))
    drawn = ring_is_painted(rich_article, button)
    rich_article.evaluate("document.querySelector('#visit .button').style.outline = 'none'")

    assert drawn
    assert not ring_is_painted(rich_article, button)
