"""A small published site that does not exist, for tests of its manifest and of its host."""

import hashlib

from plugins.hosting.hosted_site import HostedSite, Redirect
from plugins.hosting.manifest import ManifestFile, manifest_of

SITEURL = "https://www.example.org/clinic"
PAGE, NEVER = "text/html; charset=utf-8", "no-cache"
FILES = {
    "404.html": b"There is no such page.",
    "_headers": b"/*\n",
    ".nojekyll": b"",
    "feeds/all.atom.xml": b"<feed/>",
    "index.html": b"Home",
    "old/stairs/index.html": b"Moved to /stairs/",
    "stairs/index.html": b"Stairs",
    "tag/søvn.html": b"Sleep",
}
HEADERS = {"Content-Security-Policy": "default-src 'none'", "X-Content-Type-Options": "nosniff"}
REDIRECTS = (
    Redirect("/old/stairs/", "/stairs/#top", "a.md", 3),
    Redirect("/gammel/søvn", "/tag/søvn.html", "a.md", 4),
)


def made_up_file(path, data, **changes):
    """A row of the manifest."""
    given = {"path": path, "sha256": hashlib.sha256(data).hexdigest(), "bytes": len(data)}
    kind = PAGE if path.endswith(".html") else "application/xml"
    return ManifestFile(**{**given, "type": kind, "cache": NEVER, **changes})


def made_up_manifest(replaced=(), own_headers=(), **changes):
    """The manifest of the site; `changes` are bytes by path."""
    files = [made_up_file(path, data) for path, data in (FILES | changes).items()]
    site = HostedSite(SITEURL, "", REDIRECTS)
    return manifest_of(site, HEADERS, files, replaced, own_headers)
