"""Rules of files that are copied as they are."""

from dataclasses import dataclass

from plugins.publishing.addresses import Claim
from plugins.publishing.static_files import LEFTOVERS, doubles, refused


def test_a_refused_file_is_named(tmp_path, monkeypatch):
    """As its owner would type it."""
    monkeypatch.chdir(tmp_path)

    found = refused("extra/.env", tmp_path / "content", ("it is hidden", "Move it."), "warning")

    assert (found.path, found.severity, found.hint) == (
        "content/extra/.env",
        "warning",
        "Move it.",
    )


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
