"""HTML in posts that is never closed, or that has Markdown in it."""

import pytest

from tests.posts.rules.rule_findings import found, read

TAG = "raw-html/unclosed-tag"
COMMENT = "raw-html/open-comment"
INSIDE = "raw-html/markdown-inside"

BROKEN = [
    ("<div>\n\nBring **shoes** and\n\n- socks\n- a towel", [(1, TAG)]),
    ("Words.\n\n<h4>What to wear\n\nShorts.", [(3, TAG)]),
    ("Rest is <strong>best.\n\nReally.", [(1, TAG)]),
    ("- one\n- <em>two\n- three", [(2, TAG)]),
    ('<div class="wide">\n<div>\nWords.\n</div>\n', [(1, TAG)]),
    ("<blockquote>\nWords.\n\nMore.", [(1, TAG)]),
    ("<details>\n<summary>More</summary>\nWords.", [(1, TAG)]),
    ("<B>one</B> and <I>two", [(1, TAG)]),
    ("<table>\n<tr><td>one", [(1, TAG)]),
    ('See <a href="https://www.nhs.uk/">this.\n\nMore.', [(1, TAG)]),
    ("Bring shoes <!-- are boots fine?", [(1, COMMENT)]),
    ("Words.\n\n<!-- ask Kim\n\nMore words.", [(3, COMMENT)]),
    ("Words. <!-- ask Kim -- > More.", [(1, COMMENT)]),
    ("One.\n\n<!-- ask Kim -- >\n\nTwo. <!-- done -->", [(3, COMMENT)]),
    ("One.\n\n<!-- ask Kim –>\n\nTwo.\n\n<!-- done -->", [(3, COMMENT)]),
    ("- one <!-- ask\n- two", [(1, COMMENT)]),
    ("Words.\n\n- one `\n- two\n- three <!-- ask `", [(5, COMMENT)]),
    ("One `\n* * *\ntwo <!-- ask `", [(3, COMMENT)]),
    ("- one\n\n    <!-- ask Kim\n\nWords.", [(3, COMMENT)]),
    ("<div>\n`one\n<!-- ask ` \n</div>\n\nWords.", [(3, COMMENT)]),
    ("<div>\nBring **shoes**.\n</div>", [(2, INSIDE)]),
    ("Words.\n\n<div>See [the map](map.md).</div>", [(3, INSIDE)]),
    ("<section>\nWords.\n\n## What to bring\n\nShoes.\n</section>", [(4, INSIDE)]),
    ("<blockquote>\n- one\n- two\n</blockquote>", [(2, INSIDE)]),
    ("<p>It is __not__ so.\n\nMore.", [(1, INSIDE)]),
    ("<ul>\n<li>a **b** c\n<li>d\n</ul>", [(2, INSIDE)]),
    ("<div>\n**a**\n</div>\n\n<div>\n**b**\n</div>", [(2, INSIDE), (6, INSIDE)]),
]
INTENDED = [
    "<p>One\n\n<p>Two",
    "<ul>\n<li>one\n<li>two\n</ul>\n\nWords.",
    "One<br>two<br/>three\n\n<hr>\n\nFour",
    "<table><tr><td>one<td>two<tr><td>three</table>",
    "<dl><dt>One<dd>Two</dl>",
    '<div>\n<span title="**One**">Two</span>\n</div>',
    "<details>\n<summary>More</summary>\nWords.\n</details>",
    '<div markdown="1">\nBring **shoes**.\n</div>',
    "Text with `<div>` and `<!-- x`.",
    r"Text with \\`<!-- x`.",
    "    <!-- x\n\nWords.",
    "<!---> x -->\n\nWords.",
    "    <div>\n    <b>\n\nWords.",
    "~~~\n<b>\n<!--\n~~~",
    "<!-- <div> -->\n\nWords.",
    "<!-- one -->Words<!-- two\nand three -->.",
    "If a < b and b > c then 1 <2.",
    "<div>\nTwo ** three; a_b_c; -5 and #4.\n</div>",
    "Write to <b.jones@example.org> or <a@example.org>.",
    "<blockquote>\nWords.\n- Somebody\n</blockquote>",
    "A <b>bold</b>, **bold** and <kbd>**</kbd> word.",
    "<pre>\n**a** <b>\n</b></pre>",
]


