"""The files of a site, their digests and their modes."""

import hashlib
import os

import pytest

from plugins.hosting.hashed_files import differences, hashed_files, normalise_modes
from plugins.hosting.hosted_site import HostedSite
from plugins.hosting.manifest import ManifestError, manifest_of
from tests.hosting.made_up import FILES, SITEURL, made_up_manifest
from tests.publishing.small_site import write


@pytest.fixture
def site(tmp_path):
    """The folder of a published site."""
    for name, data in FILES.items():
        write(tmp_path, f"site/{name}", data)
    return tmp_path / "site"


def test_each_file_has_its_digest(site):
    """And its size; the order is that of the paths, not of the disk."""
    wanted = [(path, hashlib.sha256(data).hexdigest(), len(data)) for path, data in FILES.items()]

    assert hashed_files(site) == sorted(wanted)


@pytest.mark.parametrize("kind", ["link", "link to a folder", "pipe"])
def test_a_site_has_files_only(site, kind):
    """A host would refuse a link, or publish what it leads to."""
    if kind == "pipe":
        os.mkfifo(site / "odd")
    else:
        (site / "odd").symlink_to("stairs" if kind == "link to a folder" else "index.html")

    with pytest.raises(ManifestError, match="odd"):
        hashed_files(site)


def test_modes_are_those_that_hosts_need(site):
    """Everybody may read; nothing may be run."""
    site.chmod(0o700)
    (site / "index.html").chmod(0o600)
    (site / "404.html").chmod(0o755)
    (site / "stairs").chmod(0o777)

    normalise_modes(site)

    found = {path.stat().st_mode & 0o777 for path in site.rglob("*") if path.is_file()}
    folders = {path.stat().st_mode & 0o777 for path in [site, *site.rglob("*")] if path.is_dir()}
    assert (found, folders) == ({0o644}, {0o755})


def test_a_site_belongs_to_its_manifest(site):
    """To no other, and not any more when a file is changed, added or removed."""
    manifest = made_up_manifest()
    assert differences(manifest, site) == []

    write(site, "index.html", "Hone")
    write(site, "new.html", "New")
    (site / "404.html").unlink()

    assert differences(manifest, site) == ["404.html", "index.html", "new.html"]
    assert differences(manifest_of(HostedSite(SITEURL, ""), {}, []), site) != []
