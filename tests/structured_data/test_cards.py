"""Social cards: what is drawn, when, and under which names."""

import io

import pytest
from PIL import Image

from plugins.responsive_images.cache import Cache
from plugins.responsive_images.picture import Picture
from plugins.structured_data import cards
from plugins.structured_data.cards import (
    COLOURS,
    Cards,
    CardWords,
    draw,
    palette,
    publish_card,
    theme_colours,
)
from tests.building import ROOT

TOKENS = ROOT / "theme" / "static" / "css" / "tokens.css"

WORDS = CardWords("What is dry needling?", "Dry needling", "Harbour Clinic")
TEXT, WINDOW = (60, 60, 760, 570), (800, 72, 1128, 558)


@pytest.fixture
def drawn(monkeypatch):
    """Records what would be drawn, without drawing it."""
    found = []

    def draw(words, colours):
        found.append((words, dict(colours)))
        return repr(found[-1]).encode()

    monkeypatch.setattr(cards, "draw", draw)
    return found


def all_cards(**colours):
    return Cards({"paper": "#ffffff", **colours})


def publish(folder, wanted):
    """Publish all wanted cards; whether each was drawn."""
    site, cache = folder / "site", Cache(folder / "cache")
    return [publish_card(card, wanted.colours, cache, site) for card in wanted.wanted.values()]


def test_a_card_is_a_picture_for_templates(tmp_path, drawn):
    """With its size, its text and a URL that changes with its content."""
    wanted = all_cards()
    card = wanted.picture(WORDS, "needling")

    assert card == Picture(card.url, 1200, 630, "What is dry needling? · Harbour Clinic")
    assert card.url.startswith("social/needling-")
    assert (drawn, list(tmp_path.iterdir())) == ([], [])
    assert publish(tmp_path, wanted) == [True]
    assert (tmp_path / "site" / card.url).read_bytes() == repr(drawn[0]).encode()


def test_a_second_build_draws_nothing(tmp_path, drawn):
    """It publishes the cached card."""
    once, again = all_cards(), all_cards()
    assert once.picture(WORDS, "needling") == again.picture(WORDS, "needling")

    assert (publish(tmp_path / "a", once), publish(tmp_path / "a", again)) == ([True], [False])
    assert len(drawn) == 1


def test_pages_with_the_same_words_share_one_drawing(tmp_path, drawn):
    """Each with a file of its own name; one that is asked for twice is written once."""
    wanted = all_cards()
    urls = [wanted.picture(WORDS, name).url for name in ("needling", "naaling", "needling")]

    publish(tmp_path, wanted)

    (card,) = wanted.wanted.values()
    assert card.files == tuple(urls[:2])
    assert len(drawn) == 1
    assert {path.name for path in (tmp_path / "site/social").iterdir()} == {
        url.removeprefix("social/") for url in urls
    }


@pytest.mark.parametrize(
    ("words", "colours"),
    [
        (CardWords("Sleep", "Dry needling", "Harbour Clinic"), {}),
        (CardWords("What is dry needling?", "Sleep", "Harbour Clinic"), {}),
        (CardWords("What is dry needling?", "Dry needling", "Hill Clinic"), {}),
        (WORDS, {"paper": "#000000"}),
    ],
)
def test_title_topic_site_and_colours_each_change_the_card(tmp_path, drawn, words, colours):
    """Each of them is part of the cache key."""
    one, other = all_cards(), all_cards(**colours)

    assert one.picture(WORDS, "needling").url != other.picture(words, "needling").url
    assert (publish(tmp_path, one), publish(tmp_path, other)) == ([True], [True])
    assert len(drawn) == 2


def test_another_recipe_draws_again(tmp_path, drawn, monkeypatch):
    """A newer library may draw other bytes."""
    once, again = all_cards(), all_cards()
    once.picture(WORDS, "needling")
    monkeypatch.setattr(cards, "RECIPE", ("newer",))
    again.picture(WORDS, "needling")

    assert (publish(tmp_path, once), publish(tmp_path, again)) == ([True], [True])
    assert len(drawn) == 2


