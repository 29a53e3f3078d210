"""The pages of articles and of other posts, and those at their old addresses."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from typing import Any

from plugins.audit_results.results import AuditResults
from plugins.clinic.directory import Person
from plugins.site.views.site_values import SiteValues, day_of
from plugins.site.views.values import ArticleValues, PageLink, PostValues, Social, Translation, View


@dataclass(frozen=True, kw_only=True)
class ArticleView(View):
    """The page of an article."""

    article: ArticleValues


@dataclass(frozen=True, kw_only=True)
class PageView(View):
    """The page of a post that is not an article; `audit` is None if no results are known."""

    page: PostValues
    audit: AuditResults | None


@dataclass(frozen=True, kw_only=True)
class TreatmentsView(PageView):
    """The page about the treatments, and the people who may offer them."""

    people: tuple[Person, ...]


@dataclass(frozen=True, kw_only=True)
class RedirectView(View):
    """A page at an old address, which leads to the present one."""

    redirect_to: PageLink


def article_view(site: SiteValues, own: dict[str, Any], variables: Mapping[str, Any]) -> View:
    """The view of `article`, one of Pelican's."""
    article = variables["article"]
    own |= {
        "lang": article.lang,
        "noindex": _is_unlisted(article),
        "alternates": _alternates(site, article),
        "social": Social(
            "article", article.social_card, article.date.date(), day_of(article.updated)
        ),
    }
    return ArticleView(**own, article=article_values(site, article))


def page_view(site: SiteValues, own: dict[str, Any], variables: Mapping[str, Any]) -> View:
    """The view of `page`, one of Pelican's."""
    page = variables["page"]
    own |= {
        "lang": page.lang,
        "noindex": _is_unlisted(page),
        "alternates": _alternates(site, page),
    }
    # A lenient build publishes pages with requests to other hosts, so none says what was measured.
    audit = None if site.build.request.lenient else site.build.inputs.audit.facts
    values = PostValues(**_post(page))
    if own["template"] == "treatments.html":
        people = site.language.directory.people
        return TreatmentsView(**own, page=values, audit=audit, people=people)
    return PageView(**own, page=values, audit=audit)


def redirect_view(_site: SiteValues, own: dict[str, Any], variables: Mapping[str, Any]) -> View:
    """The view of a page that leads to the post `redirect_to`."""
    post = variables["redirect_to"]
    own |= {"noindex": True}
    return RedirectView(**own, redirect_to=PageLink(post.title, post.url))


def article_values(site: SiteValues, article: Any) -> ArticleValues:  # noqa: ANN401  # untyped Pelican
    """What the page of an article shows, and its entry in a feed."""
    category = article.category
    unsorted = site.is_unsorted(article)
    # Pelican writes no page for a category that only hidden articles or translations have.
    if _is_unlisted(article) or site.languages.theirs(article.lang):
        unsorted |= category.url not in {each.url for each in site.categories}
    return ArticleValues(
        **_post(article),
        standfirst=article.standfirst,
        date=article.date.date(),
        updated=day_of(article.updated),
        reading_minutes=article.reading_minutes,
        bylines=tuple(article.bylines),
        credit=article.credit,
        credit_people=tuple(PageLink(each.name, each.url) for each in article.credit_people),
        category=None if unsorted else PageLink(category.name, category.url),
        # Pelican sets no `tags` on an article that has none.
        topics=tuple(PageLink(tag.name, tag.url) for tag in getattr(article, "tags", ())),
        locations=tuple(article.locations),
        series=site.series(article),
        related_articles=site.cards(article.related_articles),
    )


def _is_unlisted(post: Any) -> bool:  # noqa: ANN401  # untyped Pelican
    """Whether search engines must not list the page of a post: a preview's, or a hidden one's."""
    return bool(post.preview_mark) or post.status == "hidden"


def _post(post: Any) -> dict[str, Any]:  # noqa: ANN401  # untyped Pelican
    content: str = post.content
    return {
        "title": post.title,
        "lang": post.lang,
        "excerpt": post.excerpt,
        "content": content,
        "introduction": _introduction(content, post.first_part),
        "headings": tuple(post.headings),
        "picture": post.picture,
        "preview_mark": post.preview_mark,
        "translations": tuple(map(_translation, _translations(post))),
        "references": tuple(post.references),
        "citations": {number: tuple(ids) for number, ids in post.citations.items()},
        "reviewed": post.reviewed,
        "reviewed_by": post.reviewed_by,
        "next_review": post.next_review,
        "review_state": post.review_state,
        "planned": post.planned,
        "review_notes": tuple(post.review_notes),
        "readiness": post.readiness,
    }


def _introduction(content: str, first_part: str) -> int:
    """How many characters stand before the h2 with the id `first_part`; 0 if it is not there.

    Another plugin may have changed the content of a post.
    """
    heading = rf'<h2(?: [^<>]*)? id="{re.escape(escape(first_part, quote=False))}"'
    found = re.search(heading, content) if first_part else None
    return found.start() if found else 0


def _translations(post: Any) -> list[Any]:  # noqa: ANN401  # untyped Pelican
    return sorted(post.translations, key=lambda other: other.lang.lower())


def _translation(post: Any) -> Translation:  # noqa: ANN401  # untyped Pelican
    return Translation(post.title, post.url, post.lang, post.preview_mark)


def _alternates(site: SiteValues, post: Any) -> tuple[Translation, ...]:  # noqa: ANN401  # untyped Pelican
    """The page itself and its translations; nothing if it has none."""
    versions = list(map(_translation, [post, *_translations(post)]))
    return site.counterparts.with_default(versions)
