"""Social cards: what is drawn, and files named by their content and drawn once."""

import io

import pytest
from PIL import Image

from plugins.responsive_images.cache import Cache
from plugins.responsive_images.picture import Picture
from plugins.structured_data import cards
from plugins.structured_data.cards import COLOURS, Cards, CardWords, draw, palette
from tests.building import ROOT

TOKENS = ROOT / "theme" / "static" / "css" / "tokens.css"

WORDS = CardWords("What is dry needling?", "Dry needling", "Harbour Clinic")
TEXT, WINDOW = (60, 60, 760, 570), (800, 72, 1128, 558)


@pytest.fixture
def drawn(monkeypatch):
    """What was drawn, without the cost of drawing it."""
    found = []

    def draw(words, colours):
        found.append((words, dict(colours)))
        return repr(found[-1]).encode()

    monkeypatch.setattr(cards, "draw", draw)
    return found


def publisher(folder, before_drawing=lambda: None, **colours):
    site = folder / "site"
    return Cards(site, Cache(folder / "cache"), {"paper": "#ffffff", **colours}, before_drawing)


def test_a_card_as_templates_show_it(tmp_path, drawn):
    """Its size, its words, and an address that changes with it."""
    card = publisher(tmp_path).publish(WORDS, "needling")

    assert card == Picture(card.url, 1200, 630, "What is dry needling? · Harbour Clinic")
    assert card.url.startswith("social/needling-")
    assert (tmp_path / "site" / card.url).read_bytes() == repr(drawn[0]).encode()


def test_a_second_build_draws_nothing(tmp_path, drawn):
    """And publishes the same; the first one says that it draws."""
    said = []
    first = publisher(tmp_path, lambda: said.append("drawing")).publish(WORDS, "needling")
    again = publisher(tmp_path, lambda: said.append("drawing")).publish(WORDS, "needling")

    assert first == again
    assert (len(drawn), said) == (1, ["drawing"])


@pytest.mark.parametrize(
    ("words", "colours"),
    [
        (CardWords("Sleep", "Dry needling", "Harbour Clinic"), {}),
        (CardWords("What is dry needling?", "Sleep", "Harbour Clinic"), {}),
        (CardWords("What is dry needling?", "Dry needling", "Hill Clinic"), {}),
        (WORDS, {"paper": "#000000"}),
    ],
)
def test_whatever_a_card_shows_makes_it_another(tmp_path, drawn, words, colours):
    """Title, topic, clinic and colours."""
    one = publisher(tmp_path).publish(WORDS, "needling")
    other = publisher(tmp_path, **colours).publish(words, "needling")

    assert one.url != other.url
    assert len(drawn) == 2


def test_another_recipe_draws_anew(tmp_path, drawn, monkeypatch):
    """A newer library may draw other bytes."""
    publisher(tmp_path).publish(WORDS, "needling")
    monkeypatch.setattr(cards, "RECIPE", ("newer",))
    publisher(tmp_path).publish(WORDS, "needling")

    assert len(drawn) == 2


@pytest.fixture(scope="module")
def colours():
    """The theme's own."""
    return palette(TOKENS.read_text("utf-8"))


def shown(data):
    return Image.open(io.BytesIO(data)).convert("RGB")


def told(colours, name):
    return tuple(bytes.fromhex(colours[name][1:]))


@pytest.mark.slow
def test_a_card_is_a_small_png(colours):
    """1200 x 630, as previews show it, at the weight of a small picture."""
    data = draw(WORDS, colours)

    assert data.startswith(b"\x89PNG")
    assert shown(data).size == (1200, 630)
    assert len(data) < 40_000


@pytest.mark.slow
def test_its_colours_are_the_themes(colours):
    """Each of them, exactly; the ground is paper to its edges."""
    card = shown(draw(WORDS, colours))
    found = {colour for _count, colour in card.getcolors(1_000_000)}

    assert {told(colours, name) for name in colours} <= found
    assert card.getpixel((0, 0)) == card.getpixel((1199, 629)) == told(colours, "paper")


@pytest.mark.slow
def test_other_colours_make_another_card(colours):
    """A theme that changes its tokens changes its cards."""
    card = shown(draw(WORDS, colours | {"paper": "#102030"}))

    assert card.getpixel((0, 0)) == (0x10, 0x20, 0x30)


@pytest.mark.slow
def test_the_same_words_make_the_same_bytes(colours):
    """A build that is made again publishes what it published."""
    assert draw(WORDS, colours) == draw(WORDS, colours)


@pytest.mark.slow
def test_each_topic_has_its_own_view(colours):
    """The sun stands elsewhere."""
    views = {
        shown(draw(CardWords("A", topic), colours)).crop(WINDOW).tobytes()
        for topic in ("Running", "Sleep", "")
    }

    assert len(views) == 3


@pytest.mark.slow
def test_a_title_that_cannot_be_drawn_leaves_the_view(colours):
    """The landscape takes the whole card, without boxes and without half of the words."""
    card = draw(CardWords("乾針是什麼", "Running", "Harbour Clinic"), colours)

    assert card == draw(CardWords("", "Running"), colours)
    assert shown(card).crop(TEXT).getpixel((300, 100)) == told(colours, "sky")


@pytest.mark.slow
def test_a_topic_that_cannot_be_drawn_is_left_out(colours):
    """The title still can."""
    above = (60, 60, 760, 120)
    card = shown(draw(CardWords("Needles", "乾針", "Harbour Clinic"), colours))

    assert card.crop(above).getcolors() == [(700 * 60, told(colours, "paper"))]


def test_the_first_root_counts():
    """The dark scheme, further down, is not that of a card."""
    css = (
        ":root { --paper: #FFFFFF; --x: 1rem; --sun: red; }\n@media x { :root { --ink: #000000; } }"
    )

    assert palette(css) == {"paper": "#ffffff"}


def test_css_without_tokens_has_none():
    """A theme of another kind."""
    assert palette("body { color: #123456 }") == {}


def test_the_theme_has_them_all():
    """Each colour that a card needs."""
    assert tuple(palette(TOKENS.read_text("utf-8"))) == COLOURS
