"""What the signs of the graph mean, in rows below it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from plugins.related_articles.desk.graph_places import WIDTH
from plugins.related_articles.desk.graph_shapes import number, taper

ROW = 34.0
_MARGIN, _SIGN, _GAP = 24.0, 44.0, 22.0
_LETTER = 9.9  # the usual width of a letter, in the drawing's units
_DOT = 8.0


@dataclass(frozen=True)
class Sign:
    """A sign and its words: a dot, or a link when `is_link`."""

    style: str
    words: str
    is_link: bool = False


def legend(signs: Iterable[Sign], top: float) -> tuple[str, float]:
    """The signs in rows from `top`, and the height that they take."""
    rows: list[list[tuple[float, Sign]]] = [[]]
    x = _MARGIN
    for sign in signs:
        width = _width(sign)
        if rows[-1] and x + width > WIDTH - _MARGIN:
            rows.append([])
            x = _MARGIN
        rows[-1].append((x, sign))
        x += width + _GAP
    drawn = [
        _sign(sign, x, top + ROW * (number_of + 0.5))
        for number_of, row in enumerate(rows)
        for x, sign in row
    ]
    return "\n".join(drawn), ROW * len(rows)


def _width(sign: Sign) -> float:
    return (_SIGN if sign.is_link else 2 * _DOT) + 8 + len(sign.words) * _LETTER


def _sign(sign: Sign, x: float, y: float) -> str:
    if sign.is_link:
        end = x + _SIGN
        shape = taper((x, y + 5), (end, y + 5), (x + _SIGN / 2, y - 8), width=10, stop=0)
        drawn = f'<path class="{sign.style}" d="{shape}"/>'
    else:
        end = x + 2 * _DOT
        drawn = (
            f'<circle class="{sign.style}" cx="{number(x + _DOT)}" cy="{number(y)}" '
            f'r="{number(_DOT)}"/>'
        )
    words = f'<text class="soft" x="{number(end + 8)}" y="{number(y)}" dy="0.35em">'
    return f"{drawn}{words}{escape(sign.words)}</text>"


def shortened(words: str, longest: int = 40) -> str:
    """A category's name, cut where it is too long for a row."""
    return words if len(words) <= longest else f"{words[: longest - 1]}…"
