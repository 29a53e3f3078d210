"""The table of measurements in docs/visitors.md, with a row for each kind of page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from plugins.publishing.budgets import KILOBYTE
from tools.audit.budgets import SCORES
from tools.audit.measurements import Measurement, Page

BEGIN, END = "<!-- table: make audit -->\n", "<!-- end of table -->\n"
_HEAD = (
    "Page", "HTML", "CSS", "JS", "fonts", "pictures", "in all", "requests", "CLS",
    "Lighthouse", "axe", "AAA text", "Nu",
)  # fmt: skip
Values = Mapping[str, float]


def table(measurements: Iterable[Measurement], samples: Sequence[Page]) -> str:
    """A Markdown table of the measurements of the sample pages; sizes are in kB."""
    values: dict[Page, dict[str, float]] = {page: {} for page in samples}
    for measurement in measurements:
        if measurement.page in values:
            values[measurement.page][measurement.what] = measurement.value
    rows = [_HEAD, ("---", *["---:"] * (len(_HEAD) - 1))]
    rows += [_row(page, measured) for page, measured in values.items()]
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


def _row(page: Page, values: Values) -> tuple[str, ...]:
    sizes = {
        what: _kilobytes(values.get(what))
        for what in ("html", "css", "scripts", "fonts", "pictures", "transfer")
    }
    if "search" in values:
        sizes["scripts"] += f" ({_kilobytes(values['search'])} in a search)"
    return (
        page.kind,
        *sizes.values(),
        _number(values, "requests"),
        _number(values, "shift"),
        _scores(values),
        _number(values, "axe"),
        _number(values, "contrast"),
        _number(values, "Nu errors", "Nu warnings"),
    )


def _kilobytes(size: float | None) -> str:
    return "" if size is None else f"{size / KILOBYTE:.1f}" if size else "0"


def _number(values: Values, *names: str) -> str:
    """The sum of some values; empty if none of them was measured."""
    known = [values[name] for name in names if name in values]
    return f"{sum(known):.4g}" if known else ""


def _scores(values: Values) -> str:
    """The four scores, a dash for one that was not measured."""
    if not any(name in values for name in SCORES):
        return ""
    return " / ".join(_number(values, name) or "–" for name in SCORES)


def placed(document: str, words: str) -> str:
    """`document` with `words` between the table's markers."""
    before, _, rest = document.partition(BEGIN)
    return f"{before}{BEGIN}{words}{END}{rest.partition(END)[2]}"
