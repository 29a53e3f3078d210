"""The right addresses in the place of those that were certainly mistyped, such as `www.nhs.uk`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from plugins.article_body import link_slips
from plugins.article_body.intrasite import LinkError
from plugins.article_body.link_places import link_places
from plugins.posts.rules.rule import Fix, PostToCheck, Problem


def link_fixes(post: PostToCheck) -> Iterator[Problem]:
    """The links of a post that cannot work, where it is certain which address was meant.

    An address that is also in a place that is no link, such as a comment, is left as it is.
    """
    refused = Counter(
        each.link for each in post.problems if each.link and each.rule == link_slips.RULE
    )
    if not refused:
        return
    places = link_places(post.shown)
    for link, number in refused.items():
        known = places.get(link, [])
        if (right := _right(link)) and len(known) == number:
            for place in known:
                if post.body.startswith(link, place):
                    yield post.at(place, "", "", Fix(len(link), right))


def _right(link: str) -> str:
    try:
        link_slips.check(link)
    except LinkError as error:
        return error.right if not link_slips.is_wrong(error.right) else ""
    return ""
