"""The Pelican glue: graphs, cards, sitemap.xml and robots.txt."""

import shutil
from dataclasses import dataclass

import pytest
from pelican import signals

from plugins.clinic.directory import Clinic, Directory
from plugins.core.findings import Findings
from plugins.publishing.sitemap import SitemapEntry
from plugins.responsive_images.cache import Cache
from plugins.structured_data import cards, plugin
from plugins.structured_data.cards import CardWords
from tests.pelican_signals import connected
from tests.structured_data.test_cards import TOKENS


@dataclass
class FakePelican:
    """What the glue reads of Pelican."""

    settings: dict


@pytest.fixture
def pelican(tmp_path):
    """A production build that wrote one page."""
    return FakePelican(
        {
            "SITEURL": "https://x.example.org",
            "OUTPUT_PATH": str(tmp_path),
            "WRITTEN": [SitemapEntry("about/")],
        }
    )


def test_both_files_are_written(pelican, tmp_path):
    """With the site's base URL."""
    plugin.write_sitemap(pelican)

    assert b"<loc>https://x.example.org/about/</loc>" in (tmp_path / "sitemap.xml").read_bytes()
    assert "Sitemap: https://x.example.org/sitemap.xml\n" in (tmp_path / "robots.txt").read_text()


def test_without_siteurl_neither_is_written(pelican, tmp_path):
    """Both need absolute URLs."""
    pelican.settings["SITEURL"] = ""

    plugin.write_sitemap(pelican)

    assert list(tmp_path.iterdir()) == []


def test_an_editors_own_robots_file_stays(pelican, tmp_path):
    """It comes from the folder of extra files."""
    (tmp_path / "robots.txt").write_text("User-agent: x\n")

    plugin.write_sitemap(pelican)

    assert (tmp_path / "robots.txt").read_text() == "User-agent: x\n"
    assert (tmp_path / "sitemap.xml").exists()


@pytest.fixture
def fresh_build(tmp_path):
    """A production build before anything is read, with a theme that has tokens."""
    tokens = tmp_path / "theme" / "static" / "css" / "tokens.css"
    tokens.parent.mkdir(parents=True)
    shutil.copy(TOKENS, tokens)
    return FakePelican(
        {
            "SITEURL": "https://x.example.org",
            "SITENAME": "Harbour Clinic",
            "OUTPUT_PATH": str(tmp_path / "site"),
            "THEME": str(tmp_path / "theme"),
            "PICTURES_CACHE": Cache(tmp_path / "cache"),
            "PROGRESS": FakeProgress(),
            "FINDINGS": Findings(),
            "JINJA_GLOBALS": {"asset": str},
            "CLINIC_DIRECTORY": Directory(Clinic("Harbour Clinic", headline="Moving again"), []),
            "DEFAULT_CATEGORY": "Articles",
        }
    )


class FakeProgress:
    """Accepts progress messages."""

    def step(self, what):
        """Accept a message."""


@dataclass
class FakeArticle:
    """What the card of an article needs."""

    title: str
    slug: str
    category: str = "Articles"
    tags: tuple = ()


@dataclass
class FakeGenerator:
    """A generator that has read the articles."""

    settings: dict
    articles: list
    translations: tuple = ()


def test_pages_without_a_card_have_the_clinics(fresh_build, tmp_path):
    """With its headline; other template globals are kept."""
    plugin.prepare(fresh_build)

    card = fresh_build.settings["social_card"]
    assert card.alt == "Moving again · Harbour Clinic"
    assert (tmp_path / "site" / card.url).is_file()
    assert fresh_build.settings["JINJA_GLOBALS"] == {
        "asset": str,
        "json_ld": plugin.json_ld,
    }
    assert fresh_build.settings["FINDINGS"].all == []


@pytest.mark.parametrize(
    ("article", "topic"),
    [
        (FakeArticle("Sleep", "sleep", "Rest", ("Night", "Day")), "Night"),
        (FakeArticle("Sleep", "sleep", "Rest"), "Rest"),
        (FakeArticle("Sleep", "sleep"), ""),
    ],
)
def test_a_card_names_the_first_topic(fresh_build, monkeypatch, article, topic):
    """Otherwise the category, unless it is the default one."""
    drawn = []
    monkeypatch.setattr(cards, "draw", lambda words, _colours: (drawn.append(words), b"png")[1])
    plugin.prepare(fresh_build)
    plugin.draw_cards(FakeGenerator(fresh_build.settings, [article]))

    assert drawn[1:] == [CardWords("Sleep", topic, "Harbour Clinic")]
    assert article.social_card.alt == "Sleep · Harbour Clinic"


@pytest.mark.parametrize("missing", ["SITEURL", "tokens.css"])
def test_without_siteurl_or_tokens_no_card_is_drawn(fresh_build, tmp_path, missing):
    """Cards need an absolute URL and colours."""
    if missing == "SITEURL":
        fresh_build.settings["SITEURL"] = ""
    else:
        (tmp_path / "theme" / "static" / "css" / "tokens.css").unlink()
    article = FakeArticle("Sleep", "sleep")
    plugin.prepare(fresh_build)
    plugin.draw_cards(FakeGenerator(fresh_build.settings, [article]))

    assert (article.social_card, fresh_build.settings["social_card"]) == (None, None)
    assert not (tmp_path / "site").exists()
    assert fresh_build.settings["FINDINGS"].all == []


def test_tokens_that_lack_a_colour_are_an_error(fresh_build, tmp_path):
    """The message has all missing names."""
    tokens = tmp_path / "theme" / "static" / "css" / "tokens.css"
    tokens.write_text(tokens.read_text("utf-8").replace("--sun:", "--moon:"), "utf-8")
    plugin.prepare(fresh_build)

    (finding,) = fresh_build.settings["FINDINGS"].errors
    assert finding.path == tokens.as_posix()
    assert "--sun" in finding.message
    assert fresh_build.settings["social_card"] is None


def test_the_plugin_connects_to_pelican():
    """Cards are drawn after articles are read; files are written at the end."""
    assert connected(
        plugin.register,
        (signals.initialized, plugin.prepare),
        (signals.article_generator_finalized, plugin.draw_cards),
        (signals.finalized, plugin.write_sitemap),
    )
