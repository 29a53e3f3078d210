"""The audit: builds and serves the site, measures its pages, and fails if a budget is exceeded.

`python -m tools.audit [--runs N] [--no-performance] [--write-docs]`
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

from playwright.sync_api import sync_playwright

from plugins.audit_results.results import FILE
from plugins.site.__main__ import main as build
from tools import chromium
from tools.audit import (
    axe,
    first_view,
    installing,
    lighthouse,
    links,
    markup,
    nu,
    page_sizes,
    versions,
)
from tools.audit.budgets import breaches
from tools.audit.measurements import Measurement, Page
from tools.audit.pages import all_pages, samples, title_word
from tools.audit.results import audit_results, written
from tools.audit.server import serving
from tools.audit.table import placed, table

DOCUMENT = Path(__file__).resolve().parent.parent.parent / "docs" / "visitors.md"


def from_disk(site: Path, siteurl: str) -> list[Measurement]:
    """What is measured without a browser, for every page of the site."""
    pages = all_pages(site)
    measurements = [
        measurement
        for page in pages
        for measurement in page_sizes.measure_sizes(site, page, siteurl)
    ]
    measurements += [measurement for page in pages for measurement in markup.read(site, page)]
    return measurements + links.follow(site, siteurl)


def in_browser(site: Path, base: str) -> list[Measurement]:
    """What is measured in a browser, for one page of each kind."""
    measurements = []
    with sync_playwright() as playwright:
        browser = chromium.launch(playwright)
        for page in samples(site):
            tell(f"Measuring {page.file} in the browser")
            measurements += first_view.look(browser, base, page)
            measurements += axe.examine(browser, base, page)
            if page.kind == "search":
                measurements.append(first_view.search(browser, base, page, title_word(site)))
        browser.close()
    return measurements


def by_lighthouse(
    site: Path, base: str, command: Path, *, runs: int, performance: bool
) -> list[Measurement]:
    """Lighthouse's scores, for one page of each of its kinds."""

    def score(page: Page) -> list[Measurement]:
        tell(f"Lighthouse: {page.file}")
        return lighthouse.score(base, page, command=command, runs=runs, performance=performance)

    pages = [page for page in samples(site) if page.kind in lighthouse.KINDS]
    # Only the score for performance depends on what else the machine does.
    with ThreadPoolExecutor(1 if performance else 2) as threads:
        return [each for scores in threads.map(score, pages) for each in scores]


def tell(words: str) -> None:
    """Print the progress of the audit."""
    print(words, file=sys.stderr, flush=True)


def measure(options: argparse.Namespace, site: Path) -> tuple[list[Measurement], list[Page]]:
    """Build the site into the folder `site` as for publishing, serve it and measure it.

    Raises RuntimeError if that fails.
    """
    tools = installing.installed()
    with serving(site) as base:
        os.environ["SITEURL"] = base
        words = ["--output", str(site), "--input", str(options.input)]
        if build(["html", *words, "--settings", str(options.settings)]):
            raise RuntimeError("The site could not be built (see above).")
        with ThreadPoolExecutor(1) as beside:
            tell("Checking every page with the Nu HTML checker")
            checked = beside.submit(nu.check, site, tools.jar)
            measurements = from_disk(site, base) + in_browser(site, base)
            measurements += checked.result()
        measurements += by_lighthouse(
            site, base, tools.lighthouse, runs=options.runs, performance=options.performance
        )
    return measurements, samples(site)


def main(arguments: Sequence[str]) -> int:
    """Measure, print the table and every exceeded budget; the exit code is 0 if there is none."""
    parser = argparse.ArgumentParser(prog="python -m tools.audit", description=__doc__)
    parser.add_argument("--input", type=Path, default=Path("content"), metavar="DIR")
    parser.add_argument("--settings", type=Path, default=Path("publishconf.py"), metavar="FILE")
    parser.add_argument(
        "--runs", type=int, choices=range(1, 10), default=3, metavar="N",
        help="how often Lighthouse measures a page; the median counts",
    )  # fmt: skip
    parser.add_argument(
        "--no-performance", dest="performance", action="store_false",
        help="leave out the score that depends on the machine",
    )  # fmt: skip
    parser.add_argument(
        "--write-docs", action="store_true",
        help="put the table into docs/, and what was found into data/audit.yaml of the site",
    )  # fmt: skip
    options = parser.parse_args(arguments)
    try:
        with tempfile.TemporaryDirectory() as folder:
            measurements, pages = measure(options, Path(folder) / "site")
        if options.write_docs:
            found = audit_results(measurements, versions.installed(), datetime.now(UTC).date())
            (options.input / FILE).write_text(written(found), "utf-8")
    except RuntimeError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    exceeded, words = breaches(measurements), table(measurements, pages)
    print(words, end="")
    for sentence in exceeded:
        print(f"error: {sentence}", file=sys.stderr)
    # The table has the performance score too.
    if options.write_docs and options.performance and not exceeded:
        day = f"Measured on {datetime.now(UTC).date()}:\n\n"
        document = placed(DOCUMENT.read_text("utf-8"), f"{day}{words}")
        DOCUMENT.write_text(document, "utf-8")
    return 1 if exceeded else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
