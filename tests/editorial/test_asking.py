"""Questions on a terminal are asked until the answer is of use."""

import pytest

from plugins.editorial.asking import Questions

CHOICES = ["Ankle", "Neck and back", "Running"]


def asked(*answers):
    """Questions that get these answers."""
    left = list(answers)
    return Questions(lambda _prompt: left.pop(0)), left


@pytest.mark.parametrize("answer", ["2", "neck and back", " Neck and back "])
def test_one_is_chosen_by_number_or_name(answer):
    """In any letter case."""
    questions, _ = asked(answer)

    assert questions.one("Topic", CHOICES) == ["Neck and back"]


@pytest.mark.parametrize("answer", ["1, 3", "1 3", "running, ANKLE", "1,running,1", "3,1,"])
def test_several_are_chosen(answer):
    """A name may have spaces."""
    questions, _ = asked(answer)

    assert sorted(questions.several("Topics", CHOICES)) == ["Ankle", "Running"]


def test_enter_chooses_none():
    """Also of several."""
    questions, _ = asked("", " ")

    assert questions.one("Topic", CHOICES) == questions.several("Topics", CHOICES) == []


@pytest.mark.parametrize("wrong", ["0", "4", "Runing", "1, Knee"])
def test_what_is_no_choice_is_asked_again(capsys, wrong):
    """With the most similar one; no other value is ever taken."""
    questions, left = asked(wrong, "3")

    assert questions.several("Topics", CHOICES) == ["Running"]
    assert left == []
    assert wrong.rpartition(", ")[2] in (said := capsys.readouterr().out)
    assert ("Did you mean “Running”?" in said) is (wrong == "Runing")


@pytest.mark.parametrize(
    ("answers", "chosen"),
    [
        (("Knee, 3", "y"), ["Knee", "Running"]),
        (("knee,hip", "YES", "y"), ["knee", "hip"]),
        (("Runing", "", "Running"), ["Running"]),
        (("Knee, Hip", "y", "n", "1"), ["Ankle"]),
        (("9", "1"), ["Ankle"]),
    ],
)
def test_a_new_one_is_begun_when_the_editor_says_so(answers, chosen):
    """Enter begins none: what was meant is asked again. No number is the name of one."""
    questions, left = asked(*answers)

    assert questions.several("Topics", CHOICES, "Begin a new topic?") == chosen
    assert left == []


def test_nothing_is_asked_where_there_is_no_choice():
    """Such as of a site without people."""
    questions, _ = asked()

    assert questions.one("Author", []) == []


def test_a_text_is_asked_for_until_it_can_be_used(capsys):
    """Each refusal says why."""
    questions, _ = asked("", " Why? ")

    assert questions.text("Title", lambda typed: "" if typed else "Write one.") == "Why?"
    assert capsys.readouterr().out == "Write one.\n"
