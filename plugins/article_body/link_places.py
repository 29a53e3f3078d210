"""Finds where the addresses of links stand in a text of Markdown or HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

_SIGNS = ("](", "]:", "<", "href")  # a text without these has no link
# After "](": an address in < >, or everything up to the closing bracket, with the title.
_INLINE = re.compile(r"\]\([ \t]*(?:<([^<>\n]{0,1000}+)>|((?:[^()\n]|\([^()\n]*+\)){0,1000}+)\))")
_TITLE = re.compile(r"[ \t]+(?:[\"“”„«'‘’].*|\(.*)$")
_DEFINITION = re.compile(r"^[ >]*\[[^\[\]\n]{1,300}+\]:[ \t]*\n?[ \t]*<?([^\s<>]++)", re.MULTILINE)
_ANGLED = re.compile(r"<(\{[a-z]+\}[^<>\n]{1,1000}+|[^<>\s\"'=:@]{1,100}+[:@][^<>\s]{1,1000}+)>")
_HTML = re.compile(r"\bhref\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\s\"'<>]++))", re.IGNORECASE)
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")


def link_places(text: str) -> dict[str, list[int]]:
    """Where each address begins in `text`, in order; addresses are as a browser would get them.

    Of `[x](a.md "Title")` the address is `a.md`. An address is also listed as it is before
    backslashes and entities are read, and in `<a@b.org>` with and without `mailto:`.
    """
    found: dict[str, list[int]] = {}
    if any(sign in text for sign in _SIGNS):
        for place, address in sorted(set(_addresses(text))):
            for form in dict.fromkeys((address, _plain(address))):
                found.setdefault(form, []).append(place)
    return found


def _addresses(text: str) -> Iterator[tuple[int, str]]:
    for match in _INLINE.finditer(text):
        written = match[match.lastindex or 1]
        place = match.start(match.lastindex or 1)
        yield place, written.strip()
        if match[1] is None and (title := _TITLE.search(written)):
            yield place, written[: title.start()].strip()
    for match in _DEFINITION.finditer(text):
        yield match.start(1), match[1]
    for match in _ANGLED.finditer(text):
        yield match.start(1), match[1]
        if "@" in match[1] and ":" not in match[1]:
            yield match.start(1), f"mailto:{match[1]}"
    for match in _HTML.finditer(text):
        group = match.lastindex or 1
        yield match.start(group), match[group].strip()


def _plain(address: str) -> str:
    """`address` after Markdown and HTML have read it."""
    return unescape(_ESCAPED.sub(r"\1", address))
