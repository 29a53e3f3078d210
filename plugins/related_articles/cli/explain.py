"""Why an article shows the links it shows, and why not the next best ones, as plain text."""

from __future__ import annotations

from collections.abc import Iterator

from plugins.core.dates import date_words
from plugins.related_articles.cli.languages import Shelf
from plugins.related_articles.cli.layout import TIED, counted, entry, folded, score
from plugins.related_articles.documents import Document
from plugins.related_articles.evidence import Explainer
from plugins.related_articles.selection import Link

_RUNNERS_UP = 5
_TERMS = 6


def explain_article(shelf: Shelf, document: Document) -> str:
    """The article, its links with their evidence, and the runners-up, at most 100 letters wide."""
    shown = shelf.found.links[document.slug]
    explainer = Explainer(list(shelf.documents.values()))
    lines = [*folded(document.title), *_facts(shelf, document), ""]
    lines.append("Shows:" if shown else "Shows nothing: there is no other published article.")
    for place, link in enumerate(shown, 1):
        other = shelf.documents[link.slug]
        details = [shelf.keys[link.slug], *_reasons(explainer, document, link)]
        lines += entry(f"{place}.", score(link.score), other.title, details)
    runners_up = [line for each in _runners_up(shelf, document) for line in each]
    if runners_up:
        lines += ["", "Next in line, and not shown:", *runners_up]
    return "\n".join(lines) + "\n"


def _facts(shelf: Shelf, document: Document) -> Iterator[str]:
    state = "" if document.published else ", not published: nobody else shows it"
    yield f"{shelf.keys[document.slug]}, {date_words(document.date)}{state}"
    about = [document.category, ", ".join(document.topics)]
    yield from folded(". ".join(part for part in about if part))
    hosts = [
        shelf.keys[each.slug]
        for each in shelf.published
        if any(link.slug == document.slug for link in shelf.found.links[each.slug])
    ]
    if document.published:
        yield from folded(f"Linked from: {', '.join(hosts) or 'no article'}")


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
    apart = f"{counted(found.days, 'day')} apart" if found.days else "on the same day"
    sum_of = f"likeness {score(found.cosine)} × nearness {score(found.time_decay)} ({apart})"
    yield f"{_why(document, link)}: {sum_of}"
    yield "shares " + ", ".join(
        f"{each.term}{TIED}{each.share:.0%}" for each in found.shared[:_TERMS]
    )


def _runners_up(shelf: Shelf, document: Document) -> Iterator[Iterator[str]]:
    """The best of the ranking that are not shown, each with the reason."""
    shown = {link.slug: link for link in shelf.found.links[document.slug]}
    copies = shelf.found.copies
    twins = {copies[slug]: slug for slug in shown if slug in copies}
    moved = [link for link in shown.values() if link.source in {"pin", "fairness"}]
    weakest = min(moved, key=lambda link: link.score, default=None)
    left = [each for each in shelf.found.candidates[document.slug] if each.slug not in shown]
    for candidate in left[:_RUNNERS_UP]:
        if candidate.slug in document.exclude:
            reason = "it stands under `related_exclude`"
        elif twin := twins.get(copies.get(candidate.slug, "")):
            reason = f"it is nearly a copy of {shelf.keys[twin]}"
        elif weakest and candidate.score > weakest.score:
            reason = f"it gave its place to {shelf.keys[weakest.slug]}"
        else:
            reason = "it scores less"
        other = shelf.documents[candidate.slug]
        details = [f"{shelf.keys[candidate.slug]}: {reason}"]
        yield entry("", score(candidate.score), other.title, details)
