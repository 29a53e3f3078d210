"""The JSON-LD graph of a page: the page, what it is about, its site and the clinic."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from markupsafe import Markup

from plugins.structured_data import nodes
from plugins.structured_data.nodes import (
    Breadcrumb,
    GraphPage,
    GraphSite,
    Node,
    compact,
    reference,
)
from plugins.structured_data.subjects import PageSubject

_ESCAPES = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


def json_ld(
    site: GraphSite,
    subject: PageSubject,
    path: str,
    name: str,
    description: str,
    lang: str,
    parents: Iterable[Mapping[str, str]] = (),
) -> Markup:
    """The `script` element with the graph of a page; the arguments are those of GraphPage.

    `parents` are the breadcrumbs as templates have them: each with `name` and `url`.
    """
    trail = tuple(Breadcrumb(str(parent["name"]), parent["url"]) for parent in parents)
    return script(page_graph(site, subject, GraphPage(path, name, description, lang, trail)))


def page_graph(site: GraphSite, subject: PageSubject, page: GraphPage) -> Node:
    """The page with its subject's properties, the nodes it is about, and what all pages share."""
    trail = [nodes.breadcrumbs(site, page)] if page.path != site.home else []
    own = {
        "@type": "WebPage",
        "@id": site.url(page.path),
        "url": site.url(page.path),
        "name": page.name,
        "description": page.description,
        "inLanguage": page.lang,
        "isPartOf": reference(nodes.website(site)),
        **subject.properties,
        "breadcrumb": reference(trail[0]) if trail else {},
        **subject.review,
    }
    shared = [nodes.organization(site), nodes.website(site)]
    every = [compact(own), *trail, *subject.nodes, *shared]
    # Each node once: the clinic may also be an author, and an author the reviewer.
    by_id = {node["@id"]: node for node in every}
    return {"@context": "https://schema.org", "@graph": list(by_id.values())}


def script(graph: Node) -> Markup:
    """The `script` element with `graph`, escaped; it is data, so that a strict CSP allows it."""
    text = json.dumps(graph, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)
    return Markup(f'<script type="application/ld+json">{text}</script>')  # noqa: S704  # escaped
