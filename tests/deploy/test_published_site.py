"""A site is deployed only if it is what its manifest says."""

import pytest

from plugins.deploy.published_site import SiteError, manifest_of_site
from tests.deploy.sites import manifest, site, write


@pytest.fixture
def folder(tmp_path):
    """A published site."""
    return write(tmp_path / "output", site(1))


def test_a_published_site_has_its_manifest(folder):
    """It is in the folder beside it."""
    assert manifest_of_site(folder) == manifest(site(1))


def change(folder):
    (folder / "index.html").write_bytes(b"Another")


def add(folder):
    (folder / "draft.html").write_bytes(b"Draft")


def remove(folder):
    (folder / "index.html").unlink()


def remove_all(folder):
    folder.rename(folder.with_name("elsewhere"))


def link(folder):
    (folder / "link").symlink_to("index.html")


def remove_manifest(folder):
    (folder.with_name("output.release") / "manifest.json").unlink()


def break_manifest(folder):
    (folder.with_name("output.release") / "manifest.json").write_bytes(b"{}")


@pytest.mark.parametrize(
    "damage", [change, add, remove, remove_all, link, remove_manifest, break_manifest]
)
def test_a_site_that_is_not_as_its_manifest_says_is_refused(folder, damage):
    """Whatever has changed since it was published; the message says what to do."""
    damage(folder)

    with pytest.raises(SiteError) as error:
        manifest_of_site(folder)

    assert error.value.hint


def test_many_differences_are_a_short_message(folder):
    """The first three."""
    for number in range(50):
        (folder / f"{number}.html").write_bytes(b"")

    with pytest.raises(SiteError) as error:
        manifest_of_site(folder)

    assert len(error.value.message) < 400
