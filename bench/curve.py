"""Draws curves on two logarithmic axes as a small SVG."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from html import escape

Curve = list[tuple[float, float]]

_WIDTH, _HEIGHT = 640, 400
_LEFT, _RIGHT, _TOP, _BOTTOM = 70, 170, 62, 54
_LINE = 16  # the least distance between two names
# On light and on dark grounds.
_COLOURS = (
    ("#b1441f", "#ff9a73"), ("#2b6a5c", "#6fcdb7"), ("#4a5a8a", "#a9b8f0"), ("#8a2b6a", "#f09ad2"),
    ("#7a6200", "#e0c24a"), ("#2b7a1f", "#8fdc7f"), ("#666666", "#bbbbbb"),
)  # fmt: skip
_STYLE = """
text { font: 13px system-ui, sans-serif; fill: #333 }
.title { font-size: 15px; font-weight: bold }
.grid { stroke: #8884; stroke-width: 1 }
polyline { fill: none; stroke: currentColor; stroke-width: 2.5 }
circle, .name { fill: currentColor }
"""
_DARK = "text { fill: #ddd } .name { fill: currentColor }"


def draw(curves: Mapping[str, Curve], across: str, up: str, title: str) -> str:
    """An SVG of the `curves` by name; `across` and `up` are the titles of the axes.

    There are seven colours; more curves repeat them.
    """
    curves = {name: curve for name, curve in curves.items() if curve}
    xs = _decades(x for curve in curves.values() for x, _ in curve)
    ys = _decades(y for curve in curves.values() for _, y in curve)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img">',
        f"<title>{escape(title)}: {escape(', '.join(curves))}</title>",
        f"<style>{_style()}</style>",
        _text(_LEFT - 50, 20, title, "start", "title"),
    ]
    for x in xs:
        place = _place(x, xs, _LEFT, _WIDTH - _RIGHT)
        parts.append(_line(place, _TOP, place, _HEIGHT - _BOTTOM))
        parts.append(_text(place, _HEIGHT - _BOTTOM + 20, f"{x:,.0f}", "middle"))
    for y in ys:
        place = _place(y, ys, _HEIGHT - _BOTTOM, _TOP)
        parts.append(_line(_LEFT, place, _WIDTH - _RIGHT, place))
        parts.append(_text(_LEFT - 8, place + 4, f"{y:g}", "end"))
    parts.append(_text((_LEFT + _WIDTH - _RIGHT) / 2, _HEIGHT - 12, across, "middle"))
    parts.append(_text(_LEFT - 8, _TOP - 16, up, "end"))
    ends = {}
    for number, (name, curve) in enumerate(curves.items()):
        points = [
            (_place(x, xs, _LEFT, _WIDTH - _RIGHT), _place(y, ys, _HEIGHT - _BOTTOM, _TOP))
            for x, y in curve
        ]
        ends[name] = (number, *points[-1])
        joined = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        parts.append(f'<g class="c{number % len(_COLOURS)}"><polyline points="{joined}"/>')
        parts += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4"/>' for x, y in points]
        parts.append("</g>")
    return "\n".join([*parts, *_names(ends), "</svg>", ""])


def _style() -> str:
    rules = [
        "".join(f".c{number} {{ color: {pair[dark]} }}\n" for number, pair in enumerate(_COLOURS))
        for dark in (False, True)
    ]
    dark = f"@media (prefers-color-scheme: dark) {{\n{_DARK}\n{rules[1]}}}"
    return f"{_STYLE}{rules[0]}{dark}\n"


def _names(ends: Mapping[str, tuple[int, float, float]]) -> Iterable[str]:
    """The names of curves at their ends, from the top down and not over each other."""
    lowest = 0.0
    for name, (number, x, y) in sorted(ends.items(), key=lambda item: item[1][2]):
        lowest = max(y, lowest + _LINE)
        kind = f"name c{number % len(_COLOURS)}"
        yield _text(x + 10, lowest + 4, name, "start", kind)


def _decades(values: Iterable[float]) -> list[float]:
    logs = [math.log10(value) for value in values]
    return [10.0**power for power in range(math.floor(min(logs)), math.ceil(max(logs)) + 1)]


def _place(value: float, scale: list[float], start: float, end: float) -> float:
    low, high = math.log10(scale[0]), math.log10(scale[-1])
    return start + (end - start) * (math.log10(value) - low) / ((high - low) or 1)


def _line(x1: float, y1: float, x2: float, y2: float) -> str:
    return f'<line class="grid" x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"/>'


def _text(x: float, y: float, text: str, anchor: str, kind: str = "") -> str:
    named = f' class="{kind}"' if kind else ""
    return f'<text{named} x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(text)}</text>'
