"""Medical words that need a plain one."""

import pytest

from plugins.clinical_care.model import PlainWords
from plugins.clinical_care.plain_words import medical_words

ROW = {"source": "x", "clinician": "not read by a clinician yet"}
RULES = PlainWords.model_validate(
    {
        "lang": "en",
        "terms": [
            {"words": ["palpate", "palpation"], "plain": "feel with the fingers", **ROW},
            {"words": ["oedema", "edema"], "plain": "swelling", **ROW},
            {"words": ["myocardial infarction"], "plain": "heart attack", **ROW},
            {"words": ["medication"], "plain": "medicine", **ROW},
        ],
    }
)


def found(*sentences):
    """The plain words to write, each with its sentence."""
    return [(each.term.plain, each.sentence) for each in medical_words(sentences, RULES)]


@pytest.mark.parametrize(
    ("sentence", "plain"),
    [
        ("We palpate the muscle.", "feel with the fingers"),
        ("Palpation comes first.", "feel with the fingers"),
        ("PALPATING takes a minute.", "feel with the fingers"),
        ("An oedema is common.", "swelling"),
        ("Edema may stay.", "swelling"),
        ("Oedemas go away.", "swelling"),
        ("A myocardial infarction needs help.", "heart attack"),
        ("Two myocardial infarctions need more.", "heart attack"),
        ("Is it an oedema?", "swelling"),
        ("There is no oedema.", "swelling"),
        ("Two medications are common.", "medicine"),
    ],
)
def test_a_medical_word_alone_is_found(sentence, plain):
    """In any form, also in a question or a denial."""
    assert found(sentence) == [(plain, sentence)]


@pytest.mark.parametrize(
    "sentence",
    [
        "We feel along the muscle with our fingers (palpation).",
        "Swelling (oedema) is common.",
        "Oedema (the ankle swells) is common.",
        "Oedema, or swelling, is common.",
        "A swelling is called an oedema.",
        "A heart attack (myocardial infarction) needs help.",
        "The heart of the matter is an attack.",
        "We feel with the fingers.",
        "Ask for medical help.",
        "Palms need care.",
        "",
    ],
)
def test_an_explained_word_is_fine(sentence):
    """In brackets, with brackets behind it, or beside the plain word."""
    assert found(sentence) == []


def test_the_word_is_named_as_it_was_written():
    """Though another form of it may be in the rules."""
    [word] = medical_words(["Two Myocardial Infarctions!"], RULES)

    assert word.word == "myocardial infarctions"


def test_only_the_first_use_counts():
    """Later the reader knows it."""
    assert found("Swelling (oedema) hurts.", "The oedema goes.") == []
    assert found("An oedema hurts.", "The oedema goes.") == [("swelling", "An oedema hurts.")]
