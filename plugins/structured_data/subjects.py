"""What pages are about, in schema.org's terms: values that are made before a page is rendered."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from plugins.clinic.directory import Location, Person
from plugins.structured_data import nodes
from plugins.structured_data.nodes import GraphSite, Node, compact, reference


@dataclass(frozen=True)
class PageSubject:
    """What a page's graph has besides what every page has; it can be written as JSON.

    `properties` and `review` are added to the page's own node, `nodes` are what the page is about
    and who has reviewed it; each has an `@id`.
    """

    properties: Node = field(default_factory=dict)
    review: Node = field(default_factory=dict)
    nodes: tuple[Node, ...] = ()


@dataclass(frozen=True)
class Review:
    """A review of a whole page: its date, and the reviewer's name if it is known."""

    day: date
    by: str = ""


@dataclass(frozen=True)
class GraphArticle:
    """An article and its page's path, language and description.

    `authors` and `topics` are names, `image` and `related` are paths in the site.
    """

    path: str
    title: str
    description: str
    lang: str
    authors: Sequence[str]
    published: date
    updated: date | None = None
    credit: str = ""
    section: str = ""
    topics: Sequence[str] = ()
    image: str = ""
    related: Sequence[str] = ()


def page_subject(
    site: GraphSite, people: Iterable[Person], review: Review | None = None, kind: str = "WebPage"
) -> PageSubject:
    """The subject of a list, or of a page about the clinic, which has the clinic's locations.

    `kind` is a schema.org type; that of a list is "CollectionPage".
    """
    shown = () if kind == "CollectionPage" else site.clinic.locations
    about = [nodes.place(site, location) for location in shown]
    return _reviewed(site, people, PageSubject({"@type": kind}, nodes=tuple(about)), review)


def location_subject(site: GraphSite, location: Location) -> PageSubject:
    """The subject of a location's own page."""
    about = nodes.place(site, location)
    return PageSubject({"mainEntity": reference(about)}, nodes=(about,))


def person_subject(site: GraphSite, member: Person) -> PageSubject:
    """The subject of a person's own page: the person, and where they work."""
    about = nodes.person(site, member, whole=True)
    places = [nodes.place(site, location) for location in member.locations]
    properties = {"@type": "ProfilePage", "mainEntity": reference(about)}
    return PageSubject(properties, nodes=(about, *places))


def article_subject(
    site: GraphSite, people: Sequence[Person], article: GraphArticle, review: Review | None = None
) -> PageSubject:
    """The subject of an article's page: the article and its authors."""
    authors = [nodes.named(site, people, name) for name in article.authors]
    text = compact(
        {
            "@type": "Article",
            "@id": site.id(article.path, "article"),
            "headline": article.title,
            "description": article.description,
            "image": site.url(article.image) if article.image else "",
            "datePublished": _day(article.published),
            "dateModified": _day(article.updated),
            "inLanguage": article.lang,
            "articleSection": article.section,
            "keywords": list(article.topics),
            "creditText": article.credit,
            "author": [_mention(author) for author in authors],
            "publisher": reference(nodes.organization(site)),
            "mainEntityOfPage": {"@id": site.url(article.path)},
        }
    )
    properties = {"relatedLink": [site.url(path) for path in article.related]}
    subject = PageSubject(properties, nodes=(text, *_with_id(authors)))
    return _reviewed(site, people, subject, review)


def _reviewed(
    site: GraphSite, people: Iterable[Person], subject: PageSubject, review: Review | None
) -> PageSubject:
    """The same subject with its review; a page that was reviewed is a MedicalWebPage."""
    if not review:
        return subject
    reviewers = [nodes.named(site, people, review.by)] if review.by else []
    about_review = {
        "@type": "MedicalWebPage",
        "lastReviewed": _day(review.day),
        "reviewedBy": [_mention(reviewer) for reviewer in reviewers],
        "audience": {"@type": "MedicalAudience", "audienceType": "Patient"},
    }
    return PageSubject(subject.properties, about_review, (*subject.nodes, *_with_id(reviewers)))


def _with_id(found: Iterable[Node]) -> Iterable[Node]:
    """The nodes that others can refer to; the rest are written where they are mentioned."""
    return (node for node in found if "@id" in node)


def _mention(node: Node) -> Node:
    return reference(node) if "@id" in node else node


def _day(day: date | None) -> str:
    return day.isoformat()[:10] if day else ""  # Pelican's own dates are slow to format
