"""The articles of a folder by language, with their links and the key that names each article."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from plugins.core.findings import did_you_mean
from plugins.related_articles.cli.site_posts import CommandError, LinkSettings
from plugins.related_articles.documents import Document, newest_first
from plugins.related_articles.links import LinkResult, find_links


@dataclass(frozen=True)
class LanguageArticles:
    """All articles of one language; every mapping is by slug.

    `published` are the public ones, newest first. `keys` are unique among all languages: the slug,
    or `slug@language` where the slug exists in several and this is not the site's own language.
    """

    lang: str
    documents: Mapping[str, Document]
    published: Sequence[Document]
    result: LinkResult
    keys: Mapping[str, str]


def group_by_language(documents: Sequence[Document], site: LinkSettings) -> list[LanguageArticles]:
    """The articles of each language, the site's own first, the others sorted by code."""
    results = find_links(documents, site.options)
    times = Counter(document.slug for document in documents)
    languages = []
    for lang in sorted(results, key=lambda code: (code != site.lang, code)):
        own = {each.slug: each for each in documents if each.lang == lang}
        unique = {slug for slug in own if lang == site.lang or times[slug] == 1}
        keys = {slug: slug if slug in unique else f"{slug}@{lang}" for slug in own}
        published = newest_first(each for each in own.values() if each.published)
        languages.append(LanguageArticles(lang, own, published, results[lang], keys))
    return languages


def find_article(
    key: str, languages: Sequence[LanguageArticles]
) -> tuple[LanguageArticles, Document]:
    """The article with this key (or `slug@language`) and its language; raises CommandError."""
    known: dict[str, tuple[LanguageArticles, Document]] = {}
    for language in reversed(languages):
        for slug, document in language.documents.items():
            known[f"{slug}@{language.lang}"] = known[language.keys[slug]] = language, document
    if key in known:
        return known[key]
    hint = did_you_mean(key, (name for language in languages for name in language.keys.values()))
    raise CommandError(f"No article has the slug “{key}”. {hint}".strip())
