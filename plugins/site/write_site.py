"""Writes pages and social cards at the same time, while the search index is made."""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import Future, as_completed

from plugins.core.process_pool import ProcessPool, cores
from plugins.site import search_index
from plugins.site.build import Build
from plugins.site.writing import PageQueue
from plugins.structured_data.cards import publish_card

_PAGES_A_PROCESS, _CARDS_A_PROCESS = 50, 4  # that take longer than to start a process


def write_site(build: Build, pages: PageQueue | None) -> None:
    """Write all of them on all cores, and wait for the index; raises OSError if the disk fails.

    `pages` is None if Pelican has written them, for a theme that gets its own variables.
    """
    cards = len(build.cards.wanted) if build.cards else 0
    work = cards // _CARDS_A_PROCESS + (len(pages.waiting) // _PAGES_A_PROCESS if pages else 0)
    with ProcessPool(min(cores(), 1 + work)) as pool:
        rendering = pages.begin(pool) if pages else None
        drawing = draw_cards(build, pool)
        if pages and rendering:
            pages.record(rendering)
        wait_for_cards(build, drawing)
    search_index.finish(build)


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
