"""Writes how Caddy serves the site: a file to import in the block of a site."""

from __future__ import annotations

import re
from urllib.parse import unquote

from plugins.hosting.hosted_site import HostedSite
from plugins.hosting.responses import (
    HASHED,
    IMMUTABLE,
    RESOURCE_POLICY,
    REVALIDATED,
    SHOWN_ELSEWHERE,
    TYPES,
    UNKNOWN,
    site_headers,
)
from plugins.hosting.server_text import (
    endings_by_type,
    expression_of,
    expression_of_unserved,
    indented,
)

FILE = "site.caddy"
REDIRECTS = "redirects.caddy"

_START = """\
# How Caddy (2.6 or newer) serves this site. Write into its Caddyfile, beside this file:
#
#     www.example.org {{
#         root * {root}
#         import site.caddy
#     }}
"""
_PAGES = {"html"}  # also what the address of a folder is answered with
_UNSAFE = re.compile(r'["\\`{}]')


def caddy_config(site: HostedSite) -> str:
    """The text of the file; raises ValueError for what cannot be written into it."""
    below = unquote(site.below)
    root = "/srv/www/site  # the folder with the files of output/"
    if below:
        root = f"/srv/www  # the files of output/ are in its folder {quoted(below[1:])}"
    lines = _served(site, below)
    errors = _errors(below)
    if below:
        place = quoted(f"{below}/*")
        lines = [
            f"redir {quoted(below)} {quoted(f'{site.below}/')} 301",
            f"handle {place} {{", *indented(lines), "}",
        ]  # fmt: skip
        errors = [f"handle {place} {{", *indented(errors), "}"]
    errors = ["handle_errors {", *indented(errors), "}"]
    return "\n".join([_START.format(root=root), *lines, "", *errors, ""])


def _served(site: HostedSite, below: str) -> list[str]:
    """What answers requests for files that there are."""
    lines = [f"import {REDIRECTS}", ""] if site.redirects else []
    own = {
        "Content-Type": "{site_type}",
        "Cache-Control": "{site_cache}",
        RESOURCE_POLICY: "{site_shown}",
    }
    return [
        *lines,
        *_types(),
        "",
        *_differing(below),
        "",
        "header {",
        *(f"    {name} {quoted(value)}" for name, value in site_headers(site).items()
          if name != RESOURCE_POLICY),
        *(f'    {name} "{value}"' for name, value in own.items()),
        "}",
        "",
        "# Hidden files, but .well-known, and what hosts read",
        "@hidden {",
        "    path */.*",
        f"    not path_regexp ^{expression_of(below)}/\\.well-known(/[^.][^/]*)*/?$",
        "}",
        "error @hidden 404",
        f"@unserved path_regexp {expression_of_unserved(below)}",
        "error @unserved 404",
        "@sending not method GET HEAD",
        "respond @sending 405",
        "",
        *_file_server(),
    ]  # fmt: skip


def _types() -> list[str]:
    """The map from paths to media types."""
    rows = [
        f"    {_expression(_pattern(found))} {quoted(type_)}"
        for type_, found in endings_by_type().items()
    ]
    return ["map {path} {site_type} {", *rows, f"    default {quoted(UNKNOWN)}", "}"]


def _pattern(endings: list[str]) -> str:
    """An expression for paths with one of these endings, in small letters or capitals."""
    ending = rf"\.({'|'.join(endings)})"
    return rf"(?i)({ending}|/)$" if _PAGES & {*endings} else rf"(?i){ending}$"


def _differing(below: str) -> list[str]:
    """The map from paths to cache rules and to what other sites may show."""
    start = f"^{expression_of(below)}/"
    rows = []
    for names in HASHED:
        shown = "cross-origin" if names.rule.startswith(SHOWN_ELSEWHERE) else "same-origin"
        expression = _expression(f"{start}{names.paths}$")
        rows.append(f"    {expression} {quoted(IMMUTABLE)} {shown}")
    rows += [
        f"    {_expression(start + folder)} {REVALIDATED} cross-origin"
        for folder in SHOWN_ELSEWHERE
    ]
    default = f"    default {REVALIDATED} same-origin"
    return ["map {path} {site_cache} {site_shown} {", *rows, default, "}"]


def _errors(below: str) -> list[str]:
    """What answers other requests: the 404 page, with the headers that are set already."""
    return [
        f"rewrite * {quoted(f'{below}/404.html')}",
        "header {",
        f"    Content-Type {quoted(TYPES['html'])}",
        f"    Cache-Control {quoted(REVALIDATED)}",
        f"    {RESOURCE_POLICY} same-origin",
        "}",
        *_file_server(),
    ]


def _file_server() -> list[str]:
    """Files, with neighbours that are already compressed, but none that are hidden."""
    return ["file_server {", "    precompressed br gzip", "}"]


def quoted(text: str) -> str:
    """A string of Caddy; raises ValueError for what has a meaning in it, or ends a line."""
    if not text.isprintable() or _UNSAFE.search(text):
        raise ValueError(f"no text for Caddy: {text!r}")
    return f'"{text}"'


def _expression(pattern: str) -> str:
    """An expression as the key of a map, in a kind of string in which only ` has a meaning."""
    return f"`~{pattern}`"
