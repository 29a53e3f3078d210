"""Output paths that conflict with each other, or that not every file system allows."""

import unicodedata
from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest

from plugins.core.findings import Finding
from plugins.publishing.path_conflicts import (
    OutputPath,
    claim,
    conflicts,
    findings,
    misplaced,
    nameless,
    of_page,
    same_path,
    unportable,
    unwritable,
)

A = OutputPath("content/a.md", 4, "Hint a.")
B = OutputPath("content/b.md", 7, "Hint b.")


@dataclass
class CopiedFile:
    """A file to be copied."""

    source_path: str
    save_as: str


def conflict_in_either_order(first, second):
    """The only finding for two outputs, which must not depend on their order."""
    pair = [first, second]
    found = [list(conflicts(dict(options)).values()) for options in (pair, pair[::-1])]
    assert found[0] == found[1]
    (only,) = found[0]
    return only


def decomposed(name):
    """A name in decomposed Unicode (NFD), as macOS may store it."""
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
def test_paths_that_are_equal_on_some_file_systems_are_reported(first, second):
    """In letter case, in Unicode normalisation, or in both; both posts are named with lines."""
    found = conflict_in_either_order((first, A), (second, B))

    assert (found.path, found.line, found.severity) == ("content/b.md", 7, "error")
    assert found.rule == "addresses/same-file"
    assert f"/{second} is the same file as /{first} of content/a.md:4" in found.message
    assert found.hint == "Hint b."


@pytest.mark.parametrize("inner", ["q.html/p.html", "q.html/a/b/index.html", "Q.HTML/p.html"])
def test_a_file_where_another_needs_a_folder_is_reported(inner):
    """It is reported at the post whose path sorts last."""
    outer_first = conflict_in_either_order(("q.html", A), (inner, B))
    inner_first = conflict_in_either_order(("q.html", B), (inner, A))

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
def test_paths_without_conflict(names):
    """A folder may have a page and subfolders."""
    assert conflicts({name: OutputPath() for name in names}) == {}


def test_a_conflict_with_a_generated_page_is_reported_at_the_post():
    """Such as the list of all topics."""
    found = conflict_in_either_order(("Topics/index.html", A), ("topics/index.html", OutputPath()))

    assert (found.path, found.line) == ("content/a.md", 4)
    assert "a page or file that the site makes by itself" in found.message


def test_a_conflict_of_generated_pages_has_no_source_file():
    """No post causes it."""
    found = conflict_in_either_order(("a/index.html", OutputPath()), ("A/index.html", OutputPath()))

    assert found.path == ""
    assert "settings file" in found.hint


def test_copied_files_are_compared_with_pages(tmp_path, monkeypatch):
    """They are compared with each other, too."""
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
def test_a_path_that_windows_forbids_is_reported(name):
    """At the post that causes it, with its hint."""
    (found,) = unportable({name: A, "a/b.html": B})

    assert (found.path, found.line, found.severity) == ("content/a.md", 4, "error")
    assert (found.rule, found.hint) == ("addresses/unportable", "Hint a.")
    assert name in found.message


def test_a_generated_path_that_windows_forbids_is_reported():
    """It has no post, but a hint."""
    (found,) = unportable({"archive/aux/index.html": OutputPath()})

    assert found.path == ""
    assert found.hint


def test_a_copied_file_with_the_path_of_a_page_is_an_error(tmp_path, monkeypatch):
    """It is also an error if it has the path of another copied file."""
    monkeypatch.chdir(tmp_path)
    paths = {"about/index.html": OutputPath("content/pages/about.md", 2, "Give it another `slug`.")}
    files = [
        CopiedFile(f"{tmp_path}/content/extra/about/index.html", "about/./index.html"),
        CopiedFile(f"{tmp_path}/content/extra/CNAME", "CNAME"),
        CopiedFile(f"{tmp_path}/content/other/CNAME", "CNAME"),
    ]

    found = findings(files, paths)

    assert [(finding.path, finding.message) for finding in found] == [
        (
            "content/pages/about.md",
            "This has the same address as content/extra/about/index.html: /about/",
        ),
        ("content/other/CNAME", "This has the same address as content/extra/CNAME: /CNAME"),
    ]


