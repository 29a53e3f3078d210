"""Reads and changes the field list below the title of a post in reStructuredText."""

from __future__ import annotations

import re
from collections.abc import Mapping

_FIELD = re.compile(r":([A-Za-z][\w -]*):(?:[ \t]+(.*))?[ \t]*\Z")
_CONTINUED = re.compile(r"[ \t]+\S")
_ADORNMENT = re.compile(r"([!-/:-@\[-`{-~])\1{2,}[ \t]*\Z")


def read(text: str) -> dict[str, str]:
    """The fields by name, in lower case and with underscores; a value of several rows is one."""
    rows = text.split("\n")
    return {
        name: " ".join(part.strip() for part in parts).strip()
        for name, parts in _fields(rows, *_block(rows))
    }


def changed(text: str, changes: Mapping[str, str | None]) -> str:
    """`text` with these fields set, or taken away if they are None; every other row stays."""
    end_of_row = "\r\n" if "\r\n" in text else "\n"
    rows = text.split(end_of_row)
    start, end = _block(rows)
    kept, left = [], dict(changes)
    place = start
    for name, parts in _fields(rows, start, end):
        lines = rows[place : place + len(parts)]
        place += len(parts)
        if name not in changes:
            kept += lines
        elif (value := left.pop(name, None)) is not None:
            kept.append(f":{name}: {value}".rstrip())
    kept += [f":{name}: {value}".rstrip() for name, value in left.items() if value is not None]
    if start == end and kept:
        before = [""] if start and rows[start - 1].strip() else []
        after = [""] if rows[end:] and rows[end].strip() else []
        kept = [*before, *kept, *after]
    return end_of_row.join([*rows[:start], *kept, *rows[end:]])


def _block(rows: list[str]) -> tuple[int, int]:
    """The first row of the field list, and the row after it; equal if there is none."""
    start = _after_title(rows)
    place = start
    while place < len(rows) and not rows[place].strip():
        place += 1
    if place == len(rows) or not _FIELD.match(rows[place].rstrip("\r")):
        return start, start
    start = place
    while place < len(rows) and (
        _FIELD.match(rows[place].rstrip("\r")) or _CONTINUED.match(rows[place])
    ):
        place += 1
    return start, place


def _after_title(rows: list[str]) -> int:
    """The row after the title, whose signs are below it, or above it too; 0 without a title."""
    place = next((at for at, row in enumerate(rows) if row.strip("\ufeff \t\r")), 0)
    over = bool(_ADORNMENT.match(rows[place].strip("\ufeff\r")))
    under = place + (2 if over else 1)
    if under < len(rows) and _ADORNMENT.match(rows[under].rstrip("\r")):
        return under + 1
    return 0


def _fields(rows: list[str], start: int, end: int) -> list[tuple[str, list[str]]]:
    """Each field with its value, one part for each row."""
    found: list[tuple[str, list[str]]] = []
    for row in rows[start:end]:
        if match := _FIELD.match(row.rstrip("\r")):
            name = re.sub(r"[\s-]+", "_", match[1].strip().lower())
            found.append((name, [match[2] or ""]))
        elif found:
            found[-1][1].append(row)
    return found
