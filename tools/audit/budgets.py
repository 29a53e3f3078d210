"""The one table of budgets, and which readings break them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from tools.audit.readings import Reading

KILOBYTE = 1000  # as networks count, and the stricter of the two
SHOWN = 5  # details of a breach
SCORES = ("performance", "accessibility", "best-practices", "seo")


@dataclass(frozen=True)
class Budget:
    """What a page may have: `limit` at most, or at least where `least` says so.

    `unit` is "kB" (limits and readings are then in bytes) or ""; `kinds` has the limits of kinds of
    page that differ.
    """

    title: str
    limit: float
    unit: str = ""
    least: bool = False
    kinds: Mapping[str, float] = field(default_factory=dict)

    def limit_of(self, kind: str) -> float:
        """What a page of this kind may have."""
        return self.kinds.get(kind, self.limit)

    def broken_by(self, reading: Reading) -> bool:
        """Whether a reading breaks this budget."""
        limit = self.limit_of(reading.page.kind)
        return reading.value < limit if self.least else reading.value > limit

    def words(self, value: float) -> str:
        """A value of this budget as a person reads it."""
        if self.unit == "kB":
            return f"{value / KILOBYTE:.1f} kB"
        return f"{value:.4g}"


BUDGETS = {
    "first flight": Budget("HTML and CSS", 13_000, "kB"),
    "scripts": Budget("JavaScript", 3_000, "kB", kinds={"search": 150_000}),
    "fonts": Budget("Fonts", 30_000, "kB"),
    "font files": Budget("Font files", 1),
    "transfer": Budget("Everything loaded before any scroll or input", 120_000, "kB"),
    "requests": Budget("Requests before any scroll or input", 8),
    "search": Budget("Scripts and index that a search loads", 150_000, "kB"),
    # Without scripts the search page offers topics and archives instead of a field.
    "needs scripts": Budget("Lines of text that need JavaScript", 0, kinds={"search": math.inf}),
    "outside hosts": Budget("Things named to be loaded from other hosts", 0),
    "third parties": Budget("Requests to other hosts", 0),
    "kept": Budget("Cookies and other things kept in the browser", 0),
    "shift": Budget("Cumulative layout shift", 0),
    "console": Budget("Complaints in the browser's console", 0),
    "inline styles": Budget("Inline styles", 0),
    "inline scripts": Budget("Inline scripts", 0),
    "unsized pictures": Budget("Pictures without width and height", 0),
    "parse errors": Budget("Errors of a strict HTML parser", 0),
    "dead links": Budget("Links, anchors and pictures that lead nowhere", 0),
    "axe": Budget("Faults by axe (WCAG 2.2 AA, best practice)", 0),
    "contrast": Budget("Text below AAA contrast, by axe", 0),
    "Nu errors": Budget("Errors by the Nu HTML checker", 0),
    "Nu warnings": Budget("Warnings by the Nu HTML checker", 0),
    **{
        score: Budget(f"Lighthouse, {score}", 100, least=True) for score in SCORES if score != "seo"
    },
    # A page that asks not to be found cannot be good at being found.
    "seo": Budget(
        "Lighthouse, seo", 100, least=True, kinds={"search": -math.inf, "404": -math.inf}
    ),
}


def breaches(readings: Iterable[Reading]) -> list[str]:
    """A sentence for each breach; one that is the same on many pages is told once."""
    pages: dict[str, list[str]] = {}
    for reading in readings:
        budget = BUDGETS.get(reading.what)
        if budget and budget.broken_by(reading):
            pages.setdefault(_sentence(reading, budget), []).append(reading.page.file)
    return [f"{_named(files)}: {sentence}" for sentence, files in pages.items()]


def _named(files: Sequence[str]) -> str:
    return files[0] if len(files) == 1 else f"{files[0]} and {len(files) - 1} more"


def _sentence(reading: Reading, budget: Budget) -> str:
    """What was measured, what may be, and what it is made of."""
    found, limit = budget.words(reading.value), budget.words(budget.limit_of(reading.page.kind))
    details = list(reading.details[:SHOWN])
    if (more := len(reading.details) - SHOWN) > 0:
        details.append(f"and {more} more")
    made_of = f" ({'; '.join(details)})" if details else ""
    bound = "at least" if budget.least else "at most"
    return f"{budget.title}: {found}, where the budget is {bound} {limit}{made_of}."
