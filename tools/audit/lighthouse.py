"""Runs Lighthouse several times for a phone: the median score per category (edge: runs Node)."""

from __future__ import annotations

import json
import shutil
import statistics
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from tools import chromium, page_kinds
from tools.audit.budgets import SCORES
from tools.audit.measurements import Measurement, Page

KINDS = ("home", "article", "topic", "person", "clinic", "search", "404")
Report = Mapping[str, Any]


def score(
    base: str, page: Page, *, command: Path, runs: int, performance: bool
) -> list[Measurement]:
    """The scores, 0 to 100, of a page of the site at `base`; `performance` is optional."""
    categories = [name for name in SCORES if performance or name != "performance"]
    url = f"{base}/{page_kinds.address(page.file)}"
    reports = [_run(command, url, categories) for _ in range(runs)]
    return [measurement(page, name, reports) for name in categories]


def _run(command: Path, url: str, categories: Sequence[str]) -> Report:
    """One report; raises RuntimeError if Lighthouse fails."""
    node = shutil.which("node") or "node"
    flags = " ".join(["--headless=new", *chromium.FLAGS])
    options = [
        "--quiet", "--output=json", f"--only-categories={','.join(categories)}",
        f"--chrome-path={chromium.find()}", f"--chrome-flags={flags}",
    ]  # fmt: skip
    done = subprocess.run(
        [node, str(command), url, *options], capture_output=True, text=True, check=False
    )
    try:
        report: Report = json.loads(done.stdout)
    except ValueError:
        report = {"runtimeError": {"message": done.stderr.strip()[-500:]}}
    if error := report.get("runtimeError"):
        raise RuntimeError(f"Lighthouse could not measure {url}: {error['message']}")
    return report


def measurement(page: Page, category: str, reports: Sequence[Report]) -> Measurement:
    """The median of a category's scores, and the audits that cost points in any report."""
    scores = [report["categories"][category]["score"] * 100 for report in reports]
    lost = dict.fromkeys(title for report in reports for title in _lost(report, category))
    return Measurement(page, category, statistics.median(scores), tuple(lost))


def _lost(report: Report, category: str) -> list[str]:
    """The titles of the audits that cost points."""
    weighted = [ref["id"] for ref in report["categories"][category]["auditRefs"] if ref["weight"]]
    audits = [report["audits"][name] for name in weighted]
    return [_words(audit) for audit in audits if audit["score"] is not None and audit["score"] < 1]


def _words(audit: Mapping[str, Any]) -> str:
    value = audit.get("displayValue")
    return f"{audit['title']}: {value}" if value else str(audit["title"])
