"""What a build has to tell its editor: findings, their collector and their wording."""

from __future__ import annotations

import difflib
import os
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True, order=True)
class Finding:
    """One thing an editor must know.

    `path` is written as the editor would type it and empty where no file is to blame; `line` counts
    from 1 and is 0 where it is not known; `rule` is a stable kebab-case id such as
    "front-matter/unknown-key"; `message` says what is wrong and `hint` what to write instead.
    """

    path: str
    line: int
    severity: Severity
    rule: str
    message: str
    hint: str = ""

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}" if self.line else self.path
        words = f"{self.severity}: {self.message}"
        text = f"{place}: {words}" if place else words
        return f"{text}\n    {self.hint}" if self.hint else text


@dataclass
class Findings:
    """Collects the findings of one build, each once, in the order of file and line."""

    _seen: dict[Finding, None] = field(default_factory=dict)

    def add(self, finding: Finding) -> None:
        """Keep `finding`; the same one twice counts once."""
        self._seen[finding] = None

    def extend(self, findings: Iterable[Finding]) -> None:
        """Keep each of `findings`."""
        for finding in findings:
            self.add(finding)

    @property
    def all(self) -> list[Finding]:
        """Every finding, sorted by file and line."""
        return sorted(self._seen)

    @property
    def errors(self) -> list[Finding]:
        """The findings that stop a build."""
        return [finding for finding in self.all if finding.severity == "error"]

    @property
    def warnings(self) -> list[Finding]:
        """The findings that do not stop a build."""
        return [finding for finding in self.all if finding.severity == "warning"]


def typed_path(path: Path) -> str:
    """`path` as an editor would type it: below the working folder where it lies there."""
    absolute = Path(os.path.abspath(path))  # noqa: PTH100  # resolve() would follow links
    here = Path.cwd()
    return (absolute.relative_to(here) if absolute.is_relative_to(here) else absolute).as_posix()


def nearest(word: str, choices: Iterable[str]) -> str | None:
    """The choice a hand probably meant when it typed `word`, or None when none is near."""
    folded = {choice.casefold(): choice for choice in sorted(choices, reverse=True)}
    match = difflib.get_close_matches(word.casefold(), list(folded), n=1, cutoff=0.6)
    return folded[match[0]] if match else None


def did_you_mean(word: str, choices: Iterable[str]) -> str:
    """A hint that begins "Did you mean ...", or an empty string when no choice is near."""
    match = nearest(word, choices)
    return f"Did you mean “{match}”?" if match else ""
