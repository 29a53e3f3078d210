"""What is documented of findings: one FindingKind for each id, declared beside what reports it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from plugins.core.findings import Severity


@dataclass(frozen=True)
class FindingKind:
    """What all findings with one id have in common: what must hold, and why.

    `severity` is the usual one, and `also` another that some of them have; a lenient build has
    warnings in the place of most errors. `bad` and `good` are examples, which are also tests:
    whole posts, or the data file `file`; both are empty if nothing that an editor writes is wrong.
    `section` is that of docs/rules.md, if it is not the first part of the id. A post may waive what
    is `waivable`, with a reason: never what concerns safety, dead links or false facts.
    """

    id: str
    severity: Severity
    summary: str
    reason: str
    bad: str = ""
    good: str = ""
    section: str = field(default="", kw_only=True)
    file: str = field(default="", kw_only=True)
    also: Severity | None = field(default=None, kw_only=True)
    waivable: bool = field(default=False, kw_only=True)


# The last parts of the ids for all that is written as keys and values: front matter, data files.
ValueCode = Literal[
    "unreadable", "bad-value", "missing-key", "unknown-key", "twice", "not-indented",
    "unpaired-direction",
]  # fmt: skip
Examples = Mapping[ValueCode, tuple[str, str]]  # a bad and a good one
_VALUES: Mapping[ValueCode, tuple[str, str]] = {
    "unreadable": (
        "What is written is YAML.",
        "Otherwise nothing of it, or only a part, can be read.",
    ),
    "bad-value": (
        "Each value is one that its key can have.",
        "The site would show something other than what is meant, or nothing.",
    ),
    "missing-key": (
        "All keys that are needed are there.",
        "The site cannot make up what they say.",
    ),
    "unknown-key": (
        "Each key is one that the site knows.",
        "What is written under a mistyped key would be left out in silence.",
    ),
    "twice": (
        "Of two keys that mean the same, one is there.",
        "The site could use only one of the values.",
    ),
    "not-indented": (
        "The keys that belong to another key are indented below it.",
        "They would not be part of it.",
    ),
    "unpaired-direction": (
        "A control character for the direction of text ends in the same value.",
        "It would turn around the text that follows.",
    ),
}


def of_values(
    family: str, examples: Examples, *, section: str = "", file: str = ""
) -> Iterator[FindingKind]:
    """The kinds of what can be wrong with the keys and values of a family, by its examples."""
    for code, (bad, good) in examples.items():
        summary, reason = _VALUES[code]
        name = f"{family}/{code}"
        yield FindingKind(name, "error", summary, reason, bad, good, section=section, file=file)


def example_post(keys: str = "", body: str = "Rest.\n") -> str:
    """A small post with these other keys."""
    return f"---\ntitle: Knees\ndate: 2026-01-02\n{keys}---\n{body}"
