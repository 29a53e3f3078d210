"""Draws curves on two logarithmic axes as a small SVG."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from html import escape

Curve = list[tuple[float, float]]

_WIDTH, _HEIGHT = 640, 400
_LEFT, _RIGHT, _TOP, _BOTTOM = 70, 110, 24, 54
_COLOURS = ("#b1441f", "#2b6a5c", "#4a5a8a")
_STYLE = """
text { font: 13px system-ui, sans-serif; fill: #333 }
.grid { stroke: #8884; stroke-width: 1 }
polyline { fill: none; stroke-width: 2.5 }
@media (prefers-color-scheme: dark) { text { fill: #ddd } }
"""


def draw(curves: Mapping[str, Curve], across: str, up: str) -> str:
    """An SVG of the `curves` by name; `across` and `up` are the titles of the axes."""
    curves = {name: curve for name, curve in curves.items() if curve}
    xs = _decades(x for curve in curves.values() for x, _ in curve)
    ys = _decades(y for curve in curves.values() for _, y in curve)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img">',
        f"<title>{escape(up)} by {escape(across)}: {escape(', '.join(curves))}</title>",
        f"<style>{_STYLE}</style>",
    ]
    for x in xs:
        place = _place(x, xs, _LEFT, _WIDTH - _RIGHT)
        parts.append(_line(place, _TOP, place, _HEIGHT - _BOTTOM))
        parts.append(_text(place, _HEIGHT - _BOTTOM + 20, f"{x:,}", "middle"))
    for y in ys:
        place = _place(y, ys, _HEIGHT - _BOTTOM, _TOP)
        parts.append(_line(_LEFT, place, _WIDTH - _RIGHT, place))
        parts.append(_text(_LEFT - 8, place + 4, f"{y:g}", "end"))
    parts.append(_text((_LEFT + _WIDTH - _RIGHT) / 2, _HEIGHT - 12, across, "middle"))
    parts.append(_text(_LEFT - 8, 14, up, "end"))
    for colour, (name, curve) in zip(_COLOURS, curves.items(), strict=False):
        points = [
            (_place(x, xs, _LEFT, _WIDTH - _RIGHT), _place(y, ys, _HEIGHT - _BOTTOM, _TOP))
            for x, y in curve
        ]
        joined = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        parts.append(f'<polyline points="{joined}" stroke="{colour}"/>')
        parts += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{colour}"/>' for x, y in points]
        parts.append(_text(points[-1][0] + 10, points[-1][1] + 4, name, "start"))
    return "\n".join([*parts, "</svg>", ""])


def _decades(values: Iterable[float]) -> list[float]:
    logs = [math.log10(value) for value in values]
    return [10.0**power for power in range(math.floor(min(logs)), math.ceil(max(logs)) + 1)]


def _place(value: float, scale: list[float], start: float, end: float) -> float:
    low, high = math.log10(scale[0]), math.log10(scale[-1])
    return start + (end - start) * (math.log10(value) - low) / ((high - low) or 1)


def _line(x1: float, y1: float, x2: float, y2: float) -> str:
    return f'<line class="grid" x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"/>'


def _text(x: float, y: float, text: str, anchor: str) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(text)}</text>'
