"""Commands of other systems, which do nothing here and would be shown as text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from plugins.core.signs import has_any
from plugins.posts.rules.rule import PostToCheck, Problem, Rule
from plugins.posts.rules.shortcodes import is_shortcode

_TRIED = 500  # places of one pattern in one post
_TEMPLATE = re.compile(r"\{%[^{}\n]{0,300}%\}|\{\{[^{}\n]{1,300}\}\}|<%[^<>\n]{0,300}%>")
_DIRECTIVE = re.compile(
    r"^ {0,3}(?:"
    r"\.\. [\w-]+::[^\n]*"  # reStructuredText
    r"|:::+ ?\{?\.?[A-Za-z][^\n]*"  # MyST, Pandoc, Docusaurus
    r"|(?:> ?)*\[![A-Za-z]+\]"  # GitHub, Obsidian
    r"|\[\[?_?TOC_?\]?\]|\[toc\]"
    r"|(?:image|include|video)::[^\n\[]*\["  # AsciiDoc
    r"|\?\?\?\+? [^\n]*|===\+? \"[^\n]*"  # PyMdown
    r")",
    re.MULTILINE,
)
_EMBEDDED = re.compile(r"!\[\[[^\[\]\n]{1,300}\]\]")
_WIKI_LINK = re.compile(
    r"(?<!!)\[\[(?!_?TOC_?\])(?=[^\[\]\n]*[^\W\d_])[^\[\]\n]{1,300}\]\](?![(\[])"
)
_MARKED = re.compile(r"(?<![=\w])==(?=[^\s=])[^=\n]{1,300}(?<=\S)==(?![=\w])")
_RAISED = re.compile(r"(?<=\w)([~^])(\w{1,9})\1(?![~^])")
_INLINE_NOTE = re.compile(r"(?<=\S)\^\[[^\[\]\n]{1,300}\](?![(\[])")
# Each pattern, and the signs of which a text that it matches has one.
_DIRECTIVES = (
    (_DIRECTIVE, ("::", "[!", "TOC", "[toc]", "???", "===")),
    (_EMBEDDED, ("![[",)),
    (_WIKI_LINK, ("[[",)),
    (_MARKED, ("==",)),
    (_RAISED, ("~", "^")),
    (_INLINE_NOTE, ("^[",)),
)
_FENCE_DIRECTIVE = re.compile(r"\{[A-Za-z][\w:-]*\}")
_PICTURE = "Write each picture as `![What it shows](file.png)`."
_VIDEO = "Link to it: `[Watch the video](https://...)`."
_BOX = "Write a box as `!!! note`, and its text below, each line after four spaces."


def template_tags(post: PostToCheck) -> Iterator[Problem]:
    """Commands of Jekyll, Hugo, Jinja and others; Markdown leaves out some, and shows the rest."""
    if not has_any(post.shown, ("{%", "{{", "<%")):
        return
    for found in _TEMPLATE.finditer(post.shown):
        if post.extended and found[0] not in post.visible:
            continue
        message = f"“{found[0]:.60}” is a command of another system, and does nothing here."
        yield post.at(found.start(), message, "Delete it, and write what it was to insert.")


def directives(post: PostToCheck) -> Iterator[Problem]:
    """Boxes, contents and pictures as other kinds of Markdown, and reStructuredText, have them."""
    for pattern, signs in _DIRECTIVES:
        if not has_any(post.shown, signs):
            continue
        for found in islice(pattern.finditer(post.shown), _TRIED):
            words = found[0].strip().lstrip("> ")
            # WordPress shows a shortcode in two brackets.
            if words in post.visible and not is_shortcode(words[1:-1]):
                place = found.start() + len(found[0]) - len(found[0].lstrip())
                yield post.at(place, _does_nothing(words), _directive_hint(words))
    for fence in post.fences:
        if _FENCE_DIRECTIVE.match(fence.words):
            words = f"{fence.mark}{fence.words}"
            yield post.at(fence.start, _does_nothing(words), _directive_hint(words))


def _does_nothing(words: str) -> str:
    return f"“{words:.60}” belongs to another kind of Markdown, and does nothing here."


def _directive_hint(words: str) -> str:
    return _inline_hint(words) or _block_hint(words)


def _inline_hint(words: str) -> str:
    """The hint for signs within a paragraph, or ""."""
    if words.startswith("[["):
        return "Write a link to a post as `[words](the-file.md)`."
    if words.startswith("^["):
        return f"Write `[^a]`, and on a line of its own `[^a]: {words[2:-1]:.60}`."
    if words.startswith("=="):
        return f"Write `<mark>{words.strip('='):.60}</mark>`, or `**` around the words."
    if words.startswith(("~", "^")):
        name = "sub" if words[0] == "~" else "sup"
        return f"Write `<{name}>{words.strip('~^')}</{name}>`."
    return ""


def _block_hint(words: str) -> str:
    folded = words.casefold()
    if "toc" in folded or "contents" in folded:
        return "Delete it: a long post begins with its contents anyway."
    if folded.startswith("![[") or "image" in folded or "figure" in folded:
        return _PICTURE
    return _VIDEO if "video" in folded else _BOX


_POST = "---\ntitle: Knees\ndate: 2026-01-02\n---\n"
_REASON = "Readers would see the command, and not what it was to insert."
RULES = (
    Rule(
        id="other-system/template-tag",
        severity="error",
        summary="A post has no commands of templates.",
        reason=_REASON,
        bad=f"{_POST}{{% include opening-hours.html %}}\n",
        good=f"{_POST}We open at nine.\n",
        check=template_tags,
    ),
    Rule(
        id="other-system/directive",
        severity="error",
        summary="Boxes, contents and pictures are written as docs/writing.md shows.",
        reason=_REASON,
        bad=f"{_POST}:::note\nBring shoes.\n:::\n",
        good=f"{_POST}!!! note\n    Bring shoes.\n",
        check=directives,
    ),
)
