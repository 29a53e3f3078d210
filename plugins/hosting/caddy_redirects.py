"""Redirects for Caddy: a file to import in the block of the site."""

from __future__ import annotations

import re

from plugins.hosting.hosted_site import HostedSite
from plugins.hosting.redirect_addresses import requested_paths, target

FILE = "redirects.caddy"
_START = "# Old addresses and the new ones; import this in the block of the site.\n"
# Caddy replaces {$NAME} and {name}, and ends a string at a quotation mark.
_HAS_MEANING = re.compile(r'["\\`{}]')
_ASCII = re.compile(r"[^\w\u0080-\U0010ffff]")


def caddy_redirects(site: HostedSite) -> str:
    """A map from each path that redirects are for to its new address; a query is kept.

    Caddy compares its keys with the decoded path. A site without redirects has no map.
    """
    rows = "".join(
        f'\t{_key(path)} "{new}" "{anchor}"\n'
        for redirect in site.redirects
        for new, anchor in [target(site, redirect)]
        for path in requested_paths(site, redirect)
    )
    if not rows:
        return _START
    return (
        f"{_START}"
        f'map {{path}} {{redirect_path}} {{redirect_anchor}} {{\n{rows}\tdefault "" ""\n}}\n'
        'map {query} {redirect_query} {\n\t"" ""\n\tdefault "?{query}"\n}\n'
        "@redirect vars_regexp {redirect_path} ^/\n"
        "redir @redirect {redirect_path}{redirect_query}{redirect_anchor} 301\n"
    )


def _key(path: str) -> str:
    r"""A key of a map: the path, or an expression for it if Caddy would change the path.

    An expression has codes such as \x7B for all characters of ASCII but letters and digits.
    """
    if not _HAS_MEANING.search(path):
        return f'"{path}"'
    escaped = _ASCII.sub(lambda found: f"\\x{ord(found[0]):02X}", path)
    return f'"~^{escaped}$"'
