"""The addresses of a redirect, as requests have them and as answers name them."""

from __future__ import annotations

import re
from urllib.parse import quote, unquote

from plugins.hosting.hosted_site import HostedSite, Redirect

_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
# What browsers leave as it is in a path, without the characters that `_redirects` would take for
# patterns (* and :) and the one that they turn into a slash (\).
_AS_BROWSERS = "/!$&'()+,;=@[]^|"
_CODE = re.compile(r"%[0-9A-F]{2}")


def requested_paths(site: HostedSite, redirect: Redirect) -> tuple[str, ...]:
    """The paths on the host that a redirect is for, decoded: `/old/` and `/old`, or `/old.html`.

    Raises ValueError if the old address is no path, or has control characters.
    """
    path = f"{unquote(site.below)}{redirect.old}"
    if not path.startswith("/") or path.startswith("//") or _CONTROL.search(path):
        raise ValueError(f"not a path: {path!r}")
    return (path, path.rstrip("/")) if path.endswith("/") and path != "/" else (path,)


def target(site: HostedSite, redirect: Redirect) -> tuple[str, str]:
    """The path that a redirect leads to and its anchor, with # before it: "" if it has none.

    Both are percent-encoded: only letters and digits of ASCII, and the characters `/-._~%#`, are
    left, none of which any host gives a meaning. A query belongs between them. Raises ValueError
    if the new address is not one of this host.
    """
    path, _, anchor = redirect.new.partition("#")
    path = f"{unquote(site.below)}{path}"
    if not path.startswith("/") or path.startswith("//"):
        raise ValueError(f"not a path: {path!r}")
    return quote(path, safe="/"), f"#{quote(anchor, safe='')}" if anchor else ""


def spellings(path: str) -> tuple[str, ...]:
    """The ways in which requests spell the decoded `path`, for hosts that do not decode it.

    First as browsers do; then with lower-case codes, which links of WordPress have; then with
    codes for all but letters, digits and `-._~`.
    """
    browser = quote(path, safe=_AS_BROWSERS)
    lower = _CODE.sub(lambda code: code[0].lower(), browser)
    return tuple(dict.fromkeys((browser, lower, quote(path, safe="/"))))
