"""Where the server listens, and which hosts and paths a request may have."""

from __future__ import annotations

import ipaddress
import re
import socket
from dataclasses import dataclass
from urllib.parse import quote, unquote_to_bytes

from plugins.preview.options import UsageError

LOOPBACK_HOSTS = frozenset({"localhost", "127.0.0.1", "::1"})
HOST = re.compile(r"(?:\[(?P<six>[0-9a-f:.]+)\]|(?P<name>[^\s:/@\[\]]+?)\.?)(?::[0-9]{1,5})?")
FORBIDDEN = re.compile(r"[\x00-\x1f\x7f/\\]")


class BadRequestError(ValueError):
    """A request for a path that no page can have."""


@dataclass(frozen=True)
class Endpoint:
    """Where the server listens: the socket's family and address, and the allowed host names.

    `hosts` are the names that a Host header may have, or None for any: a web page elsewhere whose
    name resolves to this address (DNS rebinding) must not read the drafts.
    """

    family: int
    address: tuple[str, int]
    hosts: frozenset[str] | None

    def url(self, port: int) -> str:
        """The address of the server at `port`, for a browser."""
        host = self.address[0]
        if host in {"127.0.0.1", "0.0.0.0", "::"}:  # noqa: S104  -- compared with, not bound to
            return f"http://localhost:{port}"
        return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


@dataclass(frozen=True)
class RequestPath:
    """The path of a request: its decoded `parts`, whether it ends with a slash, and the query."""

    parts: tuple[str, ...]
    folder: bool
    query: str = ""

    def with_slash(self) -> str:
        """The same path with a slash at its end, for a redirect."""
        path = "".join(f"/{quote(part)}" for part in self.parts)
        return f"{path}/?{self.query}" if self.query else f"{path}/"


def endpoint(bind: str, port: int) -> Endpoint:
    """Look up the address `bind`; raises UsageError when it is not one of this computer."""
    try:
        # A space is no host name, while "" would mean every address.
        found = socket.getaddrinfo(bind.strip() or " ", port, type=socket.SOCK_STREAM)[0]
    except (OSError, UnicodeError):
        raise UsageError(
            f"“{bind}” is not an address of this computer: leave BIND out or give 127.0.0.1."
        ) from None
    host = str(found[4][0])
    loopback = ipaddress.ip_address(host.partition("%")[0]).is_loopback
    hosts = LOOPBACK_HOSTS | {host, bind.lower()} if loopback else None
    return Endpoint(family=found[0], address=(host, port), hosts=hosts)


def host_is_allowed(header: str | None, hosts: frozenset[str] | None) -> bool:
    """Whether a request with this Host header may be answered; `hosts` as in Endpoint."""
    if hosts is None:
        return True
    match = HOST.fullmatch((header or "").strip().lower())
    return match is not None and (match["six"] or match["name"]) in hosts


def parse_target(target: str) -> RequestPath:
    """Parse the target of a request line; raises BadRequestError for one that no page can have."""
    path, _, query = target.partition("#")[0].partition("?")
    if not path.startswith("/"):
        raise BadRequestError("An address begins with a slash.")
    raw = path[1:].split("/")
    folder = raw[-1] == ""
    return RequestPath(tuple(map(_part, raw[:-1] if folder else raw)), folder=folder, query=query)


def _part(raw: str) -> str:
    try:
        part = unquote_to_bytes(raw.encode("latin-1")).decode("utf-8")
    except UnicodeError:
        raise BadRequestError("An address is written in UTF-8.") from None
    if part in {"", ".", ".."} or FORBIDDEN.search(part):
        raise BadRequestError("An address has plain names between its slashes.")
    return part
