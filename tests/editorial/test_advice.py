"""Advice says how to write more plainly, is never an error, and knows what is no sentence."""

from datetime import date

import pytest

from plugins.clinical_care.model import Care
from plugins.core.sentences import lix, sentences, words
from plugins.editorial.advice import MOST, AdviceRules, advise, read_advice
from plugins.editorial.spelling import Spelling
from plugins.posts.questions import AnySiteContext
from plugins.posts.read_post import to_check

TOP = "---\ntitle: Knees\ndate: 2026-01-02\n---\n"
NO_WORDS = AdviceRules(Spelling({}, "en"), Care(), date(2026, 11, 29))
LONG_ONE = "We stretch " + "and rest " * 12 + "today"  # 27 words, without a full stop
SHORT_ONE = "We rest today."


def advice(body, *, top=TOP, article=False):
    """What is said about a post: its rules, lines and columns."""
    post = to_check(f"{top}{body}\n".encode(), AnySiteContext(), "post.md")
    found = list(advise(post, "post.md", article=article))
    assert {each.severity for each in found} <= {"advice"}
    return found


def places(body):
    """Where the long sentences of a text begin."""
    return [(each.line, each.column) for each in advice(body) if each.rule.endswith("sentence")]


@pytest.mark.parametrize(
    "text",
    [
        "Ask Dr. Berg first. Then rest.",
        "Tape is 0.25 mm thick. It holds.",
        "Come at 9 a.m. on Monday. Bring shoes.",
        "We close at 5 p.m. Ring the bell.",
        "Eat fruit, e.g. Granny Smith apples. Drink water.",
        "Fig. 2 shows how. See p. 14.",
        "Nora J. Lind runs. She swims.",
        "“Does it hurt?” he asked. No.",
        "Take vitamin D. Then wait.",
        "Stop (now!) and rest. Go on later.",
        "It was … fine. It is over.",
        "**Rest.** It helps.",
        "It is made in the U.K. It lasts.",
        "See www.nhs.uk. They know.",
        "Ruf Dr. Kaya an. Sie hilft, z.B. Montag.",
    ],
)
def test_a_sentence_ends_where_readers_see_its_end(text):
    """Not at an abbreviation, an initial or a decimal point; each of these texts has two."""
    assert len(list(sentences(text))) == 2


def test_no_text_has_no_sentences():
    """Such as an empty description of a picture."""
    assert list(sentences("")) == []


@pytest.mark.parametrize(
    ("text", "count"),
    [("Don’t rush.", 2), ("About 0.25 mm", 3), ("A short-term ache – or two", 5), ("... !", 0)],
)
def test_words_are_what_people_count(text, count):
    """Marks are none, and an apostrophe, a hyphen or a decimal point is part of one."""
    assert len(words(text)) == count


def test_a_long_sentence_is_at_its_line_and_column():
    """That of its first word, also if it is marked, and after another sentence."""
    assert places(f"{SHORT_ONE}\n\n{SHORT_ONE} **We** {LONG_ONE[3:]}.") == [(7, 18)]
    assert places(f"- {SHORT_ONE}\n- [We stretch](knee.md) {LONG_ONE[11:]}") == [(6, 4)]
    assert places(f"{LONG_ONE}.\n\n{LONG_ONE}.") == [(5, 1), (7, 1)]
    assert places(f"`We stretch` it.\n\n{SHORT_ONE}\n{LONG_ONE}.") == [(8, 1)]
    assert places(f"We stretch it.\n\n- We stretch. {LONG_ONE}") == [(7, 15)]
    assert places(f"*We*\nstretch{LONG_ONE[10:]}.") == [(5, 2)]
    assert places(f"`Now` {LONG_ONE}.") == [(5, 2)]


@pytest.mark.parametrize("count", [25, 26])
def test_only_a_sentence_of_more_words_is_long(count):
    """The limit itself is still short."""
    assert len(places(" ".join(["rest"] * count) + ".")) == (count == 26)


