"""Reads the `_headers` of an owner, as Cloudflare and Netlify read it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from plugins.core.findings import Finding

FILE = "_headers"
MOST_RULES = 100  # on Cloudflare, as the next; Netlify has no such limits
MOST_CHARACTERS = 2_000  # in a line
BAD_LINE = "headers/bad-line"
LIMIT = "headers/limit"

_PATH = re.compile(r"/[!-~]*|https://[!-~]+")
_NAME = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]+")
_VALUE = re.compile(r"[ -~]+")


@dataclass(frozen=True)
class HeaderLine:
    """A header of a rule; without a value, `! Name`: what other rules set is left out.

    Only Cloudflare knows those; Netlify ignores lines without a colon.
    """

    name: str
    value: str = ""

    def __str__(self) -> str:
        return f"{self.name}: {self.value}" if self.value else f"! {self.name}"


@dataclass
class HeaderRule:
    """The headers of all addresses that match `path`, which may have one `*`.

    `line` is that of the path in its file.
    """

    path: str
    headers: list[HeaderLine] = field(default_factory=list)
    line: int = 0

    def __str__(self) -> str:
        return "".join([f"{self.path}\n", *(f"  {each}\n" for each in self.headers)])

    @property
    def names(self) -> set[str]:
        """The names of its headers, in small letters, as case means nothing in them."""
        return {each.name.lower() for each in self.headers}


def read(text: str, file: str) -> tuple[list[HeaderRule], list[Finding]]:
    """The rules of the file with this text, and an error for each line that is none.

    Rules with one path become one, as Cloudflare knows only the last of them.
    """
    rules: dict[str, HeaderRule] = {}
    findings = []
    current: HeaderRule | None = None
    for number, line in _lines(text):
        try:
            if _is_path(line):
                current = HeaderRule(line, line=number)  # of no rule, if the path is none
                current = rules.setdefault(_path(line), current)
            else:
                _add(current, line)
        except _BadLineError as error:
            findings.append(Finding(file, number, "error", BAD_LINE, error.message, error.hint))
    findings += [
        Finding(
            file, rule.line, "error", BAD_LINE, f"“{rule.path}” has no headers.", "Delete the line."
        )
        for rule in rules.values()
        if not rule.headers and not findings
    ]
    return list(rules.values()), findings


def limits(rules: list[HeaderRule], file: str) -> Iterator[Finding]:
    """What is too much for Cloudflare, which would leave it out, of all rules together."""
    if len(rules) > MOST_RULES:
        message = f"{FILE} has {len(rules)} rules, and Cloudflare reads {MOST_RULES}."
        hint = "Join rules: a path may end with `*`."
        yield Finding(file, rules[MOST_RULES].line, "error", LIMIT, message, hint)
    for rule in rules:
        for line in [rule.path, *map(str, rule.headers)]:
            if len(line) > MOST_CHARACTERS:
                message = (
                    f"{line.partition(':')[0]} has {len(line):,} characters in {FILE}, "
                    f"and Cloudflare reads {MOST_CHARACTERS:,}."
                )
                hint = f"Shorten it, or write one of your own into content/extra/{FILE}."
                yield Finding(file, rule.line, "error", LIMIT, message, hint)


class _BadLineError(ValueError):
    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message, self.hint = message, hint


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """The lines that are neither empty nor comments, with their numbers."""
    for number, line in enumerate(text.removeprefix("\ufeff").split("\n"), 1):
        if (stripped := line.strip()) and not stripped.startswith("#"):
            yield number, stripped


def _is_path(line: str) -> bool:
    return line.startswith("/") or "://" in line.partition(" ")[0]


def _path(line: str) -> str:
    if not _PATH.fullmatch(line):
        raise _BadLineError(f"“{line}” is no path.", "Write it like `/articles/*`, without spaces.")
    if line.count("*") > 1:
        raise _BadLineError(f"“{line}” has more than one `*`.", "Write several rules.")
    return line


def _add(rule: HeaderRule | None, line: str) -> None:
    if rule is None:
        raise _BadLineError("A header comes before the first path.", "Write `/*` above it")
    rule.headers.append(_header(line))


def _header(line: str) -> HeaderLine:
    if line.startswith("!"):
        name, sign, value = line[1:].strip(), "!", ""
    else:
        name, sign, value = line.partition(":")
        name, value = name.rstrip(), value.strip()
    if not _NAME.fullmatch(name) or not sign:
        raise _BadLineError(f"“{line}” is no header.", "Write it like `X-Robots-Tag: noindex`")
    if sign == ":" and not _VALUE.fullmatch(value):
        raise _BadLineError(
            f"“{name}” has no value, or one with other characters than those of ASCII.",
            "Write it like `X-Robots-Tag: noindex`",
        )
    return HeaderLine(name, value)
