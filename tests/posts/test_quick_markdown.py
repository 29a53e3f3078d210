"""The quick converter writes what Python-Markdown's writes."""

import markdown
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.posts.inline_marks import InlineMarks
from plugins.posts.quick_markdown import QuickMarkdown

SIGNS = [
    "*", "**", "_", "`", "\\", "!", "[a](b)", "![a](b)", "[^1]", "<b>", "<!--", "<https://a.org>",
    "&amp;", "~~", "https://a.org", "www.a.org", "a@b.org", "  \n", "\n", "{.c}", " ", "a",
    "\n\n", "- ", "1. ", "# ", "===", "> ", "    ", "[a]: b\n", "[a][b]", "[a](b 'c')", "[](", "\t",
    "\r\n", "\x02", "***", "* * *", "<p>c</p>", ": ", "|-|\n", "!!! note\n", "[a](<b c>)", "(", ")",
]  # fmt: skip


EXTENSIONS = ["extra", "admonition"]


@given(st.lists(st.sampled_from(SIGNS), max_size=12).map("".join))
@settings(max_examples=100)
def test_a_quick_converter_writes_the_same(text):
    """Whatever signs the text has."""
    others = ["sane_lists", InlineMarks()]
    plain = markdown.Markdown(extensions=[*EXTENSIONS, *others], output_format="html")
    quick = QuickMarkdown(EXTENSIONS, left_out=frozenset())

    assert quick.convert(text) == plain.convert(text)


def test_a_text_without_signs_is_not_searched():
    """Most texts have none, and each search takes time."""
    md = QuickMarkdown([], left_out=frozenset())
    md.inlinePatterns["not_strong"].compiled_re = None  # a search would raise

    assert md.convert("Plain words") == "<p>Plain words</p>"
    with pytest.raises(AttributeError):
        md.convert("*Plain* words")


def test_converters_share_nothing_that_they_change():
    """What the text of one defines, another one does not know."""
    first, second = (QuickMarkdown([], left_out=frozenset()) for _ in range(2))

    assert "<a " in first.convert("[a][b]\n\n[b]: c")
    assert second.convert("[a][b]") == "<p>[a][b]</p>"
    for registry in ("inlinePatterns", "preprocessors", "treeprocessors", "postprocessors"):
        for step in getattr(first, registry):
            assert step not in getattr(second, registry)
    assert not {*first.parser.blockprocessors} & {*second.parser.blockprocessors}


def test_steps_can_be_left_out():
    """Those that a text does not need."""
    md = QuickMarkdown([], left_out={"link", "hashheader"})

    assert md.convert("# [a](b)") == "<p># [a](b)</p>"
    assert md.convert("*a*") == "<p><em>a</em></p>"
