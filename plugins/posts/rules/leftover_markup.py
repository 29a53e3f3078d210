"""Markdown that did not take effect, so that visitors would see its signs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from plugins.article_body.intrasite import PREFIXES
from plugins.article_body.tree import Text
from plugins.posts.rules.places import Places
from plugins.posts.rules.rule import Fix, PostToCheck, Problem, Rule
from plugins.posts.rules.shortcodes import is_shortcode

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
_ADDRESS = (
    r"(?:https?:/|www\.|mailto:|tel:|\{\w+\}|\.{0,2}/[\w.]|\#[\w-]"
    r"|[\w./-]{1,100}\.(?:md|html?|pdf|png|jpe?g|webp|svg)\b)[^\s()\[\]]*"
)
_REVERSED = re.compile(rf"(?<!\w)\(([^()\[\]\n]{{1,200}})\)[ ]?\[({_ADDRESS})\]")
_SPACED = re.compile(rf"(!?)\[([^\[\]\n]{{1,200}})\](?:[ \t]+|[ \t]*\n[ \t]*)\(({_ADDRESS})\)")
_APART = re.compile(
    r"(?<!\S)![ \t]+(\[[^\[\]\n]{1,200}\]\([^()\s]{1,200}\.(?:png|jpe?g|webp|svg)"
    r"(?:[ \t]+\"[^\"\n]{0,200}\")?\))",
    re.IGNORECASE,
)
_TWO_LINKS = re.compile(r"\]\([^()]*\]\(")
_END_OF_WORDS = re.compile(r"\]\(")
_NO_BRACKET = re.compile(r"(\[[^\[\]()\n]{1,100}[^\s()\[\]])\(https?://[^()\s]*\)(?!\])")
# Not within brackets, as in `(says [the guide]www.nhs.uk)`.
_NO_PARENTHESIS = re.compile(
    rf"^(?:[^()\n]|\([^()\n]*\)){{0,500}}?(\[[^\[\]\n]{{1,200}}\]){_ADDRESS}\)", re.MULTILINE
)
_REFERENCE = re.compile(r"(?<![\w\]])\[([^\[\]^\n]{1,200})\]\[([^\[\]^\n]{0,100})\]")
_CHECKBOX = re.compile(r"^[ \t]*(\[(?: {1,3}| ?[xX] ?)\])(?=\s|\w|$)", re.MULTILINE)
_ROW_START = re.compile(r"(?:\n|\A)[> ]*(?:(?:[-*+]|\d+\.) +)?\Z")
_BRACES = re.compile(r"(?<![^\s*_)\]>`])\{(:?)([^{}%\n]{1,300})\}", re.MULTILINE)
_DIRECTIVE = re.compile(r"(?:^|\n) *:::[^\n]*\Z")  # see other_systems
_IN_BRACES = re.compile(r"\{[^{}%\n]{1,301}\}")
_ATTRIBUTE = re.compile(r"""[.#][\w:-]+|[\w:-]+=(?:"[^"]*"|'[^']*'|[^\s"']+)""")
_SWITCHES = frozenset({"download", "hidden", "markdown", "open", "reversed"})


def unclosed_emphasis(post: PostToCheck) -> Iterator[Problem]:
    """Stars and lines that were to stress words, and tildes that were to strike them out.

    One star alone may be that of a note, if the post has another one that may be.
    """
    text = post.visible
    if not any(sign in text for sign in _EFFECTS):
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
    if "**" not in post.shown:
        return
    for stressed in post.root.elements({"em"}) if post.root else []:
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


def unclosed_link(post: PostToCheck) -> Iterator[Problem]:
    """Links and pictures without one of their brackets."""
    for place in sorted({*_open_at_the_end(post), *_open_before_another(post)}):
        paragraph = post.shown.rfind("\n\n", 0, place) + 1
        start = post.shown.rfind("[", paragraph, place)
        if start >= 0 and "]" not in post.shown[start:place]:
            yield _unclosed(post, start)
        elif "\0" not in post.shown[paragraph:place]:  # the bracket may have been escaped
            message = "This is no link, because a “[” is missing before its words."
            yield post.at(place, message, "Write `[words](https://...)`.")
    for pattern, sign in ((_NO_BRACKET, "]"), (_NO_PARENTHESIS, "(")):
        for found in islice(pattern.finditer(post.shown), _TRIED):
            if found[1] in post.visible:
                message = f"A “{sign}” is missing, so this is no link."
                yield post.at(found.start(1), message, "Write `[words](https://...)`.")


def _open_at_the_end(post: PostToCheck) -> Iterator[int]:
    places = Places(post)
    for found in islice(_END_OF_WORDS.finditer(post.visible), _TRIED):
        if (place := places.find(found.start(), found.end())) is not None:
            yield place


def _open_before_another(post: PostToCheck) -> Iterator[int]:
    """Where the address of a link has the next link in it; Markdown makes one link of both."""
    if "](" in post.shown:
        yield from (found.start() for found in islice(_TWO_LINKS.finditer(post.shown), _TRIED))


def _unclosed(post: PostToCheck, start: int) -> Problem:
    """The problem of a link or picture whose `[` is at `start`."""
    if post.body[max(0, start - 1) : start] == "!":
        message = "This picture is not shown, because its “)” is missing."
        return post.at(start - 1, message, "Write `![What it shows](file.png)`.")
    message = "This is not a link, because its “)” is missing."
    return post.at(start, message, "Write `[words](https://...)`.")


def turned_link(post: PostToCheck) -> Iterator[Problem]:
    """Links with their brackets exchanged, or with a space between them."""
    if ")[" in post.shown or ") [" in post.shown:
        for found in _REVERSED.finditer(post.shown):
            message = "The brackets of this link are the wrong way round."
            right = f"[{found[1]}]({found[2]})"
            picture = "!" if post.shown.endswith("!", 0, found.start()) else ""
            fix = Fix(len(found[0]), right)
            yield post.at(found.start(), message, f"Write `{picture}{right}`.", fix)
    if "! " in post.visible:
        for found in _APART.finditer(post.shown):
            message = "This is a link and no picture, because of the space after the “!”."
            right = f"!{found[1]}"
            yield post.at(found.start(), message, f"Write `{right}`.", Fix(len(found[0]), right))
    if "] (" in post.visible or "]\n(" in post.visible or "]  (" in post.visible:
        for found in _SPACED.finditer(post.shown):
            what = "picture" if found[1] else "link"
            message = f"This {what} does not work, because of the space between “]” and “(”."
            right = f"{found[1]}[{found[2]}]({found[3]})"
            one_line = None if "\n" in found[0] else Fix(len(found[0]), right)
            yield post.at(found.start(), message, f"Write `{right}`.", one_line)


def unknown_reference(post: PostToCheck) -> Iterator[Problem]:
    """Links to an address further down that is not there."""
    if "][" not in post.visible:
        return
    places = Places(post)
    for found in islice(_REFERENCE.finditer(post.visible), _TRIED):
        words, name = found[1], found[2] or found[1]
        if (words.isdecimal() and name.isdecimal()) or is_shortcode(f"[{words}]"):
            continue
        if (place := places.find(found.start(), found.end())) is not None:
            message = f"This is not a link: no line says which address “{name}” is."
            hint = f"Write `[{words}](https://...)`, or add the line `[{name}]: https://...`."
            yield post.at(place, message, hint)


def checkbox(post: PostToCheck) -> Iterator[Problem]:
    """Boxes to tick that do not begin an item of a list, or have no space after them."""
    if not any(box in post.visible for box in ("[ ", "[x", "[X")):
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
    visible = set(_IN_BRACES.findall(post.visible))
    for found in _BRACES.finditer(post.shown):
        if _DIRECTIVE.search(post.shown[max(0, found.start() - 60) : found.start()]):
            continue
        words = [word for word in _ATTRIBUTE.sub("", found[2]).split() if word not in _SWITCHES]
        if found[0] in everything:
            if not words and found[0] in visible:
                message = f"“{found[0]}” has no effect here, and readers would see it."
                yield post.at(found.start(), message, "Delete it.")
        elif words and words[0] not in PREFIXES:
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
    "unclosed-link": unclosed_link,
    "turned-link": turned_link,
    "unknown-reference": unknown_reference,
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
        "unclosed-link",
        "A link or picture has all its brackets.",
        "Readers would see the address, and could not follow it.",
        "Read [our guide](https://www.nhs.uk/ first.",
        "Read [our guide](https://www.nhs.uk/) first.",
    ),
    _rule(
        "turned-link",
        "A link is written as `[words](address)`.",
        "Readers would see the address, and could not follow it.",
        "Read (our guide)[https://www.nhs.uk/] first.",
        "Read [our guide](https://www.nhs.uk/) first.",
    ),
    _rule(
        "unknown-reference",
        "The address of a link such as [words][name] is somewhere in the post.",
        _SIGNS,
        "Read [our guide][nhs] first.",
        "Read [our guide][nhs] first.\n\n[nhs]: https://www.nhs.uk/",
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
