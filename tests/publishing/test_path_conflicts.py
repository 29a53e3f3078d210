"""Rules of files that cannot stand beside each other, or not on every computer."""

import unicodedata
from dataclasses import dataclass

import pytest

from plugins.publishing.addresses import Claim
from plugins.publishing.path_conflicts import conflicts, findings, unportable

A = Claim("content/a.md", 4, "Hint a.")
B = Claim("content/b.md", 7, "Hint b.")


@dataclass
class CopiedFile:
    """A file to be copied."""

    source_path: str
    save_as: str


def in_either_order(first, second):
    """The only finding for two claims, which is the same whichever was written first."""
    pair = [first, second]
    found = [list(conflicts(dict(options)).values()) for options in (pair, pair[::-1])]
    assert found[0] == found[1]
    (only,) = found[0]
    return only


def decomposed(name):
    """A name as a Mac may store it: letters and accents apart."""
    return unicodedata.normalize("NFD", name)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Old/P.html", "old/p.html"),
        ("OLD/p.html", "old/p.html"),
        ("caf\u00e9/index.html", decomposed("caf\u00e9/index.html")),
        ("CAF\u00c9.html", decomposed("caf\u00e9.html")),
        ("stra\u00dfe.html", "STRASSE.html"),
    ],
)
def test_two_files_that_are_one_on_some_disks_are_told(first, second):
    """In letter case, in how accents are stored, or in both; both posts are named with lines."""
    found = in_either_order((first, A), (second, B))

    assert (found.path, found.line, found.severity) == ("content/b.md", 7, "error")
    assert found.rule == "addresses/same-file"
    assert f"/{second} is the same file as /{first} of content/a.md:4" in found.message
    assert found.hint == "Hint b."


@pytest.mark.parametrize("inner", ["q.html/p.html", "q.html/a/b/index.html", "Q.HTML/p.html"])
def test_a_file_where_another_needs_a_folder_is_told(inner):
    """At whichever of the two posts comes later by path."""
    outer_first = in_either_order(("q.html", A), (inner, B))
    inner_first = in_either_order(("q.html", B), (inner, A))

    assert {outer_first.rule, inner_first.rule} == {"addresses/file-and-folder"}
    for found in (outer_first, inner_first):
        assert (found.path, found.line, found.hint) == ("content/b.md", 7, "Hint b.")
        assert "content/a.md:4" in found.message
        assert "/q.html" in found.message
        assert f"/{inner}" in found.message


@pytest.mark.parametrize(
    "names",
    [
        ["index.html", "a/index.html", "a/b/index.html"],
        ["a.html", "a/index.html"],
        ["a/b.html", "a/c.html", "b.html"],
        [],
    ],
)
def test_files_that_can_stand_beside_each_other_are_fine(names):
    """A folder may hold a page and further folders."""
    assert conflicts({name: Claim() for name in names}) == {}


def test_a_post_gives_way_to_a_page_of_the_site_itself():
    """Such as the list of all topics."""
    found = in_either_order(("Topics/index.html", A), ("topics/index.html", Claim()))

    assert (found.path, found.line) == ("content/a.md", 4)
    assert "a page that the site makes by itself" in found.message


def test_two_pages_of_the_site_itself_are_the_settings_fault():
    """No editor can do anything."""
    found = in_either_order(("a/index.html", Claim()), ("A/index.html", Claim()))

    assert (found.path, found.hint) == ("", "Mend the settings file.")


def test_copied_files_are_compared_with_pages(tmp_path, monkeypatch):
    """And with each other."""
    monkeypatch.chdir(tmp_path)
    names = ["About.html", "about/index.html", "b.txt", "B.txt", "q.html/notes.txt"]
    files = [CopiedFile(f"{tmp_path}/content/extra/{name}", name) for name in names]

    found = findings(files, {"about.html": A, "about/index.html": B, "q.html": A})

    assert sorted((each.rule, each.path) for each in found) == [
        ("addresses/double", "content/extra/about/index.html"),
        ("addresses/file-and-folder", "content/extra/q.html/notes.txt"),
        ("addresses/same-file", "content/extra/About.html"),
        ("addresses/same-file", "content/extra/b.txt"),
    ]


@pytest.mark.parametrize("name", ["con/index.html", "a/nul.html", "a./b.html", "a:b.html", "a/ b"])
def test_a_file_that_windows_cannot_have_is_told(name):
    """At the post that wants it, with its hint."""
    (found,) = unportable({name: A, "a/b.html": B})

    assert (found.path, found.line, found.severity) == ("content/a.md", 4, "error")
    assert (found.rule, found.hint) == ("addresses/unportable", "Hint a.")
    assert name in found.message


def test_a_page_of_the_site_itself_that_windows_cannot_have_is_told():
    """It has no post, but it has a hint."""
    (found,) = unportable({"archive/aux/index.html": Claim()})

    assert found.path == ""
    assert found.hint
