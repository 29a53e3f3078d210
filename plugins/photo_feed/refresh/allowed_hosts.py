"""Which servers a refresh may contact: the API's, and those that serve Instagram's pictures."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass, field, replace
from urllib.parse import urljoin, urlsplit

from plugins.photo_feed.refresh.errors import ErrorKind, RefreshError

VARIABLE = "INSTAGRAM_API_URL"
DEFAULT = "https://graph.instagram.com"
PICTURE_HOSTS = (".cdninstagram.com", ".fbcdn.net")

_HOST = re.compile(r"(?!-)[a-z0-9-]+(?:\.[a-z0-9-]+)*|[0-9a-f:]+")
_PRINTABLE = re.compile(r"[!-~]*")  # ASCII without the space
_LOOPBACK_NAMES = {"127.0.0.1", "::1", "localhost"}
_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True)
class RequestUrl:
    """A URL that may be requested: https, or http on this machine.

    `host` is in lower case; `target` is the path with its query.
    """

    scheme: str
    host: str
    port: int
    target: str = field(repr=False)  # its query has the token

    @property
    def is_local(self) -> bool:
        """Whether the server must be this machine: always with http, never with https."""
        return self.scheme == "http"

    def has_server_of(self, other: RequestUrl) -> bool:
        """Whether both have the same scheme, host and port."""
        return replace(self, target=other.target) == other

    def redirected(self, location: str) -> RequestUrl | None:
        """The URL to which a redirect's `location` leads; None where `read_url` returns None."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        with suppress(ValueError):
            return read_url(urljoin(f"{self.scheme}://{host}:{self.port}{self.target}", location))
        return None


@dataclass(frozen=True)
class ApiServer:
    """The API's server; each path of the API begins with the target of `url`."""

    url: RequestUrl

    def endpoint(self, path: str) -> RequestUrl:
        """The URL of the API's own `path`, which may have a query."""
        return replace(self.url, target=f"{self.url.target}/{path}")

    def allows(self, url: RequestUrl) -> bool:
        """Whether an API request may be sent to `url`: only if it is on this server."""
        return url.has_server_of(self.url)

    def allows_picture(self, url: RequestUrl) -> bool:
        """Whether a picture may be downloaded from `url`."""
        if self.url.is_local:
            return self.allows(url)
        return url.port == _PORTS["https"] and url.host.endswith(PICTURE_HOSTS)


def read_api_server(text: str) -> ApiServer:
    """The server that INSTAGRAM_API_URL names, Instagram's own if empty; raises RefreshError."""
    url = read_url(text.strip().rstrip("/") or DEFAULT)
    if url is None or "?" in url.target:
        raise RefreshError(
            ErrorKind.INPUT,
            f"{VARIABLE} is not the address of a server: write https://..., or "
            "http://127.0.0.1:8000 for a server on this machine, or unset it.",
        )
    return ApiServer(replace(url, target=url.target.rstrip("/")))


def read_url(text: str) -> RequestUrl | None:
    """Parse a URL; None unless it is https, or http with a loopback host name."""
    try:
        parts = urlsplit(text)
        host, port = (parts.hostname or "").lower(), parts.port
    except ValueError:
        return None
    plain = "@" not in parts.netloc and "\\" not in text and port != 0
    if not (plain and _HOST.fullmatch(host) and _PRINTABLE.fullmatch(text)):
        return None
    if parts.scheme != "https" and not (parts.scheme == "http" and host in _LOOPBACK_NAMES):
        return None
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return RequestUrl(parts.scheme, host, port or _PORTS[parts.scheme], target)
