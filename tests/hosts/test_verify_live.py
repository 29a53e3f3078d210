"""`verify-live` agrees with real servers that have the settings of the release folder."""

import pytest

from plugins.hosting.__main__ import main
from plugins.hosting.live_report import HOST_DIFFERS

pytestmark = pytest.mark.hosts


def test_a_real_server_serves_what_was_published(
    server, published, certificate, monkeypatch, capsys
):
    """Its redirects are in another file, which is not here: pages lead on in their place."""
    top, _, site = published
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate / "certificate.pem"))
    url = f"https://127.0.0.1:{server.port}{site.below}"

    code = main(["verify-live", "--manifest", f"{top}/new.release/manifest.json", "--url", url])

    lines = capsys.readouterr().out.splitlines()
    differences = [line for line in lines if line.startswith("  ") and not line.startswith("    ")]
    assert (code, len(differences)) == (HOST_DIFFERS, 1)
    assert "redirect" in differences[0]
