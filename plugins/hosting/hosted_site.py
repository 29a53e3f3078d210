"""What a host must know of a built site, whichever host it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlsplit

EmbedderPolicy = Literal["require-corp", "credentialless", "unsafe-none"]


@dataclass(frozen=True)
class Redirect:
    """An old address, the one that is now in its place, and the line that says so.

    Both are decoded text, begin with a slash, and do not have the path of the site's own address;
    the new one may end with an anchor. `file` and `line` are for findings.
    """

    old: str
    new: str
    file: str
    line: int


@dataclass(frozen=True)
class HostedSite:
    """The site at `siteurl`, without a slash at its end.

    `policy` is the Content-Security-Policy of all its files; the pages' own, which are in their
    meta elements, may be stricter. `embedder_policy` is the Cross-Origin-Embedder-Policy, and
    `transport_security` the Strict-Transport-Security: "" for none, None for what is safe.
    """

    siteurl: str
    policy: str
    redirects: tuple[Redirect, ...] = ()
    embedder_policy: EmbedderPolicy = "require-corp"
    transport_security: str | None = None

    @property
    def below(self) -> str:
        """The path of the site's address on its host, without a slash at its end: mostly ""."""
        return urlsplit(self.siteurl).path.rstrip("/")
