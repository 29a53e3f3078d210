"""The JSON-LD of a page, from the variables that its template gets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from plugins.structured_data import graph
from plugins.structured_data.nodes import Breadcrumb, GraphPage, GraphSite


@dataclass(frozen=True)
class PageGraph:
    """Makes the graphs of a site's pages; `default_category` is that of unsorted articles."""

    site: GraphSite
    default_category: str

    def script(
        self, variables: Mapping[str, Any], path: str, name: str, description: str, lang: str
    ) -> Markup:
        """The graph of the page at `path` as a `script` element."""
        given = variables.get("parents", [])
        parents = tuple(Breadcrumb(str(parent["name"]), parent["url"]) for parent in given)
        kind = variables.get("page_kind", "WebPage")
        page = GraphPage(path, name, description, lang, kind, parents)
        if article := variables.get("article"):
            text = _graph_article(article, self.default_category)
            made = graph.of_article(self.site, page, text, _review(article))
        elif member := variables.get("person"):
            made = graph.of_person(self.site, page, member)
        elif location := variables.get("location"):
            made = graph.of_location(self.site, page, location)
        else:
            made = graph.of_page(self.site, page, _review(variables.get("page")))
        return Markup(graph.script(made))  # noqa: S704  # escaped there


def section_of(article: Any, default_category: str) -> str:  # noqa: ANN401  # untyped Pelican
    """The category of an article, or "" if it is the default one."""
    name = str(article.category)
    return "" if name == default_category else name


def topics_of(article: Any) -> list[str]:  # noqa: ANN401  # untyped Pelican
    """The names of an article's topics; Pelican sets no `tags` if there are none."""
    return [str(tag) for tag in getattr(article, "tags", [])]


def _graph_article(article: Any, default_category: str) -> graph.GraphArticle:  # noqa: ANN401  # untyped Pelican
    shown = article.picture or article.social_card
    return graph.GraphArticle(
        title=article.title,
        authors=[byline.name for byline in article.bylines],
        published=article.date,
        updated=article.updated,
        credit=article.credit,
        section=section_of(article, default_category),
        topics=topics_of(article),
        image=shown.url if shown else "",
        related=[other.url for other in article.related_articles],
    )


def _review(post: Any) -> graph.Review | None:  # noqa: ANN401  # untyped Pelican
    return graph.Review(post.reviewed, post.reviewed_by) if post and post.reviewed else None
