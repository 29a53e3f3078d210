"""The command `links`: which links a post could have, and which could lead to it."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from plugins.editorial.link_offers import RELATED, Offer, is_linked, offer, rarity
from plugins.editorial.named_posts import named_posts, texts_of, why_unread
from plugins.posts.questions import AnySiteContext
from plugins.posts.read_post import to_check
from plugins.posts.rules.rule import PostToCheck
from plugins.publishing.build_options import BuildOptions, BuildOptionsError
from plugins.related_articles.cli.languages import (
    LanguageArticles,
    find_article,
    group_by_language,
)
from plugins.related_articles.cli.post_folder import read_site
from plugins.related_articles.cli.site_posts import CommandError
from plugins.related_articles.documents import Document
from plugins.site.pelican_settings import pelican_options, pelican_settings

OK, USAGE = 0, 2


def links(read: argparse.Namespace) -> int:
    """Print the links that are offered; the exit code is 2 if there is no such article."""
    if not read.slug:
        print("error: Write which article: make links SLUG=why-we-warm-up", file=sys.stderr)
        return USAGE
    try:
        site = read_site(read.settings, read.input)
        languages = group_by_language(site.documents, site.settings)
        options = BuildOptions("html", read.input, Path("output"), read.settings)
        settings = pelican_settings(pelican_options(options), read.settings)
        language, document = _found(read.slug, read.input, settings, languages)
        form = settings["ARTICLE_URL"]
    except (BuildOptionsError, CommandError, ValueError) as error:
        print(f"error: {error}", file=sys.stderr)
        return USAGE
    print("\n".join(_report(document, _offers(language, document, form))))
    return OK


def _found(
    typed: str, content: Path, settings: Mapping[str, Any], languages: Sequence[LanguageArticles]
) -> tuple[LanguageArticles, Document]:
    """The article with a key, an address or a file, and its language; raises CommandError."""
    for language in languages:
        for document in language.documents.values():
            if f"/{document.path}".endswith(f"/{typed}"):
                return language, document
    try:
        return find_article(typed.strip("/").rpartition("/")[2], languages)
    except CommandError as error:
        texts = texts_of(content)
        why = why_unread(typed, list(named_posts(texts, settings)), texts)
        raise CommandError(why or str(error)) from error


def _offers(language: LanguageArticles, document: Document, form: str) -> list[Offer]:
    """Links from and to the articles that are most related, without those that are there.

    `form` is that of an address, such as "articles/{slug}/".
    """
    rare = rarity([*language.documents.values()])
    related = [
        language.documents[each.slug]
        for each in language.result.candidates[document.slug][:RELATED]
        if each.slug not in document.exclude
    ]
    pairs = [(document, each) for each in related] + [(each, document) for each in related]
    return [
        offer(source, target, post, rare)
        for source, target in pairs
        if not is_linked(source, target, _address(form, target)) and (post := _post(source.path))
    ]


def _address(form: str, document: Document) -> str:
    """The address of an article; "" if it has more parts than are known here."""
    try:
        return form.format(slug=document.slug, lang=document.lang, date=document.date)
    except (KeyError, IndexError, AttributeError, ValueError):
        return ""


@cache
def _post(path: str) -> PostToCheck | None:
    return to_check(Path(path).read_bytes(), AnySiteContext(), path)


def _report(document: Document, offers: list[Offer]) -> Iterator[str]:
    yield f"{document.title} ({document.path})"
    own = [each for each in offers if each.source is document]
    yield from _section("It could link to:", [each for each in own if each.line])
    yield from _section("It could be linked from:", [e for e in offers if e.line and e not in own])
    others = [each.target for each in own if not each.line]
    if others:
        yield "\nRelated, but no words of their titles are in its text:"
        yield from (f"  {each.title} ({each.path})" for each in others)
    if not any(each.line for each in offers):
        yield "\nThere is no place for another link."


def _section(title: str, offers: list[Offer]) -> Iterator[str]:
    if offers:
        yield f"\n{title}"
    for each in offers:
        folder = Path(each.source.path).parent
        address = Path(os.path.relpath(each.target.path, folder)).as_posix()
        yield f"  {each.source.path}:{each.line}:{each.column}: [{each.words}]({address})"
