"""A settings file says which site a command speaks of."""

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
    """PATH lies beside the settings file, and the language is as Pelican keeps it."""
    site = read_site_settings(ROOT / "pelicanconf.py")

    assert site.content == ROOT / "content"
    assert (site.lang, site.category, site.zone) == (
        "en-gb", "Articles", ZoneInfo("Europe/London"),
    )  # fmt: skip
    assert site.articles == ("articles",)


def test_what_is_not_set_is_pelicans(tmp_path):
    """An empty settings file is one."""
    (tmp_path / "conf.py").write_text("RELATED_ARTICLES_COUNT = 5\n")

    assert read_site_settings(tmp_path / "conf.py") == SiteSettings(
        content=tmp_path, category="misc", options=Options(count=5)
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("RELATED_ARTICLES_COUNT = 0\n", "The setting RELATED_ARTICLES_COUNT cannot be 0."),
        ("RELATED_ARTICLES_CONT = 3\n", "Did you mean “RELATED_ARTICLES_COUNT”?"),
        ("RELATED_ARTICLES_TERMS = 64\n", "The setting RELATED_ARTICLES_TERMS was removed."),
        ("1 / 0\n", "conf.py cannot be read: division by zero"),
        ("TIMEZONE = 'Europe/Clapham'\n", "No time zone found with key Europe/Clapham"),
    ],
)
def test_settings_that_cannot_be_used_are_refused(tmp_path, text, told):
    """Links by other settings than the site's would be a lie."""
    (tmp_path / "conf.py").write_text(text)

    with pytest.raises(CommandError) as error:
        read_site_settings(tmp_path / "conf.py")
    assert told in str(error.value)


def test_a_settings_file_that_is_not_there(tmp_path):
    """The message says how another is named."""
    with pytest.raises(CommandError, match=r"There is no settings file .*--settings"):
        read_site_settings(tmp_path / "none.py")
