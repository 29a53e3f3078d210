"""Files of the built site, found even while builds replace it."""

import os

import pytest

from plugins.preview import files
from plugins.preview.files import SiteFile, content_type, find
from plugins.preview.listen_address import RequestPath, parse_target

HTML = "text/html; charset=utf-8"


@pytest.fixture
def root(tmp_path):
    made = tmp_path / ".preview"
    (made / "a").mkdir(parents=True)
    (made / "empty").mkdir()
    (made / "index.html").write_text("home")
    (made / "a/index.html").write_text("a")
    (made / "a/b.txt").write_text("b")
    (tmp_path / "secret.txt").write_text("secret")
    (tmp_path / ".preview-secret").mkdir()
    (tmp_path / ".preview-secret/index.html").write_text("secret")
    return made


@pytest.mark.parametrize(
    ("target", "found"),
    [
        ("/", SiteFile(b"home", HTML)),
        ("/a/", SiteFile(b"a", HTML)),
        ("/a", SiteFile(b"a", HTML, needs_slash=True)),
        ("/a/b.txt", SiteFile(b"b", "text/plain; charset=utf-8")),
        ("/a/b.txt/", None),
        ("/a/b.txt/c", None),
        ("/empty/", None),
        ("/empty", None),
        ("/none", None),
        ("/" + "n" * 300, None),
    ],
)
def test_a_file_or_a_folders_index(root, target, found):
    """A folder is served as its index.html and never listed; a file is no folder."""
    assert find(root, parse_target(target)) == found


@pytest.mark.parametrize("target", ["/2021/%C3%A9t%C3%A9/", "/2021/%c3%a9t%c3%a9/"])
def test_an_address_with_codes_is_that_with_letters(root, target):
    """As a browser sends it."""
    (root / "2021/été").mkdir(parents=True)
    (root / "2021/été/index.html").write_text("summer")

    assert find(root, parse_target(target)) == SiteFile(b"summer", HTML)


@pytest.mark.parametrize("target", ["/link.txt", "/link/", "/link", "/link/index.html", "/loop"])
def test_links_out_of_the_site_are_not_followed(root, target):
    """Such a link counts as missing, even if it leads to a folder with a similar name."""
    (root / "link.txt").symlink_to("../secret.txt")
    (root / "link").symlink_to("../.preview-secret")
    (root / "loop").symlink_to("loop")

    assert find(root, parse_target(target)) is None


def test_an_index_that_leads_out_is_not_followed(root):
    """The same is true for the index of a folder."""
    (root / "empty/index.html").symlink_to("../../secret.txt")

    assert find(root, parse_target("/empty/")) is None


def test_links_inside_the_site_are_followed(root):
    """They are ordinary files, also if the folder itself is a link."""
    (root / "link.txt").symlink_to("a/b.txt")
    through = root.with_name("through")
    through.symlink_to(root)

    assert find(through, parse_target("/link.txt")) == SiteFile(b"b", "text/plain; charset=utf-8")


def test_a_pipe_is_no_file(root):
    """Opening it would block."""
    os.mkfifo(root / "pipe.txt")

    assert find(root, parse_target("/pipe.txt")) is None


def test_a_file_is_found_during_a_swap(root, monkeypatch):
    """A file that is missing only while the folder is replaced is found."""
    away = root.with_name("away")
    root.rename(away)
    monkeypatch.setattr(files.time, "sleep", lambda _: away.rename(root))

    assert find(root, parse_target("/")) == SiteFile(b"home", HTML)


def test_a_new_page_is_found_during_a_swap(root, monkeypatch):
    """A page that the old folder did not have is looked up again in the new one."""
    new, look = root.with_name("new"), files._look
    (new / "fresh").mkdir(parents=True)
    (new / "fresh/index.html").write_text("fresh")

    def look_then_swap(*arguments):
        found = look(*arguments)
        if new.exists():
            root.rename(root.with_name("old"))
            new.rename(root)
        return found

    monkeypatch.setattr(files, "_look", look_then_swap)

    assert find(root, parse_target("/fresh/")) == SiteFile(b"fresh", HTML)


def test_a_missing_file_is_reported_at_once(root, monkeypatch):
    """A dead link does not make the server wait."""
    waits = []
    monkeypatch.setattr(files.time, "sleep", waits.append)

    assert find(root, RequestPath(("none",), folder=False)) is None
    assert waits == []


def test_a_missing_site_is_reported_after_half_a_second(tmp_path, monkeypatch):
    """Before the first build there is nothing to serve."""
    waits = []
    monkeypatch.setattr(files.time, "sleep", waits.append)

    assert find(tmp_path / "none", RequestPath((), folder=True)) is None
    assert sum(waits) == pytest.approx(0.5)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("main.1a2b.css", "text/css; charset=utf-8"),
        ("search.js", "text/javascript; charset=utf-8"),
        ("a.AVIF", "image/avif"),
        ("all.atom.xml", "application/xml; charset=utf-8"),
        ("icon.svg", "image/svg+xml; charset=utf-8"),
        ("CNAME", "application/octet-stream"),
    ],
)
def test_media_types_do_not_depend_on_the_machine(name, expected):
    """The suffix of a file determines its type; text has the charset UTF-8."""
    assert content_type(name) == expected
