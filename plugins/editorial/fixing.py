"""Makes the changes that rules know to be right, and no others, in the files of posts."""

from __future__ import annotations

import difflib
import errno
import re
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from plugins.core.atomic_write import atomic_write
from plugins.core.findings import display_path
from plugins.posts.questions import AnySiteContext
from plugins.posts.read_post import to_check
from plugins.posts.rules.catalogue import RULES
from plugins.posts.rules.rule import Problem, Rule

_ROUNDS = 10  # a fix may make room for another one
_WRITABLE = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")


def fix_file(path: Path) -> str:
    """Fix a post, and return what has changed as a unified diff; empty if nothing has.

    The file has all of its old bytes or all of its new ones at any time. Raises OSError.
    """
    before = path.read_bytes()
    after = fixed(before)
    if after == before:
        return ""
    name, mode = display_path(path), stat.S_IMODE(path.stat().st_mode)
    if not mode & _WRITABLE:  # the folder's permissions would allow to replace it
        raise PermissionError(errno.EACCES, "it is read-only", name)
    with atomic_write(path, mode=mode) as file:
        file.write(after)
    diff = difflib.unified_diff(_rows(before), _rows(after), name, name)
    return "".join(row if row.endswith("\n") else f"{row}\n" for row in diff)


def _rows(data: bytes) -> list[str]:
    return data.decode("utf-8", "replace").splitlines(keepends=True)


def fixed(data: bytes, rules: Iterable[Rule] = RULES) -> bytes:
    """The bytes of a post after all fixes; those that are not fixed stay as they are."""
    rules = tuple(rules)
    for _ in range(_ROUNDS):
        changed = _fixed_once(data, rules)
        if changed == data:
            break
        data = changed
    return data


def _fixed_once(data: bytes, rules: Iterable[Rule]) -> bytes:
    problems = [(problem, problem.fix) for problem in _problems(data, rules) if problem.fix]
    if not problems:
        return data
    text = data.decode("utf-8")  # a post that has problems can be read
    starts = [match.start() for match in _LINE.finditer(text)]
    end = len(text)
    for problem, fix in sorted(problems, key=lambda each: _place(each[0]), reverse=True):
        start = starts[problem.line - 1] + problem.column - 1
        if start + fix.length <= end:  # else it is in the place of the one after it
            text = text[:start] + fix.text + text[start + fix.length :]
            end = start
    return text.encode()


def _problems(data: bytes, rules: Iterable[Rule]) -> Iterator[Problem]:
    post = to_check(data, AnySiteContext(), "post.md")
    return (problem for rule in rules for problem in rule.check(post)) if post else iter(())


def _place(problem: Problem) -> tuple[int, int]:
    return problem.line, problem.column
