"""Markdown becomes HTML, each body by itself; what would take minutes is found before that."""

import time

import markdown
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from plugins.posts.block_layout import lay_out
from plugins.posts.fences import NestedFences
from plugins.posts.inline_marks import InlineMarks
from plugins.posts.markdown_body import (
    EXTENSIONS,
    PARAGRAPH_LIMITS,
    POST_LIMITS,
    check_limits,
    deepest_line,
    needed,
    to_html,
)
from tests.building import ROOT


def test_what_writing_md_promises_works():
    """Tables, sane lists and notes."""
    html = to_html(
        "## Head\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n!!! note\n    Mind.\n\n2. two\n3. three\n"
    )

    assert "<h2>Head</h2>" in html
    assert "<table>" in html
    assert '<div class="admonition note">' in html
    assert '<ol start="2">' in html


def test_nothing_is_kept_from_one_body_to_the_next():
    """No link targets and no footnotes."""
    to_html("[a][1] and[^1]\n\n[1]: https://a.example\n[^1]: Note\n")
    html = to_html("[a][1] and[^1]")

    assert html == "<p>[a][1] and[^1]</p>"


def test_the_same_footnotes_have_the_same_names_in_every_post():
    """The same input gives the same bytes, whatever was converted before."""
    first = to_html("A[^1]\n\n[^1]: Note\n")

    assert first == to_html("A[^1]\n\n[^1]: Note\n")
    assert 'id="fn:1"' in first


def test_nothing_is_kept_from_a_body_that_is_nested_too_deeply():
    """A list after it is as loose as it would be alone."""
    text = "- a\n\n  b\n- c\n\nwords\n\n1. x\n\n\ty\n"
    alone = to_html(text)

    with pytest.raises(RecursionError):
        to_html("".join("    " * depth + "- x\n" for depth in range(300)))

    assert to_html(text) == alone


@pytest.mark.parametrize("text", [">" * 251 + " x", "> " * 251 + "x", "- " * 251 + "x"])
def test_more_levels_than_can_be_nested_are_refused(text):
    """Python-Markdown would leave the last marks in the text."""
    with pytest.raises(RecursionError):
        to_html(text)


def test_long_lines_have_no_levels():
    """Only the marks at the start of a line nest it."""
    assert to_html("words > - " * 300).startswith("<p>words")


SLOW = {
    "brackets": "[" * 10_000,
    "closed before they are opened": "]" * 10_000 + "[" * 10_000,
    "links": "[a](" * 10_000,
    "pictures": "![" * 10_000,
    "citations": "[^" * 10_000,
    "attributes": "# a {: " * 10_000,
    "tags": "<a " * 10_000,
    "tags in many paragraphs": "<a <a <a\n\n" * 10_000,
    "addresses": "<http://" * 10_000,
    "declarations": "<![" * 10_000,
    "strong emphasis": "__a _b " * 10_000,
    "strong emphasis around closed emphasis": "__a _b_ " * 10_000,
    "emphasis": "_a " * 10_000,
    "stars": "*a **b " * 10_000,
    "addresses of links": "".join(f"[a{number}]: b\n" for number in range(10_000)),
    "footnotes": "".join(f"[^{number}]: x\n\n" for number in range(10_000)),
    "one footnote that is referred to often": "[^1]: x\n\n" + "a[^1] " * 10_000,
    "abbreviations": "".join(f"*[A{number}]: x\n" for number in range(10_000)),
    "backticks": "`" * 10_000,
    "headings": "# a\n" * 10_000,
    "underlined headings": "a\n===\n" * 10_000,
    "bullets without text": "-\n" * 10_000,
    "boxes": "!!! note\n" * 10_000,
    "fences": "~~~ a\n" * 10_000,
    "behind a fence that is never closed": "```\n" + "[" * 10_000,
}


@pytest.mark.parametrize("body", SLOW.values(), ids=SLOW)
def test_what_takes_python_markdown_minutes_is_an_error(body):
    """At the line of the paragraph, within two seconds."""
    started = time.process_time()

    found = check_limits(f"Words.\n\n{body}", 5, "a.md")

    assert time.process_time() - started < 2
    assert {(finding.severity, finding.rule) for finding in found} == {("error", "post/too-many")}
    assert {finding.line for finding in found} <= {5, 7, 8}


def test_the_line_is_that_of_the_paragraph():
    """Counted from the first line of the body."""
    (finding,) = check_limits("Words.\n\nMore\nwords.\n\n" + "[" * 300, 8, "a.md")

    assert (finding.path, finding.line) == ("a.md", 13)


@pytest.mark.parametrize("limit", [*PARAGRAPH_LIMITS, *POST_LIMITS], ids=lambda limit: limit.what)
def test_as_many_as_the_limit_are_allowed(limit):
    """And one more is not."""
    signs = {
        "“[” without a “]”": "[", "“](” without a “)”": "](", "“{:” without a “}”": "{:",
        "“__” without an end": "__a ", "“_” without an end": "_a ", "“**” without an end": "**a ",
        "addresses of links": "[a]: x\n", "“<” without a “>”": "<", "footnotes": "[^1]: x\n",
        "abbreviations": "*[A]: x\n", "headings": "## x\n", "boxes (!!!)": "!!! note\n",
        "lines of ``` or ~~~": "~~~ x\n", "“`” in a row": "`", "references to footnotes": "[^1] ",
    }  # fmt: skip
    sign = signs[limit.what]

    assert limit.count(sign * limit.most) == limit.most
    assert [
        limit.what in finding.message for finding in check_limits(sign * limit.most, 1, "")
    ] == []
    assert any(
        limit.what in finding.message for finding in check_limits(sign * (limit.most + 1), 1, "")
    )


