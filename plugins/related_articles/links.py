"""The whole way from articles to links, each language by itself."""

from collections import defaultdict
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from plugins.related_articles import kept
from plugins.related_articles.candidates import Candidate, Candidates
from plugins.related_articles.copies import find_copies
from plugins.related_articles.documents import Document
from plugins.related_articles.fairness import share_links
from plugins.related_articles.options import Options
from plugins.related_articles.ranking import rank
from plugins.related_articles.selection import Link, select

LinksByLanguage = dict[str, dict[str, tuple[Link, ...]]]
RankingsByLanguage = dict[str, dict[str, tuple[Candidate, ...]]]


def find_links(
    documents: Iterable[Document], options: Options, folder: Path | None = None
) -> LinksByLanguage:
    """The links of every article, published or not: by language, then by slug.

    In `folder` each run keeps what makes the next one faster; it may be lost at any time.
    """
    found: LinksByLanguage = {}
    for lang, corpus in _by_language(documents):
        path = kept.path_for(folder, lang) if folder else None
        before = kept.load(path) if path else None
        ranking = rank(corpus, options, before)
        if path and ranking.kept is not before:
            with suppress(OSError):  # whoever cannot keep anything has links all the same
                kept.save(path, ranking.kept)
        found[lang] = _choose(corpus, ranking.candidates, options)
    return found


def _choose(
    corpus: list[Document], candidates: Candidates, options: Options
) -> dict[str, tuple[Link, ...]]:
    published = {document.slug for document in corpus if document.published}
    alike = candidates.alike(options.likeness)
    copies = find_copies(pair for pair in alike if pair[0] in published)
    chosen = select(corpus, candidates, copies, options.count)
    return share_links(corpus, chosen, candidates, options.fairness)


def find_rankings(documents: Iterable[Document], options: Options) -> RankingsByLanguage:
    """The bare ranking of every article: by language, then by slug, best first."""
    return {
        lang: dict(rank(corpus, options).candidates) for lang, corpus in _by_language(documents)
    }


def _by_language(documents: Iterable[Document]) -> list[tuple[str, list[Document]]]:
    languages: defaultdict[str, list[Document]] = defaultdict(list)
    for document in documents:
        languages[document.lang].append(document)
    return sorted(languages.items())
