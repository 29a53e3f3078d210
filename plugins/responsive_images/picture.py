"""A picture as a template shows it."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Candidate:
    """One published file of a picture: its address and its width in pixels."""

    url: str
    width: int


@dataclass(frozen=True)
class Source:
    """One picture in one format and several widths, narrowest first; `type` is a media type."""

    type: str
    candidates: tuple[Candidate, ...]

    def srcset(self, base: str = "") -> str:
        """The candidates as HTML lists them, with `base` before each address."""
        return ", ".join(f"{base}{one.url} {one.width}w" for one in self.candidates)


@dataclass(frozen=True)
class Picture:
    """A published picture: site-relative `url`, size in pixels, alternative text.

    `sources` has its formats, the smallest files first; the last is what every browser reads, and
    its widest file is `url`. A picture of one file, such as a drawing, has none.
    """

    url: str
    width: int
    height: int
    alt: str = ""
    sources: tuple[Source, ...] = ()

    def described(self, alt: str) -> Picture:
        """The same picture with alternative text."""
        return replace(self, alt=alt)

    def below(self, base: str) -> Picture:
        """The same picture with `base` before each address."""
        sources = (Source(source.type, _below(base, source)) for source in self.sources)
        return replace(self, url=f"{base}{self.url}", sources=tuple(sources))


def _below(base: str, source: Source) -> tuple[Candidate, ...]:
    return tuple(Candidate(f"{base}{one.url}", one.width) for one in source.candidates)


class PictureError(Exception):
    """A picture that cannot be published: what is wrong with it, and what to do."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
