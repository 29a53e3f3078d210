"""The last step of a build: the sitemap, and the checks of the written site."""

from __future__ import annotations

import re
from dataclasses import replace

from plugins.core.contrast import WHITE
from plugins.publishing import path_conflicts, templates, verify
from plugins.publishing.build import BuildFailedError
from plugins.publishing.sitemap import robots, sitemap
from plugins.site import gates
from plugins.site.build import Build
from plugins.site.host_files import host_files, write_host_files
from plugins.site.icons import write_icons
from plugins.site.release import write_release
from plugins.site.views.counterparts import links
from plugins.site_search.index import FILE_NAMES, FOLDER
from plugins.theme_support.languages import Languages
from plugins.theme_support.tokens import schemes

_DATA = re.compile(rf"{FOLDER}/({FILE_NAMES})")  # as many files as there are articles


def finish(build: Build) -> None:
    """Write what needs all pages, then check them; raises BuildFailedError."""
    build.request.progress.stage("checking")
    _check_paths(build)
    if mark := build.directory.clinic.mark:
        light = schemes(build.inputs.tokens).get("light", {})
        write_icons(build.site.output / mark.url, build.site.output, light.get("paper", WHITE))
    write_sitemap(build)
    gates.write_security_txt(build)
    request = build.request
    hosts = host_files(build) if request.for_publication else None
    is_release = request.publish and request.cache and not request.findings_only
    if hosts and is_release:
        write_host_files(build, hosts)
    build.cache.remove_unused()
    check(build)
    if hosts and is_release:
        write_release(build, hosts)
    request.progress.stage("ending")
    if request.cache is None:  # another program runs Pelican
        build.reuse.cache.close()


def write_sitemap(build: Build) -> None:
    """Write sitemap.xml and robots.txt, which need SITEURL.

    A robots.txt that the editor has put into the folder of extra files is kept.
    """
    folder, siteurl = build.site.output, build.site.siteurl
    if not siteurl:
        return
    entries = build.request.outputs.sitemap
    if build.languages:
        spelling = Languages(build.site.lang, (build.site.lang, *build.languages)).language_tag
        for name, entry in entries.items():
            found = links(build.alternates.get(name, ()), spelling)
            entries[name] = replace(entry, alternates=found)
    (folder / "sitemap.xml").write_bytes(sitemap(entries.values(), siteurl))
    if not (folder / "robots.txt").exists():
        (folder / "robots.txt").write_bytes(robots(siteurl).encode())


def _check_paths(build: Build) -> None:
    """Find conflicting paths; raises BuildFailedError where a file would be written to a folder."""
    record = build.request.outputs
    found = path_conflicts.findings(record.copied, record.paths)
    build.request.findings.extend(found)
    if any(each.rule == path_conflicts.FILE_AND_FOLDER for each in found):
        raise BuildFailedError


def check(build: Build) -> None:
    """Check the written site; raises BuildFailedError if the build has errors."""
    record, findings = build.request.outputs, build.request.findings
    findings.extend(templates.once_per_line(record.errors.values()))
    findings.extend(
        verify.findings(
            verify.read_back(build.site.output, build.site.siteurl, record.pages, _DATA),
            siteurl=build.site.siteurl,
            sources=record.sources,
            withheld=build.withheld,
            unwritten=record.errors,
            severity=build.request.severity,
        )
    )
    findings.extend([*gates.over_budget(build), *gates.own_files(build), *gates.other_host(build)])
    if findings.errors:
        raise BuildFailedError
