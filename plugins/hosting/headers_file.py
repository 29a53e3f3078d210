"""Writes `_headers`, by which Cloudflare and Netlify know the headers of files.

Cloudflare joins the values of all rules that match; of Netlify only its own tools say that the last
rule counts. So no header is set by two rules that match the same file, but where the second first
takes away what the first has set (`! Name`), which Netlify's reader ignores. What is asked for anew
each time has no rule: both hosts send `max-age=0, must-revalidate` by themselves.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence

from plugins.core.findings import Finding
from plugins.hosting import own_headers
from plugins.hosting.hosted_site import HostedSite
from plugins.hosting.own_headers import FILE, HeaderLine, HeaderRule
from plugins.hosting.responses import (
    HASHED,
    IMMUTABLE,
    RESOURCE_POLICY,
    SHOWN_ELSEWHERE,
    is_hashed,
    site_headers,
)

OWN = "headers/own-file"
SHARED = "headers/shared-folder"
HASHED_NAME = "headers/hashed-name"
_BELOW = f"# Hosts read {FILE} only at the top of what is deployed: copy this into the one there.\n"


def headers_file(
    site: HostedSite, paths: Collection[str], own: Sequence[HeaderRule] = (), own_file: str = ""
) -> tuple[str, list[Finding]]:
    """The text of `_headers` for a site with files at these paths, and what is wrong with it.

    `own` are the rules of the owner, which `own_headers.read` has read from the file `own_file`;
    they come last and replace ours. If the site is below a path of its host, all rules of ours
    begin with it: hosts read the file only at the top of what is deployed, so that it must be
    copied there, or be joined to the one that is there.
    """
    ours = _ours(site, paths)
    rules, replaced = _merged(ours, own)
    findings = [*_unhashed(paths), *own_headers.limits(rules, own_file)]
    if own_file:
        names = ", ".join(replaced) or "nothing"
        message = f"Its rules come after those of the site, and replace {names}."
        findings.append(Finding(own_file, 0, "advice", OWN, message))
    start = [_BELOW] if site.below else []
    return "\n".join([*start, *map(str, rules)]), findings


def looks_hashed(paths: Iterable[str], file: str) -> list[Finding]:
    """A warning for each file of the owner whose name has the form of the build's own.

    `paths` are those in the site of what is in the folder `file`, such as content/extra.
    """
    message = "Browsers would keep this file for a year, as its name looks like one with a hash."
    hint = "Give it another name, or put it into another folder."
    return [
        Finding(f"{file}/{path}", 0, "warning", HASHED_NAME, message, hint)
        for path in sorted(paths)
        if is_hashed(path)
    ]


def _ours(site: HostedSite, paths: Collection[str]) -> list[HeaderRule]:
    everywhere = [HeaderLine(name, value) for name, value in site_headers(site).items()]
    rules = {"/*": everywhere}
    elsewhere = [HeaderLine(RESOURCE_POLICY), HeaderLine(RESOURCE_POLICY, "cross-origin")]
    for folder in SHOWN_ELSEWHERE:
        rules[f"/{folder}*"] = list(elsewhere)
    for names in HASHED:
        if _within(names.rule, paths) and not _others(names.rule, paths):
            rules.setdefault(f"/{names.rule}", []).append(HeaderLine("Cache-Control", IMMUTABLE))
    return [HeaderRule(f"{site.below}{path}", headers) for path, headers in rules.items()]


def _within(rule: str, paths: Collection[str]) -> list[str]:
    """The paths that a rule of HASHED matches."""
    pattern = re.compile(re.escape(rule).replace(r"\*", ".*"))
    return [path for path in paths if pattern.fullmatch(path)]


def _others(rule: str, paths: Collection[str]) -> list[str]:
    """Those among them whose names have no hash."""
    return [path for path in _within(rule, paths) if not is_hashed(path)]


def _unhashed(paths: Collection[str]) -> list[Finding]:
    """A warning for each folder that could be kept for ever but for a file without a hash."""
    hint = "Move it into another folder, such as `files/`."
    return [
        Finding(
            "", 0, "warning", SHARED,
            f"In {FILE}, nothing in {names.rule.partition('/')[0]}/ can be kept by browsers for "
            f"long, because “{others[0]}” has no hash in its name.", hint,
        )
        for names in HASHED
        if (others := sorted(_others(names.rule, paths)))
    ]  # fmt: skip


def _merged(
    ours: Sequence[HeaderRule], own: Sequence[HeaderRule]
) -> tuple[list[HeaderRule], list[str]]:
    """Our rules and then the owner's, and which of ours these replace.

    Rules with one path become one: Cloudflare knows only the last of them. Where an owner's rule
    sets what another of ours may have set already, that is taken away first. What an owner sets for
    all files comes before what we set for some, which would win or be joined with it: it is left
    out.
    """
    by_path = {rule.path: rule for rule in own}
    set_by_us = {name for rule in ours for name in rule.names}
    everywhere = ours[0].names
    of_all = by_path[ours[0].path].names if ours[0].path in by_path else set()
    rules, replaced = [], []
    for rule in ours:
        owners = by_path.pop(rule.path, HeaderRule(rule.path))
        taken = owners.names | of_all
        kept = [each for each in rule.headers if each.name.lower() not in taken]
        gone = [each.name for each in rule.headers if each.name.lower() in taken]
        replaced += [f"{name} of {rule.path}" for name in dict.fromkeys(gone)]
        headers = kept + _alone(owners, set() if rule is ours[0] else everywhere)
        if headers:
            rules.append(HeaderRule(rule.path, headers, owners.line))
    for rule in by_path.values():
        replaced += [f"{name} in {rule.path}" for name in sorted(rule.names & set_by_us)]
        rules.append(HeaderRule(rule.path, _alone(rule, set_by_us), rule.line))
    return rules, replaced


def _alone(rule: HeaderRule, others: set[str]) -> list[HeaderLine]:
    """The headers of an owner's rule, before them `! Name` for each that `others` has too."""
    shared = (each.name for each in rule.headers if each.value and each.name.lower() in others)
    names = dict.fromkeys(shared)
    return [*map(HeaderLine, names), *rule.headers]
