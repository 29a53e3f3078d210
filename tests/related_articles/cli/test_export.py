"""The export has what the theme shows, in its order, as JSON that never stands half written."""

import json

import pytest

from plugins.related_articles.cli.export import as_json, export, write_file
from plugins.related_articles.cli.languages import group_by_language
from plugins.related_articles.cli.site_settings import CommandError
from tests.related_articles.cli.articles import SITE, article, language

LANGUAGE = language(
    article("a", exclude=("e",)),
    article("b"),
    article("c"),
    article("d"),
    article("e"),
    article("draft", published=False),
    links=[("a", "d", 0.0, "pin"), ("a", "b", 0.5, "text"), ("draft", "a", 0.5, "text")],
    ranking={"a": [("e", 0.6), ("b", 0.5), ("c", 0.4), ("d", 0.1)]},
)


@pytest.mark.parametrize(
    ("top", "slugs"),
    [(1, ["d"]), (2, ["d", "b"]), (3, ["d", "b", "c"]), (9, ["d", "b", "c"])],
)
def test_what_the_theme_shows_comes_first(top, slugs):
    """Then the ranking without repeats, and without what the editor excluded."""
    assert export([LANGUAGE], top, raw=False)["a"] == slugs


def test_raw_is_the_ranking_alone():
    """Neither pins nor exclusions move it."""
    assert export([LANGUAGE], 3, raw=True)["a"] == ["e", "b", "c"]


def test_only_what_is_published_is_exported():
    """A draft exists in a preview only."""
    assert list(export([LANGUAGE], 3, raw=False)) == ["a", "b", "c", "d", "e"]


def test_slugs_in_lists_are_keys_too():
    """So that each leads to the list of the article that it names."""
    languages = group_by_language(
        [article("a"), article("a", lang="nb"), article("b", lang="nb")], SITE
    )

    assert export(languages, 3, raw=False) == {"a": [], "a@nb": ["b"], "b": ["a@nb"]}


def test_the_text_is_sorted_json_with_an_article_a_line():
    """In UTF-8 as it is, and one line feed at the end."""
    text = as_json({"løp": ["b"], "b": ["løp", "c"], "c": []})

    assert text == '{\n "b": ["løp", "c"],\n "c": [],\n "løp": ["b"]\n}\n'
    assert json.loads(as_json({})) == {}


def test_a_file_is_replaced_whole(tmp_path):
    """And nothing is left beside it."""
    (tmp_path / "links.json").write_text("old")

    write_file(tmp_path / "links.json", "{}\n")
    assert (tmp_path / "links.json").read_bytes() == b"{}\n"
    assert [path.name for path in tmp_path.iterdir()] == ["links.json"]


def test_a_file_that_cannot_be_written_stays_as_it_was(tmp_path):
    """The message names it, and no half of a new one is left."""
    (tmp_path / "taken.json").mkdir()

    with pytest.raises(CommandError, match=r"taken\.json cannot be written: "):
        write_file(tmp_path / "taken.json", "{}\n")
    assert [path.name for path in tmp_path.iterdir()] == ["taken.json"]
