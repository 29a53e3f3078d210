"""Controls of text direction, by the pairs of Unicode's bidirectional algorithm."""

import html.entities

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.core.bidi import (
    CONTROLS,
    explain,
    texts_with_unpaired,
    unpaired,
    without_unpaired,
    words_near,
)

LRE, RLE, PDF, LRO, RLO = "\u202a", "\u202b", "\u202c", "\u202d", "\u202e"
LRI, RLI, FSI, PDI = "\u2066", "\u2067", "\u2068", "\u2069"
SHALOM = "\u05e9\u05dc\u05d5\u05dd"
SALAM = "\u0633\u0644\u0627\u0645"
MIXED = st.text(alphabet=[LRE, RLE, PDF, LRO, RLO, LRI, RLI, FSI, PDI, "a", "\u05d0", " ", "\n"])


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Plain words",
        f"\u200f{SHALOM}\u200e!\u061c{SALAM}",
        f"{RLE}{SHALOM}{PDF} and {LRO}ab{PDF}",
        f"{RLI}{SHALOM}{PDI}, {LRI}ab{PDI}, {FSI}{SALAM}{PDI}",
        f"{RLE}{SHALOM} {LRE}ab {RLI}{SALAM}{PDI}{PDF}{PDF}",
        f"{RLI}{RLE}{SHALOM}{PDF}{PDI}\n{RLE}{SALAM}{PDF}",
    ],
)
def test_pairs_are_left_as_they_are(text):
    """Embeddings, overrides and isolates with an end, and marks, are text like any other."""
    assert unpaired(text) == []
    assert without_unpaired(text) == text


@pytest.mark.parametrize(
    ("text", "places", "kept"),
    [
        *((f"a{control}b", [1], "ab") for control in (LRE, RLE, PDF, LRO, RLO, LRI, RLI, FSI, PDI)),
        (f"{RLO}a{PDI}", [0, 2], "a"),
        (f"{RLI}a{PDF}", [0, 2], "a"),
        (f"{RLO}{RLO}a{PDF}", [0], f"{RLO}a{PDF}"),
        (f"{RLE}a{PDF}{PDF}", [3], f"{RLE}a{PDF}"),
        (f"{RLI}{RLO}a{PDI}b", [1], f"{RLI}a{PDI}b"),
        (f"{RLE}{LRI}a{PDF}{PDI}{PDF}", [3], f"{RLE}{LRI}a{PDI}{PDF}"),
        (f"{RLE}{LRI}a{PDF}b", [0, 1, 3], "ab"),
        (f"{PDI}{RLI}a{PDI}", [0], f"{RLI}a{PDI}"),
    ],
)
def test_what_has_no_partner_is_found_and_left_out(text, places, kept):
    """PDF ends embeddings and overrides of its own isolate, PDI the isolate and all within it."""
    assert unpaired(text) == places
    assert without_unpaired(text) == kept


@pytest.mark.parametrize("end", ["\n", "\r", "\x1c", "\x1d", "\x1e", "\x85", "\u2029"])
def test_a_paragraph_ends_what_is_open(end):
    """A partner in the next paragraph is none."""
    assert unpaired(f"{RLE}a{end}b{PDF}{RLI}c{end}d{PDI}") == [0, 4, 5, 9]


def test_a_hostile_text_is_read_in_one_pass():
    """Many openings and many wrong ends do not have to be compared with each other."""
    assert len(unpaired(RLO * 100_000 + PDI * 100_000)) == 200_000
    assert len(unpaired(RLI + RLO * 100_000 + PDI)) == 100_000


@given(MIXED)
def test_nothing_without_a_partner_stays(text):
    """Leaving out once is enough, takes nothing but controls, and keeps every pair."""
    kept = without_unpaired(text)

    assert unpaired(kept) == []
    assert without_unpaired(kept) == kept
    assert CONTROLS.sub("", kept) == CONTROLS.sub("", text)
    assert len(text) - len(kept) == len(unpaired(text))


def test_html_has_no_names_for_these_characters():
    """Only numbers write them as entities, so that nothing else has to be looked for."""
    assert not [name for name, text in html.entities.html5.items() if CONTROLS.search(text)]


def test_texts_are_found_wherever_they_are():
    """In lists and in mappings, as characters and as entities; keys and numbers are no texts."""
    value = {
        "title": f"a{RLO}b",
        "list": ["a", "b &#x202E;c", {"alt": "&#8294;"}],
        "right": f"{RLE}{SHALOM}\n{SALAM}{PDF}",
        "none": None,
        "year": 2026,
    }

    assert list(texts_with_unpaired(value)) == [
        (("title",), f"a{RLO}b"),
        (("list", 1), f"b {RLO}c"),
        (("list", 2, "alt"), LRI),
    ]


@pytest.mark.parametrize("control", [LRE, RLE, PDF, LRO, RLO, LRI, RLI, FSI, PDI])
def test_what_is_told_has_no_such_character(control):
    """A message names the character and the words before it, and does not print it."""
    message, hint = explain(f"one two{RLO} three four{control} five", 19)

    assert f"U+{ord(control):04X}" in message
    assert "two three four" in message
    assert not CONTROLS.search(message + hint)


@pytest.mark.parametrize(
    ("text", "words", "exactly"),
    [
        (f"one\ntwo {RLO}three\nfour", "two", f"two {RLO}three"),
        (f"one\n{RLO}three\nfour", "three", f"{RLO}three"),
        (f"{PDF}two {RLO}three", "two", f"{PDF}two {RLO}three"),
        (RLO, "", RLO),
    ],
)
def test_the_place_is_found_by_its_words(text, words, exactly):
    """The words stand on the same line, and are looked for with the character and without it."""
    assert words_near(text, text.index(RLO)) == (words, exactly)
