"""What a text states."""

from plugins.article_body.plain_text import TextBlock
from plugins.posts.rules.statements import Statement, statements


def blocks(*pairs):
    """Blocks of text by the names of their elements."""
    return [TextBlock(name, supplementary=False, text=text) for name, text in pairs]


def test_each_sentence_is_a_statement():
    """Of paragraphs and headings; a heading that asks introduces the sentence right below it."""
    text = blocks(("h2", "Why?"), ("p", "It helps. It may not."), ("p", "Ask."), ("h2", "So"))

    found = list(statements([*text, *blocks(("p", "Rest."))]))

    assert [each.text for each in found] == [
        "Why?",
        "It helps.",
        "It may not.",
        "Ask.",
        "So",
        "Rest.",
    ]
    assert [each.context for each in found] == ["", "Why?", "", "", "", ""]


def test_a_list_is_a_statement_with_what_introduces_it():
    """And each of its items is one, in this context; what follows the list is not."""
    text = blocks(("p", "We ask. Massage is for:"), ("li", "knees"), ("li", "necks"), ("p", "Bye."))

    assert list(statements(text)) == [
        Statement("We ask.", "We ask."),
        Statement("Massage is for:", "Massage is for knees, necks"),
        Statement("knees", "knees", "Massage is for:"),
        Statement("necks", "necks", "Massage is for:"),
        Statement("Bye.", "Bye."),
    ]


def test_a_colon_without_a_list_is_the_end_of_a_sentence():
    """So is one in an item."""
    text = blocks(("p", "Note this:"), ("p", "Rest."), ("li", "First:"), ("li", "Second."))

    assert [each.text for each in statements(text)] == ["Note this:", "Rest.", "First:", "Second."]
