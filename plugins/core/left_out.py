"""Files that a lenient build leaves out: what is said of each, and the list of all of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from plugins.core.findings import Finding

RULE = "post/left-out"


def left_out(finding: Finding) -> Finding:
    """The finding for a file that is left out because of another finding."""
    return replace(finding, severity="warning", rule=RULE)


def listed(findings: Iterable[Finding]) -> str:
    """All files that were left out, by reason, with their number at the end; "" if there are none.

    Each file is one row.
    """
    reasons: dict[str, list[str]] = {}
    for each in findings:
        if each.rule == RULE:
            reason = " ".join(f"{each.message} {each.hint}".split())
            reasons.setdefault(reason, []).append(each.place)
    if not reasons:
        return ""
    rows = ["Left out:"]
    for reason, places in sorted(reasons.items(), key=lambda group: -len(group[1])):
        rows += [f"  {reason}", *(f"    {place}" for place in places)]
    files = sum(map(len, reasons.values()))
    rows.append("1 file was left out." if files == 1 else f"{files:,} files were left out.")
    return "\n".join(rows)