@dataclass
class FakePost:
    """The attributes of a post that determine its output path."""

    source_file: str = "content/a.md"
    url: str = "articles/a/"
    save_as: str = "articles/a/index.html"
    date: datetime | None = None
    field_lines: dict = field(default_factory=lambda: {"slug": 3, "save_as": 4, "aliases": 5})


def with_save_as(**values):
    """A post whose editor wrote `save_as` (and perhaps `url`)."""
    post = FakePost(**values)
    post.override_save_as = post.save_as
    return post


@pytest.mark.parametrize(
    ("variables", "line", "hint"),
    [
        ({"article": FakePost()}, 3, "Give one of them another `slug`."),
        ({"page": FakePost()}, 3, "Give one of them another `slug`."),
        ({"article": FakePost(field_lines={})}, 1, "Give one of them another `slug`."),
        ({"article": with_save_as()}, 4, "Write another `save_as`, or leave it out."),
        ({"redirect_to": FakePost()}, 5, "Take the old address away."),
    ],
)
def test_the_output_path_of_a_post_has_its_source_line(variables, line, hint):
    """The line is that of the key that determines the path."""
    found = of_page(variables)

    assert (found.path, found.line, found.hint) == ("content/a.md", line, hint)


def test_the_output_path_of_a_list_has_no_source():
    """The site generates it."""
    assert of_page({"articles": [FakePost()]}).path == ""


@pytest.mark.parametrize("reverse", [False, True])
def test_a_conflict_of_two_posts_is_reported_at_the_later_path(reverse):
    """In the order of their paths, whichever was written first."""
    pair = OutputPath("content/a.md", 2, "Hint a."), OutputPath("content/b.md", 3, "Hint b.")

    found = same_path("x/index.html", *(reversed(pair) if reverse else pair))

    assert found == Finding(
        "content/b.md", 3, "error", "addresses/double",
        "This has the same address as content/a.md: /x/", "Hint b.",
    )  # fmt: skip


OLD = {"source_file": "content/old.md", "date": datetime(2026, 3, 1, tzinfo=UTC)}
NEW = {"source_file": "content/new.md", "date": datetime(2026, 5, 1, tzinfo=UTC)}
WITHOUT_SLUG = {"field_lines": {"aliases": 5}}


def article(**values):
    """Who writes the page of an article."""
    return of_page({"article": FakePost(**values)})


@pytest.mark.parametrize("reverse", [False, True])
@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        (article(**OLD), article(**NEW), 3),
        (article(**NEW, **WITHOUT_SLUG), article(**OLD), 3),
        (article(**OLD, **WITHOUT_SLUG), article(**NEW, **WITHOUT_SLUG), 1),
        (article(**NEW), of_page({"page": with_save_as(**OLD)}), 4),
        (of_page({"page": FakePost("content/z.md")}), article(**OLD), 3),
        (article(**NEW), of_page({"redirect_to": FakePost(**OLD)}), 5),
        (of_page({"page": with_save_as(**NEW)}), of_page({"redirect_to": FakePost(**OLD)}), 5),
    ],
)
def test_a_conflict_of_two_posts_is_reported_where_it_was_made(old, new, line, reverse):
    """At the one that asks for the address of the other's file; else at the newer post."""
    found = same_path("x/index.html", *((new, old) if reverse else (old, new)))

    assert (found.path, found.line) == (new.path, line)
    assert old.path in found.message


@pytest.mark.parametrize("reverse", [False, True])
def test_same_path_as_a_generated_page_is_reported_at_the_post(reverse):
    """In a lenient build it is a warning."""
    pair = OutputPath(), OutputPath("content/b.md", 3, "Hint b.")

    found = same_path("topics.html", *(reversed(pair) if reverse else pair), "warning")

    assert found == Finding(
        "content/b.md", 3, "warning", "addresses/double",
        "This has the same address as a page or file that the site makes by itself: /topics.html",
        "Hint b.",
    )  # fmt: skip


