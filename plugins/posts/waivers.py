"""Waivers: a post may say why a rule does not apply to it, and until when."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from plugins.core.findings import Finding, Severity, did_you_mean
from plugins.posts import picture_size
from plugins.posts.result import ReadPost
from plugins.posts.rules.catalogue import RULES

WAIVABLE = frozenset(rule.id for rule in RULES if rule.waivable) | {picture_size.RULE}
_KNOWN = frozenset(rule.id for rule in RULES)


def not_waived(read: ReadPost, today: date, severity: Severity) -> Iterator[Finding]:
    """The findings of a post's body that are not waived today, and what is wrong with waivers.

    A waiver that can have no effect has the severity given.
    """
    waivers = read.front.waive if read.front else []
    valid = {each.rule for each in waivers if each.rule in WAIVABLE and each.until >= today}
    found = {finding.rule for finding in read.body_findings}
    yield from (finding for finding in read.body_findings if finding.rule not in valid)
    for each, line in zip(waivers, read.waiver_lines, strict=True):
        if each.rule not in WAIVABLE:
            yield _refused(each.rule, read.path, line, severity)
        elif each.until < today and each.rule in found:
            message = f"The waiver of “{each.rule}” ended on {each.until:%Y-%m-%d}."
            hint = "Fix what the rule reports, or decide again and write a later day."
            yield Finding(read.path, line, "warning", "waivers/ended", message, hint)


def _refused(rule: str, path: str, line: int, severity: Severity) -> Finding:
    if rule in _KNOWN:
        message, hint = f"The rule “{rule}” cannot be waived.", "Fix what it reports."
    else:
        message = f"There is no rule “{rule}” that a post may waive."
        hint = did_you_mean(rule, WAIVABLE) or "docs/rules.md says which ones a post may waive."
    return Finding(path, line, severity, "waivers/bad-rule", message, hint)
