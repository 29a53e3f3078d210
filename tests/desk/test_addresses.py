"""Where the desk leads."""

from pathlib import Path

import pytest

from plugins.desk.addresses import editor_link, form_address, is_editor_template, no_editor
from plugins.form.configuration import configuration
from tests.desk.made_up import post


@pytest.mark.parametrize(
    ("name", "values", "address"),
    [
        ("warm", {}, "articles/entries/warm"),
        ("us", {"kind": "page", "path": "content/pages/about us.md"}, "pages/entries/about%20us"),
        ("old", {"path": "mysite/articles/2021/old.md"}, "articles-2021/entries/old"),
        ("hei", {"path": "content/articles/warm.nb.md", "lang": "nb"}, "articles/entries/warm"),
    ],
)
def test_a_post_has_a_form(name, values, address):
    """By the folder and the name of its file; a translation is in the form of the post."""
    assert form_address(post(name, **values)) == f"/edit/#/collections/{address}"


@pytest.mark.parametrize("path", ["content/articles/old.rst", "content/notes/warm.md"])
def test_a_post_without_a_form_leads_to_all_of_them(path):
    """The form has posts in Markdown below two folders."""
    assert form_address(post("warm", path=path)) == "/edit/"


def test_the_form_has_the_collections_of_the_desk():
    """A list for each folder with posts, whatever hyphens their names have."""
    below = ["2021", "a-b", "a/b", "a_-b", "a/-b", "a-/b", "a_/b", "a__b"]
    folders = ["articles", *(f"articles/{each}" for each in below), "pages"]
    made = configuration("content", "site", ["en"], folders)["collections"]
    addresses = [
        form_address(post("warm", path=f"content/{folder}/warm.md", kind=kind))
        for folder in folders
        for kind in ["page" if folder == "pages" else "article"]
    ]

    assert len({each["name"] for each in made}) == len(folders)
    assert [f"/edit/#/collections/{each['name']}/entries/warm" for each in made] == addresses


def test_a_file_opens_in_an_editor_at_a_line():
    """The path is absolute, and encoded."""
    link = editor_link("vscode://file/{path}:{line}", Path("/home/nora/site"))

    assert link("content/a b&c.md", 7) == "vscode://file//home/nora/site/content/a%20b%26c.md:7"
    assert link("/home/x.md", 0) == "vscode://file//home/x.md:1"
    assert link("", 3) == ""


def test_without_a_template_there_is_no_link():
    """The path stays text."""
    assert editor_link("", Path("/home")) is no_editor
    assert no_editor("content/x.md", 3) == ""


@pytest.mark.parametrize(
    ("template", "good"),
    [
        ("vscode://file/{path}:{line}", True),
        ("pycharm://open?file={path}&line={line}", True),
        ("subl://open?url=file://{path}", True),
        ("vscode://file/", False),
        ("vscode://file/{path}:{row}", False),
        ("javascript:alert('{path}')", False),
        ("JavaScript:{path}", False),
        ("data:text/html,{path}", False),
        ("/{path}", False),
        ("vscode://file/{path} {line}", False),
    ],
)
def test_a_template_has_a_scheme_and_a_path(template, good):
    """And no scheme that would run in the browser."""
    assert is_editor_template(template) is good
