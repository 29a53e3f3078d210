"""What hosts read in the site: `_headers` and `_redirects`, with an owner's own lines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from plugins.core.findings import Finding, Findings, display_path
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
    """The site as hosts get it, what the owner's own files say, and the texts of both files.

    `redirects` is None if there is nothing to write.
    """

    site: HostedSite
    own_headers: list[HeaderRule]
    own_redirects: OwnRules
    headers: str
    redirects: str | None


def host_files(build: Build) -> HostFiles:
    """Both files of a site that has all its others; what is wrong is added to the findings.

    A check writes nothing of it. In a preview, which has pages that are never published, only what
    an owner's files say is found. Raises OSError.
    """
    folder, found = build.site.output, Findings()
    paths = sorted(f"{above}{name}" for above, _, names in walk(folder) for name in names)
    allowed = policy.site_policy(_pages(folder, paths))
    options, wrong = HeaderOptions.read(build.settings)
    found.extend([*wrong, *policy.findings(allowed)])
    site = HostedSite(
        build.site.siteurl,
        allowed.header,
        host_redirects(build),
        options.embedder_policy,
        options.transport_security,
    )

    copied = _copied(build)
    extra = build.site.content / "extra"
    same = [path for path, original in copied.items() if original == extra / path]
    found.extend(headers_file.looks_hashed(same, display_path(extra)))
    own, own_file = _own_headers(copied.get(own_headers.FILE), found)
    others = [path for path in paths if path not in (own_headers.FILE, redirects_file.FILE)]
    headers, in_file = headers_file.headers_file(site, others, own, own_file)
    found.extend(in_file if build.inputs.theme.views else map(_as_advice, in_file))

    rules = _own_redirects(copied.get(redirects_file.FILE))
    why = build.settings.get("MANY_REDIRECTS")
    found.extend(redirects_file.findings(site, rules, build.request.severity, why))
    redirects = redirects_file.redirects_file(site, rules.host, rules)
    is_preview = build.request.preview
    build.request.findings.extend(each for each in found.all if each.path or not is_preview)
    return HostFiles(site, own, rules, headers, redirects if redirects or rules.path else None)


def write_host_files(build: Build, files: HostFiles) -> None:
    """Write both files into the site. Raises OSError."""
    folder = build.site.output
    (folder / own_headers.FILE).write_bytes(files.headers.encode())
    if files.redirects is not None:
        (folder / redirects_file.FILE).write_bytes(files.redirects.encode())


def _as_advice(finding: Finding) -> Finding:
    """What nobody can change in a theme for Pelican alone: that its files have no hash."""
    is_of_theme = finding.rule == headers_file.SHARED
    return replace(finding, severity="advice") if is_of_theme else finding


def _pages(folder: Path, paths: list[str]) -> Iterator[tuple[str, str]]:
    for path in paths:
        if path.lower().endswith(_PAGES):
            yield path, (folder / path).read_text("utf-8", "replace")


def _copied(build: Build) -> dict[str, Path]:
    """The originals of the files that are copied as they are, by their paths in the site."""
    return {each.save_as: Path(each.source_path) for each in build.request.outputs.copied}


def _own_headers(file: Path | None, findings: Findings) -> tuple[list[HeaderRule], str]:
    if file is None:
        return [], ""
    name = display_path(file)
    rules, wrong = own_headers.read(file.read_text("utf-8", "replace"), name)
    findings.extend(wrong)
    return rules, name


def _own_redirects(file: Path | None) -> OwnRules:
    if file is None:
        return NO_RULES
    return read_own_rules(file.read_text("utf-8", "replace"), display_path(file))
