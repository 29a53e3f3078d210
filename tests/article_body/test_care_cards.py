"""Care cards: the NHS pattern's headings, from Markdown, or a finding that says what to write."""

import html5lib
import pytest

from plugins.article_body.care_cards import NOTES
from plugins.front_matter import post
from tests.article_body.site_contexts import body_of_markdown

CARD = '!!! urgent "Call 111 if:"\n    - it is hot\n'


def tree_of(text):
    return html5lib.parseFragment(body_of_markdown(text).html, namespaceHTMLElements=False)


def headings(text):
    """Each heading as its element and its words."""
    return [(tag.tag, "".join(tag.itertext())) for tag in tree_of(text).iter() if is_heading(tag)]


def is_heading(tag):
    return str(tag.tag) in {"h1", "h2", "h3", "h4", "h5", "h6"}


def told(text):
    """Line, severity, message and hint of each problem of a body whose first line is line 1."""
    found = post.Post(None, text, 1, {})
    return [
        (found.line_of(problem.words), problem.severity, problem.message, problem.hint)
        for problem in body_of_markdown(text).problems
    ]


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("nonurgent", "Non-urgent advice: "),
        ("urgent", "Urgent advice: "),
        ("emergency", "Immediate action required: "),
    ],
)
def test_a_card_says_to_ears_how_urgent_it_is(kind, words):
    """The kind stands in the heading, apart from the title that everybody sees."""
    body = body_of_markdown(f'!!! {kind} "Call *now* if:"\n    - it is hot\n')

    assert body.problems == ()
    assert body.html == (
        f'<div class="care care-{kind}">\n'
        f'<h2 class="care-title"><span class="care-kind">{words}</span>Call <em>now</em> if:</h2>\n'
        "<ul>\n<li>it is hot</li>\n</ul>\n</div>"
    )


def test_a_card_stands_one_level_below_its_heading():
    """Cards that follow one another are equals, and so is the outline whatever comes before."""
    text = f"## A\n\n{CARD}\n{CARD}\n### B\n\n{CARD}"

    assert headings(text) == [
        ("h2", "A"),
        ("h3", "Urgent advice: Call 111 if:"),
        ("h3", "Urgent advice: Call 111 if:"),
        ("h3", "B"),
        ("h4", "Urgent advice: Call 111 if:"),
    ]


def test_a_card_follows_headings_that_were_lowered():
    """A body with a title of its own is moved down a level, cards and all."""
    assert [name for name, _ in headings(f"# A\n\n{CARD}")] == ["h2", "h3"]


def test_a_card_is_no_part_of_contents_and_excerpt():
    """Neither list nor summary begins with an emergency; searches and feeds still have it."""
    body = body_of_markdown(f"{CARD}\nThe words.\n")

    assert body.headings == ()
    assert body.excerpt == "The words."
    assert body.text == "Urgent advice: Call 111 if:\nit is hot\nThe words."


@pytest.mark.parametrize("kind", NOTES)
def test_other_boxes_stay_what_they_were(kind):
    """A note is a note."""
    body = body_of_markdown(f'!!! {kind} "Title"\n    Words.\n')

    assert body.problems == ()
    assert body.html.startswith(f'<div class="admonition {kind}">\n<p class="admonition-title">')


@pytest.mark.parametrize(
    ("first", "message", "hint"),
    [
        (
            "!!! urgent",
            "This urgent card has no title, which says what to do and when.",
            'Write it in straight quotes: `!!! urgent "Call 111 if:"`',
        ),
        (
            '!!! emergency ""',
            "This emergency card has no title, which says what to do and when.",
            'Write it in straight quotes: `!!! emergency "Call 999 or go to A&E if:"`',
        ),
        (
            "!!! nonurgent Speak to somebody",
            "This nonurgent card has no title, which says what to do and when.",
            'Write it in straight quotes: `!!! nonurgent "Speak to a GP if:"`',
        ),
        (
            "!!! nonurgent Speak to a GP if:",
            "This line is shown as it stands, because it is not written as a box begins.",
            'Write it so, with straight quotes: `!!! nonurgent "Speak to a GP if:"`',
        ),
        ('!!! non-urgent "T"', "There is no box of the kind “non-urgent”.", "“nonurgent”"),
        ('!!! URGNET "T"', "There is no box of the kind “urgnet”.", "“urgent”"),
        (
            '!!! callout "T"',
            "There is no box of the kind “callout”.",
            "Known are: nonurgent, urgent, emergency, note, tip, warning.",
        ),
    ],
)
def test_a_box_that_cannot_be_read_is_told_with_its_line(first, message, hint):
    """Also when a good card stands before it, and for each way in which a hand slips."""
    hint = f"Did you mean {hint}?" if hint.startswith("“") else hint

    assert told(f"{CARD}\nWords.\n\n{first}\n    - it is hot\n") == [(6, "error", message, hint)]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("!!! Non-urgent “See a GP if:”", "nonurgent"),
        ("!!! URGENT “Call *111* if:”", "urgent"),
        ("!!! emergency: call 999", "emergency"),
    ],
)
def test_a_card_that_was_meant_is_an_error_wherever_it_stands(line, kind):
    """Within a paragraph too, and however the kind is written."""
    ((number, severity, _message, hint),) = told(f"Words.\nMore words.\n{line}\n    - it is hot\n")

    assert (number, severity) == (3, "error")
    assert f"`!!! {kind} " in hint


def test_a_note_that_cannot_be_read_is_only_a_warning():
    """Somebody may have meant the exclamation marks."""
    message = "This line is shown as it stands, because it is not written as a box begins."
    hint = 'Write it so, with straight quotes: `!!! note "Title"`'

    assert told("Words.\n\n!!! note “Mind the step”\n") == [(3, "warning", message, hint)]


@pytest.mark.parametrize("below", ["\n- it is hot\n", "\n\n    &nbsp;\n", ""])
def test_an_empty_card_is_told_with_its_line(below):
    """As when the text below it does not begin with four spaces."""
    assert told(f'{CARD}\nWords.\n\n!!! urgent "Go now if:"\n{below}') == [
        (
            6, "error", "There is nothing in this card.",
            "Write what belongs in it below it, each line after four spaces.",
        )
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["`!!! urgent` begins a card.", "    !!! urgent\n", "Oh!!! no"])
def test_words_about_boxes_are_words(text):
    """Code and stray exclamation marks are let be."""
    assert told(text) == []
