"""Colours as `#rrggbb`: their contrast as WCAG 2.2 defines it, and mixtures of two."""

from __future__ import annotations

from collections.abc import Iterable

BLACK, WHITE = "#000000", "#ffffff"
_STEPS = 50


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, from 1 to 21: WCAG 2.2, “contrast ratio”."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def is_lighter(one: str, other: str) -> bool:
    """Whether a colour has more luminance than another."""
    return _luminance(one) > _luminance(other)


def mix(one: str, other: str, share: float) -> str:
    """`one` with a `share` of `other`, from 0 to 1, in each channel of sRGB."""
    pairs = zip(_channels(one), _channels(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def first_with(colours: Iterable[str], grounds: Iterable[str], least: float) -> str:
    """The first of the `colours` with a contrast of `least` on all `grounds`, or else the last."""
    colour, behind = "", tuple(grounds)
    for colour in colours:
        if all(contrast(colour, ground) >= least for ground in behind):
            break
    return colour


def towards(one: str, other: str, start: float = 0) -> Iterable[str]:
    """`one` with more and more of `other`, from the share `start` to `other` itself."""
    first = round(start * _STEPS)
    return (mix(one, other, step / _STEPS) for step in range(first, _STEPS + 1))


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(value / 255) for value in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(value: float) -> float:
    low = 0.04045  # below it sRGB is linear
    return value / 12.92 if value <= low else ((value + 0.055) / 1.055) ** 2.4


def _channels(colour: str) -> tuple[int, int, int]:
    red, green, blue = bytes.fromhex(colour.removeprefix("#"))
    return red, green, blue
