"""Long text made short."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.article_body.excerpts import first_sentence, shorten


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("Short.", "Short."),
        ("  Short.  ", "Short."),
        ("", ""),
        ("One two. Three four. Five six seven.", "One two. Three four."),
        ("One two three four! Five six seven eight.", "One two three four!"),
        ("Does it hurt a bit? It may, for some days.", "Does it hurt a bit?"),
        ("“It is sore.” Nora says that often enough.", "“It is sore.”"),
        ("(It may be sore.) Nora says that often.", "(It may be sore.)"),
        ("It is sore… Nora says that often enough.", "It is sore…"),
        ("Needles are 0.25 mm thin. They are solid.", "Needles are 0.25 mm thin."),
        ("Ask e.g. Nora Lind or anybody else there.", "Ask e.g. Nora Lind or anybody…"),
        ("Ask Dr. Smith or another doctor in there.", "Ask Dr. Smith or another…"),
        ("Nora J. Lind sees runners, every Monday.", "Nora J. Lind sees runners…"),
        ("Come at 9 a.m. Mondays, and every Friday.", "Come at 9 a.m. Mondays, and…"),
        ("Run, cycle, swim, etc. Keep it all gentle.", "Run, cycle, swim, etc. Keep…"),
        ("1. Warm up for long. 2. Run slowly home.", "1. Warm up for long."),
        ("Wait... what is a good knot then, really?", "Wait... what is a good knot…"),
        ("Some words before an e.g. abbreviations.", "Some words before an…"),
        ("Words of a sentence, and then some others", "Words of a sentence, and then…"),
        ("Words of a sentence or (of others) here", "Words of a sentence or (of…"),
        ("Yes. Words of one sentence that is longer.", "Yes. Words of one sentence…"),
        ("Some words of friends and I ran", "Some words of friends and I…"),
        ("wordsofasentencewithoutanyspaceatallhere", "wordsofasentencewithoutanyspa…"),
        (
            "針は約0.25ミリです。筋肉に届きます。人間の髪は約0.1ミリで、とても細いです。",
            "針は約0.25ミリです。筋肉に届きます。",
        ),
    ],
)
def test_shortened_to_thirty(text, short):
    """Whole sentences if they fill a third of the length, else whole words and an ellipsis."""
    assert shorten(text, 30) == short


@pytest.mark.parametrize(
    "word",
    [
        "approx.", "ca.", "cf.", "Dr.", "e.g.", "etc.", "Fig.", "i.e.", "incl.", "Jr.", "max.",
        "min.", "Mr.", "Mrs.", "Ms.", "No.", "Nos.", "nr.", "pp.", "Prof.", "Sr.", "St.", "vol.",
        "vs.", "viz.", "p.m.", "U.K.", "(cf.", "“Dr.", "J.", "12.",
    ],
)  # fmt: skip
def test_abbreviations_are_known(word):
    """None ends a sentence or an excerpt."""
    assert shorten(f"Some words {word} Others, and more.", 27).startswith(f"Some words {word} O")
    assert shorten(f"Some words {word} Others, and more.", len(word) + 12) == "Some words…"


def test_a_sentence_of_exactly_the_length_fits():
    """The length itself is allowed."""
    assert shorten("Twelve chars. And more of them.", 13) == "Twelve chars."
    assert shorten("Twelve chars and more of them.", 13) == "Twelve chars…"


def test_an_excerpt_has_200_letters_at_most():
    """About two lines on a card."""
    assert len(shorten("word " * 100)) == 200


@given(st.text(), st.integers(10, 300))
def test_no_more_than_asked_for(text, length):
    """Any text fits the length, and begins with the text's own words."""
    short = shorten(text, length)

    assert len(short) <= length
    assert text.strip().startswith(short.removesuffix("…").rstrip())


WORDS = st.sampled_from(["e.g.", "i.e.", "Dr.", "St.", "J.", "a.m.", "vs.", "No.", "Run", "slow."])


@given(st.lists(WORDS, min_size=30, max_size=60).map(" ".join))
def test_never_ends_at_an_abbreviation(text):
    """With any number of abbreviations."""
    last = shorten(text, 60).split()[-1]

    assert last in {"slow.", "slow…", "Run…", "…"} or not last.endswith((".", ".…"))


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("One two. Three four.", "One two."),
        ("  Ask Dr. Smith. He knows. ", "Ask Dr. Smith."),
        ("針は細い。痛くない。", "針は細い。"),
        ("No end at all", "No end at all"),
        ("Many words of a sentence that is long. Short.", "Many words of a sentence that…"),
        ("", ""),
    ],
)
def test_the_first_sentence(text, sentence):
    """The whole sentence if it fits, else its first words."""
    assert first_sentence(text, 30) == sentence
