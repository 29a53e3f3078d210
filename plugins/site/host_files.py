"""Writes what hosts read in the site: `_headers` and `_redirects`, with an owner's own lines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from plugins.core.findings import Finding, display_path
from plugins.hosting import headers_file, own_headers, policy, redirects_file
from plugins.hosting.hosted_site import HostedSite
from plugins.hosting.options import HeaderOptions
from plugins.hosting.own_headers import HeaderRule
from plugins.hosting.redirect_rules import NO_RULES, OwnRules, read_own_rules
from plugins.incremental.files import walk
from plugins.site.build import Build
from plugins.site.host_redirects import host_redirects

_PAGES = (".html", ".htm")


@dataclass(frozen=True)
class HostFiles:
    """The site as hosts get it, and what the owner's own `_headers` and `_redirects` say."""

    site: HostedSite
    own_headers: list[HeaderRule]
    own_redirects: OwnRules


def write_host_files(build: Build) -> HostFiles:
    """Write both files into a site that has all its others, and add what is wrong with them.

    Raises OSError.
    """
    folder, findings = build.site.output, build.request.findings
    paths = sorted(f"{above}{name}" for above, _, names in walk(folder) for name in names)
    found = policy.site_policy(_pages(folder, paths))
    options, wrong = HeaderOptions.read(build.settings)
    findings.extend([*wrong, *policy.findings(found)])
    site = HostedSite(
        build.site.siteurl,
        found.header,
        host_redirects(build),
        options.embedder_policy,
        options.transport_security,
    )

    copied = _copied(build)
    extra = build.site.content / "extra"
    same = [path for path, original in copied.items() if original == extra / path]
    findings.extend(headers_file.looks_hashed(same, display_path(extra)))
    own, own_file = _own_headers(build, copied.get(own_headers.FILE))
    others = [path for path in paths if path not in (own_headers.FILE, redirects_file.FILE)]
    text, in_file = headers_file.headers_file(site, others, own, own_file)
    findings.extend(in_file if build.inputs.theme.views else map(_as_advice, in_file))
    (folder / own_headers.FILE).write_bytes(text.encode())

    rules = _own_redirects(copied.get(redirects_file.FILE))
    findings.extend(redirects_file.findings(site, rules))
    text = redirects_file.redirects_file(site, rules.host, rules)
    if text or rules.path:
        (folder / redirects_file.FILE).write_bytes(text.encode())
    return HostFiles(site, own, rules)


def _as_advice(finding: Finding) -> Finding:
    """What nobody can change in a theme for Pelican alone: that its files have no hash."""
    is_of_theme = finding.rule == headers_file.SHARED
    return replace(finding, severity="advice") if is_of_theme else finding


def _pages(folder: Path, paths: list[str]) -> Iterator[tuple[str, str]]:
    for path in paths:
        if path.endswith(_PAGES):
            yield path, (folder / path).read_text("utf-8", "replace")


def _copied(build: Build) -> dict[str, Path]:
    """The originals of the files that are copied as they are, by their paths in the site."""
    return {each.save_as: Path(each.source_path) for each in build.request.outputs.copied}


def _own_headers(build: Build, file: Path | None) -> tuple[list[HeaderRule], str]:
    if file is None:
        return [], ""
    name = display_path(file)
    rules, wrong = own_headers.read(file.read_text("utf-8", "replace"), name)
    build.request.findings.extend(wrong)
    return rules, name


def _own_redirects(file: Path | None) -> OwnRules:
    if file is None:
        return NO_RULES
    return read_own_rules(file.read_text("utf-8", "replace"), display_path(file))
