"""Removes the dead Instagram feeds of an old site from an article's HTML."""

from __future__ import annotations

from bs4 import BeautifulSoup
from bs4.element import NavigableString, PageElement, PreformattedString, Tag

from plugins.dead_feeds import marks
from plugins.dead_feeds.parsing import parse
from plugins.dead_feeds.text_runs import BLOCKS, CODE, INLINE, PAGE, TABLE, TITLES, Leaf, Run, runs

# Elements that are removed when they have become empty.
_CONTAINERS = (BLOCKS | INLINE | {"blockquote"}) - PAGE
# The WordPress plugin never wrote these. If one is inside its elements, it belongs to the article,
# and is there because an end tag is missing.
_AUTHORED = CODE | {"blockquote", "h2", "ol", "table", "ul"}


def without_dead_feeds(html: str) -> tuple[str, int]:
    """`html` without dead feeds, and how many marks were removed; unchanged if there were none.

    It takes much longer than `marks.may_have`.
    """
    soup = parse(html)
    removed = remove_dead_feeds(soup)
    return (str(soup) if removed else html), removed


def remove_dead_feeds(soup: BeautifulSoup | Tag) -> int:
    """Remove every dead feed below `soup`, in place; returns how many marks were removed.

    A mark is an element of the WordPress plugin with all its content, a shortcode, or a message of
    the plugin alone in its block; elements that become empty are removed too. Of a sentence with a
    shortcode, all other words stay. Code, quotations, and messages within a sentence are left as
    they are.
    """
    removed = 0
    # Repeated, because removing a mark may join the text before and after it to another mark.
    while found := _remove_elements(soup) + _remove_text(soup) + _remove_among_words(soup):
        removed += found
    return removed


def _remove_elements(root: Tag) -> int:
    count = 0
    parents: list[Tag | None] = []
    closed = {id(root)} if root.name in CODE else set()
    for tag in [node for node in root.descendants if isinstance(node, Tag)]:
        if id(tag.parent) in closed or tag.name in CODE:
            closed.add(id(tag))
        elif _is_feed(tag):
            count += 1
            if tag.find(_is_authored):
                tag.unwrap()
            else:
                closed.add(id(tag))
                parents.append(tag.parent)
                tag.extract()
    for parent in parents:
        _prune(parent, root)
    return count


def _is_feed(tag: Tag) -> bool:
    classes = " ".join(map(str, tag.get_attribute_list("class"))).split()
    return tag.name not in PAGE and marks.is_feed_element(str(tag.get("id", "")), classes)


def _is_authored(tag: Tag) -> bool:
    return tag.name in _AUTHORED and not _is_feed(tag)


def _remove_text(root: Tag) -> int:
    count = 0
    parents: list[Tag | None] = []
    for run in list(runs(root)):
        removed = _leaves_to_remove(run)
        count += marks.count_marks("".join(leaf.text for leaf in removed))
        for leaf in removed:
            parents.append(leaf.node.parent)
            leaf.node.extract()
    for parent in parents:
        _prune(parent, root)
    return count


def _remove_among_words(root: Tag) -> int:
    """Remove the shortcodes that share their line with other words."""
    count = 0
    lines = [line for run in list(runs(root)) for line in run.lines()]
    for leaf in [leaf for line in lines if not _is_opaque(line) for leaf in line]:
        found = len(marks.among_words(leaf.text)) if leaf.kind == "text" else 0
        if not found:
            continue
        count += found
        text = marks.without_shortcodes(leaf.text)
        if text:
            leaf.node.replace_with(NavigableString(text))
        else:
            parent = leaf.node.parent
            leaf.node.extract()
            _prune(parent, root)
    return count


def _leaves_to_remove(run: Run) -> list[Leaf]:
    """All leaves of a run of nothing but marks, else those of its lines of shortcodes."""
    bare = all(leaf.kind in ("text", "break") or _is_spinner(leaf) for leaf in run.leaves)
    text = "".join(leaf.text for leaf in run.leaves)
    if bare and run.block.name not in TITLES and marks.has_only_marks(text):
        return run.leaves
    removed: list[Leaf] = []
    last_break: Leaf | None = None
    for line in run.lines():
        ended = line[-1].kind == "break"
        if not _is_feed_line(line):
            last_break = line[-1] if ended else None
        elif any(leaf.kind == "media" for leaf in line):
            removed += [leaf for leaf in line if leaf.kind == "text"]
            last_break = line[-1] if ended else None
        else:
            # A line is removed with its own end, the last line with the end of the line before.
            removed += line if ended or not last_break else [*line, last_break]
    return removed


def _is_feed_line(line: list[Leaf]) -> bool:
    return not _is_opaque(line) and marks.has_only_shortcodes("".join(leaf.text for leaf in line))


def _is_opaque(line: list[Leaf]) -> bool:
    return any(leaf.kind == "opaque" for leaf in line)


def _is_spinner(leaf: Leaf) -> bool:
    tag = leaf.node
    return isinstance(tag, Tag) and tag.name == "img" and marks.is_spinner(str(tag.get("src", "")))


def _prune(tag: Tag | None, root: Tag) -> None:
    """Remove the outermost element, from `tag` up to below `root`, that has nothing visible left.

    An empty cell stays in its table until all of the table is empty.
    """
    empty: Tag | None = None
    child: Tag | None = None
    while tag is not None and tag is not root and tag.name in _CONTAINERS:
        if any(_shows(other) for other in tag.children if other is not child):
            break
        empty = empty if tag.name in TABLE else tag
        child, tag = tag, tag.parent
    if empty is not None:
        empty.extract()


def _shows(node: PageElement) -> bool:
    nodes = node.self_and_descendants if isinstance(node, Tag) else [node]
    return any(map(_is_visible, nodes))


def _is_visible(node: PageElement) -> bool:
    """Whether `node` shows something itself, apart from its children."""
    if isinstance(node, Tag):
        return node.name not in _CONTAINERS
    return not isinstance(node, PreformattedString) and not marks.is_blank(str(node))
