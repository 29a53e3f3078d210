"""A picture as a template shows it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Picture:
    """A published picture: site-relative `url`, size in CSS pixels, alternative text."""

    url: str
    width: int
    height: int
    alt: str = ""


class PictureError(Exception):
    """A picture that cannot be published: what is wrong with it, and what to do."""

    def __init__(self, message: str, cure: str) -> None:
        super().__init__(message)
        self.message = message
        self.cure = cure
