"""Reads audit.yaml, what was measured on the site's pages when it was last audited (edge: disk)."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from pydantic import Field

from plugins.core.data_file import DataFile, read_data_file
from plugins.core.date_values import Day
from plugins.core.findings import display_path
from plugins.core.models import EditorModel, NonEmptyText

RULE = "audit"
FILE = "data/audit.yaml"  # below the content folder

Count = Annotated[int, Field(ge=0)]


class Check(EditorModel):
    """What one tool looked for, on how many pages, and how many problems it found."""

    tool: NonEmptyText = Field(examples=["axe-core"])
    version: NonEmptyText = Field(examples=["4.10.2"])
    subject: NonEmptyText = Field(examples=["contrast of text"])
    pages: Count = Field(examples=[15])
    problems: Count = Field(examples=[0])


class Visits(EditorModel):
    """What pages did in a browser: `pages` were visited, and all `read_pages` of the site read.

    `third_party_requests` are those to other hosts, made in a visit or named in any page; `stored`
    are cookies and whatever else was kept in the browser.
    """

    pages: Count = Field(examples=[15])
    read_pages: Count = Field(examples=[40])
    third_party_requests: Count = Field(examples=[0])
    stored: Count = Field(examples=[0])


class AuditResults(EditorModel):
    """The results of one audit, on one day and in one browser."""

    date: Day = Field(examples=["2026-03-14"])
    browser: NonEmptyText = Field(examples=["Chromium 142"])
    accessibility: list[Check] = Field(min_length=1)
    visits: Visits


def read(data: bytes, path: str, *, lenient: bool = False) -> DataFile[AuditResults]:
    """Read audit.yaml."""
    example = "date: 2026-03-14"
    return read_data_file(data, path, AuditResults, rule=RULE, example=example, lenient=lenient)


def read_file(path: Path, *, lenient: bool) -> DataFile[AuditResults]:
    """Read the file at `path`; without it, pages say nothing of an audit."""
    if not path.is_file():
        return DataFile(display_path(path), None)
    return read(path.read_bytes(), display_path(path), lenient=lenient)
