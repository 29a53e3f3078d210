"""Where the desk leads."""

from pathlib import Path

import pytest

from plugins.desk.addresses import editor_link, form_address, is_editor_template, no_editor
from tests.desk.made_up import post


def test_a_post_has_a_form():
    """By the name of its file; pages have another collection."""
    about = post("about us", kind="page", path="content/pages/about us.md")

    assert form_address(post("warm")) == "/edit/#/collections/posts/entries/warm"
    assert form_address(about) == "/edit/#/collections/pages/entries/about%20us"


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
