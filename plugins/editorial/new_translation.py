"""The text of a new translation, made from that of the post that it translates."""

from __future__ import annotations

import json

from plugins.editorial.front_matter_text import FrontMatterText, front_matter

# What is of the other version only, or of its own publication and review.
_NOT_TAKEN = {
    "title", "slug", "lang", "translation", "status", "planned", "modified", "aliases", "url",
    "save_as", "reviewed", "reviewed_by", "review_every", "review_notes", "waive",
}  # fmt: skip


def translation(text: str, *, title: str, slug: str, lang: str) -> str:
    """A draft with the keys and the text of a post, to be translated; raises YamlError, YAMLError.

    What the two versions share, such as slug, date and picture, is kept as it is written there.
    """
    front = front_matter(text)
    rows = [
        ("title", json.dumps(title, ensure_ascii=False) if front.is_yaml else title),
        ("slug", slug),
        ("lang", lang),
        ("translation", "true"),
        ("status", "draft"),
    ]
    own = "".join(f"{front.row(key, value)}\n" for key, value in rows)
    start = front.keys[0].start
    return text[:start] + own + _without(text, front, start)


def _without(text: str, front: FrontMatterText, start: int) -> str:
    """The text from `start` on, without the rows of keys that are not taken."""
    kept, at = [], start
    for key in front.keys:
        if key.name in _NOT_TAKEN:
            kept.append(text[at : key.start])
            at = min(key.end + 1, len(text))
    return "".join([*kept, text[at:]])
