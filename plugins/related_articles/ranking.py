"""Which articles say what this one says: every other one that shares a term, best first."""

import heapq
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from plugins.related_articles.documents import Document, newest_first
from plugins.related_articles.options import Options
from plugins.related_articles.text import term_weights

Terms = Mapping[str, float]
Index = Mapping[str, Sequence[tuple[int, float]]]

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_DIGITS = 9


@dataclass(frozen=True)
class Candidate:
    """An article that might be linked to; `score` lies above 0 and is at most 1."""

    slug: str
    score: float


@dataclass(frozen=True)
class _Pool:
    """What may be linked to, newest first: slug and date (in days) at each position of `index`."""

    slugs: Sequence[str]
    days: Sequence[float]
    index: Index


def rank(documents: Iterable[Document], options: Options) -> dict[str, tuple[Candidate, ...]]:
    """For each slug the published others that share a term with it, best first.

    All `documents` are of one language. The score is the cosine of the two articles' TF-IDF
    vectors, of which a part fades with the time between their dates; ties go to the newer, then to
    the first slug. There are as many candidates as a full set of links can need. Rarity is counted
    among published articles alone, so a draft never moves another article's links.
    """
    ordered = newest_first(documents)
    published = [document for document in ordered if document.published]
    weights = {document.slug: _weights(document, options) for document in ordered}
    rarity = term_rarity([weights[document.slug] for document in published])
    vectors = {slug: unit_vector(terms, rarity, options.terms) for slug, terms in weights.items()}
    pool = _Pool(
        slugs=[document.slug for document in published],
        days=[_days(document) for document in published],
        index=invert([vectors[document.slug] for document in published]),
    )
    return {
        document.slug: _candidates(document, vectors[document.slug], pool, options)
        for document in ordered
    }


def term_rarity(corpus: Sequence[Terms]) -> dict[str, float]:
    """ln(articles / articles that have it) of each term that two or more, but not all, have."""
    spread = Counter(term for terms in corpus for term in terms)
    total = len(corpus)
    return {term: math.log(total / held) for term, held in spread.items() if 1 < held < total}


def unit_vector(terms: Terms, rarity: Terms, limit: int) -> dict[str, float]:
    """The `limit` strongest of `terms`, strongest first, as a vector of length 1 (or empty)."""
    strengths = [(-weight * rarity[term], term) for term, weight in terms.items() if term in rarity]
    # Sorted, so that every sum over them is added up in the same order, whatever came first.
    strongest = sorted(strengths)[:limit]
    length = math.hypot(*(strength for strength, _ in strongest))
    return {term: -strength / length for strength, term in strongest}


def invert(vectors: Iterable[Terms]) -> Index:
    """For each term the positions in `vectors` that hold it, with its strength there."""
    index: defaultdict[str, list[tuple[int, float]]] = defaultdict(list)
    for position, vector in enumerate(vectors):
        for term, strength in vector.items():
            index[term].append((position, strength))
    return index


def faded(cosine: float, days: float, options: Options) -> float:
    """The score of two articles whose dates lie `days` apart."""
    near = math.exp2(-abs(days) / options.half_life_days)
    # Rounded, so that articles equally good tie on every machine.
    return round(cosine * (1 - options.date_share * (1 - near)), _DIGITS)


def _weights(document: Document, options: Options) -> dict[str, float]:
    return term_weights(
        document, title_weight=options.title_weight, topic_weight=options.topic_weight
    )


def _days(document: Document) -> float:
    return (document.date - _EPOCH) / timedelta(days=1)


def _candidates(
    document: Document, vector: Terms, pool: _Pool, options: Options
) -> tuple[Candidate, ...]:
    cosines = _cosines(vector, pool.index, len(pool.slugs))
    needed = options.count + len(document.pins) + len(document.exclude)
    floor = _floor(cosines, needed + 1, options)
    date = _days(document)
    scored = [
        (-faded(cosine, pool.days[position] - date, options), position)
        for position, cosine in enumerate(cosines)
        if cosine > floor and pool.slugs[position] != document.slug
    ]
    best = heapq.nsmallest(needed, scored)
    return tuple(Candidate(pool.slugs[position], -score) for score, position in best if score)


def _cosines(vector: Terms, index: Index, size: int) -> list[float]:
    sums = [0.0] * size
    for term, strength in vector.items():
        for position, other in index.get(term, ()):
            sums[position] += strength * other
    return sums


def _floor(cosines: Sequence[float], needed: int, options: Options) -> float:
    """A cosine that cannot be among the `needed` best, however near its date (0 for any)."""
    if len(cosines) <= needed:
        return 0.0
    least = heapq.nlargest(needed, cosines)[-1]
    return max(0.0, faded(least, math.inf, options) - 2 * 10.0**-_DIGITS)
