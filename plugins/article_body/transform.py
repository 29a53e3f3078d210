"""The shape that every transform of an article's HTML shares."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from typing import Literal, Protocol

from bs4 import BeautifulSoup, Tag

from plugins.responsive_images.picture import Picture


class SiteContext(Protocol):
    """What an article's body may ask about the rest of the site."""

    def picture(self, src: str) -> Picture:
        """The published picture that `src` names; raises PictureError."""

    def link(self, href: str) -> str:
        """The address to write for `href`; raises LinkError."""


@dataclass(frozen=True)
class BodyProblem:
    """Something to tell the editor; `words` stand in the source near it.

    `exactly` is how Markdown has them there alone, where the same words may stand elsewhere too.
    """

    words: str
    rule: str
    message: str
    hint: str
    severity: Literal["error", "warning"] = "error"
    exactly: str = ""


@dataclass(frozen=True)
class Heading:
    """A heading that can be linked to: its level (2 or 3), its id and its text."""

    level: int
    id: str
    text: str


@dataclass
class BodyDocument:
    """An article's HTML while it is transformed, and what the transforms found in it.

    `references` is how many sources the article lists; `citations` has, by a source's number, the
    ids of the places that cite it.
    """

    soup: BeautifulSoup
    site_context: SiteContext
    references: int = 0
    problems: list[BodyProblem] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    citations: dict[int, list[str]] = field(default_factory=dict)
    dead_feeds: int = 0

    def tags(self, names: Collection[str] = ()) -> list[Tag]:
        """Every element, or those of these names, in the order of the text."""
        # Several times as fast as find_all, and asked once by each transform.
        found = [node for node in self.soup.descendants if isinstance(node, Tag)]
        return [tag for tag in found if tag.name in names] if names else found


Transform = Callable[[BodyDocument], None]
