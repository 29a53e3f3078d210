"""Signs in a Markdown text that its layout may have to change; most posts have none."""

from __future__ import annotations

import re

from plugins.core.signs import has_any

_ITEM = r"(?:[-*+]|\d{1,9}\.)\ "
_NOTE = r"\[\^[^\]\n]+\]:|:"  # of a footnote or a definition
_UNTIL_ITEM = rf"[^\n]*+(?:\n(?!\ *{_ITEM}|\ *\n)[^\n]++){{0,99}}+\n\ *"
_RAW_HTML = re.compile(r"^ {0,3}<[a-z]", re.MULTILINE | re.IGNORECASE)
_SIGNS = re.compile(
    rf"""
    \n(?:
    # marks that a word processor pasted
    [>\ ]*+(?:(?:[-*+>]|\d{{1,9}}\.|{_NOTE})\ *)*+(?:\d{{1,9}}\)\ |[•‣◦▪●■·–—\uf0a7\uf0b7])
    # an item below a paragraph, below one of the other kind, or not indented by fours
    | (\ *)(?!{_ITEM}|\#|!!!)[^\ \n>][^\n]*\n\1\ *{_ITEM}
    | (?:\ *\n|\ *(?:\#|!!!|[-*_]\ *[-*_]\ *[-*_])[^\n]*\n)
      \ *(?!{_ITEM}|\#|!!!)[^\ \n]{_UNTIL_ITEM}{_ITEM}
    | \ *[-*+]\ {_UNTIL_ITEM}\d{{1,9}}\.\ | \ *\d{{1,9}}\.\ {_UNTIL_ITEM}[-*+][ ]
    | (?:\ {{4}})*\ {{2,3}}{_ITEM} | [>\ ]*(?:(?:[-*+]|\d{{1,9}}\.)\ +)+\n
    # what may be in an item, but not by four spaces, and the end of what is
    | \ *\n(?:\ {{4}})*\ {{1,3}}[^\ \n]
    | \ *\n(\ {{4,}}+)[^\n]++(?:\n\2\ *[^\ \n][^\n]*+)*+\n(?!\2)\ *[^\ \n]
    )
    """,
    re.VERBOSE,
)
_MARKS = "`~>!|"  # each of the following has one of these
_SIGNS_WITH_MARKS = re.compile(
    rf"""
    \n(?:
    # fenced code in something, or with more than a language
    [>\ ]*[>\ ](?:```|~~~) | (?:```|~~~)[^\n]*[^\w\n`~.\#+-]
    # what is in a quote or an item, quotes in items, and boxes
    | \ *(?:(?:{_ITEM}|{_NOTE})\ *)++(?:>|```|~~~)
    | \ +(?:>|!!!) | \ *>[>\ ]*(?:{_ITEM}|\|) | \ *>[^\n]*\n\ *{_ITEM}
    | \ *[^\ \n>][^\n]*\n\ *>
    # a table below a paragraph
    | [>\ ]*[^\ \n>][^\n]*+\n[^\n|]*+\|[^\n]*+\n[>\ ]*(?:\|\ *:?-|:?-+:?\ *\|)
    )
    """,
    re.VERBOSE,
)


def found(body: str) -> bool:
    """Whether the layout of a text, which has no tabs, may have to change."""
    text = f"\n\n{body}"
    if has_any(body, ["!["]) and _RAW_HTML.search(body):
        return True
    if has_any(body, _MARKS) and _SIGNS_WITH_MARKS.search(text):
        return True
    return _SIGNS.search(text) is not None