def test_two_generated_pages_with_one_path_name_no_file():
    """The finding has no file."""
    found = same_path("index.html", OutputPath(), OutputPath())

    assert (found.path, found.rule) == ("", "addresses/double")


def test_output_paths_are_compared_by_identity():
    """Two feeds or lists without a source are different outputs."""
    assert OutputPath() != OutputPath()


def test_a_page_that_cannot_be_written_names_its_post():
    """With the operating system's reason."""
    error = IsADirectoryError(21, "Is a directory")

    found = unwritable("about", error, OutputPath("content/a.md", 4, "Hint."))

    assert found == Finding(
        "content/a.md", 4, "error", "addresses/unwritable",
        "The page about cannot be written: Is a directory.", "Hint.",
    )  # fmt: skip
    assert unwritable("about", error, OutputPath()).hint


@dataclass
class FakeGroup:
    """A topic or category."""

    name: str
    slug: str


def test_a_topic_without_letters_names_the_post_that_has_it():
    """It has no slug."""
    post = FakePost(field_lines={"topics": 6, "category": 7})
    variables = {"articles": [post]}

    found = nameless({**variables, "tag": FakeGroup("?!", "")}, "warning")

    assert found == Finding(
        "content/a.md", 6, "warning", "addresses/nameless",
        "“?!” has no letter or digit to make an address of.", "Write it with letters.",
    )  # fmt: skip
    assert nameless({**variables, "category": FakeGroup("?", "")}, "error").line == 7
    assert nameless({**variables, "tag": FakeGroup("C", "c")}, "error") is None
    assert nameless({"article": post, "category": FakeGroup("?", "")}, "error") is None
    assert nameless({"articles": []}, "error") is None


@pytest.mark.parametrize("severity", ["error", "warning"])
def test_a_topic_that_would_be_a_device_on_windows_is_an_error(severity):
    """In lenient builds too, because nobody could check out the site on Windows."""
    variables = {"articles": [FakePost(field_lines={"topics": 6})]}

    found = nameless({**variables, "tag": FakeGroup("Con", "con")}, severity)

    assert (found.path, found.line, found.severity) == ("content/a.md", 6, "error")
    assert found.rule == "addresses/unportable"
    assert nameless({**variables, "tag": FakeGroup("Cons", "cons")}, severity) is None


@pytest.mark.parametrize(
    ("url", "save_as"),
    [
        ("a/", "a/index.html"),
        ("a", "a/index.html"),
        ("a", "a.html"),
        ("a.html", "a.html"),
        ("", "index.html"),
        ("a/index.html", "a/index.html"),
    ],
)
def test_a_url_that_hosts_resolve(url, save_as):
    """Hosts add index.html or .html."""
    assert misplaced([FakePost(url=url, save_as=save_as)], "error") == []


@pytest.mark.parametrize(
    ("url", "save_as"), [("a/", "b/index.html"), ("a/", "a.html"), ("a.html", "a/index.html")]
)
def test_a_url_that_no_host_resolves_is_reported(url, save_as):
    """Every link to the post would be dead."""
    (found,) = misplaced([with_save_as(url=url, save_as=save_as)], "error")

    assert (found.path, found.line) == ("content/a.md", 4)
    assert found.message == f"Links lead to /{url}, but the page is written to {save_as}."


def test_a_path_is_claimed_once():
    """The first source keeps it, and may write it again; each other one is reported."""
    paths, first, second = {}, OutputPath("a.md", 2, "Move it."), OutputPath("b.md", 3, "Move it.")

    assert claim(paths, "x.html", first) is None
    assert claim(paths, "x.html", first) is None
    found = claim(paths, "x.html", second, "warning")

    assert (found.path, found.line, found.severity) == ("b.md", 3, "warning")
    assert paths == {"x.html": first}
