"""docs/visitors.md agrees with the budgets."""

import re

import pytest

from tests.building import ROOT
from tools.audit.budgets import BUDGETS, KILOBYTE
from tools.audit.table import BEGIN, END, table

DOCUMENT = (ROOT / "docs" / "visitors.md").read_text("utf-8")
PROMISES = DOCUMENT.partition("## The budgets")[2].partition("## ")[0]


def test_every_limit_is_in_the_document():
    """In kB, or as a count."""
    limits = [
        f"{limit / KILOBYTE:g} kB" if budget.unit == "kB" else f"{limit:g}"
        for budget in BUDGETS.values()
        for limit in (budget.limit, *budget.kinds.values())
        if 0 < limit < float("inf")
    ]

    assert len(limits) > 10
    assert [limit for limit in limits if not re.search(rf"\b{limit}\b", PROMISES)] == []


def test_every_size_in_the_document_is_a_limit():
    """Each number of kB in the table of budgets is measured."""
    promised = {float(number) * KILOBYTE for number in re.findall(r"\| .*?([\d.]+) kB", PROMISES)}
    limits = {
        limit for budget in BUDGETS.values() for limit in (budget.limit, *budget.kinds.values())
    }

    assert promised
    assert promised <= limits


def test_the_table_is_dated_and_within_the_budgets():
    """It has the present columns, and every score with a budget is 100."""
    written = DOCUMENT.partition(BEGIN)[2].partition(END)[0]
    rows = written.partition("| ---")[2].splitlines()[1:]
    scores = {row.split("|")[1].strip(): row.split("|")[10].strip() for row in rows}

    assert re.match(r"Measured on \d{4}-\d\d-\d\d:\n\n", written)
    assert table([], []).splitlines()[0] in written
    assert len(rows) > 12
    for kind in ("home", "article", "topic", "person", "clinic"):
        assert scores[kind] == "100 / 100 / 100 / 100"
    for kind in ("search", "404"):
        assert scores[kind].startswith("100 / 100 / 100 / ")


@pytest.mark.parametrize("option", ["--runs", "--no-performance", "--write-docs"])
def test_the_document_has_every_option(option):
    """Each option of the command is documented."""
    assert option in DOCUMENT
