"""Links between the texts of articles."""

import numpy as np
import pytest
from hypothesis import given

from plugins.related_articles.text_links import find_text_links
from tests.related_articles.corpus import ANY_TEXT, post


def between(*documents):
    """How many of each two documents link to the other, as a matrix."""
    size = len(documents)
    rows, others = np.divmod(np.arange(size * size), size)
    return find_text_links(documents).between(rows, others).reshape(size, size).tolist()


@pytest.mark.parametrize(
    "address",
    [
        "b.md",
        "./b.md#risks",
        "../articles/b.md",
        "{filename}b.md",
        "|filename|b.md",
        "{filename}/articles/b.md",
        "/articles/b.md",
        "{filename}/b.md",
        "%62.md",
    ],
)
def test_a_link_names_the_file_of_an_article(address):
    """Beside it, or below the content folder, as Pelican's links do."""
    assert between(post("a", links=(address,)), post("b"), post("c")) == [
        [0, 1, 0], [1, 0, 0], [0, 0, 0],
    ]  # fmt: skip


@pytest.mark.parametrize(
    "address",
    ["", "#risks", "c.md", "https://example.org/b.md", "b", "/b/", "mailto:b.md", "a.md", "/c.md"],
)
def test_other_links_are_no_evidence(address):
    """Those to other files, other sites and the article itself."""
    assert between(post("a", links=(address,)), post("b")) == [[0, 0], [0, 0]]


def test_each_article_that_links_to_the_other_counts_once():
    """However often it does."""
    one, other = post("a", links=("b.md", "/articles/b.md")), post("b", links=("a.md",))

    assert between(one, other) == [[0, 2], [2, 0]]


def test_an_ending_that_two_files_have_names_neither():
    """But the whole path below the content folder names one."""
    one = post("one", path="content/articles/one/index.md")
    two = post("two", path="content/articles/two/index.md")

    vague = between(one, two, post("a", links=("/index.md",)))
    exact = between(one, two, post("a", links=("/articles/two/index.md",)))

    assert vague == [[0] * 3] * 3
    assert exact == [[0, 0, 0], [0, 0, 1], [0, 1, 0]]


def test_a_file_in_a_folder_does_not_hide_one_above():
    """Nor do drafts: an address from the content folder names the file with the shortest path."""
    walk = post("walk", path="content/walk.md")
    draft = post("draft", path="content/drafts/walk.md")

    found = between(post("a", path="content/a.md", links=("/walk.md",)), draft, walk)

    assert found == [[0, 0, 1], [0, 0, 0], [1, 0, 0]]


@given(ANY_TEXT, ANY_TEXT)
def test_any_address_is_read(address, path):
    """Whatever an author wrote."""
    assert between(post("a", path=path, links=(address,)), post("b", path="b.md"))[0][0] == 0
