"""What a deploy says besides what it does."""

from plugins.deploy.deploying import changed_settings
from plugins.hosting.manifest import ManifestRedirect
from tests.deploy.sites import manifest, site

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
