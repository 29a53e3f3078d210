"""HTML in a post that is never closed, or that keeps Markdown from its work."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from plugins.article_body.sanitising import TAGS
from plugins.core.signs import has_any
from plugins.posts.rules import source_text
from plugins.posts.rules.places import raw_blocks
from plugins.posts.rules.rule import PostToCheck, Problem, Rule
from plugins.posts.rules.source_text import Tag

# Browsers end these where they should; the second group has no content.
_OPTIONAL = frozenset({
    "caption", "colgroup", "dd", "dt", "li", "p", "rp", "rt", "rtc", "rb", "tbody", "td", "tfoot",
    "th", "thead", "tr",
    "area", "br", "col", "hr", "img", "wbr",
})  # fmt: skip
_TRIED = 200
_ALONE = re.compile(r"^[ \t]*(<[^\n]*>)[ \t]*$", re.MULTILINE)
# Signs of Markdown that are hardly anything else within HTML.
_MARKDOWN = re.compile(
    r"(?<![*\w])\*\*[^\s*](?:[^*\n]{0,200}[^\s*])?\*\*(?!\*)"
    r"|(?<!\w)__[^\W_](?:[^_\n]{0,200}[^\s_])?__(?!\w)"
    r"|!?\[[^\[\]\n]{0,200}\]\([^()\n]{1,500}\)"
    r"|^ {0,3}#{1,6} [^\n]+"
    r"|^ {0,3}[-*+] [^\n]*\n {0,3}[-*+] [^\n]+",
    re.MULTILINE,
)


def unclosed_tags(post: PostToCheck) -> Iterator[Problem]:
    """Tags of elements that end nowhere; too many have an error of their own, and no `root`."""
    for tag in unclosed(post) if post.root else []:
        message = f"<{tag.name}> is never closed, so it would change the rest of the page."
        hint = f"Write `</{tag.name}>` where it ends, or delete it."
        yield post.at(tag.start, message, hint)


def unclosed(post: PostToCheck) -> list[Tag]:
    """The start tags in a post whose elements end nowhere, in order."""
    opened: dict[str, list[Tag]] = {}
    for tag in post.tags:
        if tag.name in _OPTIONAL or tag.name not in TAGS:
            continue  # `remove_forbidden` reports other names
        waiting = opened.setdefault(tag.name, [])
        if not tag.closes:
            waiting.append(tag)
        elif waiting:
            waiting.pop()
    return sorted(tag for waiting in opened.values() for tag in waiting)


def without_unclosed_blocks(post: PostToCheck) -> str:
    """The body without the tags in lines of their own whose elements end nowhere.

    All else keeps its place. It is empty if there is no such tag.
    """
    ends = {tag.start: tag.end for tag in unclosed(post)} if post.root else {}

    def blank(line: re.Match[str]) -> str:
        return " " * len(line[0]) if ends.get(line.start(1)) == line.end(1) else line[0]

    body = _ALONE.sub(blank, post.body) if ends else post.body
    return "" if body == post.body else body


def open_comments(post: PostToCheck) -> Iterator[Problem]:
    """Notes of the editors that readers would see, or that hide what was meant for readers."""
    if not has_any(post.prose, ["<!--"]):
        return
    for comment in source_text.comments(source_text.without_escapes(post.prose)):
        if not comment.closed:
            message = "This comment is never closed."
            hint = "Write `-->` after it."
            yield post.at(comment.start, message, hint)
        elif comment.wrong >= 0:
            message = "This comment does not end where it should, and hides what comes after it."
            hint = "End each comment with `-->`, without a space in it."
            yield post.at(comment.wrong, message, hint)


def swallowed_markdown(post: PostToCheck) -> Iterator[Problem]:
    """Markdown within HTML, which is shown as it was typed."""
    if "<" not in post.shown:
        return
    for block in raw_blocks(post):
        if not block.closed and block.name not in _OPTIONAL:
            continue  # `unclosed_tags` reports it
        inside = post.shown[block.start : block.end]
        for found in islice(_MARKDOWN.finditer(inside), _TRIED):
            if found[0].strip() in post.visible:
                message = "HTML is around this Markdown, so readers would see its signs."
                hint = "Delete the HTML tags around it, or write HTML inside them too."
                start = block.start + found.start() + len(found[0]) - len(found[0].lstrip())
                yield post.at(start, message, hint)
                break


_POST = "---\ntitle: Knees\ndate: 2026-01-02\n---\n"
RULES = (
    Rule(
        id="raw-html/unclosed-tag",
        severity="error",
        summary="Each HTML tag that needs it has its closing tag.",
        reason="Without it, Markdown and the rest of the page would be part of the element.",
        bad=f"{_POST}Bring <b>shoes.\n",
        good=f"{_POST}Bring <b>shoes</b>.\n",
        check=unclosed_tags,
    ),
    Rule(
        id="raw-html/open-comment",
        severity="error",
        summary="A comment ends with `-->`.",
        reason="Readers would see it, or not see the text after it.",
        bad=f"{_POST}Bring shoes. <!-- which kind?\n",
        good=f"{_POST}Bring shoes. <!-- which kind? -->\n",
        check=open_comments,
    ),
    Rule(
        id="raw-html/markdown-inside",
        severity="error",
        summary="There is no Markdown within a block of HTML.",
        reason="Markdown leaves such a block as it is, so readers would see the signs.",
        bad=f"{_POST}<div>\nBring **shoes**.\n</div>\n",
        good=f"{_POST}Bring **shoes**.\n",
        check=swallowed_markdown,
    ),
)
