"""Converts Markdown to HTML, within limits beyond which Python-Markdown would take minutes.

From each opening character, Python-Markdown's patterns search to the end of the paragraph or of the
post for the closing one, so the time grows with the square of the number of unclosed characters.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from importlib import import_module
from typing import Any

import markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import AutolinkInlineProcessor

from plugins.core.findings import Finding
from plugins.core.signs import has_any
from plugins.posts import block_layout
from plugins.posts.extension_errors import ExtensionError
from plugins.posts.fences import NestedCode, NestedFences
from plugins.posts.quick_markdown import QuickMarkdown, always

# What a text must contain to need an extension of Python-Markdown: together these are `extra` and
# `admonition`. Most posts need few, and each takes time in every paragraph. Markdown within HTML
# may continue a definition or a box that the HTML begins.
EXTENSIONS = {
    "fenced_code": ("```", "~~~"),
    "footnotes": ("[^",),
    "attr_list": ("{",),
    "def_list": (": ", ":\t", "<"),
    "tables": ("|",),
    "abbr": ("*[",),
    "md_in_html": ("<",),
    "admonition": ("!!!", "<"),
}
# What a text must contain to need another step of Python-Markdown, or one of ours.
STEPS = {
    "html_block": ("<", "&"),
    "hashheader": ("#",),
    "quote": (">",),
    "reference": ("]:",),  # the address of a link, and a link whose address is elsewhere
    "backtick": ("`",),
    "escape": ("\\",),
    "open_comments": ("<!--",),
    "link": ("](",),
    "image_link": ("![",),
    "image_reference": ("![",),
    "short_reference": ("]:",),
    "short_image_ref": ("![",),
    "autolink": ("<",),
    "automail": ("<",),
    "linebreak": ("  \n", "\t", "\r", "<"),  # tabs become spaces; line feeds follow HTML
    "bare_links": ("://", "ww.", "WW.", "@"),
    "html": ("<",),
    "entity": ("&",),
    "line_to_write_on": ("____",),
    "bold_within": ("**",),
    "struck": ("~~",),
    "unescape": ("\\",),
}
_MAKE = {name: import_module(f"markdown.extensions.{name}").makeExtension for name in EXTENSIONS}
RULE = "post/too-many"

# A link to a file of the site by its name alone, such as <{filename}other.md>.
_FILE_LINK = r"<(\{(?:filename|static|attach)\}[^<>\n]+)>"
_NESTING = re.compile(r"[>\s]*(?:(?:[-*+]|\d+[.)])\s+)*")
_LEVEL = re.compile(r">| {4}|\t|[-*+]|\d+[.)]")
_MAX_LEVELS = 250  # Python-Markdown stops a little later, and leaves the other marks as text


def to_html(body: str, others: Sequence[Any] = ()) -> str:
    """The HTML of a Markdown text; raises RecursionError if it is nested too deeply.

    It is converted with the extensions `others` too; raises ExtensionError if one of them fails.
    Each text has a new converter, which takes a tenth of a millisecond: after a RecursionError an
    old one would still be inside the lists of the text before, even after `reset`.
    """
    body, nested_code = block_layout.lay_out(body)
    if any(_levels(row) > _MAX_LEVELS for row in body.split("\n") if len(row) > _MAX_LEVELS):
        raise RecursionError("quotes or lists")
    if others:
        return _convert_with(others, body, nested_code)
    extensions = [_MAKE[name]() for name in needed(body)]
    made = QuickMarkdown(extensions, left_out=STEPS.keys() - needed(body, STEPS))
    return _convert(made, body, nested_code)


def _convert_with(others: Sequence[Any], body: str, nested_code: tuple[NestedCode, ...]) -> str:
    """Convert with all steps: nobody knows which of them the extensions `others` need."""
    try:
        return _convert(converter(deepcopy(list(others))), body, nested_code)
    except RecursionError:
        raise
    except Exception as error:
        raise ExtensionError from error


def _convert(made: markdown.Markdown, body: str, nested_code: tuple[NestedCode, ...]) -> str:
    if "<{" in body:
        file_link = AutolinkInlineProcessor(_FILE_LINK, made)
        made.inlinePatterns.register(file_link, "file_link", 119)  # after `autolink`
    if nested_code:
        made.preprocessors.register(NestedFences(made, nested_code), "nested_fences", 26)
    html: str = made.convert(body)
    return html


def converter(others: Sequence[Any]) -> markdown.Markdown:
    """A converter with all our extensions, but those that the `others` replace, and these."""
    replaced = {type(each) for each in others}
    kept = [each for each in ours() if type(each) not in replaced]
    return markdown.Markdown(extensions=[*kept, *others], output_format="html")


def ours() -> list[Extension]:
    """All extensions that posts may be read with, which no converter has yet."""
    return [*(make() for make in _MAKE.values()), *always()]


def needed(body: str, known: Mapping[str, tuple[str, ...]] = EXTENSIONS) -> list[str]:
    """The names of those of the `known` that could change the HTML of a Markdown text."""
    return [name for name, signs in known.items() if has_any(body, signs)]


@dataclass(frozen=True)
class MarkdownLimit:
    """The largest number that `count` may return for a paragraph, or for a whole post."""

    what: str
    most: int
    count: Callable[[str], int]


_BACKTICKS = re.compile(r"`{100,}")
_FEW = 100  # signs; less than each limit, so that it does not matter what is around them


def _unclosed(opening: str, closing: str) -> Callable[[str], int]:
    return _opened(opening, f"(?P<opening>{re.escape(opening)})|{re.escape(closing)}")


def _emphasis(mark: str) -> Callable[[str], int]:
    one, all_ = re.escape(mark[0]), re.escape(mark)
    opening = rf"(?<![\w{one}]){all_}(?=[^\s{one}])"
    return _opened(mark, rf"(?P<opening>{opening})|(?<=[^\s{one}]){all_}(?![\w{one}])")


def _opened(sign: str, pattern: str) -> Callable[[str], int]:
    """Counts the matches with an `opening`, which has the sign, less those that close them."""
    signs = re.compile(pattern)

    def count(text: str) -> int:
        if (most := text.count(sign)) < _FEW:
            return most
        opened = 0
        for found in signs.finditer(text):
            opened = opened + 1 if found["opening"] else max(0, opened - 1)
        return opened

    return count


def _matches(pattern: str, *signs: str) -> Callable[[str], int]:
    """Counts the matches of a pattern that has one of the signs; `^` is the start of a line."""
    compiled = re.compile(pattern, re.MULTILINE)

    def count(text: str) -> int:
        most = sum(text.count(sign) for sign in signs)
        return most if most < _FEW else len(compiled.findall(text))

    return count


def _longest_backticks(text: str) -> int:
    return max(map(len, _BACKTICKS.findall(text)), default=0)


# Far above what an ordinary post has.
PARAGRAPH_LIMITS = (
    MarkdownLimit("“[” without a “]”", 200, _unclosed("[", "]")),
    MarkdownLimit("“](” without a “)”", 200, _unclosed("](", ")")),
    MarkdownLimit("“{:” without a “}”", 200, _unclosed("{:", "}")),
    MarkdownLimit("“__” without an end", 150, _emphasis("__")),
    MarkdownLimit("“_” without an end", 1000, _emphasis("_")),
    MarkdownLimit("“**” without an end", 1000, _emphasis("**")),
    MarkdownLimit("“`” in a row", 500, _longest_backticks),
    MarkdownLimit("headings", 500, _matches(r"^ {0,3}#|^[=-]+ *$", "#", "=", "-")),
    MarkdownLimit("boxes (!!!)", 500, _matches(r"^ *!!!", "!!!")),
)
POST_LIMITS = (
    MarkdownLimit("“<” without a “>”", 500, _unclosed("<", ">")),
    MarkdownLimit("footnotes", 1000, _matches(r"^ {0,3}\[\^[^\]\n]*\]:", "[^")),
    MarkdownLimit("references to footnotes", 1000, _matches(r"\[\^[^\]\n]*\](?!:)", "[^")),
    MarkdownLimit("addresses of links", 1000, _matches(r"^ {0,3}\[[^\]\n^]*\]:", "]:")),
    MarkdownLimit("abbreviations", 500, _matches(r"^ {0,3}\*\[[^\]\n]*\]:", "*[")),
    MarkdownLimit("lines of ``` or ~~~", 2000, _matches(r"^ *(?:```|~~~)", "```", "~~~")),
)

_COUNTED = "[]{_*`#=-!<~"  # what exceeds one of these limits has a hundred of one of these


def check_limits(body: str, first_line: int, path: str) -> list[Finding]:
    """Errors for exceeded limits; `body` begins on line `first_line` of the file `path`."""
    if all(body.count(sign) < _FEW for sign in _COUNTED):  # as in most posts
        return []
    paragraphs = list(_paragraphs(body))
    found = [
        _finding(limit, "one paragraph", first_line + line, path)
        for line, paragraph in paragraphs
        for limit in PARAGRAPH_LIMITS
        if len(paragraph) > limit.most and limit.count(paragraph) > limit.most
    ]
    whole = "\n".join(paragraph for _, paragraph in paragraphs)
    return found + [
        _finding(limit, "one post", first_line, path)
        for limit in POST_LIMITS
        if limit.count(whole) > limit.most
    ]


def deepest_line(body: str) -> int:
    """The first line (from 0) with the most marks of quotes and lists, or else of tags."""
    rows = body.split("\n")
    return max(range(len(rows)), key=lambda row: (_depth(rows[row]), rows[row].count("<"), -row))


def _depth(row: str) -> int:
    match = _NESTING.match(row)
    return match.end() if match and match.end() < len(row) else 0


def _levels(row: str) -> int:
    """How many quotes, lists and boxes the text of a row is in."""
    return len(_LEVEL.findall(row[: _depth(row)]))


def _paragraphs(body: str) -> Iterator[tuple[int, str]]:
    """Each paragraph and its first line (from 0), without fenced code.

    Python-Markdown removes fenced code before it tries any pattern.
    """
    rows = body.split("\n")
    closed = {
        row for first, last in block_layout.fenced_rows(body) for row in range(first, last + 1)
    }
    start = 0
    for end in range(len(rows) + 1):
        if end == len(rows) or not rows[end].strip() or end in closed:
            if end > start:
                yield start, "\n".join(rows[start:end])
            start = end + 1


def _finding(limit: MarkdownLimit, where: str, line: int, path: str) -> Finding:
    message = f"There are more than {limit.most} {limit.what} in {where}."
    return Finding(path, line, "error", RULE, message, "Delete those that are there by mistake.")
