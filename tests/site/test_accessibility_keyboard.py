"""Both sites by keyboard: every stop is reached in order, is seen, and has a ring that shows."""

import io

import numpy as np
import pytest
from PIL import Image

from tests.site.looking import DESK, LOOKS, PHONE, ZOOMED, ask

pytestmark = [pytest.mark.slow, pytest.mark.browser]


def tabbed(page):
    """The stops in the order of the Tab key, by their number in the text, and those not seen."""
    names = ask(page, "stops")
    order, unseen = [], []
    for _ in names:
        page.keyboard.press("Tab")
        found = ask(page, "focused")
        order.append(found["index"])
        if found["hidden"]:
            unseen.append(names[found["index"]])
    page.keyboard.press("Tab")
    left = ask(page, "focused")["index"] != len(names) - 1
    return {"in order": order == list(range(len(names))), "unseen": unseen, "left": left}


def test_tab_reaches_everything_in_order(visited):
    """Each stop in the order of the text, on the screen and uncovered, and out again at the end."""
    assert tabbed(visited) == {"in order": True, "unseen": [], "left": True}


def test_tab_reaches_everything_at_400_percent(rich_article):
    """The same where the screen is only a few lines high."""
    rich_article.set_viewport_size(ZOOMED)

    assert tabbed(rich_article) == {"in order": True, "unseen": [], "left": True}


def test_the_focus_is_easy_to_follow(visited):
    """To the next stop the eye goes down or right; a ring of 2 px and 3:1 shows it in every look.

    Main controls fit a thumb: they are as high as 44 px.
    """
    found = []
    for look in LOOKS:
        visited.emulate_media(**LOOKS[look])
        found += [f"{look} {line}" for line in ask(visited, "dullRings")]
    for size in (PHONE, DESK):
        visited.set_viewport_size(size)
        found += ask(visited, "jumps") + ask(visited, "small")

    assert found == []


@pytest.mark.parametrize("look", LOOKS)
def test_rings_are_drawn(rich_article, look):
    """Pixels change by 3:1, as many as a line of 2 px around each sort of stop has."""
    rich_article.emulate_media(**LOOKS[look])
    rich_article.keyboard.press("Tab")
    names = ask(rich_article, "stops")
    sorts = {name.split(' "')[0]: name for name in reversed(names)}
    faint = [name for name in sorts.values() if not ring_drawn(rich_article, names.index(name))]

    assert len(sorts) >= 8
    assert faint == []


def ring_drawn(page, stop):
    """Whether focus changes enough pixels around a stop, enough."""
    box = page.evaluate("stop => probe.show(stop)", stop)
    clip = {key: box[key] for key in ("x", "y", "width", "height")}
    page.evaluate("probe.focus(-1)")
    before = luminance(page.screenshot(clip=clip))
    page.evaluate("stop => probe.focus(stop)", stop)
    after = luminance(page.screenshot(clip=clip))
    contrast = (np.maximum(before, after) + 0.05) / (np.minimum(before, after) + 0.05)
    return int((contrast >= 3).sum()) >= 2 * box["around"]


def luminance(png):
    """The relative luminance of a picture's pixels, 0 to 1, height x width."""
    values = np.asarray(Image.open(io.BytesIO(png)).convert("RGB")) / 255
    linear = np.where(values <= 0.04045, values / 12.92, ((values + 0.055) / 1.055) ** 2.4)
    return linear @ np.array([0.2126, 0.7152, 0.0722])


@pytest.mark.parametrize(
    ("probe", "plant", "found"),
    [
        ("dullRings", "button.style.outline = 'none'", "no ring"),
        ("dullRings", "button.style.outlineColor = '#d8e0d4'", "faint ring"),
        ("dullRings", "button.parentElement.style.overflow = 'hidden'", "ring cut by"),
        ("jumps", "document.querySelector('body > header').style.order = 1", "then"),
        ("small", "button.style.minBlockSize = button.style.padding = 0", "a.button"),
    ],
)
def test_the_probes_find_a_planted_fault(rich_article, probe, plant, found):
    """Each of the checks above can fail."""
    rich_article.evaluate(
        f"() => {{ const button = document.querySelector('#visit .button'); {plant} }}"
    )

    assert found in " ".join(ask(rich_article, probe))


@pytest.mark.parametrize(
    ("plant", "part"),
    [
        ("document.querySelector('main a').tabIndex = 2", "in order"),
        ("document.querySelector('footer').style.cssText = 'position: fixed; inset: 0'", "unseen"),
        ("[...document.links].at(-1).addEventListener('keydown', e => e.preventDefault())", "left"),
    ],
)
def test_tabbing_finds_a_planted_fault(rich_article, plant, part):
    """The walk with Tab notices another order, a stop under something, and a trap."""
    good = {"in order": True, "unseen": [], "left": True}
    rich_article.evaluate(f"() => {{ {plant} }}")

    assert tabbed(rich_article)[part] != good[part]


def test_a_ring_that_is_not_drawn_is_found(rich_article):
    """The comparison of pixels can fail."""
    rich_article.keyboard.press("Tab")
    names = ask(rich_article, "stops")
    button = next(index for index, name in enumerate(names) if name.startswith("a.button "))
    drawn = ring_drawn(rich_article, button)
    rich_article.evaluate("document.querySelector('#visit .button').style.outline = 'none'")

    assert drawn
    assert not ring_drawn(rich_article, button)
