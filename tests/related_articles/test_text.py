"""Splitting plain text into words."""

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
    """Folded and singular, without stop words, letters, bare numbers and emoji."""
    assert words(text, "en") == expected


def test_regional_english_is_english():
    """The region is ignored."""
    assert words("The ankles", "en-GB") == ["ankle"]


def test_other_languages_are_only_folded():
    """They have no stop words and no stemming."""
    assert words("Søvn og de vonde anklenes", "nb") == ["søvn", "og", "de", "vonde", "anklenes"]


def test_composed_and_decomposed_letters_are_equal():
    """Unicode has both forms for many letters."""
    assert words("ga\u030ar", "nb") == words("går", "nb") == ["går"]


@given(ANY_TEXT, ANY_TEXT)
def test_any_text_in_any_language_is_read(text, lang):
    """Words have at least two characters and no white space."""
    found = words(text, lang)

    assert all(len(word) > 1 and word.split() == [word] for word in found)
