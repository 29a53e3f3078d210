"""Why an article shows the links it shows, and why not the next best ones, as plain text."""

from __future__ import annotations

from collections.abc import Iterator

from plugins.core.dates import date_words
from plugins.related_articles.cli.languages import LanguageArticles
from plugins.related_articles.cli.layout import NO_BREAK, count_noun, entry, score, wrap
from plugins.related_articles.documents import Document
from plugins.related_articles.evidence import Explainer
from plugins.related_articles.selection import Link

_RUNNERS_UP = 5
_TERMS = 6


def explain_article(language: LanguageArticles, document: Document) -> str:
    """The article, its links with their evidence, and the runners-up, at most 100 letters wide."""
    shown = language.result.links[document.slug]
    explainer = Explainer(list(language.documents.values()))
    lines = [*wrap(document.title), *_facts(language, document), ""]
    lines.append("Shows:" if shown else "Shows nothing: there is no other published article.")
    for place, link in enumerate(shown, 1):
        other = language.documents[link.slug]
        details = [language.keys[link.slug], *_reasons(explainer, document, link)]
        lines += entry(f"{place}.", score(link.score), other.title, details)
    runners_up = [line for each in _runners_up(language, document) for line in each]
    if runners_up:
        lines += ["", "Next in line, and not shown:", *runners_up]
    return "\n".join(lines) + "\n"


def _facts(language: LanguageArticles, document: Document) -> Iterator[str]:
    state = "" if document.published else ", not published: nobody else shows it"
    yield f"{language.keys[document.slug]}, {date_words(document.date)}{state}"
    about = [document.category, ", ".join(document.topics)]
    yield from wrap(". ".join(part for part in about if part))
    hosts = [
        language.keys[each.slug]
        for each in language.published
        if any(link.slug == document.slug for link in language.result.links[each.slug])
    ]
    if document.published:
        yield from wrap(f"Linked from: {', '.join(hosts) or 'no article'}")


def _why(document: Document, link: Link) -> str:
    match link.source:
        case "pin":
            return "pinned: it stands under `related`"
        case "text":
            return "by text"
        case "fairness":
            return "given a place, so that an article links to it"
        case "category":
            return f"fills up: the newest left in the category {document.category}"
        case "newest":
            return "fills up: the newest left"
        case "copy":
            return "fills up: nearly a copy of one above, and nothing else is left"


def _reasons(explainer: Explainer, document: Document, link: Link) -> Iterator[str]:
    """Why a link is there, how its score comes about, and the words that it rests on."""
    found = explainer.explain(document.slug, link.slug)
    if not found.cosine:
        yield _why(document, link)
        return
    apart = f"{count_noun(found.days, 'day')} apart" if found.days else "on the same day"
    sum_of = f"likeness {score(found.cosine)} × nearness {score(found.time_decay)} ({apart})"
    yield f"{_why(document, link)}: {sum_of}"
    yield "shares " + ", ".join(
        f"{each.term}{NO_BREAK}{each.share:.0%}" for each in found.shared[:_TERMS]
    )


def _runners_up(language: LanguageArticles, document: Document) -> Iterator[Iterator[str]]:
    """The best of the ranking that are not shown, each with the reason."""
    shown = {link.slug: link for link in language.result.links[document.slug]}
    copies = language.result.representatives
    twins = {copies[slug]: slug for slug in shown if slug in copies}
    moved = [link for link in shown.values() if link.source in {"pin", "fairness"}]
    weakest = min(moved, key=lambda link: link.score, default=None)
    left = [each for each in language.result.candidates[document.slug] if each.slug not in shown]
    for candidate in left[:_RUNNERS_UP]:
        if candidate.slug in document.exclude:
            reason = "it stands under `related_exclude`"
        elif twin := twins.get(copies.get(candidate.slug, "")):
            reason = f"it is nearly a copy of {language.keys[twin]}"
        elif weakest and candidate.score > weakest.score:
            reason = f"it gave its place to {language.keys[weakest.slug]}"
        else:
            reason = "it scores less"
        other = language.documents[candidate.slug]
        details = [f"{language.keys[candidate.slug]}: {reason}"]
        yield entry("", score(candidate.score), other.title, details)
