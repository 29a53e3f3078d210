"""Every slip of a tired hand in YAML gets its own line, one plain sentence and what to type."""

import pytest

from plugins.core.yaml_lines import YamlError, parse

COLON = "The value of “title” has a colon in it."
PAIR = "The value of “title” has quotes that do not make a pair."
OPEN_QUOTE = "A quote is opened here and never closed."
NO_SPACE = "There is no space after the colon."
NO_COLON = "This line has no colon after its key."
NO_COLON_HINT = (
    "Write it as `key: value`; if it goes on from the line above, begin it with two spaces."
)
COLUMN = "This line does not begin at the same column as the lines above it."
LEFT_EDGE = "Begin each key at the left edge, and what belongs below a key with two spaces."


def special(sign):
    return f"The value of “title” begins with “{sign}”, which has a meaning of its own here."


def quote(row):
    return f"Put the value in straight quotes: `{row}`"


def fault(text):
    with pytest.raises(YamlError) as caught:
        parse(text)
    return caught.value.line, caught.value.message, caught.value.hint


@pytest.mark.parametrize(
    ("row", "message", "hint"),
    [
        ("title: Running: the basics", COLON, quote('title: "Running: the basics"')),
        ("title: What helps:", COLON, quote('title: "What helps:"')),
        ('title: Say: "no"', COLON, quote("title: 'Say: \"no\"'")),
        ('title: "What is it?', OPEN_QUOTE, 'Write `title: "What is it?"`'),
        ("title: 'What is it?", OPEN_QUOTE, 'Write `title: "What is it?"`'),
        ('title: "What is it?”', PAIR, 'Write `title: "What is it?"`'),
        ("title: 'It's time'", PAIR, 'Write `title: "It\'s time"`'),
        ("title: 'Don't run", PAIR, 'Write `title: "Don\'t run"`'),
        ('title: "The "best" tip"', PAIR, "Write `title: 'The \"best\" tip'`"),
        ('title: "Best" tip', PAIR, "Write `title: '\"Best\" tip'`"),
        ("title: &Now", special("&"), quote('title: "&Now"')),
        ("title: *Now*", special("*"), quote('title: "*Now*"')),
        ("title: *Now", special("*"), quote('title: "*Now"')),
        ("title: !Now", special("!"), quote('title: "!Now"')),
        ("title: @home", special("@"), quote('title: "@home"')),
        ("title: `code`", special("`"), quote('title: "`code`"')),
        ("title: %50 off", special("%"), quote('title: "%50 off"')),
        ("title: > 50", special(">"), quote('title: "> 50"')),
        ("title: | more", special("|"), quote('title: "| more"')),
        ("title: - tips", special("-"), quote('title: "- tips"')),
        ("title: , tips", special(","), quote('title: ", tips"')),
        ("title: ] tips", special("]"), quote('title: "] tips"')),
        ("title:What is it?", NO_SPACE, "Write `title: What is it?`"),
        ("title", NO_COLON, NO_COLON_HINT),
        (" title: A", COLUMN, "Take away the spaces before it: `title: A`"),
        ("\ttitle: A", "This line is indented with a tab.", "Indent it with two spaces instead."),
        (": A", "There is no key before the colon.", "Write `key: value`."),
        (
            "title: [A, B",
            "A bracket is opened here with [ and never closed.",
            "Close it: `title: [A, B]`",
        ),
        (
            "title: {src: a.png,",
            "A bracket is opened here with { and never closed.",
            "Close it: `title: {src: a.png}`",
        ),
        (
            "title: [A]]",
            "Something follows the closing ].",
            "Take it out, or put the whole value in straight quotes: `title: \"[A]]\"`",
        ),
        (
            "title: [Acupuncture](https://a.org)",
            "Something follows the closing ].",
            (
                "Take it out, or put the whole value in straight quotes: "
                '`title: "[Acupuncture](https://a.org)"`'
            ),
        ),
        (
            "title: [#tips, #runs]",
            "A “#” after [ begins a comment, so what follows it is left out.",
            'Put each value with “#” in straight quotes, for example `"#running"`.',
        ),
        (
            "title: {alt: A: B}",
            "The brackets that open here hold something that cannot be read.",
            "Put each value between them that has a colon, comma or quote in straight quotes.",
        ),
        (
            'title: "C:\\path"',
            "A backslash has a meaning of its own between double quotes.",
            "Use single quotes: `title: 'C:\\path'`",
        ),
        (
            "--- title: A",
            "This line cannot be read.",
            (
                "Write it as `key: value`, and put a value with special signs in straight quotes: "
                '"...".'
            ),
        ),
    ],
)  # fmt: skip
@pytest.mark.parametrize("after", ["", "slug: a", 'description: "Words"\nslug: a'])
def test_a_slip_is_found_where_it_was_made(row, message, hint, after):
    """The line is that of the slip, whatever good rows stand before and after it."""
    assert fault(f"date: 2026-03-14\n{row}\n{after}") == (2, message, hint)


@pytest.mark.parametrize(
    ("text", "line", "message", "hint"),
    [
        (
            "image:\n  src: a.png\n   alt: B", 3, COLUMN,
            "Begin it with 2 spaces, as the line above: `  alt: B`",
        ),
        ("image:\n    src: a.png\n  alt: B", 3, COLUMN, LEFT_EDGE),
        ("  title: A\ndate: B", 2, COLUMN, LEFT_EDGE),
        ("topics:\n  - a\n - b", 3, COLUMN, LEFT_EDGE),
        ("title: A\ntopics: B\n  date: C", 3, COLUMN, "Take away the spaces before it: `date: C`"),
    ],
)  # fmt: skip
def test_a_wrong_column_is_found(text, line, message, hint):
    """Too many spaces, too few, or one level that is not as the others."""
    assert fault(text) == (line, message, hint)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("draft\ntitle: A", 1),
        ("title: A\ndraft\ndate: B", 2),
        ("title: A\ndate: B\ndraft", 3),
        ("title: A\ndescription: One sentence.\nA second sentence.\ndate: B", 3),
    ],
)
def test_a_line_without_a_colon_is_found_anywhere(text, line):
    """At the top, in the middle, at the end, and where a sentence goes on in the next line."""
    assert fault(text) == (line, NO_COLON, NO_COLON_HINT)


def test_an_open_quote_is_found_where_it_opens():
    """Not some lines later, where the next quote happens to close it."""
    assert fault('title: "What is it?\ndate: 1\ndescription: "Words"\nslug: a')[0] == 1


def test_an_open_quote_is_found_far_above():
    """It swallows every row up to the next quote, where the parser first stumbles."""
    text = 'date: 1\ntitle: "What is it?\nslug: a\nlang: nb\ndescription: "Words"'

    assert fault(text)[:2] == (2, OPEN_QUOTE)


def test_an_item_of_a_list_is_told_as_one():
    """An item has no key to be called by."""
    assert fault("topics:\n  - a\n  - @home\n") == (
        3,
        "This item begins with “@”, which has a meaning of its own here.",
        'Put the value in straight quotes: `- "@home"`',
    )


def test_an_inner_key_is_told_by_its_name():
    """The hint has the row's own key; its indentation stays as it is."""
    assert fault("image:\n  src: a.png\n  alt: Two people: one runs") == (
        3,
        "The value of “alt” has a colon in it.",
        quote('alt: "Two people: one runs"'),
    )


def test_a_good_long_quote_is_not_blamed():
    """A quote that goes on over two lines is fine; the slip is in a later line."""
    assert fault('title: "What\n  is it?"\ndate: A: B')[0] == 3
