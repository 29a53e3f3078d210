"""The result of every measurement: one value, of one page, for one budget."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Page:
    """A page of the site: its file's path below the site's folder, and its kind."""

    file: str
    kind: str


@dataclass(frozen=True)
class Measurement:
    """One value measured for one page.

    `what` is a key of `budgets.BUDGETS`, which gives the unit of `value`, or a name that only the
    table uses; `details` names what was counted.
    """

    page: Page
    what: str
    value: float
    details: tuple[str, ...] = ()


def count(page: Page, what: str, details: Iterable[str]) -> Measurement:
    """A measurement whose value is the number of `details`."""
    named = tuple(details)
    return Measurement(page, what, len(named), named)
