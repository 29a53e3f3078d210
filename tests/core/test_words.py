"""The words that are compared."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.core.words import folded_words, written_words


def words(text):
    """The folded words of a text."""
    return [word for written in written_words(text) for word in folded_words(written)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Stiff NECK, sore back.", ["stiff", "neck", "sore", "back"]),
        ("self-massage_now 10 km", ["self", "massage", "now", "10", "km"]),
        ("Café, naïve, Ålesund, crème brûlée", ["cafe", "naive", "alesund", "creme", "brulee"]),
        ("cafe\u0301", ["cafe"]),  # the accent is a character of its own
        ("Søren, Straße, Cæsar, cœur", ["soren", "strasse", "caesar", "coeur"]),
        ("Łódź, þing, ðat, Đorđe", ["lodz", "thing", "dat", "dorde"]),
        ("mus\u00adcle ﬁt \uff12\uff10", ["muscle", "fit", "20"]),
        ("runner's runners’ l’eau d'Artagnan", ["runner", "runners", "eau", "artagnan"]),
        ("'n' o'clock", ["n", "clock"]),
        ("ἀθλητής спорт ёлка йога", ["αθλητης", "спорт", "елка", "йога"]),
        ("右膝疼痛 膝", ["右膝", "膝疼", "疼痛", "膝"]),
        ("ヒザの痛み", ["ヒザ", "ザの", "の痛", "痛み"]),
        ("", []),
        ("— … !", []),
    ],
)
def test_words(text, found):
    """Case, accents, ligatures and soft hyphens make no difference."""
    assert words(text) == found


@given(st.text())
def test_words_of_any_text(text):
    """They have no spaces, which separate them in the index, and are folded for good."""
    for word in words(text):
        assert word
        assert word == "".join(word.split())
        assert '"' not in word
        assert "\\" not in word
