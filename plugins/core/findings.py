"""Findings: errors and warnings for editors, with file, line and hint."""

from __future__ import annotations

import difflib
import logging
import os
import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

Severity = Literal["error", "warning", "advice"]
_FEW = 3  # equal findings that are all worth a line of their own
_FEW_ALIKE = 10  # and findings that are not equal, but only alike
_NAMED = re.compile(r"“[^”]*”|`[^`]*`|\d+")  # what differs between findings of one kind


@dataclass(frozen=True)
class Finding:
    """An error, a warning or a piece of advice for an editor.

    `path` is written as the editor would type it, and is empty if the finding concerns no file;
    `line` and `column` count from 1, and are 0 if unknown; `rule` is a stable id such as
    "front-matter/unknown-key"; `message` says what is wrong and `hint` what to write instead.
    """

    path: str
    line: int
    severity: Severity
    rule: str
    message: str
    hint: str = ""
    column: int = 0

    def __lt__(self, other: Finding) -> bool:
        return self._order < other._order

    @property
    def _order(self) -> tuple[str | int, ...]:
        """By place first."""
        place = (self.path, self.line, self.column)
        return (*place, self.severity, self.rule, self.message, self.hint)

    @property
    def place(self) -> str:
        """Where it is: `path:line:column`, as far as they are known."""
        return ":".join(filter(None, (self.path, str(self.line or ""), str(self.column or ""))))

    def __str__(self) -> str:
        place = self.place
        words = f"{self.severity}: {self.message}"
        text = f"{place}: {words}" if place else words
        return f"{text}\n    {self.hint}" if self.hint else text


@dataclass(frozen=True)
class FindingGroup:
    """Findings with the same severity, rule, message and hint; `others` come after `first`.

    If they are only `alike`, the messages name different things, and the hints may differ.
    """

    first: Finding
    others: tuple[Finding, ...] = ()
    alike: bool = False

    def __str__(self) -> str:
        if not self.others:
            return str(self.first)
        such_as = f", such as {self.others[0].place}" if self.others[0].place else ""
        same = "Others like it" if self.alike else "The same"
        return f"{self.first}\n    {same} in {len(self.others):,} more places{such_as}."


def grouped(findings: Iterable[Finding], *, alike: bool = False) -> list[FindingGroup]:
    """The findings in the same order, but with those that are equal often in the first one's place.

    Three equal ones are three groups. With `alike`, ten are ten, but messages that differ only in
    the names and numbers in them count as equal.
    """
    equal: dict[tuple[str, ...], list[Finding]] = {}
    for each in findings:
        words = (_NAMED.sub("", each.message),) if alike else (each.message, each.hint)
        equal.setdefault((each.severity, each.rule, *words), []).append(each)
    groups = [
        group
        for first, *others in equal.values()
        for group in (
            [FindingGroup(first, tuple(others), alike)]
            if len(others) >= (_FEW_ALIKE if alike else _FEW)
            else [FindingGroup(each) for each in (first, *others)]
        )
    ]
    return sorted(groups, key=lambda group: group.first)


@dataclass
class Findings:
    """The findings of one build, without duplicates.

    Warnings of the rules in `strict` become errors when they are added.
    """

    strict: Collection[str] = ()
    _seen: dict[Finding, None] = field(default_factory=dict)

    def add(self, finding: Finding, *, unfinished: bool = False) -> None:
        """Add `finding`; an equal one is kept only once.

        A warning of an `unfinished` post, such as a draft, stays a warning.
        """
        if not unfinished and finding.rule in self.strict and finding.severity == "warning":
            finding = replace(finding, severity="error")
        self._seen[finding] = None

    def extend(self, findings: Iterable[Finding], *, unfinished: bool = False) -> None:
        """Add each of `findings`, as `add` does."""
        for finding in findings:
            self.add(finding, unfinished=unfinished)

    @property
    def all(self) -> list[Finding]:
        """Every finding, sorted by file, line and column."""
        return sorted(self._seen)

    @property
    def errors(self) -> list[Finding]:
        """The findings that stop a build."""
        return [finding for finding in self.all if finding.severity == "error"]

    @property
    def warnings(self) -> list[Finding]:
        """The findings that do not stop a build."""
        return [finding for finding in self.all if finding.severity == "warning"]


def accepted(severity: Severity, setting: str, why: object) -> tuple[Severity, str]:
    """The severity, and the end of the hint, of what an owner can publish by giving a reason.

    `why` is the value of that setting in publishconf.py; with a reason in it this is a warning.
    """
    if isinstance(why, str) and why.strip():
        return "warning", f"publishconf.py says why: {why.strip()}"
    words = "If the site must go out like this, say why in publishconf.py:"
    return severity, f'{words} `{setting} = "..."`'


def log_findings(findings: Iterable[Finding], logger: logging.Logger) -> None:
    """Log findings as errors and warnings, for a site whose builds have no report of their own."""
    for finding in findings:
        level = logging.ERROR if finding.severity == "error" else logging.WARNING
        place = f"{finding.path}:{finding.line}: " if finding.line else f"{finding.path}: "
        words = f"{finding.message} {finding.hint}".strip()
        # Pelican shows the module that logs: the plugin's own says more than this one.
        logger.log(level, "%s%s", place if finding.path else "", words, stacklevel=2)


def display_path(path: Path) -> str:
    """`path` as an editor would type it: relative to the working folder if it lies below it."""
    # Thousands of posts: strings take a tenth of the time. resolve() would follow links.
    absolute, here = os.path.abspath(path), os.getcwd()  # noqa: PTH100, PTH109
    if absolute == here:
        return "."
    return absolute.removeprefix(os.path.join(here, "")).replace(os.sep, "/")  # noqa: PTH118


def nearest(word: str, choices: Iterable[str]) -> str | None:
    """The choice that `word` is probably a misspelling of, or None."""
    folded = {choice.casefold(): choice for choice in sorted(choices, reverse=True)}
    match = difflib.get_close_matches(word.casefold(), list(folded), n=1, cutoff=0.6)
    return folded[match[0]] if match else None


def did_you_mean(word: str, choices: Iterable[str]) -> str:
    """A hint such as `Did you mean “title”?`, or "" if no choice is similar."""
    match = nearest(word, choices)
    return f"Did you mean “{match}”?" if match else ""
