"""Rules of symbolic links below the content folder."""

import os

import pytest

from plugins.publishing.symlinks import bad_links, shut_out
from tests.publishing.small_site import write


@pytest.fixture
def content(tmp_path):
    """A content folder with a post and an own folder, and something secret beside it."""
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
def test_a_link_that_leads_out_is_bad(content, name, target):
    """Files and folders, wherever the link lies."""
    target = target.removeprefix("../") if name == "x" else target
    path = link(content, name, target)

    (bad,) = bad_links(content)

    assert bad.path == path
    assert bad.message == f"This link leads out of content/, to {os.path.realpath(path)}."
    assert bad.cure == "Put a copy of what it leads to in its place."


@pytest.mark.parametrize("target", ["a.md", "../old/b.md", "../old", "../../content/old"])
def test_a_link_that_stays_inside_is_fine(content, target):
    """To a file or a folder beside it."""
    link(content, "articles/x", target)

    assert bad_links(content) == []


def test_the_content_folder_may_be_a_link(content):
    """What counts is where its own links lead from there."""
    (content.parent / "alias").symlink_to(content)
    link(content, "articles/x", "../old")
    link(content, "articles/y", "../../secret")

    assert [bad.path.name for bad in bad_links(content.parent / "alias")] == ["y"]


def test_a_chain_is_followed_to_its_end(content):
    """A link to a link that leads out leads out."""
    link(content, "articles/one", "two")
    link(content, "articles/two", "../../secret")

    assert [bad.path.name for bad in bad_links(content)] == ["one", "two"]


@pytest.mark.parametrize("target", ["gone.md", "x"])
def test_a_link_to_nothing_is_bad(content, target):
    """A broken one, or one to itself."""
    link(content, "articles/x", target)

    (bad,) = bad_links(content)

    assert bad.message == f"This link leads nowhere: to {target}."


@pytest.mark.parametrize("target", [".", "..", "../articles"])
def test_a_link_to_a_folder_above_it_is_bad(content, target):
    """Reading it would never end."""
    link(content, "articles/x", target)

    (bad,) = bad_links(content)

    assert bad.message == "This link leads to a folder that it lies in."


def test_names_that_no_build_reads_are_left_alone(content):
    """An editor's lock is a broken link."""
    link(content, "articles/.#a.md", "me@here.1234")

    assert bad_links(content, [".#*"]) == []
    assert len(bad_links(content)) == 1


def test_what_is_bad_is_told_and_shut_out(content, monkeypatch):
    """Pelican gets folders to leave out and, of files, their names."""
    monkeypatch.chdir(content.parent)
    link(content, "extra/x", "../../secret")
    link(content, "articles/[y].md", "../../secret/c.md")
    names = ("ARTICLE_EXCLUDES", "PAGE_EXCLUDES", "STATIC_EXCLUDES")
    settings = {"PATH": str(content), "IGNORE_FILES": ["*~"], **{name: ["a"] for name in names}}

    found = shut_out(settings)

    assert [(finding.path, finding.severity) for finding in found] == [
        ("content/articles/[y].md", "error"),
        ("content/extra/x", "error"),
    ]
    assert all(settings[name] == ["a", "articles/[y].md", "extra/x"] for name in names)
    assert settings["IGNORE_FILES"] == ["*~", "[[]y].md"]
