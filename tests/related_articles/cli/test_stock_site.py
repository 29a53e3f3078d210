"""The commands in a stock Pelican site, which is read as Pelican reads it."""

import json

import pytest

from plugins.related_articles.__main__ import main
from plugins.related_articles.cli.site_settings import is_stock
from tests.publishing.small_site import write
from tests.stock_site import run_pelican, run_python, stock_site

pytestmark = pytest.mark.slow

ARTICLE = "{% for other in article.related_articles %}{{ other.slug }} {% endfor %}"
RST = "Ankles\n######\n\n:date: 2026-01-04\n:related: sleep\n\nA sprained ankle.\n"
HTML = """<html><head><title>Old</title><meta name="date" content="2019-01-01"/>
<meta name="related" content="gone; ankles"/></head><body><p>A sprained ankle.</p></body></html>
"""
POST = "Title: {}\nDate: 2026-01-02\n{}\nA sprained ankle, and a good night.\n"


@pytest.fixture
def site(tmp_path):
    """A site with articles for each reader, a translation, a draft, and a wrong pin."""
    stock_site(tmp_path, "plugins.related_articles.plugin", article=ARTICLE)
    with (tmp_path / "conf.py").open("a") as settings:
        settings.write('PATH = "posts"\n')
    write(tmp_path, "posts/ankles.rst", RST)
    write(tmp_path, "posts/old.html", HTML)
    write(tmp_path, "posts/sleep.md", POST.format("Sleep", ""))
    write(tmp_path, "posts/schlaf.md", POST.format("Schlaf", "Slug: sleep\nLang: de\n"))
    write(tmp_path, "posts/draft.md", POST.format("Draft", "Status: draft\n"))
    return tmp_path


def command(site, *words):
    """Run a command with the site's settings."""
    settings = ("--settings", "conf.py")
    return run_python(site, "-m", "plugins.related_articles", words[0], *settings, *words[1:])


def test_export_writes_the_links_that_a_build_shows(site):
    """Of all readers; a warning names the file with the wrong pin."""
    done = command(site, "export", "-o", "links.json")
    (site / "posts").rename(site / "content")
    run_pelican(site)

    links = json.loads((site / "links.json").read_text())
    pages = ("ankles", "old", "sleep")
    assert links == {
        **{name: (site / f"output/{name}.html").read_text().split() for name in pages},
        "sleep@de": [],
    }
    assert links["ankles"][0] == "sleep"
    assert "posts/old.html: warning: related names “gone”" in done.stderr
    assert done.returncode == 0


def test_explain_and_report_describe_them(site):
    """With the sizes and dates that Pelican has read; nothing is written."""
    before = sorted(path.name for path in site.iterdir())

    explained, reported = command(site, "explain", "ankles"), command(site, "report")

    assert explained.stdout.startswith("Ankles\nankles, 4 January 2026\n")
    assert "pinned" in explained.stdout
    assert reported.stdout.startswith("en: 3 published articles, 1 not published\n")
    assert sorted(path.name for path in site.iterdir()) == before


def test_another_folder_can_be_read(site):
    """With the same settings."""
    write(site, "other/one.rst", RST)

    done = command(site, "explain", "ankles", "--content", "other")

    assert done.stdout.endswith("Shows nothing: there is no other published article.\n")


@pytest.mark.parametrize(
    ("settings", "words", "message"),
    [
        ("", ("--content", "nowhere"), "There is no folder nowhere."),
        ("", ("--content", "empty"), "There is no post in empty."),
        ("RELATED_ARTICLES_COUNT = 0\n", (), "conf.py: The setting RELATED_ARTICLES_COUNT cannot"),
        ("PATH = 'nowhere'\n", (), "conf.py cannot be read: "),
        ("1 / 0\n", (), "conf.py cannot be read: division by zero"),
    ],
)
def test_what_cannot_be_read_is_one_sentence(site, settings, words, message):
    """And exit code 2."""
    (site / "empty").mkdir()
    with (site / "conf.py").open("a") as file:
        file.write(settings)

    done = command(site, "report", *words)

    assert done.returncode == 2
    assert f"error: {message}" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("plugins", "stock"),
    [
        ('["plugins.related_articles.plugin", "plugins.photo_feed.plugin"]', True),
        ('["sitemap", "related_articles"]', True),
        ('["pelican.plugins.related_articles"]', True),
        ('["plugins.site.plugin"]', False),
        ('["plugins.front_matter.plugin", "plugins.related_articles.plugin"]', False),
        ("None", False),
    ],
)
def test_a_site_whose_plugin_is_alone_is_a_stock_site(tmp_path, plugins, stock):
    """Any other has our own reader, as before."""
    (tmp_path / "conf.py").write_text(f"PLUGINS = {plugins}\n")

    assert is_stock(tmp_path / "conf.py") is stock


def test_a_missing_settings_file_is_one_sentence(tmp_path, monkeypatch, capsys):
    """Before anything is read."""
    monkeypatch.chdir(tmp_path)

    assert main(["report"]) == 2
    assert "There is no settings file pelicanconf.py." in capsys.readouterr().err
