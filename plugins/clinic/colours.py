"""The clinic's colours: a few roles for light and for dark screens, from which the rest follows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Annotated

from pydantic import AfterValidator, Field, model_validator

from plugins.core.contrast import BLACK, WHITE, contrast, first_with, is_lighter, mix, towards
from plugins.core.models import EditorModel, NonEmptyText
from plugins.core.validation import refuse

TEXT = 7  # WCAG 2.2, 1.4.6, which the site promises for all text; links and buttons are text
ACCENT = 4.5  # lines, outlines of what has the focus, and the words of programs
_LINE = 3  # WCAG 2.2, 1.4.11
_COLOUR = re.compile("#[0-9a-f]{6}")


def _colour(value: str) -> str:
    if _COLOUR.fullmatch(value.lower()):
        return value.lower()
    hint = 'Write six digits after a #, in quotes, such as "#1f4b4a".'
    raise refuse(f"“{value}” is not a colour.", hint)


Colour = Annotated[NonEmptyText, AfterValidator(_colour)]


class SchemeFacts(EditorModel):
    """The colours for light screens, or for dark ones."""

    paper: Colour = Field(description="Behind everything", examples=['"#f8f5ee"'])
    panel: Colour = Field(description="Behind the foot of pages and boxes", examples=['"#e8ede4"'])
    ink: Colour = Field(description="Text", examples=['"#12302f"'])
    brand: Colour = Field(description="Links and buttons", examples=['"#1f4b4a"'])
    accent: Colour = Field(description="Underlines and the focus", examples=['"#955640"'])

    @property
    def raised(self) -> str:
        """Cards and fields, which lie above the paper."""
        is_dark = is_lighter(self.ink, self.paper)
        return mix(self.panel, self.ink, 0.04) if is_dark else mix(self.paper, WHITE, 0.6)

    @property
    def grounds(self) -> tuple[str, str, str]:
        """What text stands on."""
        return self.paper, self.panel, self.raised

    def tokens(self) -> dict[str, str]:
        """The values of the theme's custom properties for colours, by name without `--`."""
        softer = (mix(self.ink, self.paper, share / 50) for share in range(9, -1, -1))
        line = towards(self.paper, self.ink, 0.4)
        return {
            "paper": self.paper,
            "panel": self.panel,
            "raised": self.raised,
            "ink": self.ink,
            "ink-soft": first_with(softer, self.grounds, TEXT),
            "line": mix(self.paper, self.ink, 0.13),
            "line-strong": first_with(line, self.grounds, _LINE),
            "link": self.brand,
            "accent": self.accent,
            "button": self.brand,
            "button-hover": self.ink,
            "on-button": self.paper,
        }

    @model_validator(mode="after")
    def _contrast(self) -> SchemeFacts:
        for role, least in (("ink", TEXT), ("brand", TEXT), ("accent", ACCENT)):
            for ground, behind in zip(("paper", "panel", "raised"), self.grounds, strict=True):
                colour: str = getattr(self, role)
                if contrast(colour, behind) < least:
                    raise refuse(*self._low(role, ground, least), at=role)
        return self

    def _low(self, role: str, ground: str, least: float) -> tuple[str, str]:
        """What is wrong with a pair of colours, and the nearest colour that would do."""
        colour: str = getattr(self, role)
        behind: str = getattr(self, ground)
        shown = f"the `paper` {self.paper} of cards ({behind})" if ground == "raised" else ""
        shown = shown or f"the `{ground}` {behind}"
        ratio = f"{int(contrast(colour, behind) * 100) / 100:.2f}"
        message = f"`{role}` {colour} on {shown} has a contrast of {ratio}:1, not {least}:1."
        far = WHITE if is_lighter(self.ink, self.paper) else BLACK
        near = first_with(towards(colour, far), self.grounds, least)
        if all(contrast(near, each) >= least for each in self.grounds):
            return message, f'Write for example `{role}: "{near}"`.'
        return message, "Write a `paper` and a `panel` that are both lighter, or both darker."


class ColourFacts(EditorModel):
    """The colours of both schemes."""

    light: SchemeFacts
    dark: SchemeFacts

    @model_validator(mode="after")
    def _order(self) -> ColourFacts:
        for name, scheme, wrong in _turned(self):
            hint = f"Write a {wrong} `paper`, or exchange it with `ink`."
            raise refuse(f"The `paper` of `{name}` is {scheme.paper}.", hint, at=name)
        return self


def _turned(colours: ColourFacts) -> Iterator[tuple[str, SchemeFacts, str]]:
    """The schemes that are dark although they are for light screens, or the reverse."""
    if is_lighter(colours.light.ink, colours.light.paper):
        yield "light", colours.light, "lighter"
    if is_lighter(colours.dark.paper, colours.dark.ink):
        yield "dark", colours.dark, "darker"
