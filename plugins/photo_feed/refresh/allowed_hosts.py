"""Which servers a refresh may ask: the API's own, and those that Instagram's pictures come from."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlsplit

from plugins.photo_feed.refresh.errors import Kind, RefreshError

VARIABLE = "INSTAGRAM_API_URL"
DEFAULT = "https://graph.instagram.com"
PICTURE_HOSTS = (".cdninstagram.com", ".fbcdn.net")

_HOST = re.compile(r"(?!-)[a-z0-9-]+(?:\.[a-z0-9-]+)*|[0-9a-f:]+")
_TARGET = re.compile(r"[!-~]*")
_LOOPBACK_NAMES = {"127.0.0.1", "::1", "localhost"}
_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True)
class Origin:
    """A server: its scheme, host in lower case and port; `here` when it is on this machine."""

    scheme: Literal["http", "https"]
    host: str
    port: int

    @property
    def here(self) -> bool:
        """Whether it may be reached on loopback, which http alone may and must be."""
        return self.scheme == "http"


@dataclass(frozen=True)
class Place:
    """What to ask a server for; `target` is the path with its query."""

    origin: Origin
    target: str


@dataclass(frozen=True)
class Base:
    """Where the API is: its server, and the path that all of its paths begin with."""

    origin: Origin
    path: str

    def place(self, path: str) -> Place:
        """Where the API's own `path` (with its query) is."""
        return Place(self.origin, f"{self.path}/{path}")

    def serves(self, place: Place) -> bool:
        """Whether `place` is on the API's own server."""
        return place.origin == self.origin

    def gives_pictures(self, place: Place) -> bool:
        """Whether a picture may be taken from `place`."""
        if self.origin.here:
            return place.origin == self.origin
        origin = place.origin
        return origin.port == _PORTS["https"] and origin.host.endswith(PICTURE_HOSTS)


def read_base(text: str) -> Base:
    """The API's place from INSTAGRAM_API_URL, empty for Instagram's own; raises Fault."""
    place = read_place(text.strip().rstrip("/") or DEFAULT)
    if place is None or "?" in place.target:
        raise RefreshError(
            Kind.INPUT,
            f"{VARIABLE} is not an address to ask: write https://..., or http://127.0.0.1:8000 "
            "for a server on this machine, or unset it.",
        )
    return Base(place.origin, place.target.rstrip("/"))


def read_place(url: str) -> Place | None:
    """The place that `url` names; None unless it is https, or http on loopback by name."""
    try:
        parts = urlsplit(url)
        host, port = (parts.hostname or "").lower(), parts.port
    except ValueError:
        return None
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    plain = "@" not in parts.netloc and "\\" not in url and port != 0
    if not (plain and _HOST.fullmatch(host) and _TARGET.fullmatch(url)):
        return None
    if parts.scheme == "https":
        return Place(Origin("https", host, port or _PORTS["https"]), target)
    if parts.scheme == "http" and host in _LOOPBACK_NAMES:
        return Place(Origin("http", host, port or _PORTS["http"]), target)
    return None
