"""Rules of files that are copied as they are."""

from dataclasses import dataclass

import pytest

from plugins.publishing.addresses import Claim
from plugins.publishing.static_files import LEFTOVERS, doubles, problem, refused
from tests.publishing.small_site import write


@pytest.fixture
def content(tmp_path):
    """A content folder with a file, a folder and a draft, and a secret beside it."""
    write(tmp_path, "content/files/x.pdf", "x")
    write(tmp_path, "content/articles/draft.md", "d")
    write(tmp_path, "content.md", "s")
    (tmp_path / "content/files/out.pdf").symlink_to(tmp_path / "content.md")
    return tmp_path / "content"


@pytest.mark.parametrize(
    "path", ["files/x.pdf", "files/../files/x.pdf", "./files/x.pdf", "gone.pdf"]
)
def test_a_file_of_the_content_folder_may_be_copied(content, path):
    """One that is not there is told of as a dead link."""
    assert problem(path, content) is None


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("../content.md", "it leads out of content/"),
        ("files/../../content.md", "it leads out of content/"),
        ("/etc/passwd", "it leads out of content/"),
        ("../../../../../../etc/passwd", "it leads out of content/"),
        ("../content/files/x.pdf", "it leads out of content/"),
        ("files/out.pdf", "it leads out of content/"),
        ("files", "it names a whole folder"),
        (".", "it names a whole folder"),
        ("articles/draft.md", "that post is not public"),
        ("files/../articles/draft.md", "that post is not public"),
    ],
)
def test_anything_else_may_not(content, path, why):
    """Each reason has a cure."""
    found = problem(path, content, {"articles/draft.md"})

    assert found
    assert found[0] == why
    assert found[1].endswith(".")


def test_the_refused_are_named_without_detours(content):
    """As Pelican knows them."""
    links = {"files/x.pdf", "a/../../content.md", "files/", "gone.pdf"}

    assert refused(links, content, ()) == ["../content.md", "files"]


@dataclass
class FakeFile:
    """A file to be copied."""

    source_path: str
    save_as: str


def test_a_file_in_the_place_of_a_page_is_an_error(tmp_path, monkeypatch):
    """And one in the place of another file."""
    monkeypatch.chdir(tmp_path)
    claims = {"about/index.html": Claim("content/pages/about.md", 2, "Give it another `slug`.")}
    files = [
        FakeFile(f"{tmp_path}/content/extra/about/index.html", "about/./index.html"),
        FakeFile(f"{tmp_path}/content/extra/CNAME", "CNAME"),
        FakeFile(f"{tmp_path}/content/other/CNAME", "CNAME"),
    ]

    found = doubles(files, claims)

    assert [(finding.path, finding.message) for finding in found] == [
        (
            "content/pages/about.md",
            "This has the same address as content/extra/about/index.html: /about/",
        ),
        ("content/other/CNAME", "This has the same address as content/extra/CNAME: /CNAME"),
    ]


def test_hidden_files_that_a_host_reads_are_no_leftovers():
    """Such as .well-known and .nojekyll."""
    assert not {".*", ".well-known", ".nojekyll"} & set(LEFTOVERS)
