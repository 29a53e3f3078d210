"""What `make publish` writes beside the site belongs to that site, and to no other."""

import functools
import gzip
import http.server
import json
import shutil
import subprocess
import threading
import time

import brotli
import pytest

from plugins.hosting.__main__ import main
from plugins.hosting.hashed_files import differences
from plugins.hosting.manifest import from_json
from tests.building import clean_environment, command, snapshot
from tests.publishing.small_site import build_site, edit, left_beside, small_site, write

pytestmark = pytest.mark.slow

PUBLISHED = {"SITEURL": "https://www.example.org/clinic", "SOURCE_DATE_EPOCH": "1772366400"}
OWN_HEADERS = "/feeds/*\n  Referrer-Policy: same-origin\n  Cache-Control: max-age=60\n  X-Own: 1\n"
WARM = "content/articles/warm.md"


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    """A small project whose site is published."""
    folder = small_site(tmp_path_factory.mktemp("release") / "project", code=True)
    edit(folder, WARM, "topics: [Running]\n", "topics: [Running]\naliases: [/old/væm/, /shop/]\n")
    write(folder, "content/extra/_headers", OWN_HEADERS)
    write(folder, "content/extra/_redirects", "/clinic/shop/* https://shop.example.org/ 301\n")
    write(folder, "content/extra/.nojekyll", "")  # a build writes another one in its place
    publish(folder)
    return folder


@pytest.fixture
def project(published, tmp_path):
    """The same for a test to change; its caches know another folder, so it is published again."""
    folder = tmp_path / "project"
    shutil.copytree(published, folder)
    publish(folder)
    return folder


def publish(folder, mode="publish"):
    """Build the project; returns what was printed."""
    done = build_site(folder, mode, env=PUBLISHED if mode == "publish" else {})
    assert done.returncode == 0, done.stderr
    return done.stderr


def manifest_in(folder):
    """The manifest beside the project's site."""
    return from_json((folder / "output.release/manifest.json").read_bytes())


def test_the_manifest_is_that_of_the_site(published):
    """It has all files and how they are sent, redirects, and the headers that no owner sets.

    A redirect for which the owner has a rule is marked.
    """
    manifest = manifest_in(published)

    files = {file.path: file for file in manifest.files}
    assert differences(manifest, published / "output") == []
    assert manifest.siteurl == PUBLISHED["SITEURL"]
    assert [(each.old, each.new, each.replaced) for each in manifest.redirects] == [
        ("/old/væm/", "/articles/warm/", False),
        ("/shop/", "/articles/warm/", True),
    ]
    assert {"_headers", "_redirects", "404.html", ".nojekyll"} <= files.keys()
    assert files["index.html"].type == "text/html; charset=utf-8"
    assert manifest.headers["X-Content-Type-Options"] == "nosniff"
    assert "Referrer-Policy" not in manifest.headers
    assert manifest.own_headers == ("cache-control", "referrer-policy")
    assert {file.cache for path, file in files.items() if path.startswith("theme/")} == {
        "public, max-age=31536000, immutable"
    }


def test_what_servers_need_is_beside_the_site(published):
    """Visitors must not get it; what hosts read in the site is in it."""
    release, site = (snapshot(published / name) for name in ("output.release", "output"))

    assert {"site.nginx.conf", "site.caddy", "redirects.nginx.conf", "redirects.caddy"} < {*release}
    assert not {name for name in release if name != ".nojekyll"} & site.keys()
    assert b"Referrer-Policy: same-origin" in site["_headers"]
    assert b"/old/" in site["_redirects"]


def test_a_publication_ends_with_a_short_report(project):
    """Also if nothing has changed."""
    first = publish(project)
    write(project, "content/articles/warm-2.md", "---\ntitle: New\ndate: 2026-01-03\n---\nWords.\n")
    second = publish(project)

    for printed in (first, second):
        lines = printed.splitlines()
        end = next(at for at, line in enumerate(lines) if "output/" in line)
        assert 3 <= len(lines) - end <= 8
        assert "manifest.json" in printed
    assert first != second


