"""A tree of HTML: elements and text that transforms change, and that is written once."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from html import escape

ROOT = "#document-fragment"
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
BLOCKS = HEADINGS | {
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details",
    "div", "dl", "dt", "figcaption", "figure", "footer", "form", "header", "hgroup", "html", "li",
    "main", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th",
    "thead", "tr", "ul",
}  # fmt: skip
SEPARATORS = BLOCKS | {"br", "hr"}
_QUOTE = '"'
_VOID = frozenset({
    "area", "base", "basefont", "bgsound", "br", "col", "embed", "frame", "hr", "img", "input",
    "keygen", "link", "meta", "param", "source", "track", "wbr",
})  # fmt: skip
# A parser drops a line feed that comes directly after these start tags.
_DROP_LINE_FEED = frozenset({"listing", "pre", "textarea"})


class Node:
    """An element or a text; two nodes are equal only if they are the same object."""

    __slots__ = ("parent",)

    def __init__(self, parent: Element | None = None) -> None:
        self.parent = parent

    def ancestors(self) -> Iterator[Element]:
        """The elements around this node, from its parent to the root."""
        parent = self.parent
        while parent is not None:
            yield parent
            parent = parent.parent

    def remove(self) -> None:
        """Take this node, with everything in it, out of the tree."""
        self.replace_with()

    def replace_with(self, *pieces: Node | str) -> None:
        """Put `pieces` in the place of this node; a string becomes a text."""
        if self.parent is not None:
            nodes = self.parent.adopt(pieces)
            self.parent.forget_order()
            place = self.parent.place_of(self)
            self.parent.children[place : place + 1] = nodes
            self.parent = None


class Text(Node):
    """A piece of text, with its entities decoded."""

    __slots__ = ("value",)

    def __init__(self, value: str, parent: Element | None = None) -> None:
        self.parent = parent  # as Node does, but faster: a post has hundreds of texts
        self.value = value


class Element(Node):
    """An element: its name, its attributes (an attribute without a value is ""), its children.

    The root of a tree is an element too, with the name `ROOT` and without a parent.
    """

    __slots__ = ("_last", "_order", "attributes", "children", "name")

    def __init__(
        self, name: str, attributes: dict[str, str] | None = None, parent: Element | None = None
    ) -> None:
        self.parent = parent
        self.name = name
        self.attributes = {} if attributes is None else attributes
        self.children: list[Node] = []
        # All nodes, elements and texts of a root in document order, until the tree changes: the
        # transforms ask for them far more often than they change it.
        self._order: tuple[list[Node], list[Element], list[Text]] | None = None
        self._last = 0  # the place of the child that was last replaced: the next is often near it

    def get(self, name: str) -> str:
        """The value of an attribute, or "" if the element does not have it."""
        return self.attributes.get(name, "")

    @property
    def classes(self) -> list[str]:
        """The names in the attribute `class`."""
        return self.attributes["class"].split() if "class" in self.attributes else []

    def nodes(self) -> list[Node]:
        """All nodes in this element, in document order; the tree may change meanwhile."""
        return self._in_order()[0]

    def _in_order(self) -> tuple[list[Node], list[Element], list[Text]]:
        if self._order is not None:
            return self._order
        found: list[Node] = []
        elements: list[Element] = []
        texts: list[Text] = []
        waiting = self.children[::-1]
        while waiting:
            node = waiting.pop()
            found.append(node)
            if isinstance(node, Text):
                texts.append(node)
            elif isinstance(node, Element):
                elements.append(node)
                waiting += node.children[::-1]
        order = found, elements, texts
        if self.parent is None:
            self._order = order
        return order

    def place_of(self, child: Node) -> int:
        """The place of a child that is to be replaced."""
        try:
            self._last = self.children.index(child, self._last)
        except ValueError:
            self._last = self.children.index(child)
        return self._last

    def forget_order(self) -> None:
        """Note that the tree of this element has changed."""
        root = self
        while root.parent is not None:
            root = root.parent
        root._order = None  # noqa: SLF001  # of the same class

    def elements(self, names: Collection[str] = ()) -> list[Element]:
        """All elements in this one, or those with these names, in document order."""
        found = self._in_order()[1]
        return [element for element in found if element.name in names] if names else found

    def texts(self) -> list[Text]:
        """All texts in this element, in document order."""
        return self._in_order()[2]

    def text(self) -> str:
        """The values of all texts, joined."""
        return "".join([text.value for text in self.texts()])

    def append(self, *pieces: Node | str) -> None:
        """Move `pieces` to the end of this element; a string becomes a text."""
        self.forget_order()
        self.children += self.adopt(pieces)

    def insert(self, *pieces: Node | str) -> None:
        """Move `pieces` to the start of this element; a string becomes a text."""
        self.forget_order()
        self.children[:0] = self.adopt(pieces)

    def unwrap(self) -> None:
        """Put the children of this element in its place."""
        if self.parent is not None:
            self.replace_with(*self._release())

    def wrap(self, outer: Element) -> None:
        """Put `outer`, with this element in it, in the place of this element."""
        self.replace_with(outer)
        outer.append(self)

    def adopt(self, pieces: Collection[Node | str]) -> list[Node]:
        """`pieces` as nodes that have this element as their parent; empty strings are left out."""
        nodes = [Text(piece) if isinstance(piece, str) else piece for piece in pieces if piece]
        for node in nodes:
            node.remove()
            node.parent = self
            if isinstance(node, Element):
                node._order = None  # noqa: SLF001  # it is no root any more
        return nodes

    def _release(self) -> list[Node]:
        self.forget_order()
        children, self.children = self.children, []
        for child in children:
            child.parent = None
        return children

    def inner_html(self) -> str:
        """The HTML of everything in this element, with the attributes in the order of their names.

        Text is always escaped, so a `script` or another element whose text a parser does not decode
        would change.
        """
        pieces: list[str] = []
        waiting = [(iter(self.children), "")]
        while waiting:
            nodes, end_tag = waiting[-1]
            for node in nodes:
                if isinstance(node, Text):
                    pieces.append(_escaped(node.value))
                elif isinstance(node, Element):
                    pieces.append(_start_tag(node))
                    if node.name not in _VOID:
                        waiting.append((iter(node.children), f"</{node.name}>"))
                        break
            else:
                pieces.append(end_tag)
                waiting.pop()
        return "".join(pieces)


def _escaped(text: str) -> str:
    return escape(text, quote=False) if "&" in text or "<" in text or ">" in text else text


def _start_tag(element: Element) -> str:
    tag = f"<{element.name}"
    if not element.attributes and element.name not in _DROP_LINE_FEED:
        return f"{tag}>"
    for name, value in sorted(element.attributes.items()):
        tag += f' {name}="{_escaped(value).replace(_QUOTE, "&quot;")}"'
    if element.name in _DROP_LINE_FEED:
        first = element.children[0] if element.children else None
        if isinstance(first, Text) and first.value[:1] == "\n":
            return f"{tag}>\n"
    return f"{tag}>"
