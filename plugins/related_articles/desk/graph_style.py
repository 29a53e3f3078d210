"""The colours of the graph, in light and in dark, as a style sheet within the drawing."""

from __future__ import annotations

LEVELS = 5  # shades of a link, the last for the closest
HUES = 8  # categories that have a colour of their own

# The second colour of each pair is for a dark screen.
_DOTS = (
    ("#1f6b5e", "#7fc4b2"), ("#b0543a", "#e5a184"), ("#2c6aa0", "#8bbbe6"), ("#8f6b0c", "#d9bb62"),
    ("#84498a", "#d0a3d5"), ("#56666e", "#a9bac2"), ("#b03f65", "#ee9db8"), ("#587326", "#b3cb7d"),
)  # fmt: skip
_SHADES = (
    ("#c3d0c4", "#2c5450"), ("#a3baab", "#3a6a64"), ("#7a9c8e", "#54897f"), ("#4d776d", "#84b3a6"),
    ("#1f4b4a", "#c3dbd0"),
)  # fmt: skip
_PAPER, _INK, _SOFT = ("#f8f5ee", "#0f1f1f"), ("#12302f", "#edf0e8"), ("#37504d", "#b9c9c0")
_LINE, _WARN = ("#b9b09c", "#4a6663"), ("#a3261b", "#ff9d8e")

_FONTS = "-apple-system,'Segoe UI',Roboto,'Noto Sans',Arial,sans-serif"


def data_file() -> str:
    """The style sheet."""
    colours = {
        "paper": _PAPER, "ink": _INK, "soft": _SOFT, "line": _LINE, "warn": _WARN,
        **{f"dot{place}": pair for place, pair in enumerate(_DOTS)},
        **{f"shade{place}": pair for place, pair in enumerate(_SHADES, 1)},
    }  # fmt: skip
    light, dark = (
        ";".join(f"--{name}:{pair[scheme]}" for name, pair in colours.items()) for scheme in (0, 1)
    )
    rules = [
        f"svg{{{light}}}",
        f"@media (prefers-color-scheme:dark){{svg{{{dark}}}}}",
        f"text{{fill:var(--ink);font:20px {_FONTS}}}",
        ".paper{fill:var(--paper)}",
        ".soft{fill:var(--soft)}",
        ".leader{stroke:var(--line);stroke-width:1.2;fill:none}",
        ".dot{stroke:var(--paper);stroke-width:2}",
        ".orphan{fill:var(--paper);stroke:var(--warn);stroke-width:3;stroke-dasharray:4 3}",
        ".pin{fill:var(--warn)}",
        ".given,.filled{fill:var(--paper);fill-opacity:.6;stroke:var(--soft);stroke-width:1.5}",
        ".filled{stroke:var(--line);stroke-dasharray:5 3}",
        ".many .dot{stroke:none}",
        ".many .orphan{stroke-width:1;stroke-dasharray:none}",
        ".many .given,.many .filled{stroke-width:.4}",
        *(f".dot{place}{{fill:var(--dot{place})}}" for place in range(HUES)),
        *(f".shade{place}{{fill:var(--shade{place})}}" for place in range(1, LEVELS + 1)),
    ]
    return "\n".join(rules)
