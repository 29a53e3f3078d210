"""The export lists the links that the theme shows, in the same order, as JSON."""

import json

import pytest

from plugins.related_articles.cli.export import as_json, export, write_file
from plugins.related_articles.cli.languages import group_by_language
from plugins.related_articles.cli.site_posts import CommandError
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
def test_the_links_that_the_theme_shows_come_first(top, slugs):
    """The ranking follows, without repeats and exclusions."""
    assert export([LANGUAGE], top, raw=False)["a"] == slugs


def test_raw_is_the_ranking_alone():
    """Pins and exclusions do not change it."""
    assert export([LANGUAGE], 3, raw=True)["a"] == ["e", "b", "c"]


def test_only_published_articles_are_exported():
    """Drafts exist only in previews."""
    assert list(export([LANGUAGE], 3, raw=False)) == ["a", "b", "c", "d", "e"]


def test_lists_contain_keys():
    """So each one is the key of another list."""
    languages = group_by_language(
        [article("a"), article("a", lang="nb"), article("b", lang="nb")], SITE
    )

    assert export(languages, 3, raw=False) == {"a": [], "a@nb": ["b"], "b": ["a@nb"]}


def test_the_json_is_sorted_with_one_article_a_line():
    """Without escapes, and with one line feed at the end."""
    text = as_json({"løp": ["b"], "b": ["løp", "c"], "c": []})

    assert text == '{\n "b": ["løp", "c"],\n "c": [],\n "løp": ["b"]\n}\n'
    assert json.loads(as_json({})) == {}


def test_an_existing_file_is_replaced(tmp_path):
    """No temporary file is left."""
    (tmp_path / "links.json").write_text("old")

    write_file(tmp_path / "links.json", "{}\n")
    assert (tmp_path / "links.json").read_bytes() == b"{}\n"
    assert [path.name for path in tmp_path.iterdir()] == ["links.json"]


def test_a_file_that_cannot_be_written_stays_as_it_was(tmp_path):
    """The message names it, and no temporary file is left."""
    (tmp_path / "taken.json").mkdir()

    with pytest.raises(CommandError, match=r"taken\.json cannot be written: "):
        write_file(tmp_path / "taken.json", "{}\n")
    assert [path.name for path in tmp_path.iterdir()] == ["taken.json"]
