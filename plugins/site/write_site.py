"""Writes pages, social cards and the search index at the same time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from concurrent.futures import Future, as_completed
from itertools import chain, islice

from plugins.core.cores import cores
from plugins.core.process_pool import ProcessPool
from plugins.incremental.digests import digest
from plugins.site.build import Build
from plugins.site.index_process import INDEXED_A_PROCESS
from plugins.site.search_index import SearchIndex
from plugins.site.writing import PageQueue
from plugins.structured_data.cards import WantedCard, publish_card

_PAGES_A_PROCESS, _CARDS_A_PROCESS = 50, 4  # that take longer than to start a process


def write_site(build: Build, pages: PageQueue | None) -> None:
    """Write all of them on all cores; raises OSError if the disk fails.

    `pages` is None if Pelican has written them, for a theme that gets its own variables.
    """
    build.request.progress.stage("writing")
    index = build.search_index or SearchIndex(build)
    if index.is_made():  # what was found would be in the memory of all processes
        index.finish()
    cards = missing_cards(build)
    missing = pages.missing() if pages else iter(())
    first = list(islice(missing, _PAGES_A_PROCESS * cores()))
    work = len(cards) // _CARDS_A_PROCESS + len(first) // _PAGES_A_PROCESS
    work += 0 if build.search_index else index.missing // INDEXED_A_PROCESS
    with ProcessPool(min(cores(), 1 + work)) as pool:
        if not build.search_index:
            index.begin(pool)
        drawing = draw_cards(build, cards, pool)
        if pages:
            pages.write_all(chain(first, missing), pool)
        wait_for_cards(build, drawing)
        index.finish()


def missing_cards(build: Build) -> list[WantedCard]:
    """The social cards that pages show and no earlier build has kept; the others are placed.

    Raises OSError.
    """
    missing = []
    for card in build.cards.wanted.values() if build.cards else ():
        place = build.reuse.groups.find(_key(build, card))
        if place:
            place()
        else:
            missing.append(card)
    return missing


def draw_cards(
    build: Build, cards: Iterable[WantedCard], pool: ProcessPool
) -> dict[Future[bool], WantedCard]:
    """Begin to draw social cards, each once; see `wait_for_cards`."""
    if build.cards is None:
        return {}
    colours, cache, site = build.cards.colours, build.cache.quiet(), build.site.output
    return {pool.submit(publish_card, card, colours, cache, site): card for card in cards}


def wait_for_cards(build: Build, drawing: Mapping[Future[bool], WantedCard]) -> None:
    """Wait until all cards are in the site; raises OSError if the disk fails."""
    for done in as_completed(drawing):
        if done.result():
            build.request.progress.step("Drawing social cards")
        card = drawing[done]
        build.reuse.groups.keep_written(_key(build, card), card.files)


def _key(build: Build, card: WantedCard) -> bytes:
    return digest("social card", build.reuse.cache.recipe, card.key, *card.files)
