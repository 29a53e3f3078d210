"""The articles of a folder, language by language, with their links and how each is named."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from plugins.core.findings import did_you_mean
from plugins.related_articles.cli.site_settings import DeskError, Site
from plugins.related_articles.documents import Document, newest_first
from plugins.related_articles.links import LinkResult, find


@dataclass(frozen=True)
class Shelf:
    """All articles of one language; every mapping is by slug.

    `published` is what the public sees, newest first; `keys` has the name of each slug among all
    languages.
    """

    lang: str
    documents: Mapping[str, Document]
    published: Sequence[Document]
    found: LinkResult
    keys: Mapping[str, str]


def shelve(documents: Sequence[Document], site: Site) -> list[Shelf]:
    """A shelf for each language, the site's own first, the others by their code."""
    found = find(documents, site.options)
    times = Counter(document.slug for document in documents)
    shelves = []
    for lang in sorted(found, key=lambda code: (code != site.lang, code)):
        own = {each.slug: each for each in documents if each.lang == lang}
        plain = {slug for slug in own if lang == site.lang or times[slug] == 1}
        keys = {slug: slug if slug in plain else f"{slug}@{lang}" for slug in own}
        published = newest_first(each for each in own.values() if each.published)
        shelves.append(Shelf(lang, own, published, found[lang], keys))
    return shelves


def look_up(key: str, shelves: Sequence[Shelf]) -> tuple[Shelf, Document]:
    """The article that `key` names, and its shelf; raises DeskError when there is none."""
    known: dict[str, tuple[Shelf, Document]] = {}
    for shelf in reversed(shelves):
        for slug, document in shelf.documents.items():
            known[f"{slug}@{shelf.lang}"] = known[shelf.keys[slug]] = shelf, document
    if key in known:
        return known[key]
    near = did_you_mean(key, (name for shelf in shelves for name in shelf.keys.values()))
    raise DeskError(f"No article has the slug “{key}”. {near}".strip())
