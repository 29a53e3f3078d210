"""The table of all budgets, and which measurements exceed them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from plugins.publishing import budgets
from plugins.publishing.budgets import KILOBYTE
from tools.audit.measurements import Measurement

SHOWN = 5  # details in the message about an exceeded budget
SCORES = ("performance", "accessibility", "best-practices", "seo")


@dataclass(frozen=True)
class Budget:
    """What a page may have: at most `limit`, or at least `limit` if `least` is true.

    `unit` is "kB" (limits and values are then in bytes) or ""; `kinds` has other limits for some
    kinds of page.
    """

    title: str
    limit: float
    unit: str = ""
    least: bool = False
    kinds: Mapping[str, float] = field(default_factory=dict)

    def limit_of(self, kind: str) -> float:
        """The limit for this kind of page."""
        return self.kinds.get(kind, self.limit)

    def broken_by(self, measurement: Measurement) -> bool:
        """Whether a measurement exceeds this budget."""
        limit = self.limit_of(measurement.page.kind)
        return measurement.value < limit if self.least else measurement.value > limit

    def words(self, value: float) -> str:
        """A value of this budget, formatted with its unit."""
        if self.unit == "kB":
            return f"{value / KILOBYTE:.1f} kB"
        return f"{value:.4g}"


BUDGETS = {
    "first flight": Budget("HTML and CSS", budgets.FIRST_FLIGHT, "kB"),
    "scripts": Budget(
        "JavaScript", budgets.SCRIPTS, "kB", kinds={"search": budgets.SEARCH_SCRIPTS}
    ),
    "fonts": Budget("Fonts", budgets.FONTS, "kB"),
    "font files": Budget("Font files", budgets.FONT_FILES),
    "transfer": Budget("Everything loaded before any scroll or input", budgets.TRANSFER, "kB"),
    "requests": Budget("Requests before any scroll or input", 8),
    "search": Budget("Scripts and index that a search loads", budgets.SEARCH_SCRIPTS, "kB"),
    # Without scripts the search page shows links to topics and archives instead of its field.
    "needs scripts": Budget("Lines of text that need JavaScript", 0, kinds={"search": math.inf}),
    "outside hosts": Budget("Resources from other hosts named in a page", 0),
    "third parties": Budget("Requests to other hosts", 0),
    "kept": Budget("Cookies and other data stored in the browser", 0),
    "shift": Budget("Cumulative layout shift", 0),
    "console": Budget("Errors and warnings in the browser's console", 0),
    "inline styles": Budget("Inline styles", 0),
    "inline scripts": Budget("Inline scripts", 0),
    "unsized pictures": Budget("Pictures without width and height", 0),
    "parse errors": Budget("Errors of a strict HTML parser", 0),
    "dead links": Budget("Links, anchors and pictures that lead nowhere", 0),
    "axe": Budget("Violations found by axe (WCAG 2.2 AA, best practice)", 0),
    "contrast": Budget("Text below AAA contrast, found by axe", 0),
    "Nu errors": Budget("Errors found by the Nu HTML checker", 0),
    "Nu warnings": Budget("Warnings from the Nu HTML checker", 0),
    **{
        score: Budget(f"Lighthouse, {score}", 100, least=True) for score in SCORES if score != "seo"
    },
    # Lighthouse gives pages with `noindex` a low score for SEO.
    "seo": Budget(
        "Lighthouse, seo", 100, least=True, kinds={"search": -math.inf, "404": -math.inf}
    ),
}


def breaches(measurements: Iterable[Measurement]) -> list[str]:
    """A sentence for each exceeded budget; pages with the same sentence share it."""
    pages: dict[str, list[str]] = {}
    for measurement in measurements:
        budget = BUDGETS.get(measurement.what)
        if budget and budget.broken_by(measurement):
            pages.setdefault(_sentence(measurement, budget), []).append(measurement.page.file)
    return [f"{_named(files)}: {sentence}" for sentence, files in pages.items()]


def _named(files: Sequence[str]) -> str:
    return files[0] if len(files) == 1 else f"{files[0]} and {len(files) - 1} more"


def _sentence(measurement: Measurement, budget: Budget) -> str:
    """The measured value, the limit, and what was counted."""
    found = budget.words(measurement.value)
    limit = budget.words(budget.limit_of(measurement.page.kind))
    details = list(measurement.details[:SHOWN])
    if (more := len(measurement.details) - SHOWN) > 0:
        details.append(f"and {more} more")
    counted = f" ({'; '.join(details)})" if details else ""
    bound = "at least" if budget.least else "at most"
    return f"{budget.title}: {found}, but the budget is {bound} {limit}{counted}."
