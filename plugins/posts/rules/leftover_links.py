"""Links that did not take effect, so that visitors would see their signs and addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from plugins.core.signs import has_any
from plugins.posts.rules.places import Places
from plugins.posts.rules.rule import Fix, PostToCheck, Problem, Rule
from plugins.posts.rules.shortcodes import is_shortcode

_TRIED = 200  # places of one rule in one post, because each is searched for in all of it
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
_ADDRESS_AFTER_WORDS = re.compile(r"\][\w./{#-]")
_REFERENCE = re.compile(r"(?<![\w\]])\[([^\[\]^\n]{1,200})\]\[([^\[\]^\n]{0,100})\]")


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
    for found, sign in _without_a_bracket(post.shown):
        if found[1] in post.visible:
            message = f"A “{sign}” is missing, so this is no link."
            yield post.at(found.start(1), message, "Write `[words](https://...)`.")


def _without_a_bracket(text: str) -> Iterator[tuple[re.Match[str], str]]:
    """What may be links that lack a bracket; most texts have no sign of one."""
    if text.count("(http") > text.count("](http"):
        yield from ((found, "]") for found in islice(_NO_BRACKET.finditer(text), _TRIED))
    if _ADDRESS_AFTER_WORDS.search(text):
        yield from ((found, "(") for found in islice(_NO_PARENTHESIS.finditer(text), _TRIED))


def _open_at_the_end(post: PostToCheck) -> Iterator[int]:
    places = Places(post)
    for found in islice(_END_OF_WORDS.finditer(post.visible), _TRIED):
        if (place := places.find(found.start(), found.end())) is not None:
            yield place


def _open_before_another(post: PostToCheck) -> Iterator[int]:
    """Where the address of a link has the next link in it; Markdown makes one link of both."""
    if has_any(post.shown, ["]("]):
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
    if has_any(post.shown, (")[", ") [")):
        for found in _REVERSED.finditer(post.shown):
            message = "The brackets of this link are the wrong way round."
            right = f"[{found[1]}]({found[2]})"
            picture = "!" if post.shown.endswith("!", 0, found.start()) else ""
            fix = Fix(len(found[0]), right)
            yield post.at(found.start(), message, f"Write `{picture}{right}`.", fix)
    if has_any(post.visible, ["! "]):
        for found in _APART.finditer(post.shown):
            message = "This is a link and no picture, because of the space after the “!”."
            right = f"!{found[1]}"
            yield post.at(found.start(), message, f"Write `{right}`.", Fix(len(found[0]), right))
    if has_any(post.visible, ("] (", "]\n(", "]  (")):
        for found in _SPACED.finditer(post.shown):
            what = "picture" if found[1] else "link"
            message = f"This {what} does not work, because of the space between “]” and “(”."
            right = f"{found[1]}[{found[2]}]({found[3]})"
            one_line = None if "\n" in found[0] else Fix(len(found[0]), right)
            yield post.at(found.start(), message, f"Write `{right}`.", one_line)


def unknown_reference(post: PostToCheck) -> Iterator[Problem]:
    """Links to an address further down that is not there."""
    if not has_any(post.visible, ["]["]):
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


_POST = "---\ntitle: Knees\ndate: 2026-01-02\n---\n"
_NO_LINK = "Readers would see the address, and could not follow it."
RULES = (
    Rule(
        id="markup/unclosed-link",
        severity="error",
        summary="A link or picture has all its brackets.",
        reason=_NO_LINK,
        bad=f"{_POST}Read [our guide](https://www.nhs.uk/ first.\n",
        good=f"{_POST}Read [our guide](https://www.nhs.uk/) first.\n",
        check=unclosed_link,
    ),
    Rule(
        id="markup/turned-link",
        severity="error",
        summary="A link is written as `[words](address)`.",
        reason=_NO_LINK,
        bad=f"{_POST}Read (our guide)[https://www.nhs.uk/] first.\n",
        good=f"{_POST}Read [our guide](https://www.nhs.uk/) first.\n",
        check=turned_link,
    ),
    Rule(
        id="markup/unknown-reference",
        severity="error",
        summary="The address of a link such as [words][name] is somewhere in the post.",
        reason=_NO_LINK,
        bad=f"{_POST}Read [our guide][nhs] first.\n",
        good=f"{_POST}Read [our guide][nhs] first.\n\n[nhs]: https://www.nhs.uk/\n",
        check=unknown_reference,
    ),
)
