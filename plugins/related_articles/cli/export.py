"""Every article's links as JSON: {slug: [slugs, best first]} (edge: disk)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from plugins.core.atomic_write import atomic_write
from plugins.core.findings import display_path
from plugins.related_articles.cli.languages import LanguageArticles
from plugins.related_articles.cli.site_posts import CommandError
from plugins.related_articles.documents import Document


def export(languages: Sequence[LanguageArticles], top: int, *, raw: bool) -> dict[str, list[str]]:
    """The `top` links of each published article by key, fewer where there are no more.

    The links that the theme shows come first, in its order, then the rest of the ranking; `raw` is
    the ranking alone. For keys see `LanguageArticles`.
    """
    return {
        language.keys[document.slug]: [
            language.keys[slug] for slug in _slugs(language, document, raw)[:top]
        ]
        for language in languages
        for document in language.published
    }


def _slugs(language: LanguageArticles, document: Document, raw: bool) -> list[str]:
    ranked = [candidate.slug for candidate in language.result.candidates[document.slug]]
    if raw:
        return ranked
    shown = (link.slug for link in language.result.links[document.slug])
    allowed = (slug for slug in ranked if slug not in document.exclude)
    return list(dict.fromkeys([*shown, *allowed]))


def as_json(lists: dict[str, list[str]]) -> str:
    """Sorted and with one article a line, so that two exports can be compared line by line."""
    rows = (f"{_text(key)}: {_text(lists[key])}" for key in sorted(lists))
    return "{\n " + ",\n ".join(rows) + "\n}\n"


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def write_file(file: Path, text: str) -> None:
    """Write `file` completely or not at all; raises CommandError if that fails."""
    try:
        with atomic_write(file) as target:
            target.write(text.encode())
    except OSError as error:
        raise CommandError(f"{display_path(file)} cannot be written: {error.strerror}.") from error
