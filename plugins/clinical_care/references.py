"""Judges the sources that a post lists: how old they are, who published them, and who read them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple
from urllib.parse import urlsplit

from plugins.clinical_care.model import Hosts, References


class ListedSource(NamedTuple):
    """A source that a post lists; `year` and `read` are None if they are not known."""

    url: str
    year: int | None
    read: date | None


class SourceProblem(NamedTuple):
    """What is to be said of the source at place `number` of the list, from 0."""

    number: int
    message: str
    hint: str


def judge(
    listed: Sequence[ListedSource], rules: References, today: date
) -> Iterator[SourceProblem]:
    """What is to be said of the sources of a post on the day `today`."""
    rows = {host: row for row in [*rules.preferred, *rules.weaker] for host in row.hosts}
    found = [_row_of(source.url, rows) for source in listed]
    has_guidance = any(row in rules.preferred for row in found)
    for number, (source, row) in enumerate(zip(listed, found, strict=True)):
        if source.url and source.read is None:
            hint = "Read it, and write the day: `read: 2026-11-29`."
            yield SourceProblem(number, "Nobody has noted that this source was read.", hint)
        elif source.read and source.read > today:
            message = f"This source was read on {source.read:%Y-%m-%d}, which is yet to come."
            yield SourceProblem(number, message, "Write the day on which somebody read it.")
        elif source.read and _months(source.read, today) > rules.read_again_after_months:
            message = f"This source was read on {source.read:%Y-%m-%d}."
            yield SourceProblem(number, message, "Read it again: it may say something else now.")
        if source.year and today.year - source.year > rules.old_after_years:
            message = f"This source is from {source.year}."
            yield SourceProblem(number, message, "Look for a newer one, or guidance that used it.")
        if row in rules.weaker and not has_guidance:
            message = f"This source is {row.name}, and the post cites no guidance."
            hint = f"Cite {rules.preferred[0].name} first." if rules.preferred else "Find guidance."
            yield SourceProblem(number, message, hint)


def _row_of(url: str, rows: Mapping[str, Hosts]) -> Hosts | None:
    """The row of the host of an address, or of the nearest one above it."""
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    while host and host not in rows:
        host = host.partition(".")[2]
    return rows.get(host)


def _months(first: date, last: date) -> int:
    """The whole months between two days."""
    return (last.year - first.year) * 12 + last.month - first.month - (last.day < first.day)
