"""What may be asked for: where the server listens, which hosts it answers to, which paths exist."""

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
    """A request for something that no page of the site can be."""


@dataclass(frozen=True)
class Endpoint:
    """Where the server listens: the socket's family and address, and who may be addressed there.

    `hosts` are the names a Host header may carry, or None for any: a web page elsewhere that makes
    its own name point here (DNS rebinding) must not read the drafts.
    """

    family: int
    address: tuple[str, int]
    hosts: frozenset[str] | None

    def url(self, port: int) -> str:
        """What an editor types into a browser to see the server at `port`."""
        host = self.address[0]
        if host in {"127.0.0.1", "0.0.0.0", "::"}:  # noqa: S104  -- compared with, not bound to
            return f"http://localhost:{port}"
        return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


@dataclass(frozen=True)
class RequestPath:
    """The path of one request: its decoded `parts`, whether it ends in a slash, and the query."""

    parts: tuple[str, ...]
    folder: bool
    query: str = ""

    def with_slash(self) -> str:
        """The same address as a folder's, for a redirect."""
        path = "".join(f"/{quote(part)}" for part in self.parts)
        return f"{path}/?{self.query}" if self.query else f"{path}/"


def endpoint(bind: str, port: int) -> Endpoint:
    """Look up the address `bind`; raises UsageError when it is none."""
    try:
        # A space is no name: unlike "", which would stand for every address.
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
    """Take the target of a request line apart; raises RefusedError for what no page can be."""
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
