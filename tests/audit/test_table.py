"""The table of what was measured."""

from tools.audit.measurements import Measurement, Page, count
from tools.audit.table import placed, table

HOME, SEARCH = Page("index.html", "home"), Page("search/index.html", "search")


def test_a_line_for_each_sample_with_its_bytes_by_kind():
    """What was not measured is empty or a dash, and what weighs nothing is 0."""
    sizes = {"html": 3990, "css": 4500, "scripts": 0, "fonts": 0, "pictures": 15_240}
    measurements = [Measurement(HOME, what, value) for what, value in sizes.items()]
    measurements += [
        Measurement(HOME, "transfer", 24_980),
        Measurement(HOME, "requests", 4),
        Measurement(HOME, "shift", 0),
        Measurement(HOME, "accessibility", 100),
        Measurement(HOME, "best-practices", 99.5),
        Measurement(HOME, "seo", 92),
        count(HOME, "axe", []),
        count(HOME, "contrast", ["pale"]),
        count(HOME, "Nu errors", []),
        count(HOME, "Nu warnings", ["odd"]),
        Measurement(Page("a/index.html", "page"), "html", 10_000),
        Measurement(SEARCH, "scripts", 2600),
        Measurement(SEARCH, "search", 98_300),
    ]

    assert table(measurements, [HOME, SEARCH]).splitlines()[2:] == [
        "| home | 4.0 | 4.5 | 0 | 0 | 15.2 | 25.0 | 4 | 0 | – / 100 / 99.5 / 92 | 0 | 1 | 1 |",
        "| search |  |  | 2.6 (98.3 in a search) |  |  |  |  |  |  |  |  |  |",
    ]


def test_the_table_takes_its_place_and_nothing_else():
    """What stands before and after it in the document stays."""
    document = "A\n<!-- table: make audit -->\nold\n<!-- end of table -->\nB\n"

    assert placed(document, "new\n") == document.replace("old", "new")
