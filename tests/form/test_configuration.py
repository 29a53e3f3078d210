"""The configuration of Sveltia."""

import json

import pytest
from jsonschema import Draft7Validator

from plugins.form.answers import INSTALLED
from plugins.form.configuration import configuration
from tests.building import ROOT

CONFIGURATION = configuration("content", "site", ["en-GB", "nb"])
ARTICLES, PAGES = CONFIGURATION["collections"]


def default_of(collection, name):
    return next(each.get("default") for each in collection["fields"] if each["name"] == name)


def test_it_is_what_the_installed_version_accepts():
    """By the schema in its package; a word that is not in it is an error."""
    schema = ROOT / INSTALLED / "schema.json"
    if not schema.is_file():
        pytest.skip("the form is not installed: make form")
    validator = Draft7Validator(json.loads(schema.read_text("utf-8")))

    assert [error.message for error in validator.iter_errors(CONFIGURATION)] == []
    assert list(validator.iter_errors({**CONFIGURATION, "media_foldr": "x"}))


def test_posts_pages_translations_and_pictures_are_where_they_belong():
    """`x.nb.md` is the Norwegian version of `x.md`."""
    assert [ARTICLES["folder"], PAGES["folder"]] == ["content/articles", "content/pages"]
    assert (CONFIGURATION["media_folder"], CONFIGURATION["public_folder"]) == (
        "content/images", "/images",
    )  # fmt: skip
    assert CONFIGURATION["i18n"]["structure"] == "multiple_files"
    assert CONFIGURATION["i18n"]["omit_default_locale_from_file_path"] is True
    assert CONFIGURATION["i18n"]["locales"] == ["en-GB", "nb"]


def test_nothing_is_published_deleted_or_renamed_by_the_form():
    """A new post is a draft of today, and links and old addresses never break."""
    assert [default_of(each, "status") for each in (ARTICLES, PAGES)] == ["draft", "draft"]
    assert [default_of(each, "date") for each in (ARTICLES, PAGES)] == ["{{now}}", None]
    assert [each["delete"] for each in (ARTICLES, PAGES)] == [False, False]
    assert ARTICLES["slug"]["editable"] == ["create"]


def test_an_empty_date_is_not_written():
    """Sveltia would write it as "", which the model reads as absent too."""
    assert CONFIGURATION["output"] == {"omit_empty_optional_fields": True}
