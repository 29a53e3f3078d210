"""The whole way from articles to links, each language by itself."""

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

_FEW = 50  # while less than one in 50 has changed, the next run can start from the same as this one


@dataclass(frozen=True)
class LinkResult:
    """What was found for the articles of one language, by slug.

    `links` are what is shown, `candidates` the bare ranking, and `copies` the one that stands for
    each near-copy.
    """

    links: Mapping[str, tuple[Link, ...]]
    candidates: Mapping[str, Sequence[Candidate]]
    representatives: Mapping[str, str]


def find_links(
    documents: Iterable[Document], options: RelatedArticlesOptions, folder: Path | None = None
) -> dict[str, LinkResult]:
    """The links of every article, published or not, by language.

    In `folder` each run keeps what makes the next one faster; it may be lost at any time.
    """
    languages: defaultdict[str, list[Document]] = defaultdict(list)
    for document in documents:
        languages[document.lang].append(document)
    with _no_collection():
        return {
            lang: _find_in_language(
                corpus, options, cache.path_for(folder, lang) if folder else None
            )
            for lang, corpus in sorted(languages.items())
        }


@contextmanager
def _no_collection() -> Iterator[None]:
    """Without Python's search for cycles: there are none here, but many thousands of small things.

    It takes a fifth of the time of a run in which one article of 10,000 has changed.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _find_in_language(
    corpus: Sequence[Document], options: RelatedArticlesOptions, path: Path | None
) -> LinkResult:
    ranking = rank(corpus, options, cache.load(path) if path else None)
    if path and ranking.looked_at > len(corpus) // _FEW:
        with suppress(OSError):  # whoever cannot keep anything has links all the same
            cache.save(path, ranking.run)
    candidates, representatives = ranking.candidates, ranking.representatives
    chosen = select_links(corpus, candidates, representatives, options.count)
    links = assign_orphans(corpus, chosen, candidates, representatives, options.fairness)
    return LinkResult(links, candidates, representatives)
