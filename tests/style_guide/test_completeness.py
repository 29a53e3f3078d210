"""Every macro and partial of the theme has an example."""

import re

import pytest

from plugins.theme_support.tokens import tokens
from tests.building import ROOT
from tests.style_guide.guide import EXAMPLES, TEMPLATES, called, included, macros, partials

# These are in the head of a page and are not visible.
INVISIBLE = {"partials/alternates.html", "partials/social.html"}
FRAME = TEMPLATES / "style_guide" / "frame.html"


def test_every_macro_has_an_example():
    """No example calls a macro that does not exist."""
    shown = set().union(*map(called, EXAMPLES))

    assert len(macros()) >= 10
    assert shown == macros()


def test_every_partial_has_an_example():
    """Except those that are invisible."""
    shown = set().union(*map(included, [*EXAMPLES, FRAME]))

    assert len(partials()) > 20
    assert shown == partials() - INVISIBLE


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('{% from "macros/a.html" import b with context %}{{ b(1) }}', {("macros/a.html", "b")}),
        ('{% from "macros/a.html" import b as c %}{{ c(1) }}', {("macros/a.html", "b")}),
        ('{% from "macros/a.html" import b %}nothing', set()),
        ('{% from "style_guide/frame.html" import b %}{{ b(1) }}', set()),
    ],
)
def test_an_import_is_no_call(tmp_path, text, expected):
    """A macro that is imported but not called is not shown."""
    template = tmp_path / "a.html"
    template.write_text(text, "utf-8")

    assert called(template) == expected


def test_the_page_lists_every_file_of_examples():
    """The page defines the order of the files."""
    page = (TEMPLATES / "style_guide.html").read_text("utf-8")
    listed = re.findall(r'"(\w+)"', re.search(r"set parts = \[(.*?)\]", page, re.DOTALL)[1])

    assert sorted(listed) == [path.stem for path in EXAMPLES]


def test_every_size_and_space_has_a_class():
    """Each token is shown at its size."""
    css = ROOT / "theme" / "static" / "css"
    names = tokens((css / "tokens.css").read_text("utf-8"))
    sizes = {name for name in names if name.startswith(("text-", "space-"))}
    shown = re.findall(
        r"\.size--([\w-]+) \{ [\w-]+: var\(--\1\); \}", (css / "style_guide.css").read_text("utf-8")
    )

    assert len(sizes) > 5
    assert set(shown) == sizes
