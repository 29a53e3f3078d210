"""Every usual mistake in YAML is reported at its own line, with what to write instead."""

import pytest

from plugins.core.yaml_lines import YamlError, parse

SPECIAL = "special meaning"
INDENTED = "is not indented like"


def problem(text):
    with pytest.raises(YamlError) as caught:
        parse(text)
    return caught.value


@pytest.mark.parametrize(
    ("row", "message", "hint"),
    [
        ("title: Running: the basics", "“title” has a colon", '`title: "Running: the basics"`'),
        ("title: “Rest: when?”", "“title” has a colon", '`title: "Rest: when?"`'),
        ("title: What helps:", "“title” has a colon", '`title: "What helps:"`'),
        ('title: Say: "no"', "“title” has a colon", "`title: 'Say: \"no\"'`"),
        ('title: "What is it?', "never closed", '`title: "What is it?"`'),
        ("title: 'What is it?", "never closed", '`title: "What is it?"`'),
        ('title: "What is it?”', "do not match", '`title: "What is it?"`'),
        ("title: 'It's time'", "do not match", '`title: "It\'s time"`'),
        ("title: 'Don't run", "do not match", '`title: "Don\'t run"`'),
        ('title: "The "best" tip"', "do not match", "`title: 'The \"best\" tip'`"),
        ('title: "Best" tip', "do not match", "`title: '\"Best\" tip'`"),
        *((f"title: {sign}Now", SPECIAL, f'`title: "{sign}Now"`') for sign in "&*!@`%],"),
        *((f"title: {sign} Now", SPECIAL, f'`title: "{sign} Now"`') for sign in ">|-,"),
        ("title: *Now*", SPECIAL, '`title: "*Now*"`'),
        ("title:What is it?", "no space", "`title: What is it?`"),
        ("title", "no colon", "`key: value`"),
        (" title: A", INDENTED, "`title: A`"),
        ("\ttitle: A", "with a tab", "two spaces"),
        (": A", "no key", "`key: value`"),
        ("title: [A, B", "[ and never closed", "`title: [A, B]`"),
        ("title: {src: a.png,", "{ and never closed", "`title: {src: a.png}`"),
        ("title: [A]]", "after the closing ]", '`title: "[A]]"`'),
        ("title: [A](https://a.org)", "after the closing ]", '`title: "[A](https://a.org)"`'),
        ("title: [#tips, #runs]", "begins a comment", '`"#running"`'),
        ("title: {alt: A: B}", "brackets", "a colon, a comma or a quote"),
        ('title: "C:\\path"', "backslash", "`title: 'C:\\path'`"),
        ("--- title: A", "cannot be read", "`key: value`"),
    ],
)
@pytest.mark.parametrize("after", ["", "slug: a", 'description: "Words"\nslug: a'])
def test_a_mistake_is_reported_at_its_line(row, message, hint, after):
    """Whatever correct rows come before and after it."""
    found = problem(f"date: 2026-03-14\n{row}\n{after}")

    assert found.line == 2
    assert message in found.message
    assert hint in found.hint


@pytest.mark.parametrize(
    ("text", "line", "hint"),
    [
        ("image:\n  src: a.png\n   alt: B", 3, "`  alt: B`"),
        ("image:\n    src: a.png\n  alt: B", 3, "left edge"),
        ("  title: A\ndate: B", 2, "left edge"),
        ("topics:\n  - a\n - b", 3, "left edge"),
        ("title: A\ntopics: B\n  date: C", 3, "`date: C`"),
    ],
)
def test_wrong_indentation_is_reported(text, line, hint):
    """Too many spaces, too few, or a level that does not match the others."""
    found = problem(text)

    assert found.line == line
    assert INDENTED in found.message
    assert hint in found.hint


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
    """At the top, in the middle, at the end, and where a sentence continues on the next line."""
    found = problem(text)

    assert (found.line, "no colon" in found.message) == (line, True)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('title: "What is it?\ndate: 1\ndescription: "Words"\nslug: a', 1),
        ('date: 1\ntitle: "What is it?\nslug: a\nlang: nb\ndescription: "Words"', 2),
    ],
)
def test_an_open_quote_is_found_where_it_opens(text, line):
    """Not at the row with the next quote, where the parser fails."""
    found = problem(text)

    assert (found.line, "never closed" in found.message) == (line, True)


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("a: [one,\n  two]\nb:\n    c: 1\n   d: 2", 5, INDENTED),
        ("a: {one: [1,\n  2],\n  two: 3}\nb:\n  c: ['tis it]\nd: don't", 5, "between the brackets"),
        ("a: [one,\n  two\nb: [three]\nc:\n    d: 1\n   e: 2", 1, "never closed"),
    ],
)
def test_brackets_over_several_lines_are_no_mistake(text, line, message):
    """Where they are closed, the mistake is in a later line."""
    found = problem(text)

    assert (found.line, message in found.message) == (line, True)


def test_a_list_item_is_reported_as_one():
    """An item has no key to name."""
    found = problem("topics:\n  - a\n  - @home\n")

    assert found.line == 3
    assert found.message.startswith("This item begins with “@”")
    assert '`- "@home"`' in found.hint


def test_an_inner_key_is_named():
    """The hint has the row's own key."""
    found = problem("image:\n  src: a.png\n  alt: Two people: one runs")

    assert found.line == 3
    assert "“alt” has a colon" in found.message
    assert '`alt: "Two people: one runs"`' in found.hint


def test_a_correct_quote_over_two_lines_is_not_reported():
    """The mistake is in a later line."""
    assert problem('title: "What\n  is it?"\ndate: A: B').line == 3
