"""Fixtures of the tests with real servers: two of them, and sites that they serve with TLS."""

import gzip
import shutil
from dataclasses import replace
from pathlib import Path

import brotli
import pytest

from plugins.hosting.hosted_site import Redirect
from plugins.hosting.manifest import from_json
from tests.building import SAMPLE, build
from tests.conftest import SITEURL
from tests.hosts.real_servers import caddy, make_certificate, nginx, site_of

SERVERS = {"nginx": nginx, "caddy": caddy}
TEXTS = {".css", ".html", ".js", ".json", ".svg", ".txt", ".xml"}
SITEURLS = {"root": "https://www.example.org", "below": SITEURL}


@pytest.fixture(scope="session")
def certificate(tmp_path_factory):
    """A certificate of this machine's own address, and its key."""
    return make_certificate(tmp_path_factory.mktemp("certificate"))


@pytest.fixture(scope="session", params=SITEURLS)
def published(request, tmp_path_factory):
    """The made-up clinic's site as published, with compressed neighbours: folder and description.

    At the top of its host, and below a path of it, which is then a folder in that of the host.
    """
    siteurl = SITEURLS[request.param]
    top = tmp_path_factory.mktemp(request.param)
    folder = top / siteurl.removeprefix("https://").partition("/")[2]
    done = build(
        "publish",
        output=top / "new",
        content=SAMPLE / "content",
        settings=SAMPLE / "siteconf.py",
        env={"SITEURL": siteurl},
    )
    assert done.returncode == 0, done.stderr
    shutil.copytree(top / "new", folder, dirs_exist_ok=True)
    shutil.rmtree(top / "new")
    (folder / ".well-known").mkdir()
    (folder / ".well-known" / "security.txt").write_text("Contact: tel:+1\n", "utf-8")
    (folder / "files").mkdir()
    for name in ("plan.pdf", "SCAN.PDF"):
        (folder / "files" / name).write_bytes(b"%PDF-1.7")
    for name in ("CNAME", "_redirects", "_routes.json", "_worker.js"):
        (folder / name).write_text("{}", "utf-8")
    compress(folder)
    made = from_json((top / "new.release" / "manifest.json").read_bytes())
    redirects = tuple(Redirect(each.old, each.new, "", 0) for each in made.redirects)
    return top, folder, replace(site_of(siteurl, folder), redirects=redirects)


def compress(folder):
    """Write a neighbour of each text for brotli and for gzip."""
    for path in [each for each in folder.rglob("*") if each.suffix in TEXTS]:
        data = path.read_bytes()
        Path(f"{path}.br").write_bytes(brotli.compress(data, quality=4))
        Path(f"{path}.gz").write_bytes(gzip.compress(data, 6, mtime=0))


@pytest.fixture(scope="session", params=SERVERS)
def server(request, published, certificate, tmp_path_factory):
    """One of the servers, which serves the published site; see real_servers.Server."""
    top, folder, site = published
    place = tmp_path_factory.mktemp(request.param)
    with SERVERS[request.param](site, top, folder, certificate, place) as running:
        yield running
