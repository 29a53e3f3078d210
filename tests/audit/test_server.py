"""The server that the audit measures through."""

import urllib.error
import urllib.request

import brotli
import pytest

from tools.audit.server import find, serving

PAGE = (
    '<!doctype html><meta http-equiv="Content-Security-Policy" content="default-src \'none\'">'
    "<title>A</title>"
)


@pytest.fixture
def site(tmp_path):
    """A small site, served: its address."""
    folder = tmp_path / "site"
    (folder / "a").mkdir(parents=True)
    (folder / "a" / "index.html").write_text(PAGE, "utf-8")
    (folder / "404.html").write_text("<title>Lost</title>", "utf-8")
    (folder / "theme").mkdir()
    (folder / "images").mkdir()
    (folder / "theme" / "main.0123456789.css").write_text("p { color: red }", "utf-8")
    (folder / "images" / "photo-0123456789-960.avif").write_bytes(b"picture")
    (tmp_path / "secret.html").write_text("secret", "utf-8")
    with serving(folder) as url:
        yield url


def ask(url, **headers):
    return urllib.request.urlopen(urllib.request.Request(url, headers=headers), timeout=5)  # noqa: S310


def test_text_is_packed_for_those_who_can_read_it(site):
    """Brotli for a browser, plain text for others."""
    compressed = ask(f"{site}/a/", **{"Accept-Encoding": "gzip, br"})
    plain = ask(f"{site}/a/")

    assert compressed.headers["Content-Encoding"] == "br"
    assert brotli.decompress(compressed.read()).decode() == plain.read().decode() == PAGE
    assert plain.headers["Content-Encoding"] is None


def test_a_page_has_its_policy_as_a_header_too(site):
    """With what a page itself cannot say; and it is asked for anew each time."""
    headers = ask(f"{site}/a/").headers

    assert headers["Content-Security-Policy"] == (
        "default-src 'none';media-src 'self';frame-ancestors 'none'"
    )
    assert headers["Content-Type"] == "text/html; charset=utf-8"
    assert headers["Cache-Control"] == "no-cache"


@pytest.mark.parametrize(
    ("file", "type_"),
    [
        ("theme/main.0123456789.css", "text/css; charset=utf-8"),
        ("images/photo-0123456789-960.avif", "image/avif"),
    ],
)
def test_what_has_a_hash_in_its_name_is_kept_for_ever(site, file, type_):
    """Its content never changes."""
    headers = ask(f"{site}/{file}").headers

    assert headers["Content-Type"] == type_
    assert headers["Cache-Control"] == "public, max-age=31536000, immutable"


def test_what_is_not_there_gets_the_sites_own_page(site):
    """With 404; that page asked for by its name comes with 200, as Lighthouse needs it."""
    with pytest.raises(urllib.error.HTTPError) as answer:
        ask(f"{site}/gone/")

    assert answer.value.code == 404
    assert answer.value.read() == b"<title>Lost</title>"
    answer.value.close()
    assert ask(f"{site}/404.html").status == 200


def test_nothing_outside_the_site_is_served(tmp_path, site):
    """However the address is written."""
    assert site
    folder = tmp_path / "site"

    assert find(folder, "/a/?q=1") == folder / "a" / "index.html"
    assert find(folder, "/../secret.html") is None
    assert find(folder, "/%2e%2e/secret.html") is None
