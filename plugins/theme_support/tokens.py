"""Reads and replaces the theme's design tokens: the custom properties of its stylesheet."""

from __future__ import annotations

import re
from collections.abc import Mapping

NAME = "tokens.css"

_ROOT = re.compile(r":root\s*\{(.*?)\}", re.DOTALL)
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_COLOUR = re.compile("#[0-9a-fA-F]{6}")
_TOKEN = re.compile(r"--([\w-]+)\s*:\s*([^;]+?)\s*;")


def tokens(css: str) -> dict[str, str]:
    """The custom properties of the first `:root` in `css`: name without `--`, and value."""
    root = _ROOT.search(_COMMENT.sub("", css))
    return dict(_TOKEN.findall(root[1])) if root else {}


def dark_tokens(css: str) -> dict[str, str]:
    """Those of the second `:root`, which are for dark screens."""
    _first, *others = _ROOT.findall(_COMMENT.sub("", css)) or [""]
    return dict(_TOKEN.findall(others[0])) if others else {}


def recoloured(css: str, light: Mapping[str, str], dark: Mapping[str, str]) -> str:
    """`css` with other values for the tokens of its first `:root`, and for those of the second.

    Without its comments, which could name a `:root`.
    """
    schemes = iter((light, dark))

    def root(match: re.Match[str]) -> str:
        values = next(schemes, {})
        return _TOKEN.sub(lambda token: _with(token, values), match[0])

    return _ROOT.sub(root, _COMMENT.sub("", css))


def schemes(css: str) -> dict[str, dict[str, str]]:
    """The colours of `css`, as #rrggbb, by scheme ("light" and "dark") and name."""
    both = {"light": tokens(css), "dark": tokens(css) | dark_tokens(css)}
    return {
        scheme: {name: value for name, value in found.items() if _COLOUR.fullmatch(value)}
        for scheme, found in both.items()
        if found
    }


def _with(token: re.Match[str], values: Mapping[str, str]) -> str:
    name = token[1]
    return f"--{name}: {values[name]};" if name in values else token[0]
