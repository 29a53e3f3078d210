"""Which addresses on the site's pages lead nowhere, or to another host's files (edge: disk)."""

from __future__ import annotations

from pathlib import Path

from plugins.publishing import links, outside_hosts, verify
from tools.audit.pages import kind_of
from tools.audit.readings import Page, Reading, count


def follow(site: Path, siteurl: str) -> list[Reading]:
    """For each page its dead links, anchors, srcset candidates and og:image, and what it loads.

    The site was built for `siteurl`. What a page, a stylesheet or a script would load from another
    host is counted wherever it stands, also far below what a visit sees.
    """
    written = verify.read_back(site, siteurl)
    dead: dict[str, list[str]] = {file: [] for file in written.loads}
    outside: dict[str, list[str]] = {file: [] for file in written.loads}
    for link in links.dead_links(written.pages, written.files, siteurl):
        dead[link.page].append(f"{link.address}: {link.why}")
    for host in outside_hosts.outside(written.loads, siteurl):
        for file in host.files:
            outside[file].append(f"{host.load.where}: {host.load.address}")
    return [
        count(Page(file, kind_of(file)), what, found[file])
        for file in written.loads
        for what, found in (("dead links", dead), ("outside hosts", outside))
    ]
