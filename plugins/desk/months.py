"""The calendar: what happens on which day, by month."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from plugins.desk.rows import DeskRow

EventKind = Literal["published", "scheduled", "planned", "due"]


@dataclass(frozen=True)
class DeskEvent:
    """A day of a post: of its publication, past or to come, of its plan, or of its next review."""

    day: date
    kind: EventKind
    row: DeskRow


@dataclass(frozen=True)
class DeskMonth:
    """A month, by its first day, and what happens in it, in order."""

    first: date
    events: tuple[DeskEvent, ...]


def events_of(rows: Iterable[DeskRow]) -> Iterator[DeskEvent]:
    """All days of the posts; only published and scheduled posts have one of publication."""
    for row in rows:
        post = row.post
        if post.moment and row.state == "published":
            yield DeskEvent(post.moment.date(), "published", row)
        elif post.moment and row.state == "scheduled":
            yield DeskEvent(post.moment.date(), "scheduled", row)
        if post.planned and row.state not in {"published", "scheduled"}:
            yield DeskEvent(post.planned, "planned", row)
        if post.due:
            yield DeskEvent(post.due, "due", row)


def years_of(events: Iterable[DeskEvent], today: date) -> list[int]:
    """The years in which something happens, and this one."""
    return sorted({today.year, *(event.day.year for event in events)})


def months_of(events: Iterable[DeskEvent], year: int) -> list[DeskMonth]:
    """The months of a year in which something happens, in order."""
    found: defaultdict[date, list[DeskEvent]] = defaultdict(list)
    for event in events:
        if event.day.year == year:
            found[event.day.replace(day=1)].append(event)
    return [DeskMonth(first, tuple(sorted(found[first], key=_in_order))) for first in sorted(found)]


def _in_order(event: DeskEvent) -> tuple[date, str, str]:
    return event.day, event.row.post.title.casefold(), event.row.post.path
