"""Which source writes each file of the site, and where two sources conflict."""

from __future__ import annotations

import posixpath
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from pathlib import Path
from typing import Any

from plugins.core.findings import Finding, Severity, display_path
from plugins.core.output_paths import is_device, is_portable

FILE_AND_FOLDER = "addresses/file-and-folder"
_REMEMBERED = 20_000  # paths, for a process that builds a site again and again
# How a path was chosen; the latter of two sources is to blame for a conflict.
_FILE_NAME, _SLUG, _SAVE_AS, _ALIAS = range(4)
_RENAME = "Give what the page is about another name."


@dataclass(frozen=True, eq=False)
class OutputPath:
    """Who writes a file of the site: the source file `path`, because of the key on its `line`.

    `path` is empty for pages that the site itself generates, such as the list of all articles.
    `hint` says how to choose another path. `chosen` says how far the editor has chosen this one,
    from 0 for the name of a post's file, and then the day of the post. No two instances are equal:
    two generated pages that have the same path are in conflict as well.
    """

    path: str = ""
    line: int = 0
    hint: str = ""
    chosen: tuple[int, str] = (0, "")

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}" if self.line else self.path
        return place or "a page or file that the site makes by itself"


_NamedPath = tuple[str, OutputPath]  # a file's path in the site, and who writes it


def of_page(variables: dict[str, Any]) -> OutputPath:
    """Who writes a page, from the variables that its template gets."""
    if post := variables.get("redirect_to"):
        line = variables.get("redirect_line") or post.field_lines.get("aliases", 0)
        chosen = (_ALIAS, _day(post))
        return OutputPath(post.source_file, line, "Take the old address away.", chosen)
    post = variables.get("article") or variables.get("page")
    if post is None:
        return OutputPath()
    if hasattr(post, "override_save_as"):
        line, chosen = post.field_lines.get("save_as", 0), (_SAVE_AS, _day(post))
        hint = "Write another `save_as`, or leave it out."
        return OutputPath(post.source_file, line, hint, chosen)
    line = post.field_lines.get("slug", 1)
    chosen = (_SLUG if "slug" in post.field_lines else _FILE_NAME, _day(post))
    return OutputPath(post.source_file, line, "Give one of them another `slug`.", chosen)


def _day(post: Any) -> str:  # noqa: ANN401  # untyped Pelican
    """The day of a post, for sorting; "" if it has none."""
    date = getattr(post, "date", None)
    return date.isoformat() if date else ""


def findings(files: Iterable[Any], paths: dict[str, OutputPath]) -> list[Finding]:
    """All findings about the paths of a site: `paths` are those of its pages, `files` are copied.

    The copied files are added to `paths`.
    """
    found = []
    for file in files:
        hint = "Give the file, or its folder, another name."
        copied = OutputPath(display_path(Path(file.source_path)), 0, hint)
        name = posixpath.normpath(file.save_as)
        if double := claim(paths, name, copied):
            found.append(double)
    return [*found, *conflicts(paths).values(), *unportable(paths)]


def claim(
    paths: dict[str, OutputPath], name: str, output: OutputPath, severity: Severity = "error"
) -> Finding | None:
    """Add the file `name` to `paths`; returns a finding if another source writes it already."""
    first = paths.setdefault(name, output)
    return None if first is output else same_path(name, first, output, severity)


def same_path(
    name: str, first: OutputPath, second: OutputPath, severity: Severity = "error"
) -> Finding:
    """The finding for two sources of the file `name`, the same whichever of them was first.

    It is at the one whose path was chosen, or else at the newer post.
    """
    winner, loser = sorted((first, second), key=_age)
    address = f"/{name.removesuffix('index.html')}"
    other = winner.path or str(winner)
    message = f"This has the same address as {other}: {address}"
    if not loser.path:
        message = f"Two pages of the site itself have the address {address}."
    return _finding(loser, "addresses/double", message, severity)


def _age(output: OutputPath) -> tuple[bool, tuple[int, str], str, int]:
    """The sort key by which the source that was there first comes first, as far as is known."""
    return bool(output.path), output.chosen, output.path, output.line


def conflicts(paths: Mapping[str, OutputPath]) -> dict[str, Finding]:
    """Findings for files that differ in letter case or accents alone, or are a folder for others.

    `paths` has each file of the site in the order of writing; findings are keyed by the later
    file of each pair. They are errors in every build: macOS and Windows keep only one of two such
    files, and no file system allows a file and a folder with the same name.
    """
    files: dict[str, _NamedPath] = {}
    folders: dict[str, _NamedPath] = {}
    found = {}
    for named in paths.items():
        key, above = _folded(named[0])
        if (first := files.setdefault(key, named)) is not named:
            found[named[0]] = _same_file(first, named)
        elif inner := folders.get(key):
            found[named[0]] = _file_and_folder(named, inner)
        elif outer := next((files[folder] for folder in above if folder in files), None):
            found[named[0]] = _file_and_folder(outer, named)
        for folder in above:
            folders.setdefault(folder, named)
    return found