@pytest.mark.parametrize("fence", ["```", "~~~", "````"])
def test_code_between_fences_may_have_any_signs(fence):
    """Python-Markdown removes it before it tries any pattern."""
    assert (
        check_limits(f"{fence}\n" + "[<{: " * 1000 + f"\n{fence}\n\nWords [^1].\n", 1, "a.md") == []
    )


def test_a_long_post_may_have_many_headings_and_boxes():
    """In paragraphs of their own they take linear time."""
    assert check_limits("## a\n\nwords\n\n!!! note\n    words\n\n" * 5000, 1, "a.md") == []


def test_closed_signs_do_not_count():
    """A long list of links, and a table of elements."""
    body = "[a](b) <b>c</b> {: .d } _e_ __f__ **g** h_i *j*\n" * 5000

    assert check_limits(body, 1, "a.md") == []


@pytest.mark.parametrize("folder", ["content", "tests/sample_site/content"])
def test_the_posts_of_this_project_are_far_below(folder):
    """They have less than a tenth of each limit."""
    bodies = [path.read_text("utf-8") for path in (ROOT / folder).rglob("*.md")]

    assert bodies
    for body in bodies:
        assert check_limits(body, 1, "") == []
        assert all(limit.count(body) <= limit.most / 10 for limit in POST_LIMITS)


@pytest.mark.parametrize(
    ("body", "line"),
    [
        ("words\n\n> a\n>> b\n>>> c\n", 4),
        ("- a\n    - b\n        - c\nwords", 2),
        ("words", 0),
        ("", 0),
        ("          \n> a", 1),
    ],
)
def test_the_deepest_line_is_the_first_of_them(body, line):
    """The one with the most marks of quotes and lists."""
    assert deepest_line(body) == line


@given(st.text(st.sampled_from("[]()<>{}:!#=-`~^*1 \n\\"), max_size=300))
def test_any_text_can_be_counted(body):
    """A short text exceeds no limit."""
    assert check_limits(body, 1, "a.md") == []
    assert 0 <= deepest_line(body) <= body.count("\n")


ALL_EXTENSIONS = ("extra", "sane_lists", "admonition", InlineMarks())
PIECES = st.sampled_from([
    "\n", "\n\n", "    ", "\t", " ", "- ", "* ", "1. ", "> ", "# ", "a", "b c", "\\", "`", "``` ",
    "```\n", "~~~\n", "[^1]", "[^1]: ", "{: #a .b }", "{", "}", ":", ": ", ":   ", "|", "--|--",
    "*[a]: b\n", "*[", "<div markdown=1>", "</div>", "<b>", "<", ">", "&amp;", "&", "!!! note\n",
    "<hr>", "<!-- c -->", '<dl markdown="1">', "<dt>d</dt>", "!!!",
    '<div class="admonition note" markdown="1">',
    "=", "===\n", "[x](y)", "[x]", "[x]: y\n", "*", "_", "é", "\u00a0", "![x]", "](", "]:",
    "![x](y)", "[x][z]", "  \n", "\t\n", "\r\n", "<a@b.c>", "<http://x>", "\\*", "\\\\", "`c`",
    "## h\n", "#", "&#38;", "~~", "www.x.example", "https://x.example", "a@x.example", "• ", "2) ",
    "  ", "   ",
])  # fmt: skip


@given(st.lists(PIECES, max_size=25).map("".join))
@example("- a\n\n    : b\n")
@example("a\n:   b\n")
@example("<!-- c -->: d\n")
@example('<dl markdown="1"><dt>a</dt><dd>b</dd></dl>\n\n    c [d](e.md)\n')
@example('<div class="admonition urgent" markdown="1">\n<p>a</p>\n\n- x\n\n</div>\n\n    more\n')
@example("a\n\n</div>:  b\n")
@example("> a\n> :  b\n")
@example("1. a\n1) b\n")
@example("<p>a</p>  <p>b</p>\n")
@example("a \t\nb")
def test_an_extension_or_a_step_that_is_left_out_would_change_nothing(text):
    """Each text, once it is laid out, is converted as with all of them."""
    complete = markdown.Markdown(extensions=list(ALL_EXTENSIONS), output_format="html")
    laid_out, nested_code = lay_out(text)
    complete.preprocessors.register(NestedFences(complete, nested_code), "nested_fences", 26)

    assert to_html(text) == complete.convert(laid_out)


def test_a_plain_text_needs_no_extension():
    """But those that all posts are converted with."""
    text = "# A heading\n\nSome *words* and a [link](other.md):\n\n- one\n- two\n"

    assert needed(text) == []
    assert needed(f"{text}\n\n[^1]: A note <b>in</b> {{: .x }} | ``` !!! ~~ *[a]: b") == list(
        EXTENSIONS
    )
