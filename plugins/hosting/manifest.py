"""The manifest of a site: all its files, and how a host must answer for each of them.

Deploys and checks work from it. It is JSON with one file a line, so that `diff` shows what changed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Sequence
from typing import Annotated, Literal, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
    model_validator,
)

from plugins.hosting.hosted_site import HostedSite
from plugins.hosting.responses import FOR_HOSTS

FILE_NAME = "manifest.json"
NOT_FOUND = "404.html"
# The media types of texts that do not say so.
_TEXTS = {
    "application/javascript", "application/json", "application/manifest+json", "application/wasm",
    "application/xml", "image/svg+xml", "image/vnd.microsoft.icon", "image/x-icon",
}  # fmt: skip
_MAX_SIZE = 1 << 36  # bytes of a file
_MAX_FILES = 1_000_000
MAX_BYTES = 1 << 28  # of a manifest: those of a site of 1,000 articles have some 400 kB
_NO_PATH = re.compile(r"[\x00-\x1f\x7f\\]|//|^/|/$|(?:^|/)\.{1,2}(?:/|$)")


class ManifestError(ValueError):
    """A manifest, or a site, that cannot be used; the message says why."""


def _path(path: str) -> str:
    if _NO_PATH.search(path):
        raise ValueError("not a path inside the site")
    return path


def _is_encodable(text: str) -> str:
    text.encode()  # raises UnicodeEncodeError, a ValueError, for a lone surrogate
    return text


Path = Annotated[
    str,
    StringConstraints(min_length=1, max_length=1000),
    AfterValidator(_is_encodable),
    AfterValidator(_path),
]
# Visible ASCII and single spaces: nothing that ends a line of HTTP.
HeaderValue = Annotated[str, StringConstraints(pattern=r"^[!-~]+( [!-~]+)*$", max_length=8000)]
HeaderName = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9-]+$", max_length=100)]
Address = Annotated[
    str,
    StringConstraints(pattern=r"^/(?:[^/\\\x00-\x1f\x7f][^\\\x00-\x1f\x7f]*)?$", max_length=2000),
    AfterValidator(_is_encodable),
]
SiteUrl = Annotated[
    str,
    StringConstraints(pattern=r"^https?://[^\s/\"'<>@\\?#]+(?:/[^\s\"'<>@\\?#/]+)*$"),
]


class _Row(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class ManifestFile(_Row):
    """A file: its path in the site, the SHA-256 in hexadecimal and the number of its bytes.

    `type` is the Content-Type, and `cache` the Cache-Control, with which it must be sent. `headers`
    are more of this file alone; those of all files are in the manifest.
    """

    path: Path
    sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
    bytes: Annotated[int, Field(ge=0, le=_MAX_SIZE)]
    type: HeaderValue
    cache: HeaderValue
    headers: dict[HeaderName, HeaderValue] = {}

    @property
    def is_served(self) -> bool:
        """Whether visitors can ask for it, on any host.

        Hosts differ about files whose name begins with a dot, but for those below .well-known.
        """
        parts = self.path.split("/")
        hidden = any(part.startswith(".") for part in parts if part != ".well-known")
        return not hidden and self.path not in FOR_HOSTS

    @property
    def is_text(self) -> bool:
        """Whether it becomes smaller if it is compressed."""
        kind = self.type.partition(";")[0].strip()
        return kind.startswith("text/") or kind in _TEXTS or kind.endswith(("+xml", "+json"))


class ManifestRedirect(_Row):
    """An old address and the one in its place: decoded, without the path of the site's address.

    It is `replaced` if an owner's `_redirects` has another rule for it, which not all hosts read.
    """

    old: Address
    new: Address
    replaced: bool = False


class Manifest(_Row):
    """All files of the site at `siteurl`, sorted by path, and how a host answers.

    `headers` are those of all files, besides the media type and the cache rule. `not_found` is the
    page for unknown addresses, which have the status 404. `own_headers` are the names, in small
    letters, of those that an owner's `_headers` sets: not all hosts read that, so that none of them
    is compared. `format` is increased when a reader of the last one could misunderstand.
    """

    format: Literal[1] = 1
    siteurl: SiteUrl
    not_found: Path = NOT_FOUND
    headers: dict[HeaderName, HeaderValue]
    own_headers: tuple[HeaderName, ...] = ()
    redirects: tuple[ManifestRedirect, ...]
    files: Annotated[tuple[ManifestFile, ...], Field(max_length=_MAX_FILES)]

    @model_validator(mode="after")
    def _check(self) -> Self:
        paths = [file.path for file in self.files]
        if paths != sorted(set(paths)):
            raise ValueError("the paths of the files are not sorted, or one is there twice")
        old = [redirect.old for redirect in self.redirects]
        if len(old) != len(set(old)):
            raise ValueError("an address is redirected twice")
        return self

    @property
    def bytes(self) -> int:
        """The number of bytes of all files."""
        return sum(file.bytes for file in self.files)


def manifest_of(
    site: HostedSite,
    headers: dict[str, str],
    files: Sequence[ManifestFile],
    replaced: Collection[str] = (),
    own_headers: Collection[str] = (),
) -> Manifest:
    """The manifest of a site with these files; raises ManifestError if it could not be read.

    `replaced` are the old addresses for which the owner's `_redirects` has rules, and `own_headers`
    the names in the owner's `_headers`.
    """
    try:
        redirects = (
            ManifestRedirect(old=each.old, new=each.new, replaced=each.old in replaced)
            for each in site.redirects
        )
        return Manifest(
            siteurl=site.siteurl,
            headers=headers,
            own_headers=tuple(sorted(own_headers)),
            redirects=tuple(sorted(redirects, key=lambda each: each.old)),
            files=tuple(sorted(files, key=lambda file: file.path)),
        )
    except ValidationError as error:
        raise ManifestError(_sentence(error)) from error


def to_json(manifest: Manifest) -> bytes:
    """The manifest as JSON; the same for equal manifests."""
    redirects = [each.model_dump(exclude_defaults=True) for each in manifest.redirects]
    left_out = {"files"} if manifest.own_headers else {"files", "own_headers"}
    site = manifest.model_dump(exclude=left_out) | {"redirects": redirects}
    head = json.dumps(site, ensure_ascii=False, indent=1)
    rows = ",\n".join(
        json.dumps(file.model_dump(exclude_defaults=True), ensure_ascii=False)
        for file in manifest.files
    )
    return (head.removesuffix("\n}") + f',\n "files": [\n{rows}\n]}}\n').encode()


def from_json(data: bytes) -> Manifest:
    """The manifest with this JSON, whoever wrote it; raises ManifestError."""
    if len(data) > MAX_BYTES:
        raise ManifestError(f"It has more than {MAX_BYTES:,} bytes.")
    try:
        return Manifest.model_validate_json(data)
    except ValidationError as error:
        raise ManifestError(_sentence(error)) from error


def _sentence(error: ValidationError) -> str:
    first = error.errors(include_url=False, include_context=False)[0]
    where = ".".join(map(str, first["loc"]))
    return f"{where}: {first['msg']}." if where else f"{first['msg']}."
