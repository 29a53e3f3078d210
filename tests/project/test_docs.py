"""The documents agree with the repository."""

import re

import pytest

from tests.building import ROOT
from tools import tree

DOCUMENTS = sorted(
    [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), *ROOT.glob("packages/*/README.md")]
)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_links_between_documents_exist(document):
    """Each relative link of a document names an existing file."""
    prose = re.sub(r"```.*?```|`[^`\n]*`", "", document.read_text("utf-8"), flags=re.DOTALL)
    links = re.findall(r"\]\(([^)#\s]+)", prose)
    inside = [link for link in links if not re.match(r"[a-z]+:|/", link)]

    assert [link for link in inside if not (document.parent / link).exists()] == []


def test_the_tree_in_internals_is_current():
    """docs/internals.md's tree is what `python -m tools.tree` writes."""
    page = (ROOT / "docs" / "internals.md").read_text("utf-8")

    assert "  related_articles/" in page
    assert tree.refreshed(page) == page


def test_internals_gives_a_reason_for_each_library():
    """Each dependency of pyproject.toml is in docs/internals.md with its reason."""
    project = (ROOT / "pyproject.toml").read_text("utf-8")
    lists = re.findall(r"(?:dependencies|dev) = \[(.*?)\n\]", project, re.DOTALL)
    names = re.findall(r'"([A-Za-z0-9-]+)', "".join(lists))
    text = (ROOT / "docs" / "internals.md").read_text("utf-8").casefold()

    assert len(names) > 12
    assert [name for name in names if f"`{name.casefold()}`" not in text] == []


def test_the_readme_shows_the_site():
    """The pictures at the beginning of the README are in the repository."""
    first_screen = (ROOT / "README.md").read_text("utf-8").split("## Which")[0]
    pictures = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", first_screen)

    assert all((ROOT / picture).is_file() for picture in pictures)
