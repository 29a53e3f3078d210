"""The Content-Security-Policy of all files, from those that pages have in them.

Hosts send one policy with each file, and browsers hold a page to it and to the page's own, which
is in its meta element. So the one allows what any page may do, and forbids what none may.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import quote

from plugins.core.findings import Finding

NO_POLICY = "headers/no-policy"
HEADER_ONLY = "frame-ancestors 'none'"  # browsers ignore it in a meta element

_Policy = dict[str, frozenset[str]]  # the values by directive

_META = re.compile(
    r"""<meta\s(?=[^>]*http-equiv=["']?content-security-policy["'\s>])"""
    r"""[^>]*?\bcontent=(?:"([^"]*)"|'([^']*)')""",
    re.IGNORECASE,
)
# What a policy may forbid; a page without any of it shows the same under each policy.
_RESTRICTED = re.compile(
    r"<(?:script|style|link|img|picture|source|audio|video|track|iframe|frame|object|embed|form|"
    r"base|svg|math|input|image)\b|\s(?:on[a-z]+|style|background|srcset)\s*=",
    re.IGNORECASE,
)
# The directive that counts in place of one that a policy does not have.
_FALLBACK = {
    "script-src-elem": "script-src", "script-src-attr": "script-src",
    "style-src-elem": "style-src", "style-src-attr": "style-src",
    "worker-src": "script-src",
    **dict.fromkeys((
        "script-src", "style-src", "img-src", "font-src", "connect-src", "media-src",
        "object-src", "frame-src", "manifest-src", "prefetch-src",
    ), "default-src"),
}  # fmt: skip
_SOURCES = {*_FALLBACK, "default-src", "base-uri", "form-action", "trusted-types"}
_NONE = "'none'"
# A recording that is opened by itself is loaded by a page that the browser makes, under the header
# of the recording: it must be able to load itself. Pages of the site are held to their own policy.
_MEDIA = "media-src"
_PLAIN = "!#%&'()*+-./:=?@_~"  # what a value may contain as it is, beside letters and digits


@dataclass(frozen=True)
class SitePolicy:
    """The policy of all files, and the paths of the pages that kept it from being any stricter."""

    header: str
    unrestricted: tuple[str, ...] = ()


def site_policy(pages: Iterable[tuple[str, str]]) -> SitePolicy:
    """The policy for all files, from the path and the HTML of each page.

    A page may load what it will, and is in `unrestricted`, if it has no policy, or one with
    'unsafe-...', which no header repeats, or with 'strict-dynamic', under which other pages could
    not run their scripts. If there is one, the policy says only who may put the site into frames.
    A page that nothing can be forbidden to, such as the text by which a search engine knows the
    owner, needs no policy.
    """
    found: dict[str, None] = {}
    unrestricted = []
    for path, text in pages:
        written = _written(text)
        if written is not None and not _is_open(written):
            found[written] = None
        elif written is not None or _RESTRICTED.search(text):
            unrestricted.append(path)
    if unrestricted or not found:
        return SitePolicy(HEADER_ONLY, tuple(sorted(unrestricted)))
    return SitePolicy(_joined([_parsed(written) for written in found]))


def findings(policy: SitePolicy) -> list[Finding]:
    """Advice if some pages kept the policy of all files from being strict."""
    if not policy.unrestricted:
        return []
    count, first = len(policy.unrestricted), policy.unrestricted[0]
    message = (
        "The header Content-Security-Policy only forbids frames, as these pages have no policy of "
        f"their own, or one with 'unsafe-...': “{first}”, {count} in all."
    )
    hint = "Give each a meta element with a policy, if you want the header to be as strict."
    return [Finding("", 0, "advice", NO_POLICY, message, hint)]


def _written(page: str) -> str | None:
    """The text of a page's first policy; a page with two is held to both, so one is enough."""
    match = _META.search(page)
    return html.unescape(match[1] if match[1] is not None else match[2]) if match else None


def _is_open(policy: str) -> bool:
    folded = policy.casefold()
    return "'unsafe-" in folded or "'strict-dynamic'" in folded


def _parsed(policy: str) -> _Policy:
    """A policy's values by directive; of two directives with one name, the first counts.

    The old child-src is what it stands for: both of its successors.
    """
    found: _Policy = {}
    for directive in policy.split(";"):
        name, *values = directive.split() or [""]
        if name:
            found.setdefault(name.lower(), frozenset(map(_plain, values)))
    child = found.pop("child-src", None)
    return found if child is None else {"frame-src": child, "worker-src": child, **found}


def _plain(value: str) -> str:
    """A value without what means something to a server's settings; browsers decode addresses."""
    return quote(value, safe=_PLAIN)


def _joined(policies: list[_Policy]) -> str:
    """The policy that allows what any of `policies` allows."""
    names = sorted(
        {_MEDIA, *set().union(*policies)}, key=lambda name: (name != "default-src", name)
    )
    found = {name: values for name in names if (values := _union(name, policies)) is not None}
    if _MEDIA in found:
        found[_MEDIA] = found[_MEDIA] - {_NONE} | {"'self'"}
    lines = [" ".join([name, *sorted(values)]) for name, values in found.items()]
    return ";".join([*lines, HEADER_ONLY])


def _union(name: str, policies: list[_Policy]) -> frozenset[str] | None:
    """The values of a directive that fits all policies; None if one of them is free of it."""
    each = [found for policy in policies if (found := _effective(name, policy)) is not None]
    if len(each) < len(policies) or name in {"frame-ancestors", "report-uri", "report-to"}:
        return None
    if name not in _SOURCES:
        return each[0] if len(set(each)) == 1 else None
    return frozenset().union(*each) - {_NONE} or frozenset({_NONE})


def _effective(name: str, policy: Mapping[str, frozenset[str]]) -> frozenset[str] | None:
    """The values that count for a directive, whether the policy has it or another in its place."""
    place: str | None = name
    while place is not None:
        if place in policy:
            return policy[place]
        place = _FALLBACK.get(place)
    return None
