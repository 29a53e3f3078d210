"""The table of budgets, and what breaks them."""

import pytest

from tools.audit.budgets import BUDGETS, breaches
from tools.audit.measurements import Measurement, Page, count

ARTICLE = Page("articles/a/index.html", "article")
SEARCH = Page("search/index.html", "search")
LOST = Page("404.html", "404")


def test_the_budgets_are_what_visitors_were_promised():
    """Bytes, requests and scores as docs/visitors.md has them; of all else there is none."""
    limits = {what: budget.limit for what, budget in BUDGETS.items() if budget.limit}

    assert limits == {
        "first flight": 13_000,
        "scripts": 3_000,
        "fonts": 30_000,
        "font files": 1,
        "transfer": 120_000,
        "requests": 8,
        "search": 150_000,
        "performance": 100,
        "accessibility": 100,
        "best-practices": 100,
        "seo": 100,
    }


@pytest.mark.parametrize(
    ("what", "kept", "broken"),
    [
        ("first flight", 13_000, 13_001),
        ("scripts", 3_000, 3_001),
        ("fonts", 30_000, 30_001),
        ("font files", 1, 2),
        ("transfer", 120_000, 120_001),
        ("requests", 8, 9),
        ("search", 150_000, 150_001),
        ("third parties", 0, 1),
        ("kept", 0, 1),
        ("shift", 0, 0.0001),
        ("Nu warnings", 0, 1),
        ("performance", 100, 99),
        ("seo", 100, 99.5),
    ],
)
def test_a_budget_holds_to_its_limit_and_not_beyond(what, kept, broken):
    """The limit itself is allowed, the least step beyond it is not."""
    assert breaches([Measurement(ARTICLE, what, kept)]) == []
    assert len(breaches([Measurement(ARTICLE, what, broken)])) == 1


def test_a_breach_names_the_page_the_budget_and_what_it_is_made_of():
    """One sentence says all that is needed to mend it."""
    measurement = Measurement(ARTICLE, "scripts", 52_160, ("big.js",))

    assert breaches([measurement]) == [
        "articles/a/index.html: JavaScript: 52.2 kB, but the budget is at most 3.0 kB (big.js)."
    ]


def test_the_same_breach_on_many_pages_is_told_once():
    """A fault of the theme is on every page."""
    pages = [ARTICLE, LOST, Page("about/index.html", "page")]

    assert breaches([count(page, "inline styles", ["<b>"]) for page in pages]) == [
        "articles/a/index.html and 2 more: Inline styles: 1, but the budget is at most 0 (<b>)."
    ]


def test_only_the_first_details_are_told():
    """A hundred faults on a page do not hide the next page."""
    [sentence] = breaches([count(ARTICLE, "axe", [f"fault {n}" for n in range(1, 8)])])

    assert sentence.endswith("(fault 1; fault 2; fault 3; fault 4; fault 5; and 2 more).")


def test_the_search_page_may_have_more_script():
    """It alone, and up to 150 kB; and it alone may need it."""
    assert breaches([Measurement(SEARCH, "scripts", 150_000)]) == []
    assert len(breaches([Measurement(SEARCH, "scripts", 150_001)])) == 1
    assert breaches([count(SEARCH, "needs scripts", ["Search this site"])]) == []
    assert len(breaches([count(ARTICLE, "needs scripts", ["A paragraph"])])) == 1


def test_pages_that_ask_not_to_be_found_need_no_seo():
    """Search and 404 are free of that score, and of no other."""
    for page in (SEARCH, LOST):
        assert breaches([Measurement(page, "seo", 50)]) == []
        assert len(breaches([Measurement(page, "accessibility", 99)])) == 1


def test_what_the_table_alone_uses_has_no_budget():
    """The weight of HTML by itself breaks nothing."""
    assert breaches([Measurement(ARTICLE, "html", 1_000_000)]) == []
