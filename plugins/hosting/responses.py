"""The one table of responses: the type, the cache rule and the security headers of each file.

Whatever serves the site is written from it: `_headers`, nginx, Caddy, the server of the audit.
What each header does, and why Integrity-Policy is not here, is in docs/hosting.md.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from plugins.hosting.hosted_site import HostedSite

IMMUTABLE = "public, max-age=31536000, immutable"
REVALIDATED = "no-cache"
UNKNOWN = "application/octet-stream"  # browsers save such a file, and never run it
TRANSPORT_SECURITY = "max-age=31536000"  # of this host alone

COMPRESSED = (".br", ".gz")  # what a server of one's own may find beside a text file

# By ending in small letters: what the build writes, and what posts and content/extra/ may have.
TYPES: Mapping[str, str] = {
    "html": "text/html; charset=utf-8",
    "htm": "text/html; charset=utf-8",
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "mjs": "text/javascript; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "ics": "text/calendar; charset=utf-8",
    "vcf": "text/vcard; charset=utf-8",
    "json": "application/json",  # always UTF-8
    "webmanifest": "application/manifest+json",
    "xml": "application/xml",  # says its encoding itself
    "xsl": "application/xml",
    "svg": "image/svg+xml",
    "avif": "image/avif",
    "gif": "image/gif",
    "ico": "image/vnd.microsoft.icon",
    "jpeg": "image/jpeg",
    "jpg": "image/jpeg",
    "png": "image/png",
    "webp": "image/webp",
    "woff": "font/woff",
    "woff2": "font/woff2",
    "wasm": "application/wasm",
    "pdf": "application/pdf",
    "zip": "application/zip",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "odt": "application/vnd.oasis.opendocument.text",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "aac": "audio/aac",
    "flac": "audio/flac",
    "m4a": "audio/mp4",
    "mp3": "audio/mpeg",
    "oga": "audio/ogg",
    "ogg": "audio/ogg",
    "opus": "audio/ogg",
    "wav": "audio/wav",
    "m4v": "video/mp4",
    "mov": "video/quicktime",
    "mp4": "video/mp4",
    "ogv": "video/ogg",
    "webm": "video/webm",
}

# What no page of the site uses. Full screen and the like stay, for recordings opened by themselves.
_UNUSED = (
    "accelerometer", "camera", "display-capture", "geolocation", "gyroscope", "hid",
    "idle-detection", "local-fonts", "magnetometer", "microphone", "midi", "payment",
    "publickey-credentials-get", "screen-wake-lock", "serial", "storage-access", "usb",
    "window-management", "xr-spatial-tracking",
)  # fmt: skip
_HEADER = re.compile(r"[A-Za-z0-9 '()*,./:;=+_~%@!?&#-]*")
_STRICT = re.compile(r"max-age=([0-9]{1,10})(; includeSubDomains(; preload)?)?")
_YEAR = 31_536_000  # seconds; the list of hosts that browsers know in advance wants as much


@dataclass(frozen=True)
class HashedNames:
    """Paths that change with the contents: a rule of hosts, and an expression for each whole path.

    `rule` may match other files too, whose names have no hash. The expression means the same in
    Python, in nginx (PCRE) and in Caddy (RE2).
    """

    rule: str
    paths: str


HASHED = (
    HashedNames("theme/*", r"theme/[^/]+\.[0-9a-f]{10}\.[a-z0-9]+"),
    HashedNames("images/*", r"images/[a-z0-9-]+-[0-9a-f]{10}-[0-9]+\.(avif|jpg|png|svg|webp)"),
    HashedNames("social/*", r"social/[^/]+-[0-9a-f]{10}\.jpg"),
    # In this folder index.json keeps its name. No two of these rules match the same path.
    HashedNames("search-index/article*", r"search-index/articles?\.[0-9a-f]{12}\.json"),
    HashedNames("search-index/engine.*", r"search-index/engine\.[0-9a-f]{12}\.js"),
    HashedNames("search-index/part.*", r"search-index/part\.[0-9a-f]{12}\.json"),
    HashedNames("search-index/words.*", r"search-index/words\.[0-9a-f]{12}\.json"),
)
# Files at the top of a site that hosts read; visitors do not get them.
FOR_HOSTS = ("_headers", "_redirects", "_routes.json", "_worker.js", "CNAME")
# Feeds and previews show these on other sites.
SHOWN_ELSEWHERE = ("images/", "social/")
RESOURCE_POLICY = "Cross-Origin-Resource-Policy"


def headers(site: HostedSite, path: str) -> dict[str, str]:
    """All headers of the file at `path`, which is relative to the site's folder, by name."""
    return {
        "Content-Type": media_type(path),
        "Cache-Control": cache_rule(path),
        **site_headers(site),
        RESOURCE_POLICY: resource_policy(path),
    }


def media_type(path: str) -> str:
    """The value of Content-Type for a path, by its ending; texts have their encoding in it."""
    return TYPES.get(PurePosixPath(path).suffix[1:].lower(), UNKNOWN)


def cache_rule(path: str) -> str:
    """The value of Cache-Control: for ever if the name has a hash, else asked for anew each time.

    `no-cache` lets browsers keep a file and ask whether it is still the same, by its ETag.
    """
    return IMMUTABLE if is_hashed(path) else REVALIDATED


def is_hashed(path: str) -> bool:
    """Whether the build gives the file at `path` another name when its contents change."""
    return any(re.fullmatch(names.paths, path) for names in HASHED)


def resource_policy(path: str) -> str:
    """Which other sites may show the file at `path`: none, but each may show a picture."""
    return "cross-origin" if path.startswith(SHOWN_ELSEWHERE) else "same-origin"


def site_headers(site: HostedSite) -> dict[str, str]:
    """The headers that all files have, by name; raises ValueError for what no header may contain.

    The site's own pictures have another RESOURCE_POLICY.
    """
    found = {
        "Content-Security-Policy": site.policy,
        "Strict-Transport-Security": _transport_security(site),
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",  # for browsers that do not know frame-ancestors
        "Referrer-Policy": "no-referrer",
        "Permissions-Policy": _permissions(),
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Embedder-Policy": site.embedder_policy,
        RESOURCE_POLICY: "same-origin",
    }
    for name, value in found.items():
        if not _HEADER.fullmatch(value):
            raise ValueError(f"{name} may not contain these characters: {value!r}")
    return {name: value for name, value in found.items() if value}


def check_transport_security(value: str) -> str:
    """Return `value`, if it may be one of Strict-Transport-Security or ""; raises ValueError."""
    match = _STRICT.fullmatch(value)
    if value and not match:
        example = f"`{TRANSPORT_SECURITY}; includeSubDomains`"
        raise ValueError(f"“{value}” is no Strict-Transport-Security. Write it like {example}")
    if match and match[3] and int(match[1]) < _YEAR:
        raise ValueError(f"“{value}”: with `preload`, max-age must be at least {_YEAR}.")
    return value


def _transport_security(site: HostedSite) -> str:
    """The promise that the host has https, or "" for none.

    By default it concerns neither other hosts of the domain nor, if the site is below a path of a
    host, what else is on that host.
    """
    if site.transport_security is not None:
        return check_transport_security(site.transport_security)
    alone = urlsplit(site.siteurl).scheme == "https" and not site.below
    return TRANSPORT_SECURITY if alone else ""


@cache
def _permissions() -> str:
    return ", ".join(f"{name}=()" for name in _UNUSED)
