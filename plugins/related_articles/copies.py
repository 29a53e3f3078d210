"""Which articles are nearly copies of each other, so that one of them stands for all."""

from collections.abc import Iterable, Mapping


def find_copies(alike: Iterable[tuple[str, str]]) -> dict[str, str]:
    """For each article that has near-copies the one that stands for all of them.

    `alike` are pairs of near-copies; two near-copies of one are near-copies of each other.
    """
    stands: dict[str, str] = {}
    for slug, other in alike:
        one, two = _first(stands, slug), _first(stands, other)
        stands[max(one, two)] = stands[min(one, two)] = min(one, two)
    return {slug: _first(stands, slug) for slug in stands}


def _first(stands: Mapping[str, str], slug: str) -> str:
    while stands.get(slug, slug) != slug:
        slug = stands[slug]
    return slug
