"""What a deploy says besides what it does."""

from plugins.deploy.deploying import changed_settings, live_now
from plugins.deploy.releases import Lease, Releases
from plugins.hosting.manifest import ManifestRedirect
from tests.deploy.sites import NOW, id_of, manifest, site

FIRST, SECOND = (id_of(site(each), each) for each in (1, 2))
BEFORE = manifest(site(1))
POLICY = "Content-Security-Policy"


def test_what_a_server_must_be_told_is_named():
    """A header that is new, gone or another one, and redirects; files are no matter of it."""
    old = BEFORE.model_copy(update={"headers": {POLICY: "default-src 'none'", "X-Old": "1"}})
    redirects = (ManifestRedirect(old="/a", new="/b"),)
    new = manifest(site(2)).model_copy(
        update={"headers": {POLICY: "default-src 'self'"}, "redirects": redirects}
    )

    assert changed_settings(old, new) == [POLICY, "X-Old", "redirects"]
    assert changed_settings(BEFORE, manifest(site(2))) == []


class ListOf:
    """A host that knows these releases."""

    def __init__(self, releases, *, is_whole):
        self.name, self.is_whole, self._releases = "the host", is_whole, releases

    def releases(self):
        """What it knows."""
        return self._releases


def after(*ids, stopped):
    """The list after these releases were deployed, and work on this one has stopped."""
    found = Releases()
    for each in ids:
        found = found.leased(lease(each)).finished(each, NOW, frozenset(ids)).swept()
    return found.leased(lease(stopped))


def lease(release):
    """That of somebody at work on a release."""
    return Lease(owner="somebody", release=release, until=NOW)


def test_a_deploy_that_stopped_is_said_with_what_takes_it_back():
    """Parts of both releases are live; after a first deploy, there is none to go back to."""
    said = live_now(ListOf(after(FIRST, stopped=SECOND), is_whole=False))
    first = live_now(ListOf(after(stopped=FIRST), is_whole=False))

    assert [each in said for each in (FIRST, SECOND, "deploy", "rollback")] == [True] * 4
    assert FIRST in first
    assert "rollback" not in first


def test_a_rollback_that_stopped_is_said_with_what_takes_it_back():
    """The same command finishes it, so that the release that was live needs to be named."""
    said = live_now(ListOf(after(FIRST, SECOND, stopped=FIRST), is_whole=False))

    assert "rollback has not come to its end" in said
    assert f"TO={SECOND}" in said


def test_a_host_that_switches_has_the_whole_release():
    """Although its list has the one before, if it stopped between the two."""
    said = live_now(ListOf(after(FIRST, stopped=SECOND), is_whole=True))

    assert said.startswith(f"Live on the host is release {SECOND}.")
    assert "parts" not in said
