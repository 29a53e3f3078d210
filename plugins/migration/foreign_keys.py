"""What the keys of other generators are called here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from plugins.core.validation import known_keys
from plugins.posts.model import FrontMatter

# None: the key needs no counterpart.
Table = Mapping[str, str | None]
# What only a clinician, or the owner of a site like ours, can have meant by such a key.
_OURS_ALONE = frozenset({
    "clinics", "credit", "references", "related", "related_exclude", "review_every", "reviewed",
    "reviewed_by", "search_words", "waive",
})  # fmt: skip
_HERE = {key: key for key in known_keys(FrontMatter) if key not in _OURS_ALONE}
_LOOKS: Table = {
    "comments": None, "layout": None, "math": None, "mathjax": None, "navigation": None,
    "share": None, "toc": None, "weight": None,
}  # fmt: skip
PELICAN: Table = {**_HERE}
JEKYLL: Table = {
    **_HERE, **_LOOKS, "categories": "categories", "excerpt": "summary", "image": "image",
    "last_modified_at": "modified", "permalink": "permalink", "published": "published",
    "redirect_from": "aliases", "tag": "tags", "thumbnail": "image", "updated": "modified",
}  # fmt: skip
HUGO: Table = {
    **_HERE, **_LOOKS, "categories": "categories", "cover": "image", "draft": "draft",
    "expirydate": "expirydate", "featured_image": "image", "featuredimage": "image",
    "hidden": None, "images": "image", "iscjklanguage": None, "lastmod": "modified",
    "linktitle": None, "markup": None, "publishdate": "publishdate", "thumbnail": "image",
    "type": None, "url": "permalink", "template": "unknown", "status": "unknown",
}  # fmt: skip


def known_fields(written: Mapping[str, Any], table: Table) -> tuple[dict[str, Any], dict[str, Any]]:
    """The values by our keys, and those of keys that are in no table; empty ones are left out."""
    fields: dict[str, Any] = {}
    unknown: dict[str, Any] = {}
    for key, value in written.items():
        ours = table.get(key, "unknown")
        if value in (None, "", [], {}) or ours is None:
            continue
        if ours == "unknown":
            unknown[key] = value
        else:
            fields.setdefault(ours, value)
    return fields, unknown
