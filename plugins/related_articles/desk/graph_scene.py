"""What the graph of one language's links shows: its articles' places, sizes, colours and links."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from plugins.related_articles.desk.graph_places import MOST_NAMED, Ground, place
from plugins.related_articles.desk.graph_style import HUES
from plugins.related_articles.desk.layout import counted
from plugins.related_articles.desk.shelves import Shelf
from plugins.related_articles.documents import Document
from plugins.related_articles.selection import Link


@dataclass(frozen=True)
class Scene:
    """A language's graph before it is drawn; every mapping but `hues` is by slug.

    `links` are those of published articles, each with the slug that shows it; `inbound` counts the
    links to an article; `hues` has the colour of each category, the last for all that share it.
    """

    lang: str
    ground: Ground
    links: tuple[tuple[str, Link], ...]
    inbound: Counter[str]
    hues: Mapping[str, int]

    @property
    def named(self) -> bool:
        """Whether the articles are few enough for their names and for large dots."""
        return len(self.ground.places) <= MOST_NAMED

    @property
    def heading(self) -> str:
        """The language, and how much there is."""
        articles = counted(len(self.ground.places), "article")
        return f"{self.lang}: {articles}, {counted(len(self.links), 'link')}"

    @property
    def orphans(self) -> list[Document]:
        """The articles that no article links to."""
        documents = (each.document for each in self.ground.places)
        return [document for document in documents if not self.inbound[document.slug]]

    def radius(self, slug: str) -> float:
        """The size of an article's dot, more for each link to it."""
        if self.named:
            return 6 + 2 * math.sqrt(self.inbound[slug])
        return 0.5 + min(5.0, 700 / len(self.ground.places))


def set_scene(shelf: Shelf) -> Scene:
    """The scene of the published articles of a language."""
    links = tuple(
        (each.slug, link) for each in shelf.published for link in shelf.found.links[each.slug]
    )
    sizes = Counter(document.category for document in shelf.published)
    largest = sorted(sizes, key=lambda category: (-sizes[category], category))
    return Scene(
        lang=shelf.lang,
        ground=place(shelf.published),
        links=links,
        inbound=Counter(link.slug for _, link in links),
        hues={category: min(at, HUES - 1) for at, category in enumerate(largest)},
    )
