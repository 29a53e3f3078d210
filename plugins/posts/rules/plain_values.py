"""Values of the front matter are plain text: pages show Markdown and HTML in them as signs."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from plugins.core.signs import has_any
from plugins.posts.rules.rule import PostToCheck, Problem, Rule

_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
_MARKUP = re.compile(
    r"</?(?:[abipqsu]|abbr|br|cite|code|del|div|em|font|h[1-6]|img|mark|small|span|strong|sub|sup)"
    r"\b[^<>]{0,200}>"
    r"|(?<![\w*])(\*\*|__)(?=[^\s*_])[^*_]{1,200}(?<=[^\s*_])\1(?![\w*])"
    r"|(?<![\w*])\*(?=[^\s*])[^*]{1,200}(?<=[^\s*])\*(?![\w*])"
    r"|(?<!\w)(`|~~)(?=\S)[^`~]{1,200}(?<=\S)\2(?!\w)"
    r"|!?\[[^\[\]]{1,200}\]\([^()\s]{1,300}\)"
)
_SIGNS = "&<*_`~["  # any markup has one of these


def markup(post: PostToCheck) -> Iterator[Problem]:
    """The first sign of Markdown or HTML in each value."""
    for path, value in post.values():  # a summary may be HTML
        if not has_any(value, _SIGNS):
            continue
        for entity in _ENTITY.finditer(value):
            if (right := html.unescape(entity[0])) != entity[0]:
                message = f"Readers would see “{entity[0]}” here, and not the character."
                meant = "a space" if right.isspace() else f"`{right}`"
                yield post.key(path, message, f"Write {meant}.")
                break
        if found := _MARKUP.search(value):
            message = f"Readers would see “{found[0]:.60}” as it is: this value is plain text."
            yield post.key(path, message, "Write only the words.")


_POST = "---\ntitle: {0}\ndate: 2026-01-02\n---\nRest.\n"
RULES = (
    Rule(
        id="markup/in-plain-value",
        severity="error",
        summary="Titles and descriptions are plain text, without Markdown and HTML.",
        reason="Readers would see the signs, and not their effect.",
        bad=_POST.format("Knees &amp; hips"),
        good=_POST.format("Knees & hips"),
        check=markup,
    ),
)
