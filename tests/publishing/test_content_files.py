"""Symbolic links and special files below the content folder."""

import os
import socket
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace

import pytest

from plugins.publishing.content_files import (
    LEFTOVERS,
    contain_static_files,
    filter_files,
    findings,
    refused,
    unreadable_files,
)
from tests.publishing.small_site import write


@pytest.fixture
def content(tmp_path):
    """A content folder with a post and a subfolder, next to a secret file."""
    write(tmp_path, "content/articles/a.md", "a")
    write(tmp_path, "content/old/b.md", "b")
    write(tmp_path, "secret/c.md", "c")
    write(tmp_path, "content-too/d.md", "d")
    return tmp_path / "content"


def link(content, name, target):
    """Make a link below the content folder."""
    path = content / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.symlink_to(target)
    return path


@pytest.mark.parametrize(
    "target",
    ["../../secret/c.md", "../../secret", "../../content-too", "/etc", "/", "../..", "/dev/null"],
)
@pytest.mark.parametrize("name", ["articles/x.md", "images/x.png", "extra/x", "x"])
def test_a_link_out_of_the_content_folder_is_bad(content, name, target):
    """To files and folders, wherever the link is."""
    target = target.removeprefix("../") if name == "x" else target
    path = link(content, name, target)

    (bad,) = unreadable_files(content)

    assert bad.path == path
    assert bad.message == f"This link leads out of content/, to {os.path.realpath(path)}."
    assert bad.hint == "Put a copy of what it leads to in its place."


@pytest.mark.parametrize("target", ["a.md", "../old/b.md", "../old", "../../content/old"])
def test_a_link_that_stays_inside_is_fine(content, target):
    """To a file or a folder in the content folder."""
    link(content, "articles/x", target)

    assert unreadable_files(content) == []


def test_the_content_folder_may_be_a_link(content):
    """Links are compared with its resolved path."""
    (content.parent / "alias").symlink_to(content)
    link(content, "articles/x", "../old")
    link(content, "articles/y", "../../secret")

    assert [bad.path.name for bad in unreadable_files(content.parent / "alias")] == ["y"]


def test_a_chain_is_followed_to_its_end(content):
    """A link to a link that leads out leads out."""
    link(content, "articles/one", "two")
    link(content, "articles/two", "../../secret")

    assert [bad.path.name for bad in unreadable_files(content)] == ["one", "two"]


@pytest.mark.parametrize("target", ["gone.md", "x"])
def test_a_broken_link_is_bad(content, target):
    """Its target is missing, or it is the link itself."""
    link(content, "articles/x", target)

    (bad,) = unreadable_files(content)

    assert bad.message == f"This link leads nowhere: to {target}."


@pytest.mark.parametrize("target", [".", "..", "../articles"])
def test_a_link_to_a_folder_above_it_is_bad(content, target):
    """Reading it would never end."""
    link(content, "articles/x", target)

    (bad,) = unreadable_files(content)

    assert bad.message == "This link leads to a folder that it lies in."


def test_ignored_names_are_not_checked(content):
    """An editor's lock file is a broken link."""
    link(content, "articles/.#a.md", "me@here.1234")

    assert unreadable_files(content, [".#*"]) == []
    assert len(unreadable_files(content)) == 1


def make_pipe(content, name):
    """Make a named pipe below the content folder."""
    path = content / name
    path.parent.mkdir(parents=True, exist_ok=True)
    os.mkfifo(path)
    return path


@pytest.mark.parametrize("name", ["articles/f.md", "extra/f", "images/f.png", "data/clinic.yaml"])
def test_a_pipe_is_bad(content, name):
    """Reading it would block."""
    path = make_pipe(content, name)

    (bad,) = unreadable_files(content)

    assert (bad.path, bad.rule) == (path, "content/not-a-file")
    assert "named pipe" in bad.message
    assert bad.hint


@pytest.mark.parametrize(
    ("name", "shown"),
    [("a\nb.txt", r"a\x0ab.txt"), ("a\udcff.txt", r"a\xff.txt"), ("\x7f", r"\x7f")],
)
@pytest.mark.parametrize("place", ["extra/{}", "articles/{}/a.md"])
def test_a_name_that_is_no_text_is_bad(content, name, shown, place):
    """The name is shown escaped, and a folder with such a name is reported once."""
    write(content, place.format(name), "x")

    (found,) = findings(unreadable_files(content), "error")

    assert (found.rule, found.severity) == ("content/file-name", "error")
    assert found.path.endswith(place.format(shown).removesuffix("/a.md"))


@pytest.mark.parametrize("name", ["søvn og hvile.txt", "a\u200db.txt", "a\u00a0b.txt", "été.txt"])
def test_other_letters_are_fine_in_a_name(content, name):
    """Accents, spaces and joined signs."""
    write(content, f"extra/{name}", "x")

    assert unreadable_files(content) == []


def test_a_socket_is_bad(content, monkeypatch):
    """A program may have left it."""
    monkeypatch.chdir(content)  # the path of a socket must be short
    with socket.socket(socket.AF_UNIX) as made:
        made.bind("s.md")

        (bad,) = unreadable_files(content)

    assert "socket" in bad.message


def test_unreadable_files_are_reported(content, monkeypatch):
    """By their paths as the editor would type them."""
    monkeypatch.chdir(content.parent)
    link(content, "extra/x", "../../secret")
    link(content, "articles/[y].md", "../../secret/c.md")

    found = findings(unreadable_files(content), "error")

    assert [(finding.path, finding.severity) for finding in found] == [
        ("content/articles/[y].md", "error"),
        ("content/extra/x", "error"),
    ]


