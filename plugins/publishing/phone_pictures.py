"""Which file of a picture the small phone of the budgets loads, by its srcset and sizes."""

from __future__ import annotations

import re

from plugins.publishing.budgets import PHONE_DENSITY, PHONE_WIDTH

_CANDIDATE = re.compile(r"(\S+)\s+([0-9]+)w\s*(?:,|$)")
_SIZE = re.compile(r"(?:\((min|max)-width:\s*([0-9.]+)(px|r?em)\)\s+)?([0-9.]+)(px|r?em|vw)")
_PIXELS = {"px": 1.0, "em": 16.0, "rem": 16.0, "vw": PHONE_WIDTH / 100}


def loaded_on_phone(srcset: str, sizes: str, src: str = "") -> str:
    """The address that the phone requests of an image with these attributes; "" if of none.

    Where `sizes` cannot be evaluated, it is the smallest file.
    """
    found: list[tuple[str, str]] = _CANDIDATE.findall(srcset)
    candidates = sorted((int(width), address) for address, width in found)
    if not candidates:
        return src
    needed = _shown(sizes) * PHONE_DENSITY
    fitting = (address for width, address in candidates if width >= needed)
    return next(fitting, candidates[-1][1])


def _shown(sizes: str) -> float:
    """How wide the image is shown on the phone, in CSS pixels; 0 if unknown."""
    for part in sizes.split(","):
        match = _SIZE.fullmatch(part.strip())
        if not match:
            return 0
        which, limit, unit, width, of = match.groups()
        if which:
            at = _number(limit) * _PIXELS[unit]
            if (at > PHONE_WIDTH) if which == "min" else (at < PHONE_WIDTH):
                continue
        return _number(width) * _PIXELS[of]
    return 0


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:  # such as 1.2.3
        return 0
