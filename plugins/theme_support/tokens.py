"""The theme's tokens: the custom properties that its stylesheet sets first, by name."""

from __future__ import annotations

import re

_ROOT = re.compile(r":root\s*\{(.*?)\}", re.DOTALL)
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_TOKEN = re.compile(r"--([\w-]+)\s*:\s*([^;]+?)\s*;")


def tokens(css: str) -> dict[str, str]:
    """Each custom property of the first `:root` in `css`, without its hyphens, and its value."""
    root = _ROOT.search(_COMMENT.sub("", css))
    return dict(_TOKEN.findall(root[1])) if root else {}
