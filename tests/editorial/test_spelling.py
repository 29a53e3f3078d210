"""Words that are often misspelt are named, and names, addresses and code are left alone."""

import pytest

from plugins.editorial.spelling import MOST, Spelling, load, misspelt
from plugins.posts.questions import AnySiteContext
from plugins.posts.read_post import to_check

TOP = "---\ntitle: Knees\ndate: 2026-01-02\n---\n"
WORDS = Spelling({"recieve": ("receive",), "dont": ("don't",), "teh": ("the",)}, "en")


def found(body, *, top=TOP, words=WORDS):
    """What is said about the spelling of a post."""
    post = to_check(f"{top}{body}\n".encode(), AnySiteContext(), "post.md")
    return list(misspelt(post, "post.md", words))


@pytest.mark.parametrize(
    ("body", "place"),
    [
        ("We recieve you.", (5, 4)),
        ("Rest.\n\nTake **teh** stairs.", (7, 8)),
        ("## Why we recieve\n\nRest.", (5, 11)),
        ("- Rest.\n- You [dont](knee.md) run.", (6, 8)),
        ("> teh end", (5, 3)),
        ("Go ateh teh.", (5, 9)),
        ("`teh` and\nteh.", (6, 1)),
        ("| a | b |\n|---|---|\n| dont | c |", (7, 3)),
    ],
)
def test_a_misspelt_word_is_at_its_place(body, place):
    """As advice, with what to write."""
    (finding,) = found(body)

    assert (finding.severity, finding.rule) == ("advice", "advice/spelling")
    assert (finding.line, finding.column) == place


@pytest.mark.parametrize(
    "body",
    [
        "`recieve`",
        "```\nteh\n```",
        "[rest](teh.md)",
        "See www.teh.com and https://teh.example/teh or teh@example.org.",
        "Mr Teh, from TEH.",
        "<!-- teh -->Rest.",
        "A tehdog, non-teh or teh's.",
    ],
)
def test_what_is_no_plain_word_is_left_alone(body):
    """Code, addresses, names, comments and parts of other words."""
    assert found(body) == []


def test_a_word_is_named_once():
    """And few of a post."""
    assert [each.line for each in found("teh\n\nteh")] == [5]
    many = Spelling(
        {f"x{chr(97 + one)}{chr(97 + two)}": ("y",) for one in range(10) for two in range(10)}, "en"
    )
    assert len(found(" ".join(many.corrections), words=many)) == MOST


def test_front_matter_is_read_too():
    """At the line of its key."""
    top = TOP.replace("date", "description: Why you dont rest\ndate").replace("Knees", "In teh end")

    assert [each.line for each in found("Rest.", top=top)] == [2, 3]


@pytest.mark.parametrize(
    ("lang", "site", "count"), [("", "en", 1), ("", "nb", 0), ("nb", "en", 0), ("en-GB", "nb", 1)]
)
def test_only_english_is_checked(lang, site, count):
    """The list is of English words."""
    top = TOP.replace("date", f"lang: {lang}\ndate") if lang else TOP

    assert len(found("teh", top=top, words=Spelling(WORDS.corrections, site))) == count


def test_the_clinic_has_words_of_its_own(tmp_path):
    """One in a line, in any case; without the file there are none."""
    assert load(tmp_path, "en").corrections["recieve"] == ("receive",)
    assert set(load(tmp_path, "en").corrections["aache"]) == {"cache", "ache"}
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "words.txt").write_bytes(b"Recieve\r\ndon\xe2\x80\x99t\n\xff\n")

    assert "recieve" not in load(tmp_path, "en").corrections
