"""The release folder beside a published site: the manifest, and settings for servers."""

from __future__ import annotations

from plugins.core.findings import display_path
from plugins.hosting import (
    caddy,
    caddy_redirects,
    manifest,
    nginx,
    nginx_redirects,
    redirects_file,
    release_report,
    responses,
)
from plugins.hosting.hashed_files import HashedFile, hashed_files, normalise_modes
from plugins.hosting.hosted_site import HostedSite
from plugins.hosting.manifest import Manifest, ManifestFile
from plugins.publishing.staging import mark, release_folder
from plugins.site import open_points
from plugins.site.build import Build
from plugins.site.host_files import HostFiles

_NETLIFY = "netlify_redirects"


def write_release(build: Build, hosts: HostFiles) -> None:
    """Write the folder beside the site in the output folder, and note what to report.

    Nothing may be written into the site afterwards. Raises OSError, and ManifestError for a file
    that no host can have.
    """
    site, output = hosts.site, build.site.output
    mark(output)  # a copied file may have the marker's name
    normalise_modes(output)
    made = _manifest(hosts, hashed_files(output))
    netlify = redirects_file.redirects_file(site, "netlify", hosts.own_redirects)
    texts = {
        nginx.FILE: nginx.nginx_config(site),
        nginx_redirects.FILE: nginx_redirects.nginx_redirects(site),
        caddy.FILE: caddy.caddy_config(site),
        caddy_redirects.FILE: caddy_redirects.caddy_redirects(site),
        **({_NETLIFY: netlify} if netlify else {}),
    }
    folder = release_folder(output)
    folder.mkdir()
    mark(folder)
    (folder / manifest.FILE_NAME).write_bytes(manifest.to_json(made))
    for name, text in texts.items():
        (folder / name).write_bytes(text.encode())
    normalise_modes(folder)
    _note_report(build, hosts, made)


def _manifest(hosts: HostFiles, files: list[HashedFile]) -> Manifest:
    """The manifest, without the headers that an owner's `_headers` sets: not all hosts read it.

    Nor `_redirects`: it has our redirects, and says which of them an owner's rule replaces.
    """
    own = {name for rule in hosts.own_headers for name in rule.names}
    common = responses.site_headers(hosts.site)
    wanted = {name: value for name, value in common.items() if name.lower() not in own}
    known = {name.lower() for name in responses.headers(hosts.site, "")}
    rows = [_row(hosts.site, file, wanted) for file in files]
    covered = redirects_file.covered_by(hosts.site, hosts.own_redirects)
    return manifest.manifest_of(hosts.site, wanted, rows, covered, own & known)


def _row(site: HostedSite, file: HashedFile, common: dict[str, str]) -> ManifestFile:
    sent = responses.headers(site, file.path)
    return ManifestFile(
        path=file.path,
        sha256=file.sha256,
        bytes=file.size,
        type=sent["Content-Type"],
        cache=sent["Cache-Control"],
        headers={name: sent[name] for name in common if sent[name] != common[name]},
    )


def _note_report(build: Build, hosts: HostFiles, made: Manifest) -> None:
    cache = build.request.cache
    output = cache.old if cache and cache.old else build.site.output
    build.reuse.made.report = release_report.lines(
        made,
        redirects_file.limits(hosts.site, hosts.own_redirects),
        sum(1 for _ in open_points.of_build(build)),
        display_path(release_folder(output)),
    )
