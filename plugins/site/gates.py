"""What a build for publication checks besides what every build does, and files that it writes."""

from __future__ import annotations

import contextlib
import posixpath
from urllib.parse import urlsplit

from plugins.core.findings import Finding, display_path
from plugins.hosting import own_headers, redirects_file, security_txt
from plugins.hosting.hosted_site import HostedSite
from plugins.publishing import budget_findings
from plugins.publishing.content_files import escaped
from plugins.publishing.page_weights import PageScale
from plugins.publishing.path_conflicts import OutputPath
from plugins.publishing.staging import MARKER
from plugins.site import icons
from plugins.site.build import Build
from plugins.site.pages import SEARCH_URL

_SHOWN = 100  # characters of a host


def over_budget(build: Build) -> list[Finding]:
    """Findings for pages that exceed a budget of docs/visitors.md; warnings for a foreign theme.

    `check-content --publish` has them too.
    """
    request = build.request
    if not request.for_publication or request.preview:  # which has the style guide too
        return []
    prefixes = ["", *(language.prefix for language in build.languages.values())]
    searching = {f"{prefix}{SEARCH_URL}index.html" for prefix in prefixes}
    scale = PageScale(build.site.output, build.site.siteurl, searching)
    excesses = scale.excesses(request.outputs.pages)
    severity = request.severity if build.inputs.theme.views else "warning"
    why = build.settings.get("HEAVY_PAGES")
    return budget_findings.findings(excesses, request.outputs.sources, severity, why)


def write_security_txt(build: Build) -> None:
    """Write security.txt if clinic.yaml has a contact; an owner's own file is kept."""
    clinic, today = build.inputs.clinic.clinic, build.now.date()
    severity = build.request.severity if build.request.for_publication else "warning"
    build.request.findings.extend(security_txt.check(clinic, today, severity))
    if not clinic.facts or not build.site.siteurl or security_txt.is_own(_copied(build)):
        return
    site = HostedSite(build.site.siteurl, "")
    languages = (build.site.lang, *build.languages)
    if text := security_txt.text(clinic.facts.security, site, languages, today):
        path = build.site.output / security_txt.PATH
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8", newline="\n")


def reserve_names(build: Build) -> None:
    """Note the names of the files that the build writes besides pages, before others are copied.

    A copied file replaces each but the sitemap. The names are taken in every build, although some
    files are for publications alone.
    """
    names = {MARKER, "robots.txt", own_headers.FILE, redirects_file.FILE}
    if build.directory.clinic.mark:
        names.update(icons.FILES)
    clinic = build.inputs.clinic.clinic.facts
    if clinic and clinic.security.contact:
        names.add(security_txt.PATH)
    for name in ["sitemap.xml", *sorted(names - _copied(build).keys())]:
        build.request.outputs.paths.setdefault(name, OutputPath())


def own_files(build: Build) -> list[Finding]:
    """One piece of advice for each file of the owner's that replaces one of the build's."""
    if not build.request.for_publication:
        return []
    copied = _copied(build)
    names = ["robots.txt"]
    if (clinic := build.inputs.clinic.clinic.facts) and clinic.security.contact:
        names += [security_txt.PATH, security_txt.OLD_PATH]
    return [
        Finding(
            copied[name], 0, "advice", "hosting/own-file",
            "It is published in the place of the one that the build would write.",
        )
        for name in names
        if name in copied
    ]  # fmt: skip


def other_host(build: Build) -> list[Finding]:
    """The warning for a CNAME of the owner's, which GitHub Pages reads, with another host."""
    if not build.request.for_publication or not build.site.siteurl:
        return []
    file = _copied(build).get("CNAME")
    if file is None:
        return []
    lines = (build.site.output / "CNAME").read_text("utf-8-sig", "replace").splitlines()
    line, host = next(
        ((n, each.strip()) for n, each in enumerate(lines, 1) if each.strip()), (1, "")
    )
    wanted = urlsplit(build.site.siteurl).hostname or ""
    if _in_ascii(host) == _in_ascii(wanted):
        return []
    message = f"It names the host “{escaped(host[:_SHOWN])}”, but SITEURL has “{wanted}”."
    hint = f"Write `{wanted}`, or publish with the SITEURL of the other host."
    return [Finding(file, line, "warning", "hosting/other-host", message, hint)]


def _in_ascii(host: str) -> str:
    """A host as name servers know it; one that cannot be written so stays as it is."""
    with contextlib.suppress(UnicodeError):
        return host.lower().encode("idna").decode()
    return host


def _copied(build: Build) -> dict[str, str]:
    """The files that are copied as they are: by their paths in the site, where they lie."""
    return {
        posixpath.normpath(each.save_as): display_path(
            build.site.content / each.get_relative_source_path()
        )
        for each in build.request.outputs.copied
    }
