"""An image that the site wants, and the published picture as templates use it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from plugins.core.focus import Focus

FOLDER = "images"  # of the published files, below the site


@dataclass(frozen=True)
class WantedImage:
    """An original that a page shows.

    `path` is relative to the content folder. `name` is that of the published files without width
    and type, such as `knee-3f2a9c1b7d`; it follows from the original and the encoders' recipe.
    """

    path: str
    name: str

    @property
    def address(self) -> str:
        """What stands for the picture's address in a body until the picture is encoded."""
        return f"{FOLDER}/{self.name}"


@dataclass(frozen=True)
class ImageCandidate:
    """One published file of a picture: its URL and its width in pixels."""

    url: str
    width: int


@dataclass(frozen=True)
class PictureSource:
    """One picture in one format and several widths, narrowest first; `type` is a media type."""

    type: str
    candidates: tuple[ImageCandidate, ...]

    def srcset(self, base: str = "") -> str:
        """The value of HTML's `srcset`, with `base` before each URL."""
        return ", ".join(f"{base}{one.url} {one.width}w" for one in self.candidates)


@dataclass(frozen=True)
class Picture:
    """A published picture: URL below the site, size in pixels, alternative text, focus.

    `sources` has its formats, the smallest files first; every browser can read the last one, whose
    widest file is `url`. A picture with a single file, such as a drawing, has no sources. Where a
    page crops it, `focus` is the point that stays in sight; None is its middle.
    """

    url: str
    width: int
    height: int
    alt: str = ""
    sources: tuple[PictureSource, ...] = ()
    focus: Focus | None = None

    def described(self, alt: str, focus: Focus | None = None) -> Picture:
        """The same picture with alternative text, and the focus that an editor has written."""
        return replace(self, alt=alt, focus=focus)

    def below(self, base: str) -> Picture:
        """The same picture with `base` before each URL."""
        sources = (PictureSource(source.type, _below(base, source)) for source in self.sources)
        return replace(self, url=f"{base}{self.url}", sources=tuple(sources))


def for_other_programs(picture: Picture | None, card: Picture | None) -> Picture | None:
    """Which of a page's pictures search engines and feed readers get.

    That is the page's own, but its social card if that is an SVG, which few programs besides
    browsers show.
    """
    return picture if picture and not (card and picture.url.endswith(".svg")) else card


def _below(base: str, source: PictureSource) -> tuple[ImageCandidate, ...]:
    return tuple(ImageCandidate(f"{base}{one.url}", one.width) for one in source.candidates)


class PictureError(Exception):
    """A picture that cannot be published: `message` says what is wrong, `hint` what to do."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
