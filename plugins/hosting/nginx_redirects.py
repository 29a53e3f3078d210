"""Redirects for nginx: a file to include in the `server` block."""

from __future__ import annotations

from plugins.hosting.hosted_site import HostedSite, Redirect
from plugins.hosting.redirect_addresses import requested_paths, target

FILE = "redirects.nginx.conf"
_START = "# Old addresses and the new ones; include this in the server block.\n"


def nginx_redirects(site: HostedSite) -> str:
    r"""One exact location for each path that redirects are for; a query is kept.

    nginx compares locations with the decoded path, so that every spelling of it is the same. Unlike
    the keys of a `map`, they distinguish upper and lower case, need no hash sizes of the whole
    server, and can stand in one file within the server block. They take some 8 kB of memory each.
    """
    return _START + "".join(_locations(site, redirect) for redirect in site.redirects)


def _locations(site: HostedSite, redirect: Redirect) -> str:
    path, anchor = target(site, redirect)
    # Without `absolute_redirect off`, the answer would name the port and scheme behind a proxy.
    answer = f'{{ absolute_redirect off; return 301 "{path}$is_args$args{anchor}"; }}'
    paths = requested_paths(site, redirect)
    return "".join(f"location = {_quoted(path)} {answer}\n" for path in paths)


def _quoted(path: str) -> str:
    r"""A string of nginx; only `"` and `\` mean something in it, as locations have no variables."""
    escaped = path.replace("\\", r"\\").replace('"', r"\"")
    return f'"{escaped}"'
