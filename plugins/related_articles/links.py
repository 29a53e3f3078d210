"""From articles to links, for each language separately."""

import gc
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from plugins.related_articles import cache
from plugins.related_articles.candidates import Candidate
from plugins.related_articles.documents import Document
from plugins.related_articles.options import RelatedArticlesOptions
from plugins.related_articles.orphans import assign_orphans
from plugins.related_articles.ranking import rank
from plugins.related_articles.selection import Link, select_links

# The cache file is written again only when more than one article in 50 had changed: until then it
# serves the next run as well, and writing takes longer than it saves.
_REWRITE_FROM = 50


@dataclass(frozen=True)
class LinkResult:
    """The results for the articles of one language, by slug.

    `links` are those shown, `candidates` the ranking alone; for `representatives` see
    `near_duplicates.find_representatives`.
    """

    links: Mapping[str, tuple[Link, ...]]
    candidates: Mapping[str, Sequence[Candidate]]
    representatives: Mapping[str, str]


def find_links(
    documents: Iterable[Document], options: RelatedArticlesOptions, folder: Path | None = None
) -> dict[str, LinkResult]:
    """The links of every article, published or not, by language.

    Each run stores in `folder` what makes the next one faster; it may be deleted at any time.
    """
    by_language: defaultdict[str, list[Document]] = defaultdict(list)
    for document in documents:
        by_language[document.lang].append(document)
    with _gc_paused():
        return {
            lang: _find_links(same, options, cache.path_for(folder, lang) if folder else None)
            for lang, same in sorted(by_language.items())
        }


@contextmanager
def _gc_paused() -> Iterator[None]:
    """Pause the cyclic garbage collector: there are many small objects and no cycles.

    It would take a fifth of the time of a run in which one article of 10,000 has changed.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _find_links(
    documents: Sequence[Document], options: RelatedArticlesOptions, path: Path | None
) -> LinkResult:
    ranking = rank(documents, options, cache.load(path) if path else None)
    if path and ranking.changed_count > len(documents) // _REWRITE_FROM:
        with suppress(OSError):  # a cache that cannot be written costs time, not links
            cache.save(path, ranking.run)
    candidates, representatives = ranking.candidates, ranking.representatives
    chosen = select_links(documents, candidates, representatives, options.count)
    links = assign_orphans(documents, chosen, candidates, representatives, options.fairness)
    return LinkResult(links, candidates, representatives)
