"""Takes the dead Instagram feeds of an old site out of an article's HTML."""

from __future__ import annotations

from collections.abc import Sequence

from bs4 import BeautifulSoup
from bs4.element import PageElement, PreformattedString, Tag

from plugins.dead_feeds import marks
from plugins.dead_feeds.text_runs import BLOCKS, CODE, INLINE, PAGE, TABLE, TITLES, Leaf, Run, runs

# What may go when it has become empty.
_HOLDERS = (BLOCKS | INLINE | {"blockquote"}) - PAGE
# The plugin never wrote these: inside one of its elements they are the article's own words, drawn
# in by an end tag that was lost.
_AUTHORS = CODE | {"blockquote", "h2", "ol", "table", "ul"}


def remove_dead_feeds(soup: BeautifulSoup | Tag) -> int:
    """Remove every dead feed below `soup`, in place; returns how many marks of one were removed.

    A mark is an element of the plugin's with all that is in it, a shortcode alone on its line, or
    one of the plugin's messages alone in its block; what is empty without it goes too. Code,
    quotations, and whatever stands within a sentence is left as it is.
    """
    removed = 0
    # Again, because what stood on both sides of a mark may be one now.
    while found := _remove_elements(soup) + _remove_text(soup):
        removed += found
    return removed


def summary(counts: Sequence[int]) -> str:
    """One line on the dead feeds removed from posts, `counts` of them each; empty if none."""
    posts, feeds = sum(count > 0 for count in counts), sum(counts)
    if not feeds:
        return ""
    pieces = "1 piece" if feeds == 1 else f"{feeds:,} pieces"
    return f"Left out {pieces} of dead Instagram feeds in {posts:,} post{'s' * (posts > 1)}."


def _remove_elements(root: Tag) -> int:
    count = 0
    parents: list[Tag | None] = []
    closed = {id(root)} if root.name in CODE else set()
    for tag in [node for node in root.descendants if isinstance(node, Tag)]:
        if id(tag.parent) in closed or tag.name in CODE:
            closed.add(id(tag))
        elif _is_feed(tag):
            count += 1
            if tag.find(_is_authors):
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


def _is_authors(tag: Tag) -> bool:
    return tag.name in _AUTHORS and not _is_feed(tag)


def _remove_text(root: Tag) -> int:
    count = 0
    parents: list[Tag | None] = []
    for run in list(runs(root)):
        doomed = _doomed(run)
        count += marks.count_marks("".join(leaf.text for leaf in doomed))
        for leaf in doomed:
            parents.append(leaf.node.parent)
            leaf.node.extract()
    for parent in parents:
        _prune(parent, root)
    return count


def _doomed(run: Run) -> list[Leaf]:
    """The leaves to remove: all where they are marks only, else the lines that are shortcodes."""
    bare = all(leaf.kind in ("text", "break") or _is_spinner(leaf) for leaf in run.leaves)
    text = "".join(leaf.text for leaf in run.leaves)
    if bare and run.block.name not in TITLES and marks.has_only_marks(text):
        return run.leaves
    doomed: list[Leaf] = []
    last_break: Leaf | None = None
    for line in run.lines():
        ended = line[-1].kind == "break"
        if not _is_feed_line(line):
            last_break = line[-1] if ended else None
        elif any(leaf.kind == "thing" for leaf in line):
            doomed += [leaf for leaf in line if leaf.kind == "text"]
            last_break = line[-1] if ended else None
        else:
            # A line goes with its own end, the last one with the end of the line before it.
            doomed += line if ended or not last_break else [*line, last_break]
    return doomed


def _is_feed_line(line: list[Leaf]) -> bool:
    quoted = any(leaf.kind == "quotation" for leaf in line)
    return not quoted and marks.has_only_shortcodes("".join(leaf.text for leaf in line))


def _is_spinner(leaf: Leaf) -> bool:
    tag = leaf.node
    return isinstance(tag, Tag) and tag.name == "img" and marks.is_spinner(str(tag.get("src", "")))


def _prune(tag: Tag | None, root: Tag) -> None:
    """Remove the outermost element from `tag` up, short of `root`, that shows nothing any more.

    An empty cell stays in its table until all of the table is empty.
    """
    empty: Tag | None = None
    child: Tag | None = None
    while tag is not None and tag is not root and tag.name in _HOLDERS:
        if any(_shows(other) for other in tag.children if other is not child):
            break
        empty = empty if tag.name in TABLE else tag
        child, tag = tag, tag.parent
    if empty is not None:
        empty.extract()


def _shows(node: PageElement) -> bool:
    if not isinstance(node, Tag):
        return not isinstance(node, PreformattedString) and not marks.is_blank(str(node))
    return node.name not in _HOLDERS or any(map(_shows_itself, node.descendants))


def _shows_itself(node: PageElement) -> bool:
    return node.name not in _HOLDERS if isinstance(node, Tag) else _shows(node)
