"""Compressed neighbours are equal to their originals, and only where they help."""

import gzip
import os

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.hosting.__main__ import main
from plugins.hosting.hosted_site import HostedSite
from plugins.hosting.manifest import manifest_of, to_json
from plugins.hosting.precompressed import compressed
from plugins.publishing.staging import MARKER_TEXT
from tests.building import snapshot
from tests.hosting.made_up import PAGE, SITEURL, made_up_file
from tests.publishing.small_site import write

DECODE = {".br": brotli.decompress, ".gz": gzip.decompress}
PLACES = {
    ".nojekyll": MARKER_TEXT.encode(),
    "index.html": b"Home, " * 99,
    "theme/a.css": b"a { color: red }\n" * 50,
    "images/a.jpg": b"\xff\xd8" + b"same " * 99,
    "tiny.html": b"<p>",
    "files/\u00e9 b.txt": b"words " * 99,
}
TYPES = {".css": "text/css", ".jpg": "image/jpeg", ".txt": "text/plain", ".html": PAGE}
OTHER = "application/octet-stream"


@given(st.binary(max_size=3000) | st.text(max_size=300).map(lambda text: text.encode() * 9))
def test_a_neighbour_is_its_original(data):
    """And smaller, and the same each time; a server sends it without looking."""
    found = compressed(data)

    assert {DECODE[ending](packed) for ending, packed in found.items()} <= {data}
    assert all(len(packed) < len(data) for packed in found.values())
    assert compressed(data) == found


@pytest.mark.parametrize(
    ("media_type", "text"),
    [
        ("text/html; charset=utf-8", True), ("text/javascript", True), ("image/svg+xml", True),
        ("application/json", True), ("application/manifest+json", True), ("image/avif", False),
        ("application/atom+xml; charset=utf-8", True), ("application/octet-stream", False),
        ("font/woff2", False), ("application/pdf", False),
    ],
)  # fmt: skip
def test_what_is_compressed_already_is_not_compressed_again(media_type, text):
    """Pictures and fonts would only grow."""
    assert made_up_file("a", b"", type=media_type).is_text is text


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A project with a published site, in the working directory."""
    folder = tmp_path / "project"
    write(folder, "content/articles/a.md", "A post")
    publish(folder, PLACES)
    monkeypatch.chdir(folder)
    monkeypatch.delenv("INPUTDIR", raising=False)
    return folder


def publish(folder, files):
    """Write a site and its manifest."""
    rows = []
    for name, data in files.items():
        path = write(folder, f"output/{name}", data)
        rows.append(made_up_file(name, data, type=TYPES.get(path.suffix, OTHER)))
    manifest = manifest_of(HostedSite(SITEURL, ""), {}, rows)
    write(folder, "output.release/manifest.json", to_json(manifest))
    write(folder, "output.release/.nojekyll", MARKER_TEXT)


def run(into="packed"):
    """Run the command; returns its exit code."""
    return main(["precompress", "--into", str(into)])


def test_a_copy_has_the_site_and_its_neighbours(project):
    """The site itself is not touched."""
    before = snapshot(project / "output")

    assert run() == 0

    found = snapshot(project / "packed")
    added = {name: data for name, data in found.items() if name not in before}
    assert {name: found[name] for name in before} == before == snapshot(project / "output")
    assert sorted(added) == sorted(
        f"{name}{ending}"
        for name in ("index.html", "theme/a.css", "files/\u00e9 b.txt")
        for ending in (".br", ".gz")
    )
    assert all(DECODE[name[-3:]](data) == before[name[:-3]] for name, data in added.items())


def test_a_neighbour_is_never_older_than_its_original(project):
    """The copy is a new one each time, with the modes that servers need, and nothing is left."""
    run()
    publish(project, {"index.html": b"Another home, " * 99})
    (project / "output/theme/a.css").unlink()
    for name in ("images/a.jpg", "tiny.html", "files/\u00e9 b.txt", ".nojekyll"):
        (project / "output" / name).unlink()

    before = os.umask(0o077)
    assert run() == 0
    os.umask(before)

    found = snapshot(project / "packed")
    assert gzip.decompress(found["index.html.gz"]) == found["index.html"] == b"Another home, " * 99
    assert sorted(found) == [".nojekyll", "index.html", "index.html.br", "index.html.gz"]
    assert {path.stat().st_mode & 0o777 for path in (project / "packed").iterdir()} == {0o644}
    assert not list(project.glob(".packed*"))


@pytest.mark.parametrize(
    "into",
    ["output", "output/x", "content", "content/x", "output.release", "output.release/x", ".", "..",
     "mine"],
)  # fmt: skip
def test_other_folders_are_not_replaced(project, capsys, into):
    """Neither the site, nor content, nor what somebody else has made."""
    write(project, "mine/diary.txt", "Dear diary")
    before = snapshot(project)

    assert run(into) == 2

    assert snapshot(project) == before
    assert capsys.readouterr().err.startswith("error: ")


def test_content_of_another_name_is_not_replaced(project, monkeypatch):
    """As adopted sites have it."""
    monkeypatch.setenv("INPUTDIR", "mysite/content")
    write(project, "mysite/content/a.md", "A post")
    before = snapshot(project)

    assert [run("mysite/content/x"), run("mysite")] == [2, 2]
    assert snapshot(project) == before


def test_a_site_that_is_not_as_its_manifest_says_is_refused(project, capsys):
    """Somebody has changed it, or it is another build's."""
    write(project, "output/index.html", "Hone")

    assert run() == 2
    assert "index.html" in capsys.readouterr().err
    assert not (project / "packed").exists()


def test_a_site_with_a_link_is_refused(project, capsys):
    """No manifest has one: it may lead to anything."""
    (project / "output/link.html").symlink_to("index.html")

    assert run() == 2
    assert "link.html" in capsys.readouterr().err


def test_a_site_with_a_neighbour_of_its_own_is_refused(project, capsys):
    """It would be sent for another file."""
    publish(project, {**PLACES, "theme/a.css.gz": b"old"})

    assert run() == 2
    assert "a.css.gz" in capsys.readouterr().err


def test_a_site_without_a_manifest_is_refused(project, capsys):
    """It was not published."""
    (project / "output.release/manifest.json").unlink()

    assert run() == 2
    assert "manifest.json" in capsys.readouterr().err
