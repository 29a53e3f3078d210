"""Reads redirects.yaml, a list of old addresses that no post has, and where they lead (edge: disk).

The old addresses of a post are `aliases` of that post, so that they move with it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, AliasChoices, BaseModel, Field

from plugins.core.data_file import DataFile, read_data_file
from plugins.core.findings import Finding, Severity, display_path
from plugins.core.models import EditorModel, NonEmptyText
from plugins.core.output_paths import RefusedPathError, check_address
from plugins.core.validation import refuse
from plugins.core.values import to_address

RULE = "redirects"
FILE = "data/redirects.yaml"  # below the content folder


def _address(value: str) -> str:
    """Check where an old address leads: an address of this site, with or without an anchor."""
    path, sign, anchor = value.partition("#")
    if path == "/":
        return value
    try:
        return f"{check_address(path)}{sign}{anchor}"
    except RefusedPathError as error:
        raise refuse(error.message, error.hint) from error


class OldAddress(EditorModel):
    """An old address, and the one of the page that is now there in its place."""

    old: Annotated[NonEmptyText, AfterValidator(to_address)] = Field(
        validation_alias=AliasChoices("from"), examples=["/tag/sleep.html"]
    )
    to: Annotated[NonEmptyText, AfterValidator(_address)] = Field(examples=["/topics/sleep/"])


class _Redirects(BaseModel):
    redirects: list[OldAddress]


@dataclass(frozen=True)
class RedirectTarget:
    """The page that an old address leads to; the other fields say who wrote that, as for posts."""

    title: str
    url: str
    source_file: str
    field_lines: Mapping[str, int]


def read(data: bytes, path: str, *, lenient: bool = False) -> DataFile[list[OldAddress]]:
    """Read redirects.yaml; keys of `lines` begin with "redirects", as in ("redirects", 0, "to")."""
    example = "- {from: /old/page/, to: /topics/sleep/}"
    file = read_data_file(
        data, path, _Redirects, rule=RULE, example=example, name="redirects", lenient=lenient
    )
    facts = file.facts.redirects if file.facts else None
    found = DataFile(path, facts, file.lines, file.findings, file.columns)
    return replace(found, findings=(*file.findings, *_loops(found)))


def read_file(path: Path, *, lenient: bool) -> DataFile[list[OldAddress]]:
    """Read the file at `path`; without it, only posts have old addresses."""
    if not path.is_file():
        other = path.with_suffix(".yml")
        found = (_misnamed(other, path.name, lenient=lenient),) if other.is_file() else ()
        return DataFile(display_path(path), [], findings=found)
    return read(path.read_bytes(), display_path(path), lenient=lenient)


def _misnamed(file: Path, name: str, *, lenient: bool) -> Finding:
    message = "This file is not read, so that its old addresses lead nowhere."
    severity: Severity = "warning" if lenient else "error"
    return Finding(display_path(file), 0, severity, "redirects/name", message, f"Call it {name}")


def _loops(file: DataFile[list[OldAddress]]) -> Iterator[Finding]:
    """The old addresses from which redirects lead back to themselves."""
    leads = {_page(row.old): _page(row.to.partition("#")[0]) for row in file.facts or ()}
    for place, row in enumerate(file.facts or ()):
        at, seen = _page(row.old), set[str]()
        while at in leads and at not in seen:
            seen.add(at)
            at = leads[at]
        if at in seen:
            message = f"“{row.old}” leads to “{row.to}”, and from there nowhere but back."
            hint = "Write the address of a page under `to`."
            where = ("redirects", place, "to")
            yield file.finding(where, "error", "redirects/loop", message, hint)


def _page(address: str) -> str:
    """What is the same for all spellings of an address that are one page of the site."""
    return address.strip("/").removesuffix("/index.html")


def targets(file: DataFile[list[OldAddress]]) -> Iterator[tuple[str, RedirectTarget]]:
    """Each old address, and the page that it leads to."""
    for place, row in enumerate(file.facts or ()):
        lines = {"aliases": file.line_of("redirects", place, "from")}
        yield row.old, RedirectTarget(row.to, row.to.lstrip("/"), file.path, lines)
