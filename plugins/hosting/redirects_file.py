"""The `_redirects` file of Cloudflare and Netlify: our redirects, and an owner's own rules."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from plugins.core.findings import Finding, Severity, accepted
from plugins.hosting.hosted_site import HostedSite, Redirect
from plugins.hosting.redirect_addresses import requested_paths, spellings, target
from plugins.hosting.redirect_rules import NO_RULES, OwnRules, RedirectRule, RulesHost, count

FILE = "_redirects"
LIMIT = "redirects/host-limit"
OWN_RULES = "redirects/own-rules"

STATIC_RULES, DYNAMIC_RULES = 2000, 100  # of Cloudflare
RULE_CHARACTERS = 1000  # the same
NETLIFY_RULES = 10_000  # from which on Netlify advises against single rules
_START = "# From aliases and redirects.yaml\n"


@dataclass(frozen=True)
class HostLimit:
    """How many of something a host takes, and how many the site has."""

    host: str
    what: str
    number: int
    limit: int


def redirects_file(site: HostedSite, host: RulesHost, own: OwnRules = NO_RULES) -> str:
    """The text of `_redirects` for a host: an owner's rules, and ours that they do not cover.

    All of ours are static, so they stand before the owner's first rule with placeholders:
    Cloudflare counts what follows it as dynamic. Cloudflare refuses a file with more rules than it
    takes, so the rest are left out, and their pages redirect.

    On Cloudflare, rules win over the files of the site. On Netlify only those with `301!` do, which
    Cloudflare cannot read; so each has a file of its own. With Cloudflare's on Netlify, the pages
    at old addresses redirect.
    """
    ours = [rule for _, rule in _written(site, host, own)]
    text = _START + "".join(f"{rule}\n" for rule in ours) if ours else ""
    first = next((rule.line - 1 for rule in own.rules if not rule.is_static), len(own.lines))
    parts = ("\n".join(own.lines[:first]), text, "\n".join(own.lines[first:]))
    return "".join(f"{part.strip()}\n" for part in parts if part.strip())


def limits(site: HostedSite, own: OwnRules = NO_RULES) -> tuple[HostLimit, ...]:
    """The rules of the site, its owner's included, against the limits of each host."""
    static, dynamic = count(own.rules)
    cloudflare, netlify = (len(_short_enough(site, host, own)) for host in _HOSTS)
    return (
        HostLimit("Cloudflare", "static redirects", static + cloudflare, STATIC_RULES),
        HostLimit("Cloudflare", "dynamic redirects", dynamic, DYNAMIC_RULES),
        HostLimit("Netlify", "redirects", len(own.rules) + netlify, NETLIFY_RULES),
    )


def findings(
    site: HostedSite, own: OwnRules = NO_RULES, severity: Severity = "error", why: object = None
) -> Iterator[Finding]:
    """What is wrong with an owner's rules, that there are some, and what exceeds limits.

    `severity` is that of the latter. `why` is the setting MANY_REDIRECTS: with a reason in it they
    are warnings, as the site may be for another host. That only other spellings of addresses are
    left out is one anyway. Cloudflare's limits do not concern a file that only Netlify can read.
    """
    yield from own.findings
    if own.rules:
        covered = len(covered_by(site, own))
        message = "Its rules come before those of the site"
        message += f", and replace {covered} of them." if covered else "."
        yield Finding(own.path, own.rules[0].line, "advice", OWN_RULES, message)
    severity, reason = accepted(severity, "MANY_REDIRECTS", why)
    for excess in _excesses(site, own):
        if excess.severity == "error":
            yield replace(excess, severity=severity, hint=f"{excess.hint} {reason}")
        else:
            yield excess


def _excesses(site: HostedSite, own: OwnRules) -> Iterator[Finding]:
    yield from _too_long(site, own)
    if own.host == "cloudflare":
        yield from _too_many(site, own)


@lru_cache(2)  # several questions of one build
def covered_by(site: HostedSite, own: OwnRules) -> frozenset[str]:
    """The old addresses that an owner's rules redirect already."""
    return frozenset(
        redirect.old
        for redirect in site.redirects
        if any(rule.covers(_path(site, redirect)) for rule in own.rules)
    )


_HOSTS: tuple[RulesHost, RulesHost] = ("cloudflare", "netlify")
_Rules = list[tuple[Redirect, RedirectRule]]


def _too_long(site: HostedSite, own: OwnRules) -> Iterator[Finding]:
    message = f"Hosts do not take this redirect: its rule is longer than {RULE_CHARACTERS:,} "
    message += "characters."
    hint = "Shorten the address."
    for redirect, rule in _rules(site, own.host, own):
        if len(str(rule)) > RULE_CHARACTERS and _is_usual(site, redirect, rule):
            yield Finding(redirect.file, redirect.line, "error", LIMIT, message, hint)
    for rule in own.rules:
        if len(str(rule)) > RULE_CHARACTERS:
            yield Finding(own.path, rule.line, "error", LIMIT, message, hint)


def _too_many(site: HostedSite, own: OwnRules) -> Iterator[Finding]:
    static, dynamic = count(own.rules)
    left = _short_enough(site, "cloudflare", own)[max(STATIC_RULES - static, 0) :]
    if left:
        message = f"Cloudflare takes {STATIC_RULES:,} redirects; the last {len(left)} rules are "
        message += "left out from this one on, and pages redirect there."
        redirect, rule = left[0]
        hint = "Take old addresses away that nobody uses."
        # Rules for other spellings come last; browsers ask for few addresses in those.
        severity: Severity = "error" if _is_usual(site, redirect, rule) else "warning"
        yield Finding(redirect.file, redirect.line, severity, LIMIT, message, hint)
    if static > STATIC_RULES or dynamic > DYNAMIC_RULES:
        excess = own.rules[STATIC_RULES if static > STATIC_RULES else static + DYNAMIC_RULES]
        message = f"Cloudflare takes {STATIC_RULES:,} rules for single addresses, and "
        message += f"{DYNAMIC_RULES} from the first one with a placeholder on."
        hint = "Put rules without placeholders first, or join some."
        yield Finding(own.path, excess.line, "error", LIMIT, message, hint)


def _written(site: HostedSite, host: RulesHost, own: OwnRules) -> _Rules:
    """Our rules that are in the file of a host."""
    rules = _short_enough(site, host, own)
    return rules if host == "netlify" else rules[: max(STATIC_RULES - count(own.rules)[0], 0)]


def _short_enough(site: HostedSite, host: RulesHost, own: OwnRules) -> _Rules:
    rules = _rules(site, host, own)
    return [(redirect, rule) for redirect, rule in rules if len(str(rule)) <= RULE_CHARACTERS]


def _rules(site: HostedSite, host: RulesHost, own: OwnRules) -> _Rules:
    """One rule for each redirect as browsers ask for it, then those for other spellings.

    The path without a slash at its end needs none: both hosts know that the page has one.
    """
    usual, others, covered = [], [], covered_by(site, own)
    for redirect in site.redirects:
        if redirect.old in covered:
            continue
        new = "".join(target(site, redirect))
        first, *more = (
            (redirect, RedirectRule(old, new, 301, forced=host == "netlify"))
            for old in spellings(_path(site, redirect))
        )
        usual.append(first)
        others += more
    return usual + others


def _is_usual(site: HostedSite, redirect: Redirect, rule: RedirectRule) -> bool:
    """Whether a rule is for the address as browsers ask for it."""
    return rule.old == spellings(_path(site, redirect))[0]


def _path(site: HostedSite, redirect: Redirect) -> str:
    return requested_paths(site, redirect)[0]
