"""Test data for the commands: articles and languages with given links."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from plugins.related_articles.candidates import Candidate
from plugins.related_articles.cli.languages import LanguageArticles
from plugins.related_articles.cli.site_settings import SiteSettings
from plugins.related_articles.documents import Document, newest_first
from plugins.related_articles.links import LinkResult
from plugins.related_articles.selection import Link

SITE = SiteSettings(content=Path("content"), lang="en-gb")


def article(slug, text="", *, day=0, **changes):
    """An article of the day `day` days after the first of 2026, with its slug as its title."""
    values = {
        "lang": "en-gb",
        "date": datetime(2026, 1, 1, tzinfo=UTC) + timedelta(days=day),
        "title": slug.capitalize(),
        "path": f"content/articles/{slug}.md",
    }
    return Document(slug=slug, text=text, **(values | changes))


def language(*documents, links=(), ranking=None, representatives=None):
    """The articles of a language with these links, each (from, to, score, source), and ranking."""
    shown = {document.slug: [] for document in documents}
    for start, end, score, source in links:
        shown[start].append(Link(end, score, source))
    ranked = {
        slug: tuple(Candidate(other, score, score) for other, score in found)
        for slug, found in (ranking or {}).items()
    }
    return LanguageArticles(
        lang="en-gb",
        documents={document.slug: document for document in documents},
        published=newest_first(each for each in documents if each.published),
        result=LinkResult(
            links={slug: tuple(found) for slug, found in shown.items()},
            candidates={document.slug: ranked.get(document.slug, ()) for document in documents},
            representatives=representatives or {},
        ),
        keys={document.slug: document.slug for document in documents},
    )
