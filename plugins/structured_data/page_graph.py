"""What a page is about, from the variables that Pelican gives to its template."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from plugins.clinic.directory import Person
from plugins.responsive_images.picture import for_other_programs
from plugins.structured_data import subjects
from plugins.structured_data.nodes import GraphSite
from plugins.structured_data.subjects import GraphArticle, PageSubject, Review


@dataclass(frozen=True)
class Subjects:
    """Makes the subjects of a site's pages.

    `default_category` is that of unsorted articles, and `url_of` returns the URL of an article.
    """

    site: GraphSite
    people: Sequence[Person]
    default_category: str
    url_of: Callable[[Any], str] = attrgetter("url")

    def of(
        self,
        variables: Mapping[str, Any],
        path: str,
        lang: str,
        description: str,
        kind: str = "WebPage",
    ) -> PageSubject:
        """The subject of the page at `path`; language and description are those of an article."""
        if article := variables.get("article"):
            text = graph_article(
                article,
                path,
                lang,
                description,
                default_category=self.default_category,
                url_of=self.url_of,
            )
            return subjects.article_subject(self.site, self.people, text, review_of(article))
        if member := variables.get("person"):
            return subjects.person_subject(self.site, member)
        if location := variables.get("location"):
            return subjects.location_subject(self.site, location)
        post = variables.get("page")
        review = review_of(post) if post else None
        return subjects.page_subject(self.site, self.people, review, kind)


def graph_article(
    article: Any,  # noqa: ANN401  # untyped Pelican
    path: str,
    lang: str,
    description: str,
    *,
    default_category: str,
    url_of: Callable[[Any], str] = attrgetter("url"),
) -> GraphArticle:
    """An article whose page is at `path`; for the other arguments see `Subjects`."""
    shown = for_other_programs(article.picture, article.social_card)
    return GraphArticle(
        path=path,
        title=str(article.title),
        description=description,
        lang=lang,
        authors=tuple(byline.name for byline in article.bylines),
        published=article.date,
        updated=article.updated,
        credit=article.credit,
        section=section_of(article, default_category),
        topics=tuple(topics_of(article)),
        image=shown.url if shown else "",
        related=tuple(map(url_of, article.related_articles)),
    )


def review_of(post: Any) -> Review | None:  # noqa: ANN401  # untyped Pelican
    """The review of an article or a page, or None if it has not been reviewed."""
    return Review(post.reviewed, post.reviewed_by) if post.reviewed else None


def section_of(article: Any, default_category: str) -> str:  # noqa: ANN401  # untyped Pelican
    """The category of an article, or "" if it is the default one."""
    name = str(article.category)
    return "" if name == default_category else name


def topics_of(article: Any) -> list[str]:  # noqa: ANN401  # untyped Pelican
    """The names of an article's topics; Pelican sets no `tags` if there are none."""
    return [str(tag) for tag in getattr(article, "tags", [])]
