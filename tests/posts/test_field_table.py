"""The table in docs/writing.md is that of the model."""

import pytest
from pydantic import AliasChoices, BaseModel, Field

from plugins.posts import post
from plugins.posts.__main__ import main
from plugins.posts.field_table import BEGIN, END, MissingMarkerError, insert_table, table
from plugins.posts.model import FrontMatter
from tests.building import ROOT

PAGE = ROOT / "docs" / "writing.md"


class Inner(BaseModel):
    """A small model within another."""

    src: str = Field(description="A file", examples=["a.png"])


class Outer(BaseModel):
    """A small model."""

    name: str = Field(description="A | B", examples=["N | L"])
    towns: list[str] = Field(
        default=[], validation_alias=AliasChoices("towns", "town"), description="Places"
    )
    pictures: list[Inner] = Field(default=[], description="Pictures")


def test_a_table_has_a_row_for_each_key():
    """With marks for required keys, aliases, and nested keys below their parent."""
    assert table(Outer) == (
        "| key | what it means | for example |\n"
        "|---|---|---|\n"
        "| `name` | **Required.** A \\| B | `name: N \\| L` |\n"
        "| `towns` or `town` | Places |  |\n"
        "| `pictures` | Pictures |  |\n"
        "| `src` (below `pictures`) | **Required.** A file | `src: a.png` |"
    )


def test_the_page_has_the_models_table():
    """`python -m plugins.posts --write` writes it."""
    text = PAGE.read_text("utf-8")

    assert insert_table(text, table(FrontMatter)) == text


def test_every_key_is_explained():
    """With a sentence, nested keys too."""
    for name, info in FrontMatter.model_fields.items():
        assert info.description, name
        assert info.description[0].isupper(), name
    assert all(f"`{key}`" in table(FrontMatter) for key in post.known_keys())
    assert "`alt` (below `image`)" in table(FrontMatter)
    assert "`url` (below `references`)" in table(FrontMatter)


def test_the_examples_are_valid():
    """They have no finding."""
    rows = [
        f"{name}: {info.examples[0]}"
        for name, info in FrontMatter.model_fields.items()
        if info.examples
    ]

    _found, findings = post.read("\n".join(["---", *rows, "---"]).encode(), "a.md", lenient=False)

    assert findings == []


def test_a_table_is_put_between_its_markers():
    """The text around it is unchanged."""
    text = f"# Head\n\n{BEGIN}\nold\n{END}\n\nMore\n"

    assert insert_table(text, "| new |") == f"# Head\n\n{BEGIN}\n| new |\n{END}\n\nMore\n"


@pytest.mark.parametrize("text", ["", BEGIN, f"{END}\n{BEGIN}"])
def test_a_page_without_markers_is_refused(text):
    """The table is never written anywhere else."""
    with pytest.raises(MissingMarkerError, match="<!--"):
        insert_table(text, "| new |")


def test_the_command_prints_the_table(capsys):
    """Without an option."""
    assert main([]) == 0
    assert capsys.readouterr().out == table(FrontMatter) + "\n"


@pytest.fixture
def page(tmp_path, monkeypatch):
    """The path of docs/writing.md in an empty project."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "docs").mkdir()
    return tmp_path / "docs" / "writing.md"


def test_the_command_writes_the_table(page):
    """Into a page with markers."""
    page.write_text(f"# Head\n{BEGIN}\n{END}\n", "utf-8")

    assert main(["--write"]) == 0
    assert page.read_text("utf-8") == f"# Head\n{BEGIN}\n{table(FrontMatter)}\n{END}\n"


@pytest.mark.parametrize("text", [None, "# Head\n"])
def test_the_command_reports_what_is_missing(page, capsys, text):
    """The page, or its markers; the page is not changed."""
    if text is not None:
        page.write_text(text, "utf-8")

    assert main(["--write"]) == 1
    assert "docs/writing.md" in capsys.readouterr().err
    assert text is None or page.read_text("utf-8") == text
