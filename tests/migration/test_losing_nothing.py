"""No post becomes public by mistake, or is lost without a word, whatever an old site has."""

import os
from pathlib import Path

import pytest

from plugins.migration import __main__ as command
from plugins.migration.jekyll_site import read_jekyll
from plugins.migration.pelican_site import read_pelican
from tests.building import ROOT
from tests.migration.test_odd_sites import PELICAN, front, new_site, notes_of
from tests.publishing.small_site import write


@pytest.fixture
def adopted_folder(tmp_path, monkeypatch):
    """Adopts a folder with these files; returns the new folder and the list of what is left."""
    monkeypatch.chdir(ROOT)

    def run(files):
        for name, text in files.items():
            write(tmp_path / "old", name, text)
        assert command.main([str(tmp_path / "old"), "--input", str(tmp_path / "new")]) == 0
        return tmp_path / "new", (tmp_path / "new/to-do.txt").read_text("utf-8")

    return run


POST = "---\ntitle: A\n---\nWords.\n"


@pytest.mark.parametrize(
    ("scope", "path", "inside"),
    [
        ("_posts/secret*", "_posts/secret/2020-01-02-a.md", True),
        ("_posts/2020-01-0?-a.md", "_posts/2020-01-02-a.md", True),
        ("_posts/secret/", "_posts/secret/2020-01-02-a.md", True),
        ("/_posts", "_posts/2020-01-02-a.md", True),
        ("_posts/sec", "_posts/secret/2020-01-02-a.md", False),
        ("_posts/t*", "_posts/secret/2020-01-02-a.md", False),
    ],
)
def test_the_settings_of_jekyll_unpublish_what_their_path_names(tmp_path, scope, path, inside):
    """A path may have patterns; without them it is a file, or a folder with all that is in it."""
    config = f"defaults: [{{scope: {{path: '{scope}'}}, values: {{published: false}}}}]\n"

    new = new_site(tmp_path, read_jekyll, {"_config.yml": config, path: POST})

    own = path.replace("_posts/", "articles/")
    assert ("status: draft\n" in front(new, own)) == inside


@pytest.mark.parametrize("name", ["2020-01-02-a", "2020-13-45-a"])
def test_a_post_of_jekyll_with_an_unreadable_day_is_a_draft(tmp_path, name):
    """The day may not have come: the one in the name of the file says nothing about that."""
    date = "date: 1 January 2099\n" if "13" not in name else ""
    text = POST.replace("title: A\n", f"title: A\n{date}")

    new = new_site(tmp_path, read_jekyll, {"_config.yml": "", f"_posts/{name}.md": text})

    assert "status: draft\n" in front(new, f"articles/{name}.md")
    assert len(notes_of(new, "date")) == 1


def test_a_hidden_page_keeps_its_address(tmp_path):
    """As those have it whom somebody has told it."""
    text = "Title: A\nStatus: hidden\nSave_as: far/away.html\nUrl: far/away.html\n\nWords.\n"

    new = new_site(tmp_path, read_pelican, {**PELICAN, "content/pages/a.md": text})

    assert "url: far/away.html\n" in front(new, "pages/a.md")


@pytest.mark.parametrize(
    "keys",
    [
        "image: [[x]]\n",
        'mood: "\\ud800"\n',
    ],
)
def test_a_file_with_values_of_an_unexpected_kind_is_kept_for_a_person(tmp_path, keys):
    """The others are adopted."""
    posts = {"_posts/2020-01-02-a.md": f"---\n{keys}---\nA.\n", "_posts/2020-01-03-b.md": POST}

    new = new_site(tmp_path, read_jekyll, {"_config.yml": "", **posts})

    assert "articles/2020-01-03-b.md" in new.texts
    assert "articles/2020-01-02-a.md" not in new.texts
    assert "by-hand/_posts/2020-01-02-a.md.txt" in new.copies
    assert [note for note in notes_of(new, "file") if "_posts/2020-01-02-a.md:" in note]


@pytest.mark.parametrize(
    ("config", "name"),
    [
        ("paginate: ten\n", "paginate"),
        ("defaults: {scope: {path: ''}}\n", ""),
        ("defaults: [{scope: {path: '', type: [x]}, values: {published: false}}]\n", "defaults"),
        ("defaults: [{scope: {path: 5}, values: {a: 1}}]\n", "defaults"),
    ],
)
def test_settings_of_jekyll_that_are_not_understood_are_listed(tmp_path, config, name):
    """With the file that has them."""
    files = {"_config.yml": config, "_posts/2020-01-02-a.md": POST}

    notes = notes_of(new_site(tmp_path, read_jekyll, files), "setting")

    assert [f"_config.yml: {name}" in note for note in notes] == ([True] if name else [])


