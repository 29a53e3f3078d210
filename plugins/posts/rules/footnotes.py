"""Footnotes, and addresses that stand apart from their links: each is used, and written once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from plugins.posts.rules.rule import Fix, PostToCheck, Problem, Rule

_START = r"^(?: {0,3}>){0,5} {0,3}\["  # of a line, also in a quotation
_NOTE = re.compile(rf"{_START}(\^[^\]\n]{{1,200}}+)\]:", re.MULTILINE)
_EMPTY_NOTE = re.compile(
    rf"{_START}(\^[^\]\n]{{1,200}}+)\]:[ \t]*+(?=\n[ \t]*\n(?! {{4}}|\t|[ \t]*\n)|\n\[\^|\n*\Z)",
    re.MULTILINE,
)
_CALL = re.compile(r"\[(\^[^\]\n]{1,200}+)\]")
_NAMED = rf"{_START}(?!\^)([^\[\]\n]{{1,200}}+)\]: *+\n? *+"
# As Python-Markdown reads it: `[Note]: more than one word` is text.
_ADDRESS = re.compile(
    rf"{_NAMED}(\S++)(?: *+\n? *+(?:\"[^\n]*\"|'[^\n]*'|\([^\n]*\)))? *+$", re.MULTILINE
)
_CURLY = re.compile(rf"{_NAMED}(?=\S*?[./:])(\S++) ++([“”„«‘’][^\n]*)$", re.MULTILINE)
_LABEL = re.compile(r"\[([^\[\]]{1,500}+)\]")
# `[//]: # (a remark)` is a way to write what nobody is to read.
_REMARKS = frozenset({"#", "<>", "<#>"})


def notes_nobody_calls(post: PostToCheck) -> Iterator[Problem]:
    """Footnotes to which the text does not refer."""
    for found in _not_called(post, _NOTE, _CALL, str):
        mark = f"[{found[1]:.60}]"
        message = f"Nothing in the text refers to the footnote “{mark}”."
        hint = f"Write `{mark}` where it belongs, or delete the footnote."
        yield post.at(found.start(1) - 1, message, hint)


def notes_written_twice(post: PostToCheck) -> Iterator[Problem]:
    """Footnotes of which a reader would see only the last."""
    yield from _twice(post, _NOTE, str, "The footnote")


def notes_without_text(post: PostToCheck) -> Iterator[Problem]:
    """Footnotes in which nothing is written yet."""
    if not post.may_define:
        return
    for found in _EMPTY_NOTE.finditer(post.body):
        place = found.start(1) - 1
        if post.prose[place] != "[":
            continue  # it is code
        message = f"There is no text in the footnote “[{found[1]:.60}]”."
        yield post.at(place, message, "Write it, or delete the footnote and what refers to it.")


def addresses_nobody_uses(post: PostToCheck) -> Iterator[Problem]:
    """Addresses on lines of their own that no link uses."""
    for found in _not_called(post, _ADDRESS, _LABEL, _folded):
        name = _name(post, found)
        message = f"No link uses the address of “[{name:.60}]”."
        hint = f"Write `[the words of the link][{name:.60}]` in the text, or delete it."
        yield post.at(found.start(1) - 1, message, hint)


def addresses_written_twice(post: PostToCheck) -> Iterator[Problem]:
    """Addresses on lines of their own with one name."""
    yield from _twice(post, _ADDRESS, _folded, "The address of")


def curly_titles(post: PostToCheck) -> Iterator[Problem]:
    """Addresses on lines of their own that Markdown does not read because of curly quotes."""
    for found in _definitions(post, _CURLY):
        title = found[3].strip(" “”„«»‘’")
        written = found[3].rstrip(" ")
        quoted = title and re.fullmatch(r"[“„«‘][^\"“”„«»]+[“”»’]", written)
        fix = Fix(len(written), f'"{title}"') if quoted else None
        message = "Because of these curly quotation marks the whole line is text."
        hint = f'Write straight ones: `[{found[1]:.60}]: {found[2]:.80} "{title:.80}"`'
        yield post.at(found.start(3), message, hint, fix)


def _definitions(post: PostToCheck, pattern: re.Pattern[str]) -> list[re.Match[str]]:
    if not post.may_define:
        return []
    found = pattern.finditer(post.prose)
    return [each for each in found if pattern is _NOTE or each[2] not in _REMARKS]


def _not_called(
    post: PostToCheck, pattern: re.Pattern[str], call: re.Pattern[str], key: Callable[[str], str]
) -> Iterator[re.Match[str]]:
    """The definitions whose name, which `key` makes comparable, is nowhere else in the text."""
    if not (definitions := _definitions(post, pattern)):
        return
    places = {each.start(1) for each in definitions}
    calls = call.finditer(post.prose)
    called = {key(_name(post, each)) for each in calls if each.start(1) not in places}
    yield from (each for each in definitions if key(_name(post, each)) not in called)


def _twice(
    post: PostToCheck, pattern: re.Pattern[str], key: Callable[[str], str], what: str
) -> Iterator[Problem]:
    first: dict[str, int] = {}
    for found in _definitions(post, pattern):
        place = found.start(1) - 1
        name = _name(post, found)
        if (before := first.setdefault(key(name), place)) != place:
            line = post.line_at(before)
            message = f"{what} “[{name:.60}]” is written twice (first on line {line})."
            yield post.at(place, message, "Give one of the two another name.")


def _name(post: PostToCheck, found: re.Match[str]) -> str:
    """The first group of a match, which may have code in it."""
    return post.body[found.start(1) : found.end(1)]


def _folded(label: str) -> str:
    """A label as Markdown compares it: without letter case, on one line."""
    return " ".join(label.split()).casefold()


_HEAD = "---\ntitle: Knees\ndate: 2026-01-02\n---\n"
RULES = (
    Rule(
        id="footnotes/never-called",
        severity="error",
        summary="The text refers to each footnote.",
        reason="A reader finds a note at the end of the page without knowing what it belongs to.",
        bad=f"{_HEAD}Rest helps.\n\n[^why]: As we see every week.\n",
        good=f"{_HEAD}Rest helps[^why].\n\n[^why]: As we see every week.\n",
        check=notes_nobody_calls,
    ),
    Rule(
        id="footnotes/twice",
        severity="error",
        summary="Each footnote has a name of its own.",
        reason="Only the last of two footnotes with one name is published.",
        bad=f"{_HEAD}Rest helps[^a].\n\n[^a]: For a day.\n\n[^a]: For a week.\n",
        good=f"{_HEAD}Rest helps[^a][^b].\n\n[^a]: For a day.\n\n[^b]: For a week.\n",
        check=notes_written_twice,
    ),
    Rule(
        id="footnotes/no-text",
        severity="error",
        summary="Each footnote has text.",
        reason="A reader who follows its number finds nothing.",
        bad=f"{_HEAD}Rest helps[^a].\n\n[^a]:\n",
        good=f"{_HEAD}Rest helps[^a].\n\n[^a]: For a day.\n",
        check=notes_without_text,
    ),
    Rule(
        id="links/never-used",
        severity="warning",
        summary="A link uses each address that is defined on a line of its own.",
        reason="The address is not on the page; a link was probably forgotten or mistyped.",
        bad=f"{_HEAD}Rest helps.\n\n[guide]: https://www.nhs.uk/\n",
        good=f"{_HEAD}Rest helps, says [the guide][guide].\n\n[guide]: https://www.nhs.uk/\n",
        check=addresses_nobody_uses,
        waivable=True,
    ),
    Rule(
        id="links/twice",
        severity="error",
        summary="No two addresses that are defined on lines of their own have the same name.",
        reason="All links with that name lead to the last of the addresses.",
        bad=f"{_HEAD}See [a].\n\n[a]: https://www.nhs.uk/\n[a]: https://www.nice.org.uk/\n",
        good=(
            f"{_HEAD}See [a] and [b].\n\n[a]: https://www.nhs.uk/\n[b]: https://www.nice.org.uk/\n"
        ),
        check=addresses_written_twice,
    ),
    Rule(
        id="links/curly-title",
        severity="error",
        summary="The title of an address on a line of its own is in straight quotation marks.",
        reason="Markdown takes the line for text, and shows it to readers.",
        bad=f"{_HEAD}See [a].\n\n[a]: https://www.nhs.uk/ “The NHS”\n",
        good=f'{_HEAD}See [a].\n\n[a]: https://www.nhs.uk/ "The NHS"\n',
        check=curly_titles,
    ),
)
