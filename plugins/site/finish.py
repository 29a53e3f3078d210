"""The last step of a build: social cards, search index, sitemap, and the checks of the site."""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import Future, as_completed

from plugins.core.process_pool import ProcessPool
from plugins.publishing import path_conflicts, templates, verify
from plugins.publishing.build import BuildFailedError
from plugins.publishing.sitemap import robots, sitemap
from plugins.site import search_index
from plugins.site.build import Build
from plugins.structured_data.cards import publish_card


def finish(build: Build) -> None:
    """Write what the pages need to be complete, then check them; raises BuildFailedError."""
    with ProcessPool() as pool:
        drawing = draw_cards(build, pool)
        wait_for_cards(build, drawing)
    search_index.finish(build)
    write_sitemap(build)
    build.cache.remove_unused()
    check(build)


def draw_cards(build: Build, pool: ProcessPool) -> list[Future[bool]]:
    """Begin to draw the social cards that pages show, each once; see `wait_for_cards`."""
    if build.cards is None:
        return []
    colours, site = build.cards.colours, build.site.output
    return [
        pool.submit(publish_card, card, colours, build.cache, site)
        for card in build.cards.wanted.values()
    ]


def wait_for_cards(build: Build, drawing: Iterable[Future[bool]]) -> None:
    """Wait until all cards are in the site; raises OSError if the disk fails."""
    for done in as_completed(drawing):
        if done.result():
            build.request.progress.step("Drawing social cards")


def write_sitemap(build: Build) -> None:
    """Write sitemap.xml and robots.txt, which need SITEURL.

    A robots.txt that the editor has put into the folder of extra files is kept.
    """
    folder, siteurl = build.site.output, build.site.siteurl
    if not siteurl:
        return
    (folder / "sitemap.xml").write_bytes(sitemap(build.request.outputs.sitemap.values(), siteurl))
    if not (folder / "robots.txt").exists():
        (folder / "robots.txt").write_text(robots(siteurl), "utf-8")


def check(build: Build) -> None:
    """Check the written site; raises BuildFailedError if the build has errors."""
    record, findings = build.request.outputs, build.request.findings
    findings.extend(path_conflicts.findings(record.copied, record.paths))
    findings.extend(templates.once_per_line(record.errors.values()))
    findings.extend(
        verify.findings(
            verify.read_back(build.site.output, build.site.siteurl, record.pages),
            siteurl=build.site.siteurl,
            sources=record.sources,
            withheld=build.withheld,
            unwritten=record.errors,
            severity=build.request.severity,
        )
    )
    if findings.errors:
        raise BuildFailedError
