"""Writes findings for people, programs, code scanners and GitHub's pull requests."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from urllib.parse import quote

from plugins.core.findings import Finding, Severity, grouped

_SARIF = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json"
_SARIF_LEVELS: Mapping[Severity, str] = {"error": "error", "warning": "warning", "advice": "note"}
_GITHUB_LEVELS: Mapping[Severity, str] = {**_SARIF_LEVELS, "advice": "notice"}


def text(findings: Sequence[Finding]) -> str:
    """A line for each finding, then how many there are; those that are equal often are one line."""
    counts = ", ".join(
        f"{number:,} {noun if number == 1 else plural}"
        for noun, plural in (("error", "errors"), ("warning", "warnings"), ("advice", "advice"))
        if (number := sum(finding.severity == noun for finding in findings)) or noun != "advice"
    )
    return "\n".join([*map(str, grouped(findings)), f"{counts}."])


def as_json(findings: Sequence[Finding]) -> str:
    """An object whose `findings` have the fields of Finding."""
    found = {"findings": [asdict(finding) for finding in findings]}
    return json.dumps(found, ensure_ascii=False, indent=2)


def sarif(findings: Sequence[Finding]) -> str:
    """A log in SARIF 2.1.0 (OASIS), which code scanners read."""
    from plugins.editorial.catalogue import kind_of  # noqa: PLC0415  # loads what reads posts

    rules: list[dict[str, object]] = []
    for name in sorted({finding.rule for finding in findings}):
        rules.append({"id": name})
        if kind := kind_of(name):
            rules[-1] |= {
                "shortDescription": {"text": kind.summary},
                "fullDescription": {"text": f"{kind.summary} {kind.reason}"},
                "defaultConfiguration": {"level": _SARIF_LEVELS[kind.severity]},
            }
    driver = {"name": "clinic-site", "rules": rules}
    results = [_result(finding) for finding in findings]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return json.dumps(
        {"$schema": _SARIF, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2
    )


def _result(finding: Finding) -> dict[str, object]:
    result: dict[str, object] = {
        "ruleId": finding.rule,
        "level": _SARIF_LEVELS[finding.severity],
        "message": {"text": f"{finding.message} {finding.hint}".strip()},
    }
    if finding.path:
        place: dict[str, object] = {"artifactLocation": {"uri": quote(finding.path)}}
        if finding.line:
            column = {"startColumn": finding.column} if finding.column else {}
            place["region"] = {"startLine": finding.line, **column}
        result["locations"] = [{"physicalLocation": place}]
    return result


def github(findings: Sequence[Finding]) -> str:
    """A workflow command for each finding, which GitHub shows beside its line."""
    return "\n".join(map(_annotation, findings))


def _annotation(finding: Finding) -> str:
    known = {"file": finding.path, "line": finding.line, "col": finding.column}
    given = {name: str(value) for name, value in known.items() if value} | {"title": finding.rule}
    properties = ",".join(
        f"{name}={_escaped(value).replace(':', '%3A').replace(',', '%2C')}"
        for name, value in given.items()
    )
    words = _escaped(f"{finding.message} {finding.hint}".strip())
    return f"::{_GITHUB_LEVELS[finding.severity]} {properties}::{words}"


def _escaped(value: str) -> str:
    return value.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


FORMATS: Mapping[str, Callable[[Sequence[Finding]], str]] = {
    "text": text,
    "json": as_json,
    "sarif": sarif,
    "github": github,
}
