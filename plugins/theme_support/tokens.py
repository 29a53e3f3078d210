"""Reads the theme's design tokens: the custom properties of its stylesheet."""

from __future__ import annotations

import re

_ROOT = re.compile(r":root\s*\{(.*?)\}", re.DOTALL)
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_TOKEN = re.compile(r"--([\w-]+)\s*:\s*([^;]+?)\s*;")


def tokens(css: str) -> dict[str, str]:
    """The custom properties of the first `:root` in `css`: name without `--`, and value."""
    root = _ROOT.search(_COMMENT.sub("", css))
    return dict(_TOKEN.findall(root[1])) if root else {}
