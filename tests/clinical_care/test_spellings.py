"""Stems that do not depend on the spelling."""

import pytest

from plugins.clinical_care.spellings import one_spelling, stem_of


@pytest.mark.parametrize(
    ("british", "american"),
    [
        ("oedema", "edema"),
        ("lymphoedema", "lymphedemas"),
        ("dyspnoea", "dyspnea"),
        ("haematoma", "hematomas"),
        ("mobilisation", "mobilizations"),
        ("normalises", "normalized"),
        ("paralysing", "paralyzed"),
        ("tumour", "tumors"),
    ],
)
def test_spellings_of_a_word_have_one_stem(british, american):
    """In English, whichever the region."""
    stem = stem_of("en-GB")

    assert stem(british) == stem(american)


@pytest.mark.parametrize(
    ("word", "form"),
    [
        ("toe", "toes"),
        ("shoe", "shoes"),
        ("hour", "hours"),
        ("bruise", "bruised"),
        ("exercise", "exercising"),
        ("size", "sizes"),
    ],
)
def test_other_words_keep_their_stem(word, form):
    """Though they look like one of two spellings."""
    stem = stem_of("en")

    assert stem(word) == stem(form)


@pytest.mark.parametrize(("one", "other"), [("four", "for"), ("normalise", "normal")])
def test_other_words_stay_apart(one, other):
    """They are no spellings of each other."""
    assert stem_of("en")(one) != stem_of("en")(other)


def test_other_languages_have_one_spelling():
    """Their words are left as they are."""
    assert one_spelling("nb")("oe") == "oe"
    assert stem_of("nb")("colour") == "colour"
