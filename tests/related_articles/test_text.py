"""Plain text into telling words."""

import pytest
from hypothesis import given

from plugins.related_articles.text import words
from tests.related_articles.corpus import ANY_TEXT


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Dry needling, and the muscles!", ["dry", "needling", "muscle"]),
        ("Injuries of runners’ knees", ["injury", "runner", "knee"]),
        ("stress, focus and the eye’s gaze", ["stress", "focus", "eye", "gaze"]),
        ("10k in 42 minutes, B12, a b c", ["10k", "minute", "b12"]),
        ("don't won’t you'll", []),
        ("\uff26\uff35\uff2c\uff2c \ufb01t co\u00adoperate", ["full", "fit", "cooperate"]),
        ("", []),
        ("🏃‍♀️ 🦵🏽", []),
    ],
)
def test_english_words(text, expected):
    """Words are folded and singular; stop words, letters, bare numbers and emoji are left out."""
    assert words(text, "en") == expected


def test_regional_english_is_english():
    """A region after the language changes nothing."""
    assert words("The ankles", "en-GB") == ["ankle"]


def test_other_languages_keep_their_words_whole():
    """No stop words and no stemming where the language has no data."""
    assert words("Søvn og de vonde anklenes", "nb") == ["søvn", "og", "de", "vonde", "anklenes"]


def test_composed_and_decomposed_letters_are_one():
    """A letter typed as base and accent equals the letter typed as one."""
    assert words("ga\u030ar", "nb") == words("går", "nb") == ["går"]


@given(ANY_TEXT, ANY_TEXT)
def test_any_text_in_any_language_is_read(text, lang):
    """Whatever is typed gives folded words of two characters or more, each free of white space."""
    found = words(text, lang)

    assert all(len(word) > 1 and word.split() == [word] for word in found)
