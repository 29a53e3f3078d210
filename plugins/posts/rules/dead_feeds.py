"""Dead Instagram feeds that were removed from the middle of a sentence."""

from __future__ import annotations

from collections.abc import Iterator

from plugins.dead_feeds import marks
from plugins.posts.rules.rule import PostToCheck, Problem, Rule

_SIGN = "[instagram-feed"  # in any letter case; also the closing form
_QUOTED = (">", "    ", "\t")  # a line that begins so is a quotation or code


def among_words(post: PostToCheck) -> Iterator[Problem]:
    """Shortcodes of the old site's Instagram plugin that share their line with other words."""
    folded = post.prose.casefold()
    if _SIGN not in folded and "[/instagram-feed" not in folded:
        return
    start = 0
    for line in post.prose.split("\n"):
        if not line.startswith(_QUOTED) and not marks.has_only_shortcodes(line):
            for found in marks.among_words(line):
                message = (
                    f"“{found[0]}” was left out, because it showed nothing but an error: the rest "
                    "of the sentence stays."
                )
                hint = "Delete it, and check that the sentence still makes sense."
                yield post.at(start + found.start(), message, hint)
        start += len(line) + 1


RULES = (
    Rule(
        id="dead-feeds/among-words",
        severity="warning",
        summary="No sentence has a shortcode of the old website’s Instagram plugin in it.",
        reason="It is left out, and the words around it may no longer make sense.",
        bad="---\ntitle: Knees\ndate: 2026-01-02\n---\nOur photos: [instagram-feed feed=3] here.\n",
        good="---\ntitle: Knees\ndate: 2026-01-02\n---\nRest.\n\n[instagram-feed feed=3]\n",
        check=among_words,
    ),
)
