"""The first node in which two HTML pages differ as parsed trees."""

from __future__ import annotations

from collections import Counter
from itertools import zip_longest

from bs4 import BeautifulSoup
from bs4.element import PageElement, Tag

from tools.compare_builds.differences import excerpts


def in_html(before: str, after: str) -> str | None:
    """Where two pages differ first, and how; None if their trees are equal.

    The order of attributes and the way characters are escaped are ignored; text, white space,
    comments and the values of attributes are compared exactly.
    """
    return _in_children(_parsed(before), _parsed(after), "top")


def _parsed(page: str) -> BeautifulSoup:
    return BeautifulSoup(page, "html.parser", multi_valued_attributes=None)


def _in_children(before: Tag, after: Tag, path: str) -> str | None:
    seen: Counter[str] = Counter()
    for old, new in zip_longest(before.children, after.children):
        if _identity(old) != _identity(new):
            return f"{path}: {excerpts(_shown(old), _shown(new))}"
        if isinstance(old, Tag) and isinstance(new, Tag):
            seen[old.name] += 1
            if found := _in_children(old, new, f"{path} > {old.name}[{seen[old.name]}]"):
                return found
    return None


def _identity(node: PageElement | None) -> tuple[object, ...]:
    """What is compared of a node, without its children."""
    return (Tag, node.name, node.attrs) if isinstance(node, Tag) else (type(node), node)


def _shown(node: PageElement | None) -> str:
    if not isinstance(node, Tag):
        return str(node or "")
    attributes = "".join(f' {name}="{value}"' for name, value in sorted(node.attrs.items()))
    return f"<{node.name}{attributes}>"