def test_a_lenient_build_skips_a_pipe(content):
    """It is a warning there; a link that leads out is still an error."""
    make_pipe(content, "articles/f.md")
    link(content, "articles/x.md", "../../secret/c.md")

    found = findings(unreadable_files(content), "warning")

    assert [(finding.rule, finding.severity) for finding in found] == [
        ("content/not-a-file", "warning"),
        ("content/link", "error"),
    ]


def test_a_lenient_build_skips_a_link_that_leads_nowhere(content):
    """Old folders have them; there is nothing behind it."""
    link(content, "articles/gone.md", "none.md")
    link(content, "articles/loop", "..")

    found = findings(unreadable_files(content), "warning")

    assert [(finding.rule, finding.severity) for finding in found] == [
        ("content/link", "warning"),
        ("content/link", "warning"),
    ]
    assert {each.severity for each in findings(unreadable_files(content), "error")} == {"error"}


@dataclass
class FakeGenerator:
    """A generator that finds files by their paths below the content folder, as Pelican's do."""

    content: Path

    def get_files(self, paths, exclude=(), extensions=None):
        """The files in some folders, with one of the extensions if these are given."""
        out = set(exclude)
        found = [Path(where, name) for path in paths
                 for where, _folders, names in os.walk(self.content / path, followlinks=True)
                 for name in names]  # fmt: skip
        named = {os.path.relpath(path, self.content) for path in found} - out
        return {name for name in named if not extensions or name.endswith(tuple(extensions))}


def test_files_of_the_same_name_elsewhere_are_read(content):
    """Files are excluded by path, also through a linked folder."""
    make_pipe(content, "old/a.md")
    link(content, "old/c.md", "../../secret/c.md")
    link(content, "old/gone.md", "nowhere.md")
    link(content, "articles/again", "../old")
    link(content, "articles/[y].md", "../../secret/c.md")
    write(content, "articles/c.md", "another c")
    write(content, "articles/y.md", "y")
    write(content, "old/x.md", "x")
    write(content, "old/notes.txt", "notes")
    write(content, "articles/line\nbreak.md", "e")
    generator = FakeGenerator(content)

    filter_files(generator, content, unreadable_files(content))

    found = generator.get_files(["articles", "old"], ["old/x.md", "articles/again/x.md"], ["md"])
    assert found == {
        "articles/a.md",
        "articles/c.md",
        "articles/y.md",
        "old/b.md",
        "articles/again/b.md",
    }


def test_without_bad_files_a_generator_is_not_changed(content):
    """Comparing every file with a list costs time."""
    generator = FakeGenerator(content)

    filter_files(generator, content, unreadable_files(content))

    assert "get_files" not in vars(generator)


@dataclass
class FakeStatic:
    """A static file as Pelican finds it."""

    path: str
    save_as: str = ""

    def __post_init__(self):
        self.save_as = self.save_as or self.path

    def get_relative_source_path(self):
        """Its path below the content folder."""
        return self.path


def test_static_files_that_may_not_be_published_are_removed_and_reported(content, monkeypatch):
    """From the generator and from what links can resolve to; files of STATIC_PATHS are kept."""
    monkeypatch.chdir(content.parent)
    for name in ("extra/a.txt", "data/people.yaml", "articles/leaflet.pdf"):
        write(content, name, "a file")
    files = [FakeStatic(f"{name}") for name in ("extra/a.txt", "data/people.yaml")]
    files.append(FakeStatic("articles/leaflet.pdf"))
    known = {file.path: file for file in files}
    generator = SimpleNamespace(staticfiles=list(files), context={"static_content": known})
    listed = generator.staticfiles

    found = contain_static_files(generator, content, ["extra"], "warning")

    assert [(finding.path, finding.severity, finding.rule) for finding in found] == [
        ("content/data/people.yaml", "warning", "static-files/refused")
    ]
    assert [file.path for file in generator.staticfiles] == ["extra/a.txt", "articles/leaflet.pdf"]
    assert generator.staticfiles is listed
    assert set(known) == {"extra/a.txt", "articles/leaflet.pdf"}


def test_of_two_copies_for_one_address_one_is_copied(content):
    """Two files that differ stay, and are a conflict; links may name either."""
    for name in ("extra/images/a.png", "images/a.png", "images/b.png"):
        write(content, name, "a picture")
    write(content, "extra/images/b.png", "another picture")
    names = ("extra/images/a.png", "images/a.png", "extra/images/b.png", "images/b.png")
    files = [FakeStatic(name, name.removeprefix("extra/")) for name in names]
    known = {file.path: file for file in files}
    generator = SimpleNamespace(staticfiles=list(files), context={"static_content": known})

    assert contain_static_files(generator, content, ["extra", "images"], "warning") == []
    assert [file.path for file in generator.staticfiles] == [
        "extra/images/a.png", "extra/images/b.png", "images/b.png",
    ]  # fmt: skip
    assert len(known) == len(names)


def test_a_refused_file_is_named(tmp_path, monkeypatch):
    """By its path as the editor would type it."""
    monkeypatch.chdir(tmp_path)

    found = refused(
        tmp_path / "content" / "extra" / ".env", ("it is hidden", "Move it."), "warning"
    )

    assert (found.path, found.severity, found.hint) == (
        "content/extra/.env",
        "warning",
        "Move it.",
    )


def test_hidden_files_for_the_host_are_published():
    """Such as .well-known and .nojekyll."""
    assert not {".*", ".well-known", ".nojekyll"} & set(LEFTOVERS)