def test_names_that_no_new_folder_can_have(tmp_path):
    """A name that is no text is listed; one that gets too long by its new ending is cut."""
    files = {"_config.yml": "", "_posts/2020-01-02-a.md": POST, f"{'e' * 250}.txt": POST}
    (tmp_path / os.fsdecode(b"b\xff.pdf")).write_bytes(b"%PDF")

    new = new_site(tmp_path, read_jekyll, files)

    assert all(len(name) < 255 for path in new.copies for name in path.split("/"))
    assert sum("no UTF-8" in note for note in notes_of(new, "file")) == 1
    assert not [path for path in new.copies.values() if path.endswith(".pdf")]


def test_what_cannot_be_read_is_listed(tmp_path, monkeypatch):
    """A file, and a folder with all that is in it."""
    files = {"_config.yml": "", "a.md": POST, "sub/b.md": POST, "c.md": POST}
    opened, listed = Path.open, os.scandir

    def refuse_file(path, *given, **named):
        if path.name == "a.md":
            raise PermissionError(13, "Permission denied", str(path))
        return opened(path, *given, **named)

    def refuse_folder(path):
        if Path(path).name == "sub":
            raise PermissionError(13, "Permission denied", str(path))
        return listed(path)

    for name, text in files.items():
        write(tmp_path, name, text)
    monkeypatch.setattr(Path, "open", refuse_file)
    monkeypatch.setattr(os, "scandir", refuse_folder)

    new = new_site(tmp_path, read_jekyll, {})

    assert [path for path in new.texts if path.startswith("pages/")] == ["pages/c.md"]
    assert [note.split(":")[0] for note in notes_of(new, "file")] == ["a.md", "sub"]


@pytest.mark.parametrize(
    ("path", "config", "adopted"),
    [
        ("resources/index.md", "", True),
        ("public/page.md", "", True),
        ("output/page.md", "", True),
        ("vendor/page.md", "", True),
        ("readme-first.md", "", True),
        ("licensed-massage.md", "", True),
        ("_pages/about.md", "include: [_pages]\n", True),
        ("_recipes/soup.md", "collections: {recipes: {output: true}}\n", False),
        ("public/page.md", "destination: ./public\n", False),
        ("page.md", "destination: .\nexclude: ['?']\n", True),
        ("private/_posts/2020-01-02-a.md", "exclude: [private]\n", False),
        ("vendor/bundle/x/page.md", "", None),
        ("_layouts/post.html", "", None),
        ("archive.html", "", None),
        ("README.md", "", None),
    ],
)
def test_each_post_of_jekyll_is_adopted_or_listed(adopted_folder, path, config, adopted):
    """None: neither, because it is no post, or because a list of ours takes its place."""
    text = "Read me.\n" if path == "README.md" else POST

    new, listed = adopted_folder({"_config.yml": f"title: X\n{config}", path: text})

    posts = [*new.glob("articles/**/*.md"), *new.glob("pages/**/*.md")]
    assert bool(posts) == bool(adopted)
    assert (f"{path}: It looks like a post" in listed) == (adopted is False)


@pytest.mark.parametrize(
    ("files", "listed"),
    [
        ({"content/skip.md": "Title: S\nDate: 2020-01-02\nStatus: skip\n\nWords.\n"}, "skip.md"),
        ({"ideas/a.rst": "A\n=\n\nWords.\n"}, "../ideas/a.rst"),
        ({"output/a.md": POST, "theme/b.md": POST}, ""),
    ],
)
def test_posts_that_pelican_does_not_build_are_listed(adopted_folder, files, listed):
    """But not what it has written, nor a theme."""
    own = {"content/own.md": "Title: A\nDate: 2020-01-02\n\nWords.\n"}

    _, words = adopted_folder({**PELICAN, **own, **files})

    assert not listed or f" {listed}: It looks like a post" in words
    assert words.count("It looks like a post") == bool(listed)


def test_posts_of_hugo_outside_its_content_are_listed(adopted_folder):
    """But not what it has written, nor what it makes new posts of."""
    names = ("public/a.md", "resources/_gen/b.md", "archetypes/default.md", "old/c.md")

    _, listed = adopted_folder({"hugo.toml": 'title = "X"\n', **dict.fromkeys(names, POST)})

    assert listed.count("It looks like a post") == 1
    assert "old/c.md: It looks like a post" in listed
