"""Social cards: what is drawn, when, and under which names."""

import io
from dataclasses import replace

import pytest
from PIL import Image

from plugins.responsive_images.cache import Cache
from plugins.responsive_images.picture import ImageCandidate, Picture, PictureSource
from plugins.structured_data import cards
from plugins.structured_data.card_pictures import CardPicture, card_picture
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

RED, GREEN, BLUE = (200, 40, 40), (20, 120, 60), (40, 60, 200)
DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 80">'
    '<path fill="#c82828" d="M0 0h60v80H0z"/><path fill="#283cc8" d="M60 0h60v80H60z"/></svg>'
)
MARK = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8">'
    '<path fill="#14783c" d="M0 0h8v8H0z"/></svg>'
)
WORDS = CardWords("What is dry needling?", "Dry needling", "Harbour Clinic")
BESIDE = (640, 0, 1200, 630)  # the box of the picture


@pytest.fixture
def drawn(monkeypatch):
    """Records what would be drawn, without drawing it."""
    found = []

    def draw(words, colours, _site):
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
        (replace(WORDS, picture=CardPicture("images/a-960.jpg")), {}),
        (replace(WORDS, picture=CardPicture("images/a-960.jpg", (10, 20))), {}),
        (replace(WORDS, mark="images/mark-1.svg"), {}),
    ],
)
def test_all_that_a_card_shows_and_its_colours_each_change_the_card(
    tmp_path, drawn, words, colours
):
    """Each of them is part of the cache key; a picture's name follows from its content."""
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


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """A site with pictures: red on the left and blue on the right, and a mark."""
    folder = tmp_path_factory.mktemp("site")
    (folder / "images").mkdir()
    picture = Image.new("RGB", (1200, 800), RED)
    picture.paste(BLUE, (600, 0, 1200, 800))
    picture.save(folder / "images/two.png")
    (folder / "images/two.svg").write_text(DRAWING, "utf-8")
    (folder / "images/mark.svg").write_text(MARK, "utf-8")
    (folder / "images/broken.svg").write_text("<svg", "utf-8")
    return folder


def shown(data):
    return Image.open(io.BytesIO(data)).convert("RGB")


def rgb(colours, name):
    return tuple(bytes.fromhex(colours[name][1:]))


def near(one, other):
    """Whether two colours look the same: JPEG changes them a little."""
    return max(abs(a - b) for a, b in zip(one, other, strict=True)) < 12


def with_picture(file, focus=None):
    return replace(WORDS, picture=CardPicture(file, focus))


def test_a_card_is_a_jpeg_on_the_clinics_paper(colours, site):
    """1200 x 630 pixels, and less than 40 kB without a picture."""
    data = draw(WORDS, colours, site)

    card = shown(data)
    assert data.startswith(b"\xff\xd8\xff")
    assert card.size == (1200, 630)
    assert len(data) < 40_000
    for corner in ((0, 0), (1199, 0), (0, 629), (1199, 629)):
        assert near(card.getpixel(corner), rgb(colours, "paper"))


def test_other_colours_change_the_card(colours, site):
    """As when a clinic has its own."""
    card = shown(draw(WORDS, colours | {"paper": "#102030"}, site))

    assert near(card.getpixel((0, 0)), (0x10, 0x20, 0x30))


@pytest.mark.parametrize("file", ["images/two.png", "images/two.svg"])
def test_a_card_has_the_pages_picture(colours, site, file):
    """A photo or a drawing fills the right side up to the edges; the text is beside it."""
    card = shown(draw(with_picture(file), colours, site))

    left, top, right, bottom = BESIDE
    assert near(card.getpixel((left + 4, top + 4)), RED)
    assert near(card.getpixel((right - 4, bottom - 4)), BLUE)
    assert near(card.getpixel((left - 4, 315)), rgb(colours, "paper"))
    assert rgb(colours, "ink")[0] < 60 > min(card.crop((64, 200, 620, 400)).tobytes())


@pytest.mark.parametrize(("focus", "colour"), [((0, 50), "red"), ((100, 50), "blue")])
def test_the_focus_of_a_picture_is_in_sight(colours, site, focus, colour):
    """As on pages, where it is cropped too."""
    card = shown(draw(with_picture("images/two.png", focus), colours, site))

    assert near(card.getpixel((920, 315)), RED if colour == "red" else BLUE)


def test_the_mark_stands_beside_the_name(colours, site):
    """At the foot of the text."""
    card = shown(draw(replace(WORDS, mark="images/mark.svg"), colours, site))

    assert near(card.getpixel((96, 534)), GREEN)
    assert not near(shown(draw(WORDS, colours, site)).getpixel((96, 534)), GREEN)


def test_a_drawing_that_cannot_be_drawn_is_left_out(colours, site):
    """Browsers may be able to, and the card has its text."""
    card = draw(replace(with_picture("images/broken.svg"), mark="images/broken.svg"), colours, site)

    assert card == draw(WORDS, colours, site)


def test_drawing_is_deterministic(colours, site):
    """Another build publishes the same bytes."""
    words = replace(with_picture("images/two.svg"), mark="images/mark.svg")
    first = draw(words, colours, site)
    cards.cut.cache_clear()
    cards.drawn_mark.cache_clear()

    assert draw(words, colours, site) == first


@pytest.mark.parametrize("words", [CardWords("乾針是什麼"), CardWords("", "乾針")])
def test_what_cannot_be_drawn_is_left_out(colours, site, words):
    """No box stands for a letter that the font lacks."""
    card = draw(words, colours, site)

    assert card == draw(CardWords(""), colours, site)


@pytest.mark.parametrize(
    ("widths", "file"),
    [((480, 960, 1280), "a-960"), ((480, 640), "whole"), ((), "whole")],
)
def test_the_smallest_file_that_fills_the_box_is_read(widths, file):
    """The others are larger than the card needs, or would be enlarged."""
    found = tuple(ImageCandidate(f"a-{width}", width) for width in widths)
    sources = (PictureSource("image/avif", ()), PictureSource("image/jpeg", found))
    picture = Picture("whole", 1200, 800, focus=(1, 2), sources=sources if widths else ())

    assert card_picture(picture, (560, 630)) == CardPicture(file, (1, 2))


def test_colours_come_from_the_first_root():
    """The dark scheme further down is not used."""
    css = ":root { --paper: #FFFFFF; --accent: red; }\n@media x { :root { --ink: #000000; } }"

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
    css = TOKENS.read_text("utf-8").replace("--accent:", "--accend:").replace("--ink:", "--inc:")

    colours, (finding,) = theme_colours(tmp_path, css)

    assert colours is None
    assert (finding.path, finding.severity) == ("static/css/tokens.css", "error")
    assert "--ink, --accent" in finding.message
