"""The field type for the point of a picture that stays in sight where the picture is cropped."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import BeforeValidator

from plugins.core.text_values import unquote
from plugins.core.validation import refuse

Focus = tuple[int, int]  # per cent of the width from the left, of the height from the top

_NUMBER = r"[0-9]{1,3}(?:\.[0-9]+)?"
_FOCUS = re.compile(rf"({_NUMBER}) ?% ({_NUMBER}) ?%")
_SIDES = {
    "left": (0, 50), "right": (100, 50), "top": (50, 0), "bottom": (50, 100),
    "center": (50, 50), "centre": (50, 50), "middle": (50, 50),
}  # fmt: skip
_EXAMPLE = "40% 20%"


def to_focus(value: object) -> object:
    """Parse `40% 20%`, as `object-position` in CSS; decimals are rounded."""
    text = unquote(value)
    written = text if isinstance(text, str) else ""
    if match := _FOCUS.fullmatch(written):
        x, y = map(float, match.groups())
        if max(x, y) <= 100:  # noqa: PLR2004  # per cent
            return round(x), round(y)
    shown = f"“{written}” is" if written else "This is"
    raise refuse(
        f"{shown} not two percentages from 0% to 100%.",
        f"Write `{_meant(written)}`: how far the point is from the left, and then from the top.",
    )


def _meant(text: str) -> str:
    """What an editor has probably meant, else an example."""
    words = set(re.findall("[a-z]+", text.casefold()))
    sides = [_SIDES[word] for word in sorted(words & _SIDES.keys())]
    numbers = [min(int(number), 100) for number in re.findall("[0-9]{1,3}", text)]
    if sides and not numbers:
        x, y = (sum(each) - 50 * (len(sides) - 1) for each in zip(*sides, strict=True))
        return f"{x}% {y}%"
    if "." in text or len(numbers) not in {1, 2}:
        return _EXAMPLE
    x, y = (*numbers, 50)[:2]
    return f"{x}% {y}%"


FocusField = Annotated[Focus | None, BeforeValidator(to_focus)]
