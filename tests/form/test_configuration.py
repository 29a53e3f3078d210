"""The configuration of Sveltia."""

import json
import subprocess
import sys
from datetime import date

import pytest

from plugins.editorial.new_post import page_scaffold, scaffold
from plugins.form.answers import INSTALLED
from plugins.form.configuration import configuration
from tests.building import ROOT
from tools import form

CONFIGURATION = configuration(
    "content", "site", ["en-GB", "nb"], ["articles", "articles/2021", "pages"]
)
ARTICLES, OF_2021, PAGES = CONFIGURATION["collections"]


def default_of(collection, name):
    return next(each.get("default") for each in collection["fields"] if each["name"] == name)


def accepted(configuration, folder):
    """Whether the schema in the installed package accepts a configuration."""
    schema, given = ROOT / INSTALLED / "schema.json", folder / "configuration.json"
    given.write_text(json.dumps(configuration), "utf-8")
    command = [sys.executable, "-m", "check_jsonschema", "--schemafile", schema, given]
    return subprocess.run(command, check=False, capture_output=True).returncode == 0


@pytest.mark.skipif(not form.is_installed(), reason="the form is not installed: make form")
def test_it_is_what_the_installed_version_accepts(tmp_path):
    """A word that is not in its schema is an error."""
    assert accepted(CONFIGURATION, tmp_path)
    assert not accepted({**CONFIGURATION, "media_foldr": "x"}, tmp_path)


def test_posts_pages_translations_and_pictures_are_where_they_belong():
    """`x.nb.md` is the Norwegian version of `x.md`."""
    assert [ARTICLES["folder"], PAGES["folder"]] == ["content/articles", "content/pages"]
    assert {key: OF_2021[key] for key in ("name", "label", "folder")} == {
        "name": "articles-2021",
        "label": "Articles: 2021",
        "folder": "content/articles/2021",
    }
    assert (CONFIGURATION["media_folder"], CONFIGURATION["public_folder"]) == (
        "content/images", "/images",
    )  # fmt: skip
    assert CONFIGURATION["i18n"]["structure"] == "multiple_files"
    assert CONFIGURATION["i18n"]["omit_default_locale_from_file_path"] is True
    assert CONFIGURATION["i18n"]["locales"] == ["en-GB", "nb"]


def test_nothing_is_published_deleted_or_renamed_by_the_form():
    """A new post is a draft of today, and links and old addresses never break."""
    assert [default_of(each, "status") for each in (OF_2021, PAGES)] == ["draft", "draft"]
    assert [default_of(each, "date") for each in (OF_2021, PAGES)] == ["{{now}}", None]
    assert [each["delete"] for each in (ARTICLES, PAGES)] == [False, False]
    assert ARTICLES["slug"]["editable"] == ["create"]


def test_a_new_post_has_the_text_that_the_command_new_gives_it():
    """The headings of an article, with what to write below each."""
    article, page = scaffold("A", date(2026, 1, 2)), page_scaffold("A")

    assert default_of(OF_2021, "body").startswith("<!--")
    assert article.endswith(f"---\n{default_of(OF_2021, 'body')}\n")
    assert page.endswith(f"---\n{default_of(PAGES, 'body')}\n")


def test_an_empty_date_is_not_written():
    """Sveltia would write it as "", which the model reads as absent too."""
    assert CONFIGURATION["output"] == {"omit_empty_optional_fields": True}
