"""The words of HTML, each with the blocks that it is in."""

from plugins.article_body.reading import parse
from plugins.article_body.tree import Element, Text

BLOCKS = frozenset({
    "ul", "ol", "li", "blockquote", "pre", "table", "th", "td", "h1", "h2", "h3", "del", "a",
})  # fmt: skip


def outline(html):
    """Each word of the HTML, after the names of the blocks that it is in: `ul li one`."""
    found = []

    def walk(element, names):
        for child in element.children:
            if isinstance(child, Text):
                found.extend(" ".join([*names, word]) for word in child.value.split())
            elif isinstance(child, Element):
                is_box = child.name == "div" and "admonition" in child.classes
                name = "box" if is_box else child.name if child.name in BLOCKS else ""
                walk(child, [*names, name] if name else names)

    walk(parse(html), [])
    return found
