"""The JSON-LD graph of a page: the page, what it is about, its site and the clinic."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from plugins.clinic.directory import Location, Person
from plugins.structured_data import nodes
from plugins.structured_data.nodes import GraphPage, GraphSite, Node, compact, reference

_ESCAPES = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


@dataclass(frozen=True)
class Review:
    """A review of a whole page: its date, and the reviewer's name if it is known."""

    day: date
    by: str = ""


@dataclass(frozen=True)
class GraphArticle:
    """An article; `authors` and `topics` are names, `image` and `related` are paths in the site."""

    title: str
    authors: Sequence[str]
    published: date
    updated: date | None = None
    credit: str = ""
    section: str = ""
    topics: Sequence[str] = ()
    image: str = ""
    related: Sequence[str] = ()


def of_page(site: GraphSite, page: GraphPage, review: Review | None = None) -> Node:
    """The graph of a list, or of a page about the clinic, which has the clinic's locations."""
    shown = [] if page.kind == "CollectionPage" else site.clinic.locations
    about = [nodes.place(site, location) for location in shown]
    return _graph(site, page, {}, about, review)


def of_location(site: GraphSite, page: GraphPage, location: Location) -> Node:
    """The graph of a location's own page."""
    about = nodes.place(site, location)
    return _graph(site, page, {"mainEntity": reference(about)}, [about])


def of_person(site: GraphSite, page: GraphPage, member: Person) -> Node:
    """The graph of a person's own page."""
    about = nodes.person(site, member, whole=True)
    places = [nodes.place(site, location) for location in member.locations]
    main = {"@type": "ProfilePage", "mainEntity": reference(about)}
    return _graph(site, page, main, [about, *places])


def of_article(
    site: GraphSite, page: GraphPage, article: GraphArticle, review: Review | None = None
) -> Node:
    """The graph of an article."""
    authors = [nodes.named(site, name) for name in article.authors]
    text = compact(
        {
            "@type": "Article",
            "@id": site.id(page.path, "article"),
            "headline": article.title,
            "description": page.description,
            "image": site.url(article.image) if article.image else "",
            "datePublished": _day(article.published),
            "dateModified": _day(article.updated),
            "inLanguage": page.lang,
            "articleSection": article.section,
            "keywords": list(article.topics),
            "creditText": article.credit,
            "author": [_mention(author) for author in authors],
            "publisher": reference(nodes.organization(site)),
            "mainEntityOfPage": {"@id": site.url(page.path)},
        }
    )
    also = {"relatedLink": [site.url(path) for path in article.related]}
    return _graph(site, page, also, [text, *authors], review)


def _graph(
    site: GraphSite,
    page: GraphPage,
    more: Node,
    about: Sequence[Node],
    review: Review | None = None,
) -> Node:
    """The page with the properties in `more`, the nodes it is about, and what all pages share."""
    own = {
        "@type": page.kind,
        "@id": site.url(page.path),
        "url": site.url(page.path),
        "name": page.name,
        "description": page.description,
        "inLanguage": page.lang,
        "isPartOf": reference(nodes.website(site)),
        **more,
    }
    trail = [nodes.breadcrumbs(site, page)] if page.path else []
    if trail:
        own["breadcrumb"] = reference(trail[0])
    reviewers = [nodes.named(site, review.by)] if review and review.by else []
    if review:
        own |= {
            "@type": "MedicalWebPage",
            "lastReviewed": _day(review.day),
            "reviewedBy": [_mention(reviewer) for reviewer in reviewers],
            "audience": {"@type": "MedicalAudience", "audienceType": "Patient"},
        }
    every = [
        compact(own),
        *trail,
        *about,
        *reviewers,
        nodes.organization(site),
        nodes.website(site),
    ]
    by_id = {
        node["@id"]: node for node in every if "@id" in node
    }  # each node once: the clinic may also be an author
    return {"@context": "https://schema.org", "@graph": list(by_id.values())}


def _mention(node: Node) -> Node:
    return reference(node) if "@id" in node else node


def _day(day: date | None) -> str:
    return f"{day:%Y-%m-%d}" if day else ""


def script(graph: Node) -> str:
    """The `script` element with `graph`, escaped; it is data, so that a strict CSP allows it."""
    text = json.dumps(graph, ensure_ascii=False, separators=(",", ":"))
    return f'<script type="application/ld+json">{text.translate(_ESCAPES)}</script>'