def test_a_post_with_many_long_sentences_has_few_findings():
    """And the last one says how many more there are."""
    found = advice("\n\n".join([f"{LONG_ONE}."] * (MOST + 4)))
    few = [each for each in found if each.rule == "advice/long-sentence"]

    assert [each.line for each in few] == list(range(5, 5 + 2 * (MOST + 1), 2))
    assert " 4 more " in few[-1].message


@pytest.mark.parametrize(
    "body",
    [
        f"## {LONG_ONE}",
        f"> {LONG_ONE}.",
        f"| a | b |\n|---|---|\n| {LONG_ONE} | {LONG_ONE} |",
        f"```\n{LONG_ONE}.\n```",
        f"![{LONG_ONE}](a.png)",
        "Bring:\n\n" + "- two old shoes\n" * 12,
        "Bring:\n\n" + "1. two old shoes\n" * 12,
        "Call us  \n" * 12,
        "## Two old shoes\n\n" * 3 + "Rest.",
        "!!! note\n    " + "Rest now.\n\n    " * 3 + "Wait.",
        "Ask Dr. Berg or Prof. Lind " + "about it. Ask us " * 8 + "too.",
    ],
)
def test_what_is_no_sentence_is_not_long(body):
    """Headings, quotations, tables, code, and the items of a list without full stops."""
    assert places(body) == []


def test_hard_text_has_one_finding():
    """By LIX, at the first line of the text."""
    hard = "Loading tissue gradually, and resting afterwards, improves tolerance. " * 25
    found = [each for each in advice(f"{hard}\n\n{hard}") if each.rule == "advice/reading-level"]

    assert [(each.line, each.rule) for each in found] == [(5, "advice/reading-level")]


@pytest.mark.parametrize(
    "body",
    ["We rest. We run. " * 50, "Musculoskeletal rehabilitation.", "膝が痛い。休む。" * 200],
)
def test_easy_and_short_text_has_none(body):
    """Nor has text in a language that has no spaces."""
    assert advice(body) == []


def test_lix_is_measured_by_its_formula():
    """Words in a sentence, plus the percentage of words with more than six letters."""
    assert lix(["We rest our muscles.", "Running can wait."]) == 3.5 + 100 * 2 / 7
    assert lix([]) == 0


def test_an_article_without_its_keys_has_one_finding():
    """Which names all that are missing."""
    (found,) = advice(SHORT_ONE, article=True)

    assert (found.rule, found.line) == ("advice/missing-keys", 1)
    assert found.message.count("`") == 8


@pytest.mark.parametrize(
    ("keys", "missing"),
    [
        ("description: Why\ncategory: A\ntopics: [B]\nimage: {src: a.png, alt: A desk}\n", None),
        ("summary: Why\ncategory: A\ntags: [B]\nimage: {src: a.png, alt: A desk}\n", None),
        ("description: Why\ncategory: A\ntopics: [B]\n", "`image`"),
        ("description: Why\ntopics: [B]\nimage: {src: a.png, alt: A desk}\n", "`category`"),
        ("status: draft\n", None),
    ],
)
def test_the_other_names_of_a_key_count(keys, missing):
    """And a draft may lack any."""
    found = advice(SHORT_ONE, top=TOP[:-4] + keys + "---\n", article=True)

    assert [missing in each.message for each in found] == [True] * bool(missing)


def test_a_page_needs_no_keys():
    """It is in no list."""
    assert advice(SHORT_ONE, article=False) == []


def test_a_draft_and_what_cannot_be_read_have_none(tmp_path):
    """Unless the draft was named; a build reports the others."""
    draft, broken = tmp_path / "draft.md", tmp_path / "broken.md"
    draft.write_text(f"{TOP[:-4]}status: draft\n---\n{LONG_ONE}.\n")
    broken.write_bytes(b"---\ntitle: \xff\n---\n")

    assert list(read_advice(draft, NO_WORDS, article=True, unpublished=False)) == []
    assert len(list(read_advice(draft, NO_WORDS, article=True, unpublished=True))) == 1
    for path in (broken, tmp_path / "gone.md"):
        assert list(read_advice(path, NO_WORDS, article=True, unpublished=True)) == []
