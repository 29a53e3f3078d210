"""The links among all articles as one static drawing, an SVG that needs no script."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from html import escape

from plugins.article_body.reading import printable
from plugins.core.dates import date_words
from plugins.related_articles.desk import graph_shapes as shapes
from plugins.related_articles.desk.graph_legend import Sign, legend, shortened
from plugins.related_articles.desk.graph_places import MOST_NAMED, WIDTH
from plugins.related_articles.desk.graph_scene import Scene, set_scene
from plugins.related_articles.desk.graph_style import HUES, LEVELS, data_file
from plugins.related_articles.desk.shelves import Shelf
from plugins.related_articles.selection import Link

_MARGIN = 24.0
_HEAD = 48.0  # the height of a language's heading
_STYLES = {"pin": "pin", "fairness": "given"}
_LINK_SIGNS = {
    Sign(f"shade{LEVELS}", "closest", is_link=True): {"text"},
    Sign("shade2", "less close", is_link=True): {"text"},
    Sign("pin", "pinned by an editor", is_link=True): {"pin"},
    Sign("given", "given a place", is_link=True): {"fairness"},
    Sign("filled", "fills up", is_link=True): {"category", "newest", "copy"},
}


def draw(shelves: Sequence[Shelf]) -> str:
    """The whole drawing: a part for each language that has published articles."""
    scenes = [set_scene(shelf) for shelf in shelves if shelf.published]
    parts: list[str] = []
    top = _MARGIN
    for scene in scenes:
        part, height = _part(scene, top)
        parts.append(part)
        top += height
    size = f'width="{WIDTH:.0f}" height="{shapes.number(top)}"'
    box = f"0 0 {WIDTH:.0f} {shapes.number(top)}"
    rows = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}" {size} role="img"',
        'style="max-width:100%;height:auto" aria-labelledby="graph-title graph-desc">',
        '<title id="graph-title">Which article links to which</title>',
        f'<desc id="graph-desc">{escape(" ".join(map(_telling, scenes)))}</desc>',
        f"<style>\n{data_file()}\n</style>",
        f'<rect class="paper" {size} rx="16"/>',
        *parts,
        "</svg>\n",
    ]
    return printable("\n".join(rows))


def _telling(scene: Scene) -> str:
    titles = [document.title for document in scene.orphans]
    if len(titles) > MOST_NAMED:
        return f"{scene.heading}. No article links to {len(titles):,} of them."
    told = f"No article links to: {'; '.join(titles)}." if titles else "Each is linked to."
    return f"{scene.heading}. {told}"


def _part(scene: Scene, top: float) -> tuple[str, float]:
    """A language's graph, to stand at `top`, and the height that it takes."""
    below = _HEAD + scene.ground.height + 12
    signs, height = legend(_signs(scene), below)
    rows = [
        f'<g transform="translate(0 {shapes.number(top)})">',
        f'<text class="soft" x="{_MARGIN:.0f}" y="20">{escape(scene.heading)}</text>',
        f'<g class="{"few" if scene.named else "many"}" transform="translate(0 {_HEAD:.0f})">',
        *_links(scene),
        *_dots(scene),
        "</g>",
        signs,
        "</g>",
    ]
    return "\n".join(rows), below + height + _MARGIN


def _links(scene: Scene) -> Iterator[str]:
    """The links, one path for each style, the closest on top."""
    scores = sorted(link.score for _, link in scene.links if link.source == "text")
    spots = {each.document.slug: (each.x, each.y) for each in scene.ground.places}
    widest = max(0.8, min(11.0, 300 / len(spots)))
    shades = [f"shade{level}" for level in range(1, LEVELS + 1)]
    found: dict[str, list[str]] = {style: [] for style in ("filled", *shades, "given", "pin")}
    for start, link in scene.links:
        level = _level(link, scores) if link.source == "text" else LEVELS
        shape = shapes.taper(
            spots[start],
            spots[link.slug],
            scene.ground.middle,
            width=widest * level / LEVELS,
            stop=scene.radius(link.slug) + 1,
        )
        style = shades[level - 1] if link.source == "text" else _STYLES.get(link.source, "filled")
        found[style].append(shape)
    return (shapes.path(style, paths) for style, paths in found.items() if paths)


def _level(link: Link, scores: Sequence[float]) -> int:
    """How close a link is among all of them: LEVELS for the closest fifth, 1 for the last."""
    return math.ceil(LEVELS * bisect_right(scores, link.score) / len(scores))


def _dots(scene: Scene) -> Iterator[str]:
    for each in scene.ground.places:
        document, radius = each.document, scene.radius(each.document.slug)
        times = scene.inbound[document.slug]
        style = f"dot dot{scene.hues[document.category]}" if times else "orphan"
        told = f"linked from {times:,}" if times else "no article links to it"
        about = ", ".join(filter(None, [document.category, date_words(document.date)]))
        yield shapes.dot(each, radius, style, f"{document.title} ({about}): {told}")
        yield shapes.name(each, radius)


def _signs(scene: Scene) -> Iterator[Sign]:
    shared = len(scene.hues) - HUES + 1
    for name, hue in scene.hues.items():
        if hue < HUES - 1 or shared == 1:
            yield Sign(f"dot dot{hue}", shortened(name or "without a category"))
    if shared > 1:
        yield Sign(f"dot dot{HUES - 1}", f"{shared} other categories")
    sources = {link.source for _, link in scene.links}
    yield from (sign for sign, told in _LINK_SIGNS.items() if sources & told)
    if scene.orphans:
        yield Sign("orphan", "no article links to it")
