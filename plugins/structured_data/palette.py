"""The theme's colours, read from its tokens, so that social cards look like the site."""

from __future__ import annotations

import re

NAMES = ("paper", "ink", "ink-soft", "accent", "sky", "sun", "hill-far", "hill", "hill-near")

_ROOT = re.compile(r":root\s*\{(.*?)\}", re.DOTALL)
_COLOUR = re.compile(r"--([\w-]+)\s*:\s*(#[0-9a-fA-F]{6})\s*;")


def palette(css: str) -> dict[str, str]:
    """The colours (#rrggbb) that a card needs by name, as the first `:root` of `css` sets them.

    A name that is not there is missing from the result.
    """
    root = _ROOT.search(css)
    found = dict(_COLOUR.findall(root[1])) if root else {}
    return {name: found[name].lower() for name in NAMES if name in found}
