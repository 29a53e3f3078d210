"""Care cards have the headings of the NHS design system; mistakes are reported with a hint."""

import html5lib
import pytest

from plugins.article_body.care_cards import NOTES
from plugins.posts import post
from tests.article_body.site_contexts import body_of_markdown

CARD = '!!! urgent "Call 111 if:"\n    - it is hot\n'


def tree_of(text):
    return html5lib.parseFragment(body_of_markdown(text).html, namespaceHTMLElements=False)


def headings(text):
    """The element and the text of each heading."""
    return [(tag.tag, "".join(tag.itertext())) for tag in tree_of(text).iter() if is_heading(tag)]


def is_heading(tag):
    return str(tag.tag) in {"h1", "h2", "h3", "h4", "h5", "h6"}


def problems_in(text):
    """Line, severity, message and hint of each problem of a body whose first line is line 1."""
    found = post.Post(None, text, 1, {})
    return [
        (found.place_of(problem.words)[0], problem.severity, problem.message, problem.hint)
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
def test_a_card_has_a_hidden_label(kind, words):
    """Screen readers read the kind aloud before the visible title."""
    body = body_of_markdown(f'!!! {kind} "Call *now* if:"\n    - it is hot\n')

    assert body.problems == ()
    assert body.html == (
        f'<div class="care care-{kind}">\n'
        f'<h2 class="care-title"><span class="care-kind">{words}</span>Call <em>now</em> if:</h2>\n'
        "<ul>\n<li>it is hot</li>\n</ul>\n</div>"
    )


def test_a_card_is_one_level_below_its_heading():
    """Consecutive cards have the same level."""
    text = f"## A\n\n{CARD}\n{CARD}\n### B\n\n{CARD}"

    assert headings(text) == [
        ("h2", "A"),
        ("h3", "Urgent advice: Call 111 if:"),
        ("h3", "Urgent advice: Call 111 if:"),
        ("h3", "B"),
        ("h4", "Urgent advice: Call 111 if:"),
    ]


def test_a_card_follows_headings_that_moved_down():
    """In a body with an h1 all levels move down, those of cards too."""
    assert [name for name, _ in headings(f"# A\n\n{CARD}")] == ["h2", "h3"]


def test_a_card_is_not_in_the_contents_or_the_excerpt():
    """Only the plain text for searches has it."""
    body = body_of_markdown(f"{CARD}\nThe words.\n")

    assert body.headings == ()
    assert body.excerpt == "The words."
    assert body.text == "Urgent advice: Call 111 if:\nit is hot\nThe words."


@pytest.mark.parametrize("kind", NOTES)
def test_other_boxes_are_unchanged(kind):
    """They have Markdown's own classes."""
    body = body_of_markdown(f'!!! {kind} "Title"\n    Words.\n')

    assert body.problems == ()
    assert body.html.startswith(f'<div class="admonition {kind}">\n<p class="admonition-title">')


@pytest.mark.parametrize(
    ("first", "message", "hint"),
    [
        ("!!! urgent", "no title", '`!!! urgent "Call 111 if:"`'),
        ('!!! emergency ""', "no title", '`!!! emergency "Call 999 or go to A&E if:"`'),
        ("!!! nonurgent Speak to somebody", "no title", '`!!! nonurgent "Speak to a GP if:"`'),
        ("!!! nonurgent Speak to a GP if:", "plain text", '`!!! nonurgent "Speak to a GP if:"`'),
        ('!!! non-urgent "T"', "“non-urgent”", "“nonurgent”"),
        ('!!! URGNET "T"', "“urgnet”", "“urgent”"),
        (
            '!!! callout "T"',
            "“callout”",
            "nonurgent, urgent, emergency, askfirst, note, tip, warning",
        ),
        ("!!! askfirst", "no title", '`!!! askfirst "Ask your GP first if you:"`'),
        ('! askfirst "T"', "plain text", '`!!! askfirst "Ask your GP first if you:"`'),
    ],
)
def test_a_misspelt_box_is_reported_at_its_line(first, message, hint):
    """Each usual mistake, also after a correct card."""
    (found,) = problems_in(f"{CARD}\nWords.\n\n{first}\n    - it is hot\n")

    assert found[:2] == (6, "error")
    assert message in found[2]
    assert hint in found[3]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("!!! Non-urgent “See a GP if:”", "nonurgent"),
        ("!!! URGENT “Call *111* if:”", "urgent"),
        ("!!! emergency: call 999", "emergency"),
        ('!! urgent "Call 111 if:"', "urgent"),
        ("! Non-urgent “See a GP if:”", "nonurgent"),
        ("!! emergency", "emergency"),
    ],
)
def test_a_misspelt_card_is_an_error_anywhere(line, kind):
    """Also within a paragraph, with any spelling of the kind."""
    ((number, severity, _message, hint),) = problems_in(
        f"Words.\nMore words.\n{line}\n    - it is hot\n"
    )

    assert (number, severity) == (3, "error")
    assert f"`!!! {kind} " in hint


def test_a_misspelt_note_is_only_a_warning():
    """The exclamation marks may be meant as text."""
    ((line, severity, _message, hint),) = problems_in("Words.\n\n!!! note “Mind the step”\n")

    assert (line, severity) == (3, "warning")
    assert '`!!! note "Title"`' in hint


@pytest.mark.parametrize("below", ["\n- it is hot\n", "\n\n    &nbsp;\n", ""])
def test_an_empty_card_is_reported_at_its_line(below):
    """For example if the text below it does not begin with four spaces."""
    ((line, severity, _message, hint),) = problems_in(
        f'{CARD}\nWords.\n\n!!! urgent "Go now if:"\n{below}'
    )

    assert (line, severity) == (6, "error")
    assert "four spaces" in hint


@pytest.mark.parametrize(
    "text",
    ["`!!! urgent` begins a card.", "    !!! urgent\n", "Oh!!! no", "!! Note that", "! urgent"],
)
def test_text_about_boxes_is_not_reported(text):
    """Code, and other exclamation marks."""
    assert problems_in(text) == []
