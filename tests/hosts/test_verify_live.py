"""`verify-live` agrees with real servers that have the settings of the release folder."""

import pytest

from plugins.hosting.__main__ import main

pytestmark = pytest.mark.hosts


def test_a_real_server_serves_what_was_published(
    server, published, certificate, monkeypatch, capsys
):
    """All files, also compressed, and all redirects; the neighbours are as new as the files."""
    top, _, site = published
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate / "certificate.pem"))
    url = f"https://127.0.0.1:{server.port}{site.below}"

    code = main(["verify-live", "--manifest", f"{top}/new.release/manifest.json", "--url", url])

    assert (code, len(capsys.readouterr().out.splitlines())) == (0, 1)