@pytest.mark.parametrize(
    "damage", ["removed", "changed", "added to", "of another site", "hidden", "linked"]
)
def test_a_release_folder_that_is_not_right_is_put_right(project, damage):
    """By the next publication, although nothing else has changed."""
    release = project / "output.release"
    before = snapshot(release)
    if damage == "removed":
        shutil.rmtree(release)
    elif damage == "added to":
        write(release, "notes.txt", "mine")
    elif damage == "hidden":
        (release / "manifest.json").chmod(0o600)
        release.chmod(0o700)
        (project / "output").chmod(0o700)
    elif damage == "linked":
        (release / "manifest.json").unlink()
        (release / "manifest.json").symlink_to("manifest.json")
    else:
        data = json.loads((release / "manifest.json").read_bytes())
        data["siteurl"] = "https://elsewhere.example.org"
        write(release, "manifest.json", json.dumps(data) if damage == "of another site" else "{")

    publish(project)

    assert snapshot(release) == before
    assert differences(manifest_in(project), project / "output") == []
    modes = [path.lstat().st_mode & 0o777 for path in (project / "output", release)]
    assert [*modes, (release / "manifest.json").lstat().st_mode & 0o777] == [0o755, 0o755, 0o644]


def test_a_site_that_is_not_published_has_no_release_folder(project):
    """The folder would describe another site."""
    publish(project, "html")

    assert not (project / "output.release").exists()

    publish(project)

    assert differences(manifest_in(project), project / "output") == []


def test_a_build_that_fails_keeps_the_release_folder(project):
    """It is that of the site that is still there."""
    before = snapshot(project / "output.release")
    write(project, "content/articles/bad.md", "---\ntitle: [\n---\n")

    done = build_site(project, "publish", env=PUBLISHED)

    assert done.returncode == 1
    assert snapshot(project / "output.release") == before


def test_a_line_of_an_owners_file_that_no_host_can_read_stops_the_publication(project):
    """The site that is there stays."""
    write(project, "content/extra/_redirects", "old /new/\n")

    done = build_site(project, "publish", env=PUBLISHED)

    assert done.returncode == 1
    assert "content/extra/_redirects:1" in done.stderr


def test_compressed_neighbours_of_a_built_site_equal_their_originals(project, monkeypatch):
    """All of them; each text that becomes smaller has two."""
    monkeypatch.chdir(project)
    site = snapshot(project / "output")

    assert main(["precompress", "--into", "packed"]) == 0

    packed = snapshot(project / "packed")
    added = packed.keys() - site.keys()
    assert {name: packed[name] for name in site} == site == snapshot(project / "output")
    assert {"index.html.br", "index.html.gz", "feeds/all.atom.xml.gz", "sitemap.xml.br"} <= added
    decode = {".br": brotli.decompress, ".gz": gzip.decompress}
    assert [name for name in added if decode[name[-3:]](packed[name]) != site[name[:-3]]] == []


def test_a_server_without_headers_has_the_files_that_were_published(project, capsys):
    """What a plain server shows of them, and what it cannot do, is told apart."""
    pages = http.server.SimpleHTTPRequestHandler
    handler = functools.partial(pages, directory=project / "served")
    (project / "served").mkdir()
    shutil.copytree(project / "output", project / "served/clinic")
    manifest = str(project / "output.release/manifest.json")
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        url = f"http://127.0.0.1:{server.server_port}/clinic"
        code = main(["verify-live", "--manifest", manifest, "--url", url])
        server.shutdown()
        thread.join()

    found = [line.strip() for line in capsys.readouterr().out.splitlines()]
    assert code == 1
    assert ("404.html" in found[1], "/clinic/no-such-page-" in found[2]) == (True, True)
    assert found[3].startswith("Around the files")
    assert any("Content-Security-Policy" in line for line in found)


def test_a_kill_at_any_moment_leaves_no_manifest_of_another_site(project, seeded_random, long_run):
    """There is none then, and the next publication writes it."""
    manifest = project / "output.release/manifest.json"
    for trial in range(30 if long_run else 4):
        write(project, "content/pages/about.md", f"---\ntitle: About {trial}\n---\nWho we are.\n")
        process = subprocess.Popen(
            command("publish", output=project / "output", cwd=project),
            cwd=project,
            env={**clean_environment(), **PUBLISHED},
            stderr=subprocess.DEVNULL,
        )
        while process.poll() is None and not [*project.glob(".output.new-*.release/site.caddy")]:
            time.sleep(0.0005)
        time.sleep(seeded_random.uniform(0, 0.008))
        process.kill()
        process.wait()

        assert not manifest.exists() or differences(manifest_in(project), project / "output") == []

    publish(project)

    assert differences(manifest_in(project), project / "output") == []
    assert left_beside(project) == []
