"""What the settings of all servers have in common."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from plugins.hosting.responses import FOR_HOSTS, TYPES


def endings_by_type() -> Mapping[str, list[str]]:
    """The endings of files with each media type."""
    endings = defaultdict(list)
    for ending, type_ in TYPES.items():
        endings[type_].append(ending)
    return endings


def expression_of(path: str) -> str:
    r"""An expression that matches `path`, with a code such as \x2e for each other sign of ASCII.

    It means the same in PCRE and in RE2.
    """
    return "".join(
        each if each.isalnum() or each in "/-_" or not each.isascii() else f"\\x{ord(each):02x}"
        for each in path
    )


def expression_of_unserved(below: str) -> str:
    """An expression for the paths of the files that only hosts read, in a site below a path."""
    names = "|".join(map(expression_of, FOR_HOSTS))
    return f"^{expression_of(below)}/({names})$"


def indented(lines: Iterable[str]) -> list[str]:
    """The lines, as those of a block."""
    return [f"    {line}" if line else "" for line in lines]
