"""Makes the changes that rules know to be right, and no others, in the files of posts."""

from __future__ import annotations

import difflib
import errno
import re
import stat
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from plugins.core.atomic_write import atomic_write
from plugins.core.findings import display_path
from plugins.editorial.link_fixes import link_fixes
from plugins.posts.questions import AnySiteContext
from plugins.posts.read_post import to_check
from plugins.posts.rules.catalogue import RULES
from plugins.posts.rules.rule import Check, PostToCheck, Problem, Rule

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
    if not mode & _WRITABLE:  # it could be replaced all the same, by the folder's permissions
        raise PermissionError(errno.EACCES, "it is read-only", name)
    with atomic_write(path, mode=mode) as file:
        file.write(after)
    diff = difflib.unified_diff(_rows(before), _rows(after), name, name)
    return "".join(row if row.endswith("\n") else f"{row}\n" for row in diff)


def _rows(data: bytes) -> list[str]:
    return data.decode("utf-8", "replace").splitlines(keepends=True)


def fixed(data: bytes, rules: Iterable[Rule] = RULES) -> bytes:
    """The bytes of a post after all fixes; those that are not fixed stay as they are.

    A rule's fixes are left out if because of them another rule would find more, such as a picture
    that is shown now but has a poor description.
    """
    checks = (*(rule.check for rule in rules), link_fixes)
    after = _until_done(data, checks)
    if after == data or not _is_worse(after, data, checks):
        return after
    for _ in range(_ROUNDS):
        before = data
        for check in checks:
            after = _until_done(data, (check,))
            if after != data and not _is_worse(after, data, checks):
                data = after
        if data == before:
            break
    return data


def _until_done(data: bytes, checks: Collection[Check]) -> bytes:
    for _ in range(_ROUNDS):
        changed = _fixed_once(data, checks)
        if changed == data:
            break
        data = changed
    return data


def _fixed_once(data: bytes, checks: Collection[Check]) -> bytes:
    problems = [(each, each.fix) for _, each in _problems(_read(data), checks) if each.fix]
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


def _read(data: bytes) -> PostToCheck | None:
    return to_check(data, AnySiteContext(), "post.md")


def _problems(post: PostToCheck | None, checks: Iterable[Check]) -> Iterator[tuple[Check, Problem]]:
    if post:
        yield from ((check, problem) for check in checks for problem in check(post))


def _is_worse(after: bytes, before: bytes, checks: Collection[Check]) -> bool:
    """Whether a post has more problems of any kind than before, or cannot be read any more."""
    post = _read(after)
    return post is None or not _counts(post, checks) <= _counts(_read(before), checks)


def _counts(post: PostToCheck | None, checks: Collection[Check]) -> Counter[object]:
    found: list[object] = [check for check, _ in _problems(post, checks)]
    return Counter([*found, *(problem.rule for problem in post.problems)] if post else found)


def _place(problem: Problem) -> tuple[int, int]:
    return problem.line, problem.column
