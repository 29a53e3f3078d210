"""The glue: facts and articles in, graphs and cards and two files out."""

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
    """With the site's own address in them."""
    plugin.write_sitemap(pelican)

    assert b"<loc>https://x.example.org/about/</loc>" in (tmp_path / "sitemap.xml").read_bytes()
    assert "Sitemap: https://x.example.org/sitemap.xml\n" in (tmp_path / "robots.txt").read_text()


def test_without_an_address_neither_is(pelican, tmp_path):
    """A site on a desk is for nobody's search engine."""
    pelican.settings["SITEURL"] = ""

    plugin.write_sitemap(pelican)

    assert list(tmp_path.iterdir()) == []


def test_an_editors_own_robots_file_stays(pelican, tmp_path):
    """It came from the folder of extra files, and says what the editor wants."""
    (tmp_path / "robots.txt").write_text("User-agent: x\n")

    plugin.write_sitemap(pelican)

    assert (tmp_path / "robots.txt").read_text() == "User-agent: x\n"
    assert (tmp_path / "sitemap.xml").exists()


@pytest.fixture
def desk(tmp_path):
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
    """Hears what a build is at."""

    def step(self, what):
        """Take it in."""


@dataclass
class FakeArticle:
    """What the glue reads of an article to draw its card."""

    title: str
    slug: str
    category: str = "Articles"
    tags: tuple = ()


@dataclass
class FakeGenerator:
    """The articles of a build, read."""

    settings: dict
    articles: list
    translations: tuple = ()


def test_every_page_without_a_card_has_the_clinics(desk, tmp_path):
    """With its headline; templates find it beside what they could call before."""
    plugin.prepare(desk)

    card = desk.settings["social_card"]
    assert card.alt == "Moving again · Harbour Clinic"
    assert (tmp_path / "site" / card.url).is_file()
    assert desk.settings["JINJA_GLOBALS"] == {"asset": str, "json_ld": plugin.json_ld}
    assert desk.settings["FINDINGS"].all == []


@pytest.mark.parametrize(
    ("article", "topic"),
    [
        (FakeArticle("Sleep", "sleep", "Rest", ("Night", "Day")), "Night"),
        (FakeArticle("Sleep", "sleep", "Rest"), "Rest"),
        (FakeArticle("Sleep", "sleep"), ""),
    ],
)
def test_a_card_names_the_first_topic(desk, monkeypatch, article, topic):
    """Else the category, where the article has one of its own."""
    told = []
    monkeypatch.setattr(cards, "draw", lambda words, _colours: (told.append(words), b"png")[1])
    plugin.prepare(desk)
    plugin.draw_cards(FakeGenerator(desk.settings, [article]))

    assert told[1:] == [CardWords("Sleep", topic, "Harbour Clinic")]
    assert article.social_card.alt == "Sleep · Harbour Clinic"


@pytest.mark.parametrize("missing", ["SITEURL", "tokens.css"])
def test_without_an_address_or_tokens_no_card_is_drawn(desk, tmp_path, missing):
    """No page could name it; or nothing says what it should look like."""
    if missing == "SITEURL":
        desk.settings["SITEURL"] = ""
    else:
        (tmp_path / "theme" / "static" / "css" / "tokens.css").unlink()
    article = FakeArticle("Sleep", "sleep")
    plugin.prepare(desk)
    plugin.draw_cards(FakeGenerator(desk.settings, [article]))

    assert (article.social_card, desk.settings["social_card"]) == (None, None)
    assert not (tmp_path / "site").exists()
    assert desk.settings["FINDINGS"].all == []


def test_tokens_that_lack_a_colour_are_an_error(desk, tmp_path):
    """By the names of all that are missing."""
    tokens = tmp_path / "theme" / "static" / "css" / "tokens.css"
    tokens.write_text(tokens.read_text("utf-8").replace("--sun:", "--moon:"), "utf-8")
    plugin.prepare(desk)

    (finding,) = desk.settings["FINDINGS"].errors
    assert finding.path == tokens.as_posix()
    assert "--sun" in finding.message
    assert desk.settings["social_card"] is None


def test_the_plugin_connects_to_pelican():
    """Cards are drawn when articles are read; files are written once all pages are."""
    plugin.register()
    handlers = {
        signals.initialized: plugin.prepare,
        signals.article_generator_finalized: plugin.draw_cards,
        signals.finalized: plugin.write_sitemap,
    }
    connected = [handler in signal.receivers_for(None) for signal, handler in handlers.items()]
    for signal, handler in handlers.items():
        signal.disconnect(handler)

    assert connected == [True, True, True]
