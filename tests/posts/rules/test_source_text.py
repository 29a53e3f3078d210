"""What of a post's Markdown is text: neither code, nor a comment, nor an escape."""

import time

import pytest

from plugins.article_body.reading import parse
from plugins.posts import markdown_body
from plugins.posts.model import FrontMatter
from plugins.posts.rules.rule import PostToCheck
from plugins.posts.rules.source_text import without_open_comments


def post(body):
    root = parse(markdown_body.to_html(body))
    return PostToCheck(FrontMatter(title="A"), {}, body, 1, root)


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("one `two` three", "one three"),
        ("one ``two ` three`` four", "one four"),
        ("one\n\n```\ntwo\n```\n\nthree", "one three"),
        ("~~~~ text\n~~~\n~~~~\none", "one"),
        ("  ~~~\n  one\n  ~~~\ntwo", "two"),
        ("~~~\none\n\ntwo", "~~~ one two"),
        ("```\n~~~\n```\none\n~~~\ntwo\n~~~", "one"),
        ("one\n\n    two\n\nthree", "one three"),
        ("- one\n\n    two", "- one two"),
        ("one <!-- two --> three <!-- four\n\nfive --> six", "one three six"),
        ("`<!--` one `-->`", "one"),
        ("one <style>p {two}</style> three", "one <style> </style> three"),
        ("one <code>two</code> <PRE>thré</PRE> four", "one <code> </code> <PRE> </PRE> four"),
    ],
)
def test_code_and_comments_are_left_out(body, words):
    """Everything else keeps its place."""
    shown = post(body).shown

    assert " ".join(shown.split()) == words
    assert len(shown) == len(body)
    assert all(new in (" ", "\0", old) for new, old in zip(shown, body, strict=True))


def test_an_escaped_sign_is_no_sign():
    """Only the signs that Markdown lets be escaped."""
    assert post(r"\*one\* \<b>").shown == "\0\0one\0\0 \\<b>"


@pytest.mark.parametrize(
    ("body", "left"),
    [
        ("one <!-- two", "one "),
        ("one <!-- two\n\nthree", "one \n\nthree"),
        ("one <!-- two --> three <!-- four\nfive\n\nsix", "one <!-- two --> three \n\nsix"),
        ("`<!-- one` two", "`<!-- one` two"),
        ("~~~\n<!-- one\n~~~", "~~~\n<!-- one\n~~~"),
        ("<!-- one", ""),
        ("one", "one"),
    ],
)
def test_a_comment_that_is_never_closed_is_left_out(body, left):
    """To the end of its paragraph."""
    assert without_open_comments(body) == left


@pytest.mark.parametrize(
    "piece", ["```a\n", "~~~ b\n", "`", "` `` ", "<!--", "<!-- -- >", "<pre>", "<b ", "\\"]
)
def test_a_hostile_post_takes_linear_time(piece):
    """Quadratic time would be a minute."""
    body = piece * (200_000 // len(piece))
    hostile = PostToCheck(FrontMatter(title="A"), {}, body, 1, None)

    start = time.process_time()
    assert len(hostile.shown) == len(body)
    assert without_open_comments(body) is not None
    assert isinstance(hostile.tags, tuple)
    assert time.process_time() - start < 5
