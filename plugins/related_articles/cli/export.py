"""Every article's links as JSON: {slug: [slugs, best first]} (edge: disk)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from plugins.core.atomic_write import atomic_write
from plugins.core.findings import typed_path
from plugins.related_articles.cli.languages import LanguageArticles
from plugins.related_articles.cli.site_settings import CommandError
from plugins.related_articles.documents import Document


def export(languages: Sequence[LanguageArticles], top: int, *, raw: bool) -> dict[str, list[str]]:
    """The `top` links of each published article, by key; fewer where there are no more.

    First what the theme shows, in its order, then the rest of the ranking; `raw` is the ranking
    alone. A slug is its own key; where another language has it too, the one that is not of the
    site's language is `slug@language`.
    """
    return {
        language.keys[document.slug]: [
            language.keys[slug] for slug in _slugs(language, document, raw)
        ][:top]
        for language in languages
        for document in language.published
    }


def _slugs(language: LanguageArticles, document: Document, raw: bool) -> list[str]:
    ranked = [candidate.slug for candidate in language.result.candidates[document.slug]]
    if raw:
        return ranked
    allowed = (slug for slug in ranked if slug not in document.exclude)
    return list(dict.fromkeys([*_shown(language, document), *allowed]))


def _shown(language: LanguageArticles, document: Document) -> Iterator[str]:
    return (link.slug for link in language.result.links[document.slug])


def as_json(lists: dict[str, list[str]]) -> str:
    """Sorted, one article a line, so that two exports can be compared line by line."""
    rows = (f"{_text(key)}: {_text(lists[key])}" for key in sorted(lists))
    return "{\n " + ",\n ".join(rows) + "\n}\n"


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def write_file(file: Path, text: str) -> None:
    """Write `file` whole or leave it as it was; raises DeskError when it cannot be written."""
    try:
        with atomic_write(file) as target:
            target.write(text.encode())
    except OSError as error:
        raise CommandError(f"{typed_path(file)} cannot be written: {error.strerror}.") from error
