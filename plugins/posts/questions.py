"""The questions that a post asks about the rest of the site, recorded with their answers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from plugins.article_body.intrasite import LinkError
from plugins.article_body.transform import SiteContext
from plugins.core.findings import Severity
from plugins.responsive_images.picture import PictureError, WantedImage

Kind = Literal["file", "image", "link", "title"]


@dataclass(frozen=True)
class Refusal:
    """Why an image or a link is refused; `rule` is set for links only."""

    message: str
    hint: str
    rule: str = ""
    severity: Severity = "error"

    def error(self) -> PictureError | LinkError:
        """The exception that a SiteContext raises for it."""
        if self.rule:
            return LinkError(self.message, self.hint, self.rule, self.severity)
        return PictureError(self.message, self.hint)


Answer = WantedImage | str | Refusal


@dataclass(frozen=True)
class Question:
    """Which image `asked` names, or the address to write or the title of the link `asked`.

    Or what is in the file `asked` of the content folder.
    """

    kind: Kind
    asked: str
    answer: Answer


def answer(context: SiteContext, kind: Kind, asked: str) -> Answer:
    """The answer of `context` as a value."""
    try:
        if kind == "title":
            return context.title(asked)
        if kind == "file":
            return context.file(asked)
        return context.image(asked) if kind == "image" else context.link(asked)
    except PictureError as error:
        return Refusal(error.message, error.hint)
    except LinkError as error:
        return Refusal(error.message, error.hint, error.rule, error.severity)


class RecordedContext:
    """A SiteContext that asks `ask` each question once and records the answer."""

    def __init__(self, ask: Callable[[Kind, str], Any]) -> None:
        self._ask = ask
        self._answers: dict[tuple[Kind, str], Any] = {}

    def image(self, src: str) -> WantedImage:
        """The image that `src` names; raises PictureError."""
        image: WantedImage = self._answer("image", src)
        return image

    def link(self, href: str) -> str:
        """The address to write for `href`; raises LinkError."""
        return str(self._answer("link", href))

    def title(self, href: str) -> str:
        """The title of the post that the link `href` names."""
        return str(self._answer("title", href))

    def file(self, name: str) -> str:
        """The digest of a file in the content folder."""
        return str(self._answer("file", name))

    def _answer(self, kind: Kind, asked: str) -> Any:  # noqa: ANN401  # its type depends on `kind`
        if (kind, asked) not in self._answers:
            self._answers[kind, asked] = self._ask(kind, asked)
        found = self._answers[kind, asked]
        if isinstance(found, Refusal):
            raise found.error()
        return found

    @property
    def questions(self) -> tuple[Question, ...]:
        """All questions, in the order in which they were asked first."""
        return tuple(Question(*asked, found) for asked, found in self._answers.items())


class AnySiteContext:
    """Accepts every image and every link, for those who need only a post's words."""

    def image(self, src: str) -> WantedImage:
        """An image."""
        return WantedImage(src, "image")

    def link(self, href: str) -> str:
        """The link, unchanged."""
        return href

    def title(self, _href: str) -> str:
        """No title is known."""
        return ""

    def file(self, _name: str) -> str:
        """No file is there."""
        return ""