@pytest.fixture(scope="module")
def colours():
    """The theme's own colours."""
    return palette(TOKENS.read_text("utf-8"))


def shown(data):
    return Image.open(io.BytesIO(data)).convert("RGB")


def rgb(colours, name):
    return tuple(bytes.fromhex(colours[name][1:]))


@pytest.mark.slow
def test_a_card_is_a_small_png(colours):
    """1200 x 630 pixels, and less than 40 kB."""
    data = draw(WORDS, colours)

    assert data.startswith(b"\x89PNG")
    assert shown(data).size == (1200, 630)
    assert len(data) < 40_000


@pytest.mark.slow
def test_a_card_has_the_themes_colours(colours):
    """Each of them exactly, with the paper colour up to the edges."""
    card = shown(draw(WORDS, colours))
    found = {colour for _count, colour in card.getcolors(1_000_000)}

    assert {rgb(colours, name) for name in colours} <= found
    assert card.getpixel((0, 0)) == card.getpixel((1199, 629)) == rgb(colours, "paper")


@pytest.mark.slow
def test_other_colours_change_the_card(colours):
    """As when a theme changes its tokens."""
    card = shown(draw(WORDS, colours | {"paper": "#102030"}))

    assert card.getpixel((0, 0)) == (0x10, 0x20, 0x30)


@pytest.mark.slow
def test_drawing_is_deterministic(colours):
    """Another build publishes the same bytes."""
    assert draw(WORDS, colours) == draw(WORDS, colours)


@pytest.mark.slow
def test_topics_have_different_views(colours):
    """The sun is in another place."""
    views = {
        shown(draw(CardWords("A", topic), colours)).crop(WINDOW).tobytes()
        for topic in ("Running", "Sleep", "")
    }

    assert len(views) == 3


@pytest.mark.slow
def test_a_title_that_cannot_be_drawn_leaves_the_landscape(colours):
    """Over the whole card, without any text."""
    card = draw(CardWords("乾針是什麼", "Running", "Harbour Clinic"), colours)

    assert card == draw(CardWords("", "Running"), colours)
    assert shown(card).crop(TEXT).getpixel((300, 100)) == rgb(colours, "sky")


@pytest.mark.slow
def test_a_topic_that_cannot_be_drawn_is_left_out(colours):
    """The title is still drawn."""
    above = (60, 60, 760, 120)
    card = shown(draw(CardWords("Needles", "乾針", "Harbour Clinic"), colours))

    assert card.crop(above).getcolors() == [(700 * 60, rgb(colours, "paper"))]


def test_colours_come_from_the_first_root():
    """The dark scheme further down is not used."""
    css = (
        ":root { --paper: #FFFFFF; --x: 1rem; --sun: red; }\n@media x { :root { --ink: #000000; } }"
    )

    assert palette(css) == {"paper": "#ffffff"}


def test_css_without_tokens_has_no_colours():
    """Such as that of another theme."""
    assert palette("body { color: #123456 }") == {}


def test_the_theme_has_all_colours_of_a_card():
    """In the order of COLOURS."""
    assert tuple(palette(TOKENS.read_text("utf-8"))) == COLOURS


def test_a_theme_has_the_colours_of_its_tokens(tmp_path, colours):
    """Without a finding."""
    assert theme_colours(tmp_path, TOKENS.read_text("utf-8")) == (colours, [])


def test_a_theme_without_tokens_has_no_cards(tmp_path):
    """It is no error."""
    assert theme_colours(tmp_path, "") == (None, [])


def test_tokens_that_lack_colours_are_an_error(tmp_path, monkeypatch):
    """The message has all missing names, and the path is as an editor would type it."""
    monkeypatch.chdir(tmp_path)
    css = TOKENS.read_text("utf-8").replace("--sun:", "--moon:").replace("--ink:", "--inc:")

    colours, (finding,) = theme_colours(tmp_path, css)

    assert colours is None
    assert (finding.path, finding.severity) == ("static/css/tokens.css", "error")
    assert "--ink, --sun" in finding.message
