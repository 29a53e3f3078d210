"""Markdown that did not take effect, so that visitors would see its signs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from plugins.article_body.intrasite import PREFIXES
from plugins.article_body.tree import Text
from plugins.core.signs import has_any
from plugins.posts.rules.places import Places
from plugins.posts.rules.rule import PostToCheck, Problem, Rule

_TRIED = 200  # places of one rule in one post, because each is searched for in all of it
# `** words **`, or a sign at the start or at the end of words.
_EMPHASIS = re.compile(
    r"(?<!\S)\*\*(?= [^\W\d][^*\n]{0,200}\*\*(?!\w))"
    r"""|(?<![^\s(\["'“‘>–—-])(?:\*\*|__)(?=[^\s*_])"""
    r"|(?<=[^\s*_])(?:\*\*|__)(?![\w*])"
    r"|(?<![^\s(])~~(?=[^\W_])"
    r"""|(?<![^\s(\["'“‘])_(?=[^\W\d_])|(?<=[^\W\d_])_(?!\.\w)(?=[\s.,:;!?)]|$)"""
    r"|(?<=\S[ ])\*(?=[^\W\d_])",
    re.MULTILINE,
)
# A star that refers to a note, or that begins one.
_NOTE_STAR = re.compile(r"[^\s*]\*(?![*\w])|^ *\*(?!\*)", re.MULTILINE)
_NEAR = 30  # characters of emphasised words by which their place is found
_EFFECTS = {
    "*": ("emphasises nothing", "stressed words"),
    "_": ("emphasises nothing", "stressed words"),
    "**": ("makes nothing bold", "bold words"),
    "__": ("makes nothing bold", "bold words"),
    "~~": ("strikes nothing out", "struck words"),
}
_WORD_AROUND = re.compile(r"\S{0,60}\Z")
_BACKTICKS = re.compile(r"(?<!\w)`+(?!`)|(?<!`)`+(?![\w`])")
_FENCE = re.compile(r"(?:^|\n) *`{3,}\Z")
_CHECKBOX = re.compile(r"^[ \t]*(\[(?: {1,3}| ?[xX] ?)\])(?=\s|\w|$)", re.MULTILINE)
_ROW_START = re.compile(r"(?:\n|\A)[> ]*(?:(?:[-*+]|\d+\.) +)?\Z")
_BRACES = re.compile(r"(?<![^\s*_)\]>`])\{(:?)([^{}%\n]{1,300})\}", re.MULTILINE)
_DIRECTIVE = re.compile(r"(?:^|\n) *:::[^\n]*\Z")  # see other_systems
_TEX = re.compile(r"(?:\\[A-Za-z]+|\$[^$\n]*)[_^]\Z")  # braces after it are part of a formula
_IN_BRACES = re.compile(r"\{[^{}%\n]{1,301}\}")
_SIGNS_BETWEEN = re.compile(r"[\W_]+")
_ATTRIBUTE = re.compile(r"""[.#][\w:-]+|[\w:-]+=(?:"[^"]*"|'[^']*'|[^\s"']+)""")
_SWITCHES = frozenset({"download", "hidden", "markdown", "open", "reversed"})


def unclosed_emphasis(post: PostToCheck) -> Iterator[Problem]:
    """Stars and lines that were to stress words, and tildes that were to strike them out.

    One star alone may be that of a note, if the post has another one that may be.
    """
    text = post.visible
    if not has_any(text, _EFFECTS):
        return
    places = Places(post)
    has_notes = bool(_NOTE_STAR.search(text))
    uneven = sorted(set(_uneven_emphasis(post)))
    yield from (_without_effect(post, place, "**") for place in uneven)
    for found in islice(_EMPHASIS.finditer(text), _TRIED):
        before = _WORD_AROUND.search(text[max(0, found.start() - 60) : found.start()])
        if before and before[0].startswith(("@", "http:", "https:", "www.")):
            continue
        if (found[0] == "*" and has_notes) or (found[0] == "_" and before and "_" in before[0]):
            continue
        place = places.find(found.start(), found.end())
        if place is not None and place not in uneven:
            yield _without_effect(post, place, found[0])


def _without_effect(post: PostToCheck, place: int, sign: str) -> Problem:
    message = f"The “{sign}” here {_EFFECTS[sign][0]}, and readers would see it."
    example = f"{sign}{_EFFECTS[sign][1]}{sign}"
    escaped = "".join(rf"\{character}" for character in sign)
    hint = (
        f"Write `{example}`, in one paragraph and without spaces inside the signs; "
        f"or `{escaped}` to show them."
    )
    return post.at(place, message, hint)


def _uneven_emphasis(post: PostToCheck) -> Iterator[int]:
    """Where words have two stars on one side, and one on the other."""
    if not has_any(post.shown, ["**"]):
        return
    for stressed in islice(post.root.elements({"em"}) if post.root else [], _TRIED):
        siblings = stressed.parent.children if stressed.parent else []
        at = siblings.index(stressed)
        before, after = siblings[max(0, at - 1)], siblings[min(at + 1, len(siblings) - 1)]
        words = stressed.text()
        if isinstance(before, Text) and before.value.endswith("*"):
            place = post.shown.find(f"**{words[:_NEAR]}")
        elif isinstance(after, Text) and after.value.startswith("*"):
            place = post.shown.find(f"{words[-_NEAR:]}**")
            place += min(len(words), _NEAR) if place >= 0 else 0
        else:
            continue
        if place >= 0:
            yield place


def unclosed_code(post: PostToCheck) -> Iterator[Problem]:
    """Backticks without a partner; one between letters is an apostrophe."""
    if "`" not in post.visible:
        return
    for found in _BACKTICKS.finditer(post.shown):
        if _FENCE.search(post.shown[max(0, found.start() - 8) : found.end()]):
            continue
        message = "This backtick has no partner, and readers would see it."
        hint = "Write one before and one after the code; an apostrophe is written '."
        yield post.at(found.start(), message, hint)


def checkbox(post: PostToCheck) -> Iterator[Problem]:
    """Boxes to tick that do not begin an item of a list, or have no space after them."""
    if not has_any(post.visible, ("[ ", "[x", "[X")):
        return
    places = Places(post)
    for found in islice(_CHECKBOX.finditer(post.visible), _TRIED):
        place = places.find(found.start(1), found.end(1))
        if place is not None and _ROW_START.search(post.shown[max(0, place - 30) : place]):
            message = f"“{found[1]}” is no box to tick here, and readers would see the signs."
            box = f"[{found[1].strip('[ ]') or ' '}]"
            yield post.at(place, message, f"Write `- {box} Shoes`, an item of a list.")


def braces(post: PostToCheck) -> Iterator[Problem]:
    """Braces that Markdown reads as attributes but that have words, or that have no effect."""
    if "{" not in post.shown or post.root is None:
        return
    everything = set(_IN_BRACES.findall(post.root.text()))
    seen = {_SIGNS_BETWEEN.sub("", each) for each in everything}
    visible = set(_IN_BRACES.findall(post.visible))
    for found in _BRACES.finditer(post.shown):
        before = post.shown[max(0, found.start() - 60) : found.start()]
        if _DIRECTIVE.search(before) or _TEX.search(before):
            continue
        words = [word for word in _ATTRIBUTE.sub("", found[2]).split() if word not in _SWITCHES]
        # Emphasis, code and escapes within braces are seen without their signs.
        written = _SIGNS_BETWEEN.sub("", post.body[found.start() : found.end()])
        if found[0] in everything:
            if not words and found[0] in visible:
                message = f"“{found[0]}” has no effect here, and readers would see it."
                yield post.at(found.start(), message, "Delete it.")
        elif words and words[0] not in PREFIXES and written not in seen:
            message = f"Readers would not see “{found[0]}”: words in braces are left out here."
            hint = f"Write `({found[2].strip()})`, or delete the braces."
            yield post.at(found.start(), message, hint)


_POST = "---\ntitle: Knees\ndate: 2026-01-02\n---\n"
_SIGNS = "Readers would see the signs, and not their effect."


def _rule(name: str, summary: str, reason: str, bad: str, good: str) -> Rule:
    return Rule(
        id=f"markup/{name}",
        severity="error",
        summary=summary,
        reason=reason,
        bad=f"{_POST}{bad}\n",
        good=f"{_POST}{good}\n",
        check=_CHECKS[name],
    )


_CHECKS = {
    "unclosed-emphasis": unclosed_emphasis,
    "unclosed-code": unclosed_code,
    "checkbox": checkbox,
    "braces": braces,
}
RULES = (
    _rule(
        "unclosed-emphasis",
        "Stressed, bold and struck text ends where it should.",
        _SIGNS,
        "Rest is **important.",
        "Rest is **important**.",
    ),
    _rule(
        "unclosed-code",
        "Code begins and ends with a backtick.",
        _SIGNS,
        "Press the `Enter key.",
        "Press the `Enter` key.",
    ),
    _rule(
        "checkbox",
        "A box to tick begins an item of a list.",
        _SIGNS,
        "Bring these:\n\n[ ] shoes",
        "Bring these:\n\n- [ ] shoes",
    ),
    _rule(
        "braces",
        "Braces do not swallow words, and have an effect.",
        "In some places Markdown takes words in braces for attributes, and leaves them out.",
        "## Warm up {slowly}\n\nWalk first.",
        "## Warm up (slowly)\n\nWalk first.",
    ),
)
