"""Files of the site that cannot stand beside each other, or not on every computer."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath
from typing import Any

from plugins.core.findings import Finding
from plugins.core.output_paths import is_portable
from plugins.publishing.addresses import RULE, Claim
from plugins.publishing.static_files import doubles

_Wish = tuple[str, Claim]  # a file and who wants it


def findings(files: Iterable[Any], claims: dict[str, Claim]) -> list[Finding]:
    """All that is wrong with the files of a site: pages have `claims`, and `files` are copied.

    The copied files are added to `claims`.
    """
    twice = doubles(files, claims)
    return [*twice, *conflicts(claims).values(), *unportable(claims)]


def conflicts(claims: Mapping[str, Claim]) -> dict[str, Finding]:
    """Findings for files that differ in letter case or accents alone, or are a folder for others.

    `claims` has each file of the site in the order of writing; findings are keyed by the later
    file of each pair. They are errors in every build: the disk of a Mac or of Windows keeps one
    file of the two, and no disk keeps a file and a folder of one name.
    """
    files: dict[str, _Wish] = {}
    folders: dict[str, _Wish] = {}
    found = {}
    for wish in claims.items():
        key = _folded(wish[0])
        above = [parent.as_posix() for parent in PurePosixPath(key).parents][:-1]
        if (first := files.setdefault(key, wish)) is not wish:
            found[wish[0]] = _same_file(first, wish)
        elif inner := folders.get(key):
            found[wish[0]] = _file_and_folder(wish, inner)
        elif outer := next((files[folder] for folder in above if folder in files), None):
            found[wish[0]] = _file_and_folder(outer, wish)
        for folder in above:
            folders.setdefault(folder, wish)
    return found


def unportable(claims: Mapping[str, Claim]) -> list[Finding]:
    """Findings for files that Windows cannot have: nobody could copy the site, or its sources.

    They are errors in lenient builds too, as they are for what stands in front matter.
    """
    return [
        Finding(
            claim.path, claim.line, "error", f"{RULE}/unportable",
            f"{name} cannot be a file on Windows.",
            claim.hint or "Give what the page is about another name.",
        )
        for name, claim in claims.items()
        if not is_portable(name)
    ]  # fmt: skip


def _folded(name: str) -> str:
    """`name` as disks compare it that take large and small letters, and NFC and NFD, for one."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", name).casefold())


def _same_file(first: _Wish, second: _Wish) -> Finding:
    winner, loser = sorted((first, second), key=_place)
    message = (
        f"/{loser[0]} is the same file as /{winner[0]} of {_who(winner[1])} on many computers: "
        "they differ in letter case or in how accents are stored."
    )
    return _finding(loser[1], "same-file", message)


def _file_and_folder(file: _Wish, inner: _Wish) -> Finding:
    """The finding for the file `file` and for `inner`, which would lie in a folder of its name."""
    if max((file, inner), key=_place) is inner:
        message = f"/{inner[0]} would lie in a folder where {_who(file[1])} has the file /{file[0]}"
        return _finding(inner[1], "file-and-folder", f"{message}.")
    message = f"/{file[0]} would be a file where {_who(inner[1])} needs a folder, for /{inner[0]}"
    return _finding(file[1], "file-and-folder", f"{message}.")


def _place(wish: _Wish) -> tuple[str, int, str]:
    return wish[1].path, wish[1].line, wish[0]


def _who(claim: Claim) -> str:
    if not claim.path:
        return "a page that the site makes by itself"
    return f"{claim.path}:{claim.line}" if claim.line else claim.path


def _finding(loser: Claim, rule: str, message: str) -> Finding:
    hint = loser.hint or "Mend the settings file."
    return Finding(loser.path, loser.line, "error", f"{RULE}/{rule}", message, hint)
