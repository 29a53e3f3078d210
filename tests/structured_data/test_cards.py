"""Cards on disk: named by their content, drawn once."""

import pytest

from plugins.responsive_images.cache import Cache
from plugins.responsive_images.picture import Picture
from plugins.structured_data import cards
from plugins.structured_data.card import CardWords
from plugins.structured_data.cards import Cards

pytestmark = pytest.mark.slow  # together, they would keep `make check` too long

WORDS = CardWords("What is dry needling?", "Dry needling", "Harbour Clinic")


@pytest.fixture
def drawn(monkeypatch):
    """What was drawn, without the cost of drawing it."""
    found = []

    def draw(words, colours):
        found.append((words, dict(colours)))
        return repr(found[-1]).encode()

    monkeypatch.setattr(cards, "draw", draw)
    return found


def publisher(folder, drawing=lambda: None, **colours):
    site = folder / "site"
    return Cards(site, Cache(folder / "cache"), {"paper": "#ffffff", **colours}, drawing)


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
