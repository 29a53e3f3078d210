"""Small made-up sites, their manifests, and what a host knows of them."""

import hashlib
from datetime import UTC, datetime, timedelta

from plugins.deploy.plan import Known
from plugins.deploy.releases import Releases, release_id
from plugins.hosting import responses
from plugins.hosting.hosted_site import HostedSite
from plugins.hosting.manifest import ManifestFile, manifest_of, to_json

SITEURL = "https://www.example.org"
NOW = datetime(2026, 12, 1, 12, 0, 0, tzinfo=UTC)


def hashed(stem, data, ending="css"):
    """The path of a file of the theme with these bytes, as a build names it."""
    return f"theme/{stem}.{hashlib.sha256(data).hexdigest()[:10]}.{ending}"


def page(*links):
    """A page that links to these addresses, or asks for them, if they are of the theme."""
    found = [
        f'<link rel="stylesheet" href="/{link}">'
        if link.startswith("theme/")
        else f'<a href="/{link}">{link}</a>'
        for link in links
    ]
    return b"<!doctype html>\n<title>Page</title>\n" + "\n".join(found).encode()


def site(number, articles=("a", "b", "c")):
    """The files of a site by path: `number` changes the stylesheet, and so every page."""
    style = f"p {{ margin: {number}px }}".encode()
    css = hashed("main", style)
    files = {f"articles/{each}/index.html": page(css, "", "articles/") for each in articles}
    return {
        css: style,
        "robots.txt": b"User-agent: *\n",
        "feeds/all.atom.xml": f"<feed>{number}</feed>".encode(),
        "sitemap.xml": f"<urlset>{articles}</urlset>".encode(),
        "404.html": page(css),
        "about/index.html": page(css, ""),
        "articles/index.html": page(css, *(f"articles/{each}/" for each in articles)),
        "index.html": page(css, "about/", "articles/"),
        **files,
    }


def stylesheet(number):
    """The path of the hashed file of a site."""
    return next(path for path in site(number) if path.startswith("theme/"))


def hashed_of(number):
    """The hashed file of a site, by its path."""
    return {path: data for path, data in site(number).items() if path.startswith("theme/")}


def manifest(files, siteurl=SITEURL):
    """The manifest of a site."""
    rows = [
        ManifestFile(
            path=path,
            sha256=hashlib.sha256(data).hexdigest(),
            bytes=len(data),
            type=responses.media_type(path),
            cache=responses.cache_rule(path),
        )
        for path, data in files.items()
    ]
    return manifest_of(HostedSite(siteurl, ""), {}, rows)


def write(folder, files):
    """Write a site and its release folder as a publication does; the site's folder."""
    for path, data in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    release = folder.with_name(f"{folder.name}.release")
    release.mkdir(parents=True, exist_ok=True)
    (release / "manifest.json").write_bytes(to_json(manifest(files)))
    return folder


class FakeHistory:
    """A host on paper: what it knows after each plan, by the rules of Releases."""

    def __init__(self):
        self.known = Known(Releases(), {})
        self.now = NOW

    def finish(self, plan):
        """Make a plan live, a minute later."""
        done = self.known.releases.finished(plan.release, self.now, plan.retained).swept()
        manifests = {**self.known.manifests, plan.release: plan.manifest}
        self.known = Known(done, {each: manifests[each] for each in done.known})
        self.now += timedelta(minutes=1)


def id_of(files, minutes=0):
    """The id of a release of a site."""
    return release_id(manifest(files), NOW + timedelta(minutes=minutes))
