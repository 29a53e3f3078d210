"""Reads text fixtures: a title, then input and expected output, closed by lines of a full stop."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Case:
    """One case of a fixture file."""

    title: str
    given: str
    expected: str


def read_cases(name):
    """The cases of fixtures/<name>; a title is the last line with words above its input."""
    text = (Path(__file__).parent / "fixtures" / name).read_text(encoding="utf-8")
    parts = [[]]
    for line in text.splitlines():
        if line == ".":
            parts.append([])
        else:
            parts[-1].append(line)
    titles = [[line for line in part if line][-1] for part in parts[:-1:3]]
    bodies = ["\n".join(part) for part in parts]
    return [Case(*case) for case in zip(titles, bodies[1::3], bodies[2::3], strict=True)]
