"""The common interface of all transforms of an article's HTML."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from plugins.article_body.tree import Element
from plugins.core.findings import Severity
from plugins.responsive_images.picture import WantedImage


class SiteContext(Protocol):
    """What a post can ask about the rest of the site; `read_post` records it."""

    def image(self, src: str) -> WantedImage:
        """The image that `src` names; raises PictureError."""

    def link(self, href: str) -> str:
        """The address to write for `href`, within the site or `tel:`; raises LinkError."""

    def title(self, href: str) -> str:
        """The title of the post that the link `href` names; "" if it is not known."""

    def file(self, name: str) -> str:
        """The digest of the file `name` of the content folder; "" if it cannot be read."""


@dataclass(frozen=True)
class BodyProblem:
    """A problem for the editor; `words` are text in the source, by which its line is found.

    `exactly` is the Markdown to search for first, if the same words may occur elsewhere too. For a
    problem of a link, `link` is its address as the editor wrote it, which may be empty.
    """

    words: str
    rule: str
    message: str
    hint: str
    severity: Severity = "error"
    exactly: str = ""
    link: str | None = None


@dataclass(frozen=True)
class Heading:
    """A heading that can be linked to: its level (2 or 3), its id and its text."""

    level: int
    id: str
    text: str


@dataclass
class BodyDocument:
    """The HTML tree of an article's body, and what the transforms have found in it.

    `references` is the number of sources that the article lists; `citations` maps a source's number
    to the ids of the links that cite it.
    """

    root: Element
    site_context: SiteContext
    references: int = 0
    problems: list[BodyProblem] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    citations: dict[int, list[str]] = field(default_factory=dict)
    images: list[WantedImage] = field(default_factory=list)

    def want(self, image: WantedImage) -> str:
        """Add an image; returns the address that stands for the published picture's."""
        self.images.append(image)
        return image.address

    def report(  # keyword-only after the first four
        self,
        words: str,
        rule: str,
        message: str,
        hint: str,
        *,
        severity: Severity = "error",
        exactly: str = "",
        link: str | None = None,
    ) -> None:
        """Add a problem."""
        self.problems.append(BodyProblem(words, rule, message, hint, severity, exactly, link))


Transform = Callable[[BodyDocument], None]
