"""What an audit found, for the file that pages of the site show (plugins/audit_results)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

import yaml

from plugins.audit_results.results import AuditResults, Check, Visits
from tools.audit.axe import LOOKS, WIDTHS
from tools.audit.measurements import Measurement
from tools.audit.versions import Versions

_TOP = """\
# What was measured on the pages of this site, which those about accessibility and privacy show.
# `make audit AUDITOPTS=--write-docs` writes this file: change nothing by hand.
"""


def audit_results(
    measurements: Sequence[Measurement], versions: Versions, day: date
) -> AuditResults:
    """The results of these measurements, which were made on one day."""
    visits = _of(measurements, "third parties", "kept")
    named = _of(measurements, "outside hosts")
    return AuditResults(
        date=day,
        browser=versions.browser,
        accessibility=list(_checks(measurements, versions)),
        visits=Visits(
            pages=_pages(visits),
            read_pages=_pages(named),
            third_party_requests=_problems(_of(visits, "third parties")) + _problems(named),
            stored=_problems(_of(visits, "kept")),
        ),
    )


def written(results: AuditResults) -> str:
    """The file, as YAML."""
    return _TOP + yaml.safe_dump(results.model_dump(), sort_keys=False, width=100)


def _checks(measurements: Sequence[Measurement], versions: Versions) -> Iterator[Check]:
    """Those that were made, each with the number of pages."""
    wide, looks = (" and ".join(map(str, WIDTHS)), ", ".join(LOOKS))
    rules = f"rules for WCAG 2.2, levels A and AA, and best practice, {wide} pixels wide, {looks}"
    for tool, version, subject, names in (
        ("axe-core", versions.axe, rules, ("axe",)),
        ("axe-core", versions.axe, "contrast of text for level AAA, light and dark", ("contrast",)),
        ("Lighthouse", versions.lighthouse, "accessibility, on a phone", ("accessibility",)),
        (
            "Nu Html Checker", versions.nu, "errors and warnings in HTML, CSS and SVG",
            ("Nu errors", "Nu warnings"),
        ),
    ):  # fmt: skip
        if found := _of(measurements, *names):
            yield Check(
                tool=tool, version=version, subject=subject,
                pages=_pages(found), problems=_problems(found),
            )  # fmt: skip


def _of(measurements: Sequence[Measurement], *names: str) -> list[Measurement]:
    return [each for each in measurements if each.what in names]


def _pages(measurements: Sequence[Measurement]) -> int:
    """How many pages; stylesheets, scripts and drawings are checked too, but are none."""
    return len({each.page for each in measurements if each.page.file.endswith(".html")})


def _problems(measurements: Sequence[Measurement]) -> int:
    """How many: of a score, the details are what cost points."""
    return sum(len(each.details) for each in measurements)