@pytest.mark.parametrize(("body", "expected"), BROKEN)
def test_broken_html_is_reported_at_its_line(body, expected):
    """It would change the rest of the page."""
    assert found(body) == expected


@pytest.mark.parametrize("body", INTENDED)
def test_html_as_it_may_be_is_not_reported(body):
    """Browsers close some elements themselves."""
    rules = {rule for _line, rule in found(body)}

    assert not {rule for rule in rules if rule.startswith(("raw-html/", "markup/"))}


@pytest.mark.parametrize("lenient", [False, True])
@pytest.mark.parametrize(
    "body",
    [
        "Bring shoes <!-- is Kim in?\n\nThen rest.",
        "Bring shoes <!-- is Kim in? -- > please\n\nThen rest.",
        "<!-- is Kim in?\n\nThen rest.",
        "- Bring shoes <!-- is Kim in?\n\nThen rest.",
        '!!! urgent "Call 111 if:"\n    - it hurts <!-- Kim?\n\nThen rest.',
        "Then <b>rest</b>. <!-- one --> <!-- is Kim in?",
        "| One | Two |\n|---|---|\n| a | b <!-- Kim? |\n\nThen rest.",
        "    code\n\nThen rest. <!-- is Kim in? --!",
        "- one `\n- two\n- three <!-- Kim? `\n\nThen rest.",
        "One `\n* * *\ntwo <!-- Kim? `x`\n\nThen rest.",
        "- one\n\n    <!-- Kim?\n\nThen rest.",
        r"Then rest. <!-- Kim? \-->",
        "<div>\n`one\n<!-- Kim? `\n</div>\n\nThen rest.",
        "Then rest <!-- Kim <!-- Lee --> on.",
    ],
)
def test_a_note_is_never_public(body, lenient):
    """Nor where its comment is never closed."""
    post = read(body, lenient=lenient)

    assert "Kim" not in post.html + post.text + post.excerpt
    assert "rest" in post.text
    assert {finding.rule for finding in post.body_findings} >= {COMMENT}


@pytest.mark.parametrize(
    "body",
    [
        "Write `<!-- Kim` first.",
        "    <!-- Kim",
        r"Write \\`<!-- Kim` first.",
        "- a\n\n        <!-- Kim",
    ],
)
def test_a_comment_in_code_stays(body):
    """It is an example."""
    assert "&lt;!-- Kim" in read(body).html


@pytest.mark.parametrize("body", ["<!--> Kim -->\n\nMore.", "More. <!---> Kim -->"])
def test_a_comment_that_browsers_take_for_an_empty_one_is_never_public(body):
    """They would show its words."""
    read_post = read(body)

    assert "Kim" not in read_post.html + read_post.text + read_post.excerpt
    assert "More." in read_post.html


@pytest.mark.parametrize(
    "body",
    [
        "Words. <!-- ask Kim\n\nand Lee --> More.",
        "- one <!-- ask Kim\n- and Lee -->\n\nMore.",
        "> Words. <!-- ask Kim\n\nand Lee -->\n\nMore.",
        "Words. <!-- ask Kim\n## and Lee -->\n\nMore.",
        "!!! note\n    Words. <!-- ask Kim\n\n    and Lee -->\n\nMore.",
        "1. Words. <!-- ask Kim\n   - and Lee -->\n\nMore.",
    ],
)
def test_a_comment_over_several_blocks_is_never_public(body):
    """Markdown itself would show it."""
    read_post = read(body)

    assert "Kim" not in read_post.html + read_post.text + read_post.excerpt
    assert "Lee" not in read_post.html
    assert "More." in read_post.html