def unportable(paths: Mapping[str, OutputPath]) -> list[Finding]:
    """Findings for files that Windows does not allow, so that nobody there could copy the site.

    They are errors in lenient builds too, as they are for paths in front matter.
    """
    return [
        _finding(
            output, "addresses/unportable", f"{name} cannot be a file on Windows.", hint=_RENAME
        )
        for name, output in paths.items()
        if not is_portable(name)
    ]


def unwritable(name: str, error: OSError, output: OutputPath) -> Finding:
    """The finding for a page that the file system does not accept."""
    message = f"The page {name} cannot be written: {error.strerror}."
    return _finding(output, "addresses/unwritable", message, hint=_RENAME)


def nameless(variables: dict[str, Any], severity: Severity) -> Finding | None:
    """The finding for the page of a topic or category whose slug is empty or not allowed.

    A folder that Windows does not allow is an error in lenient builds too: nobody there could copy
    the site.
    """
    if "article" in variables:
        return None
    for key, field in (("tag", "topics"), ("category", "category")):
        group = variables.get(key)
        if group is None or (group.slug and not is_device(group.slug)):
            continue
        post = variables["articles"][0]
        message = f"“{group.name}” has no letter or digit to make an address of."
        rule, hint = "addresses/nameless", "Write it with letters."
        if group.slug:
            message = f"“{group.name}” would be the folder “{group.slug}”, impossible on Windows."
            rule, severity, hint = "addresses/unportable", "error", "Write it with one more word."
        place = OutputPath(post.source_file, post.field_lines.get(field, 0), hint)
        return _finding(place, rule, message, severity)
    return None


def misplaced(posts: Iterable[Any], severity: Severity) -> list[Finding]:
    """Findings for posts whose `url` does not lead to the file that `save_as` names."""
    found = []
    for post in posts:
        url, file = post.url, post.save_as  # Pelican makes them each time
        if file not in {url, f"{url}.html", f"{url}index.html", f"{url}/index.html"}:
            key = "url" if hasattr(post, "override_url") else "save_as"
            message = f"Links lead to /{url}, but the page is written to {file}."
            hint = "Write both: `url: old/page/` and `save_as: old/page/index.html`"
            place = OutputPath(post.source_file, post.field_lines.get(key, 0), hint)
            found.append(_finding(place, "addresses/misplaced", message, severity))
    return found


@lru_cache(_REMEMBERED)
def _folded(name: str) -> tuple[str, tuple[str, ...]]:
    """`name` as file systems that ignore letter case and Unicode normalisation compare it.

    Also the folders that it is in, from the inside to the outside.
    """
    key = unicodedata.normalize("NFC", unicodedata.normalize("NFD", name).casefold())
    *folders, _ = key.split("/")
    return key, tuple(accumulate(folders, "{}/{}".format))[::-1]


def _same_file(first: _NamedPath, second: _NamedPath) -> Finding:
    winner, loser = sorted((first, second), key=_sort_key)
    message = (
        f"/{loser[0]} is the same file as /{winner[0]} of {winner[1]} on many computers: "
        "they differ in letter case or in how accents are stored."
    )
    return _finding(loser[1], "addresses/same-file", message)


def _file_and_folder(file: _NamedPath, inner: _NamedPath) -> Finding:
    """The finding for the file `file` and for `inner`, which would lie in a folder of its name."""
    if max((file, inner), key=_sort_key) is inner:
        message = f"/{inner[0]} would lie in a folder where {file[1]} has the file /{file[0]}."
        return _finding(inner[1], FILE_AND_FOLDER, message)
    message = f"/{file[0]} would be a file where {inner[1]} needs a folder, for /{inner[0]}."
    return _finding(file[1], FILE_AND_FOLDER, message)


def _sort_key(named: _NamedPath) -> tuple[str, int, str]:
    return named[1].path, named[1].line, named[0]


def _finding(
    output: OutputPath,
    rule: str,
    message: str,
    severity: Severity = "error",
    hint: str = "Fix the settings file.",
) -> Finding:
    """A finding at `output`; `hint` is for pages that no source file of the editor's makes."""
    return Finding(output.path, output.line, severity, rule, message, output.hint or hint)
