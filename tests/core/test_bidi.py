"""Controls of text direction are paired as in Unicode's bidirectional algorithm."""

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
def test_pairs_are_kept(text):
    """Embeddings, overrides and isolates with an end, and marks."""
    assert unpaired(text) == []
    assert without_unpaired(text) == text


@pytest.mark.parametrize(
    ("text", "indexes", "kept"),
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
def test_unpaired_controls_are_found_and_removed(text, indexes, kept):
    """PDF ends an embedding or override within the same isolate, PDI an isolate and all in it."""
    assert unpaired(text) == indexes
    assert without_unpaired(text) == kept


@pytest.mark.parametrize("end", ["\n", "\r", "\x1c", "\x1d", "\x1e", "\x85", "\u2029"])
def test_a_paragraph_ends_what_is_open(end):
    """A partner in the next paragraph does not count."""
    assert unpaired(f"{RLE}a{end}b{PDF}{RLI}c{end}d{PDI}") == [0, 4, 5, 9]


def test_a_hostile_text_is_read_in_one_pass():
    """The time is linear in the number of controls."""
    assert len(unpaired(RLO * 100_000 + PDI * 100_000)) == 200_000
    assert len(unpaired(RLI + RLO * 100_000 + PDI)) == 100_000


@given(MIXED)
def test_no_unpaired_control_is_left(text):
    """One pass is enough, removes only controls, and keeps every pair."""
    kept = without_unpaired(text)

    assert unpaired(kept) == []
    assert without_unpaired(kept) == kept
    assert CONTROLS.sub("", kept) == CONTROLS.sub("", text)
    assert len(text) - len(kept) == len(unpaired(text))


def test_html_has_no_names_for_these_characters():
    """They can be written as numeric entities only."""
    assert not [name for name, text in html.entities.html5.items() if CONTROLS.search(text)]


def test_texts_are_found_wherever_they_are():
    """In nested lists and mappings, as characters and as entities; other types are skipped."""
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
def test_a_message_does_not_print_the_control(control):
    """It names the character and quotes the words before it."""
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
def test_a_control_is_found_by_the_words_beside_it(text, words, exactly):
    """They are on the same line: the search text without the control, and the one with it."""
    assert words_near(text, text.index(RLO)) == (words, exactly)
