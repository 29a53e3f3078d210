"""Why an article shows its links, and why not the next best ones, as plain text."""

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
    """The article, its links with their evidence, and the best candidates not shown."""
    links = language.result.links[document.slug]
    explainer = Explainer(list(language.documents.values()))
    lines = [*wrap(document.title), *_facts(language, document), ""]
    lines.append("Shows:" if links else "Shows nothing: there is no other published article.")
    for number, link in enumerate(links, 1):
        other = language.documents[link.slug]
        details = [language.keys[link.slug], *_reasons(explainer, document, link)]
        lines += entry(f"{number}.", score(link.score), other.title, details)
    runners_up = list(_runners_up(language, document))
    if runners_up:
        lines += ["", "Next in line, and not shown:", *runners_up]
    return "\n".join(lines) + "\n"


def _facts(language: LanguageArticles, document: Document) -> Iterator[str]:
    state = "" if document.published else ", not published: no other article shows it"
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
            return "pinned: it is listed under `related`"
        case "text":
            return "by text"
        case "fairness":
            return "given a place, so that an article links to it"
        case "category":
            return f"fills up: the newest left in the category {document.category}"
        case "newest":
            return "fills up: the newest left"
        case "copy":
            return "fills up: nearly a copy of one above, but nothing else is left"


def _reasons(explainer: Explainer, document: Document, link: Link) -> Iterator[str]:
    """Why the link was chosen, what its score consists of, and the shared terms behind it."""
    evidence = explainer.explain(document.slug, link.slug)
    if not evidence.likeness:
        yield _why(document, link)
        return
    apart = f"{count_noun(evidence.days, 'day')} apart" if evidence.days else "on the same day"
    likeness, nearness = score(evidence.likeness), score(evidence.time_decay)
    linked = f" + links in the text {score(evidence.links)}" if evidence.links else ""
    yield f"{_why(document, link)}: likeness {likeness} × nearness {nearness} ({apart}){linked}"
    terms = [f"{each.term}{NO_BREAK}{each.share:.0%}" for each in evidence.shared[:_TERMS]]
    if evidence.neighbours:
        terms.append(f"similar articles{NO_BREAK}{evidence.neighbours:.0%}")
    yield "shares " + ", ".join(terms)


def _runners_up(language: LanguageArticles, document: Document) -> Iterator[str]:
    """The best candidates that are not shown, each with the reason."""
    result = language.result
    shown = {link.slug: link for link in result.links[document.slug]}
    by_group = {result.representatives.get(slug, slug): slug for slug in shown}
    moved = [link for link in shown.values() if link.source in {"pin", "fairness"}]
    weakest = min(moved, key=lambda link: link.score, default=None)
    left = [each for each in result.candidates[document.slug] if each.slug not in shown]
    for candidate in left[:_RUNNERS_UP]:
        group = result.representatives.get(candidate.slug, candidate.slug)
        if candidate.slug in document.exclude:
            reason = "it is listed under `related_exclude`"
        elif duplicate := by_group.get(group):
            reason = f"it is nearly a copy of {language.keys[duplicate]}"
        elif weakest and candidate.score > weakest.score:
            reason = f"it gave its place to {language.keys[weakest.slug]}"
        else:
            reason = "it scores less"
        other = language.documents[candidate.slug]
        details = [f"{language.keys[candidate.slug]}: {reason}"]
        yield from entry("", score(candidate.score), other.title, details)
