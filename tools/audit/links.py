"""Dead links of the site's pages, and what they would load from other hosts (edge: disk)."""

from __future__ import annotations

from pathlib import Path

from plugins.publishing import links, third_party_requests, verify
from tools.audit.measurements import Measurement, Page, count
from tools.audit.pages import kind_of


def follow(site: Path, siteurl: str) -> list[Measurement]:
    """For each page, its dead links, anchors, srcset candidates and og:image, and other hosts.

    The site was built for `siteurl`. Resources of other hosts are counted in all of a page, a
    stylesheet or a script, even if a visit would not load them.
    """
    written = verify.read_back(site, siteurl)
    dead: dict[str, list[str]] = {file: [] for file in written.requests}
    outside: dict[str, list[str]] = {file: [] for file in written.requests}
    for link in links.dead_links(written.pages, written.files, siteurl):
        dead[link.page].append(f"{link.address}: {link.why}")
    requests = third_party_requests.to_other_hosts(written.requests, siteurl)
    for request, files in requests.items():
        for file in files:
            outside[file].append(f"{request.where}: {request.address}")
    return [
        count(Page(file, kind_of(file)), what, found[file])
        for file in written.requests
        for what, found in (("dead links", dead), ("outside hosts", outside))
    ]
