"""Adds `meta` elements to a page in HTML."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape

from plugins.core.yaml_lines import YamlError

_HEAD = re.compile(r"<head(?=[\s/>])[^>]*>", re.IGNORECASE)


def changed(text: str, fields: Mapping[str, str]) -> str:
    """`text` with these fields at the start of its head.

    Raises YamlError if it is not certain where that is: not even a comment may have another one.
    """
    if len(_HEAD.findall(text)) != 1:
        hint = "Write one <head> element, and no comment that has one."
        raise YamlError(1, "It has no <head> element, or several.", hint)
    added = (
        f'<meta name="{escape(name)}" content="{escape(value)}">' for name, value in fields.items()
    )
    return _HEAD.sub(lambda found: "\n".join([found[0], *added]), text)
