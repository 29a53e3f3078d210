"""What Pelican's reader of posts returns: the build has read them."""

from pathlib import Path
from types import SimpleNamespace

import pytest
from pelican.contents import Author, Category, Tag
from pelican.settings import DEFAULT_CONFIG

from plugins.site.build import FinishedPost
from plugins.site.readers import PostReader

POSTS = {
    Path("a.md"): FinishedPost(
        "<p>A</p>",
        {"tags": ["Sleep", "Back pain"], "category": "Advice", "authors": ["Nora", "Ida"]},
    ),
    Path("b.md"): FinishedPost(
        "<p>B</p>", {"tags": ["Back pain", "back pain"], "category": "Nora", "authors": ["Nora"]}
    ),
    Path("c.md"): FinishedPost("<p>C</p>", {"tags": [], "authors": []}),
    Path("draft.md"): FinishedPost(),
}


@pytest.fixture
def reader():
    """A reader of POSTS."""
    made = PostReader(DEFAULT_CONFIG)
    theme = SimpleNamespace(missing=())
    request = SimpleNamespace(lenient=False)
    inputs = SimpleNamespace(theme=theme)
    made.build = SimpleNamespace(posts=POSTS, inputs=inputs, request=request)
    return made


def test_topics_category_and_authors_are_pelicans_objects(reader):
    """They have URLs; the first author is `author` as well."""
    html, values = reader.read("a.md")

    assert html == "<p>A</p>"
    assert values == {
        "tags": [Tag("Sleep", DEFAULT_CONFIG), Tag("Back pain", DEFAULT_CONFIG)],
        "category": Category("Advice", DEFAULT_CONFIG),
        "authors": [Author("Nora", DEFAULT_CONFIG), Author("Ida", DEFAULT_CONFIG)],
        "author": Author("Nora", DEFAULT_CONFIG),
    }
    assert [(type(tag), tag.name, tag.url) for tag in values["tags"]] == [
        (Tag, "Sleep", "tag/sleep.html"), (Tag, "Back pain", "tag/back-pain.html")
    ]  # fmt: skip


def test_a_name_has_one_object_in_all_posts(reader):
    """One of each kind; a name in other letter case is another one with the same URL."""
    (_, first), (_, second) = reader.read("a.md"), reader.read("b.md")

    shared, other = second["tags"]
    assert shared is first["tags"][1]
    assert (other.name, other.url) == ("back pain", shared.url)
    assert second["author"] is first["author"] is first["authors"][0]
    assert type(second["category"]) is Category


def test_what_a_post_does_not_have_is_missing(reader):
    """Pelican then uses its defaults."""
    assert reader.read("c.md") == ("<p>C</p>", {"tags": []})


def test_a_post_that_is_left_out(reader):
    """Pelican skips it."""
    assert reader.read("draft.md") == (None, {"status": "skip"})
