"""Headings: their levels, and what is below them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from plugins.article_body.plain_text import text_of
from plugins.article_body.tree import HEADINGS, Element, Node, Text
from plugins.core.signs import has_any
from plugins.posts.rules.raw_html import unclosed
from plugins.posts.rules.rule import PostToCheck, Problem, Rule

# `## Words`, words above a line of = or -, and HTML.
_IN_SOURCE = re.compile(
    r"^(?:[> ]|[-*+] |\d+[.)] )*(?:#{1,6}[^\n]*|[^\s\n][^\n]*\n(?:=+|-+)[ ]*$)|<h[1-6]\b",
    re.MULTILINE | re.IGNORECASE,
)
_HASHTAG = re.compile(r"#(?<![^\n]#)([^#\s][^\n]*)")  # at the start of a line
_MARKS = re.compile(r"(?:[> ]|[-*+] |\d+[.)] )*(#+)")
_CONTENT = frozenset({"hr", "img", "table"})
_NOT_A_WORD = re.compile(r"[\W_]+")


def repeats_title(post: PostToCheck) -> Iterator[Problem]:
    """A first heading with the words of the title, which the page shows above it."""
    found = _headings(post)
    title = _plain(post.front.title)
    if found and title and _plain(text_of(found[0])) == title:
        message = "This heading repeats the title, which the page shows above the text."
        yield post.at(_place(post, found[0]), message, "Delete it.")


def skipped_levels(post: PostToCheck) -> Iterator[Problem]:
    """Headings more than one level below the heading above them."""
    above = 1
    for heading in _headings(post):
        level = int(heading.name[1])
        if level > above + 1:
            words = f"{text_of(heading):.60}"
            message = f"The heading “{words}” is {level - above} levels below the one above it."
            place = _place(post, heading)
            marks = _MARKS.match(post.body, place)
            # All levels are one lower if the post has a heading of level 1.
            lowered = level - len(marks[1]) if marks else 0
            wanted = "#" * max(1, above + 1 - lowered)
            yield post.at(place, message, f"Begin it with `{wanted} `.")
        above = level


def empty_sections(post: PostToCheck) -> Iterator[Problem]:
    """Headings with nothing below them."""
    if has_only_headings(post):
        return  # `unfinished` reports it
    for heading in sections_without_content(post):
        message = f"There is no text below the heading “{text_of(heading):.60}”."
        yield post.at(_place(post, heading), message, "Write the text, or delete the heading.")


def has_only_headings(post: PostToCheck) -> bool:
    """Whether the post has headings, and nothing else that visitors would see."""
    root = _root(post)
    if any(map(_is_content, _nodes(root))):  # most posts have some near the start
        return False
    return any(isinstance(node, Element) and _is_heading(node) for node in _nodes(root))


def sections_without_content(post: PostToCheck) -> list[Element]:
    """The headings that another one of the same or a higher level, or the end, follows directly."""
    empty: list[Element] = []
    waiting: list[Element] = []  # headings for which no content was found yet
    root = _root(post)
    around = {outer for heading in _headings(post) for outer in heading.ancestors()}
    nodes: list[Node] = [root] if root in around else []
    while nodes:
        node = nodes.pop()
        if isinstance(node, Element) and _is_heading(node):
            while waiting and waiting[-1].name >= node.name:
                empty.append(waiting.pop())
            waiting.append(node)
            continue
        if waiting and _is_content(node):
            waiting.clear()
        # What has no headings matters only until some content is found.
        if isinstance(node, Element) and (waiting or node in around) and not _is_footnote(node):
            nodes += node.children[::-1]
    return empty + waiting


def hashtags(post: PostToCheck) -> Iterator[Problem]:
    """Lines that begin with `#` and a word, such as `#1` or a hashtag: headings for Markdown."""
    tags = [*_HASHTAG.finditer(post.shown)]
    headings = {_plain(text_of(heading)) for heading in _headings(post)} if tags else set()
    for found in tags:
        if (words := _plain(found[1])) and words in headings:
            message = "This line is shown as a large heading, because of its “#”."
            hint = rf"Write `## {found[1]:.60}` for a heading, or `\#{found[1]:.60}` for text."
            yield post.at(found.start(), message, hint)


def _nodes(root: Element | None) -> Iterator[Node]:
    """The nodes of a post, but not those in headings, nor footnotes: they are below the text."""
    waiting: list[Node] = [root] if root else []
    while waiting:
        node = waiting.pop()
        yield node
        if isinstance(node, Element) and not _is_heading(node) and not _is_footnote(node):
            waiting += node.children[::-1]


def _is_content(node: Node) -> bool:
    if isinstance(node, Text):
        return bool(node.value) and not node.value.isspace()
    return isinstance(node, Element) and node.name in _CONTENT


def _is_heading(element: Element) -> bool:
    """Whether it is a heading of the text, and not the title of a care card."""
    return element.name in HEADINGS and "care-title" not in element.classes


def _is_footnote(element: Element) -> bool:
    return "footnote" in element.classes


def _headings(post: PostToCheck) -> list[Element]:
    root = _root(post)
    return [found for found in root.elements(HEADINGS) if _is_heading(found)] if root else []


def _root(post: PostToCheck) -> Element | None:
    """The finished body; None if there is none, or if a heading in HTML has the rest of it."""
    if has_any(post.shown, ["<h"]) and any(tag.name in HEADINGS for tag in unclosed(post)):
        return None
    return post.root


def _place(post: PostToCheck, heading: Element) -> int:
    """Where a heading is in the source, or 0."""
    found = [found.start() for found in _IN_SOURCE.finditer(post.shown)]
    headings = _headings(post)
    if len(found) == len(headings):
        return found[headings.index(heading)]
    return _first_with(post, _plain(text_of(heading)), found)


def _first_with(post: PostToCheck, words: str, places: list[int]) -> int:
    for place in places:
        if words in _plain(post.body[place:].partition("\n\n")[0]):
            return place
    return 0


def _plain(text: str) -> str:
    return _NOT_A_WORD.sub(" ", text.casefold()).strip()


_POST = "---\ntitle: Knees\ndate: 2026-01-02\n---\n"
RULES = (
    Rule(
        id="heading/repeats-title",
        severity="warning",
        summary="The first heading is not the title again.",
        reason="The page shows the title above the text, so readers would see it twice.",
        bad=f"{_POST}## Knees\n\nRest them.\n",
        good=f"{_POST}## What helps?\n\nRest them.\n",
        check=repeats_title,
        waivable=True,
    ),
    Rule(
        id="heading/hashtag",
        severity="error",
        summary="The signs of a heading have a space after them.",
        reason="A line that begins with a hashtag, or with “#1”, would be a large heading.",
        bad=f"{_POST}Rest.\n\n#1 in our list is sleep.\n\nThen ice.\n",
        good=f"{_POST}Rest.\n\n\\#1 in our list is sleep.\n\nThen ice.\n",
        check=hashtags,
    ),
    Rule(
        id="heading/skipped-level",
        severity="warning",
        summary="A heading is at most one level below the heading above it.",
        reason="People who cannot see the page move from heading to heading, by their levels.",
        bad=f"{_POST}## What helps?\n\nRest.\n\n#### At night\n\nSleep.\n",
        good=f"{_POST}## What helps?\n\nRest.\n\n### At night\n\nSleep.\n",
        check=skipped_levels,
        waivable=True,
    ),
    Rule(
        id="heading/empty-section",
        severity="warning",
        summary="There is text below each heading.",
        reason="A heading without text tells readers that something is missing.",
        bad=f"{_POST}## What helps?\n\n## What are the risks?\n\nNone are known.\n",
        good=f"{_POST}## What helps?\n\nRest.\n\n## What are the risks?\n\nNone are known.\n",
        check=empty_sections,
        allowed_in_drafts=True,
        strict_when_published=True,
        waivable=True,
    ),
)
