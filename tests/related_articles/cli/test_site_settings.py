"""The settings of a site for the commands."""

from zoneinfo import ZoneInfo

import pytest

from plugins.related_articles.cli.site_settings import (
    CommandError,
    SiteSettings,
    read_site_settings,
)
from plugins.related_articles.options import RelatedArticlesOptions as Options
from tests.building import ROOT


def test_the_projects_own_settings():
    """PATH is relative to the settings file; the language is in lower case, as in Pelican."""
    site = read_site_settings(ROOT / "pelicanconf.py")

    assert site.content == ROOT / "content"
    assert (site.lang, site.category, site.zone) == (
        "en-gb", "Articles", ZoneInfo("Europe/London"),
    )  # fmt: skip
    assert site.articles == ("articles",)


def test_the_defaults_are_pelicans(tmp_path):
    """A settings file need not set anything."""
    (tmp_path / "conf.py").write_text("RELATED_ARTICLES_COUNT = 5\n")

    assert read_site_settings(tmp_path / "conf.py") == SiteSettings(
        content=tmp_path, category="misc", options=Options(count=5)
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("RELATED_ARTICLES_COUNT = 0\n", "The setting RELATED_ARTICLES_COUNT cannot be 0."),
        ("RELATED_ARTICLES_CONT = 3\n", "Did you mean “RELATED_ARTICLES_COUNT”?"),
        ("RELATED_ARTICLES_TERMS = 64\n", "The setting RELATED_ARTICLES_TERMS was removed."),
        ("1 / 0\n", "conf.py cannot be read: division by zero"),
        ("TIMEZONE = 'Europe/Clapham'\n", "No time zone found with key Europe/Clapham"),
    ],
)
def test_invalid_settings_are_an_error(tmp_path, text, message):
    """The links would differ from those of the site."""
    (tmp_path / "conf.py").write_text(text)

    with pytest.raises(CommandError) as error:
        read_site_settings(tmp_path / "conf.py")
    assert message in str(error.value)


def test_a_missing_settings_file(tmp_path):
    """The message names the option for another one."""
    with pytest.raises(CommandError, match=r"There is no settings file .*--settings"):
        read_site_settings(tmp_path / "none.py")
