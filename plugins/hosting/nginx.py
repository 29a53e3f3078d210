"""Writes how nginx serves the site: a file to include in a `server` block."""

from __future__ import annotations

from urllib.parse import unquote

from plugins.hosting.hosted_site import HostedSite
from plugins.hosting.responses import (
    HASHED,
    IMMUTABLE,
    RESOURCE_POLICY,
    REVALIDATED,
    SHOWN_ELSEWHERE,
    UNKNOWN,
    site_headers,
)
from plugins.hosting.server_text import (
    endings_by_type,
    expression_of,
    expression_of_unserved,
    indented,
)

FILE = "site.nginx.conf"
REDIRECTS = "redirects.nginx.conf"

_START = """\
# How nginx serves this site. Copy this file to /etc/nginx/snippets/, and write:
#
#     server {{
#         listen 80;
#         server_name www.example.org;
#         return 301 https://www.example.org$request_uri;
#     }}
#     server {{
#         listen 443 ssl http2;
#         server_name www.example.org;
#         ssl_certificate ...;
#         ssl_certificate_key ...;
#         root {root}
#         include snippets/site.nginx.conf;
#     }}
#
# brotli_static needs the package libnginx-mod-http-brotli-static. Without it, delete that line.
# A location of your own with an add_header sends none of those that are here.
"""


def nginx_config(site: HostedSite) -> str:
    """The text of the file; raises ValueError for what cannot be written into it.

    No `location` has an add_header of its own, because it would lose those around it: what differs
    between files is in variables. nginx sets them anew when it answers with the 404 page, so that
    no browser keeps that for a year in the place of a file.
    """
    below, lines = unquote(site.below), _lines(site)
    root = "/srv/www/site;  # the folder with the files of output/"
    if below:
        root = f"/srv/www;  # the files of output/ are in its folder {quoted(below[1:])}"
        moved = f"absolute_redirect off; return 301 {quoted(f'{site.below}/')};"
        moved = f"location = {quoted(below)} {{ {moved} }}"
        lines = [moved, f"location ^~ {quoted(f'{below}/')} {{", *indented(lines), "}"]
    variables = [  # locations do not inherit them, so that they are those of the server
        f"set $site_cache {quoted(REVALIDATED)};",
        'set $site_shown "same-origin";',
    ]
    return "\n".join([_START.format(root=root), *variables, "", *lines, ""])


def _lines(site: HostedSite) -> list[str]:
    below = unquote(site.below)
    lines = [
        "index index.html;",
        "autoindex off;",
        "server_tokens off;",
        "absolute_redirect off;  # with a slash added, at the port and scheme that were asked for",
        f"error_page 403 404 =404 {quoted(f'{below}/404.html')};",
        "",
        "# Neighbours that are already compressed: page.html.br and page.html.gz",
        "brotli_static on;",
        "gzip_static on;",
        "gzip_vary on;",
        "",
        *_types(),
        "",
        *(f"add_header {name} {quoted(value)} always;" for name, value in _headers(site)),
        "",
        *_locations(below),
    ]
    if site.redirects:
        lines += ["", f"include snippets/{REDIRECTS};"]
    return lines


def _headers(site: HostedSite) -> list[tuple[str, str]]:
    own = {"Cache-Control": "$site_cache", RESOURCE_POLICY: "$site_shown"}
    return list((site_headers(site) | own).items())


def _types() -> list[str]:
    """The block of media types; texts have their encoding in it, so that nginx adds none."""
    rows = [f"    {quoted(type_)} {' '.join(found)};" for type_, found in endings_by_type().items()]
    return ["types {", *rows, "}", f"default_type {UNKNOWN};"]


def _locations(below: str) -> list[str]:
    """What differs between files; a name with a hash is of a file that never changes."""
    shown = 'set $site_shown "cross-origin";'
    cached = f"set $site_cache {quoted(IMMUTABLE)};"
    lines = [
        "# Hidden files, but .well-known, and what hosts read",
        r"location ~ /\.(?!well-known/) { return 404; }",
        f"location ~ {quoted(expression_of_unserved(below))} {{ return 404; }}",
    ]
    for names in HASHED:
        also = f" {shown}" if names.rule.startswith(SHOWN_ELSEWHERE) else ""
        pattern = quoted(f"^{expression_of(below)}/{names.paths}$")
        lines.append(f"location ~ {pattern} {{ {cached}{also} }}")
    lines += [f"location {quoted(f'{below}/{folder}')} {{ {shown} }}" for folder in SHOWN_ELSEWHERE]
    return lines


def quoted(text: str) -> str:
    """A string of nginx; raises ValueError for a control character. `$` begins a variable."""
    if not text.isprintable():
        raise ValueError(f"no text for nginx: {text!r}")
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
