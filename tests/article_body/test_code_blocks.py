"""Code whose language is named gets elements for its parts, which the theme colours."""

import re
from html import unescape

import pytest

from plugins.article_body.code_blocks import mark_code
from plugins.article_body.reading import parse
from plugins.article_body.transform import BodyDocument
from plugins.posts.markdown_body import to_html
from plugins.posts.questions import AnySiteContext
from tests.building import ROOT

CODE = 'def f(x):  # <b>\n    return "a & b"\n'


def marked(html):
    """The HTML after the transform."""
    document = BodyDocument(parse(html, 500), AnySiteContext())
    mark_code(document)
    return document.root.inner_html()


@pytest.mark.parametrize(
    "markdown",
    [
        f"```python\n{CODE}```",
        f"~~~ {{.python}}\n{CODE}~~~",
        re.sub("^", "    ", f":::python\n{CODE}", flags=re.MULTILINE),
        re.sub("^", "    ", f"#!python\n{CODE}", flags=re.MULTILINE),
        re.sub("^", "    ", f"::: Python\n{CODE}", flags=re.MULTILINE),
    ],
)
def test_a_named_language_is_marked(markdown):
    """By a fence, or in the first line of an indented block, which is not shown."""
    html = marked(to_html(markdown))

    assert html.startswith('<div class="highlight"><pre><code')
    for part in ('<span class="k">def</span>', '<span class="c1"># &lt;b&gt;</span>'):
        assert part in html
    assert unescape(re.sub("<[^>]+>", "", html)).strip() == CODE.strip()


@pytest.mark.parametrize(
    "markdown",
    [
        "```\nplain\n```",
        "```no-such-language\nplain\n```",
        "    plain",
        "    ::: no such\n    plain",
        "    #!/usr/bin/python\n    plain",
        "    plain\n    :::python",
    ],
)
def test_other_code_stays_as_it_is(markdown):
    """Its language is not guessed."""
    html = to_html(markdown)

    assert marked(html) == parse(html, 500).inner_html()


def test_code_that_is_marked_already_stays():
    """By an extension of Markdown, or in HTML."""
    html = '<pre><code class="language-python"><b>def</b> f</code></pre>'

    assert marked(html) == html


def test_every_character_is_kept():
    """Blank lines at the start and the end too."""
    html = '<pre><code class="language-python">\n\nx = 1\n\n\n</code></pre>'

    assert re.sub("<[^>]+>", "", marked(html)) == "\n\nx = 1\n\n\n"


def _colours(css, scheme):
    start = css.index("prefers-color-scheme: dark") if scheme == "dark" else 0
    return dict(reversed(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", css[start:])))


def _luminance(colour):
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return sum(share * part for share, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_colours_of_code_can_be_read(scheme):
    """4.5:1 on the ground of code (WCAG AA), in both schemes."""
    static = ROOT / "theme/static/css"
    colours = _colours((static / "tokens.css").read_text("utf-8"), scheme)
    used = set(re.findall(r"var\(--([\w-]+)\)", (static / "code.css").read_text("utf-8")))
    ground = _luminance(colours["panel"])

    assert len(used) >= 3
    for name in used:
        dark, light = sorted((ground, _luminance(colours[name])))
        assert (light + 0.05) / (dark + 0.05) >= 4.5, name


@pytest.mark.parametrize(
    ("markdown", "title"),
    [
        ("```{admonition} No <b> & {longer} used\nx\n```", "No <b> & {longer} used"),
        ('- a\n\n  ```{note} A "hot" one\n  x\n  ```', "A 'hot' one"),
        ('~~~ {.python title="The file"}\nx = 1\n~~~', "The file"),
    ],
)
def test_the_title_of_a_fence_stands_above_the_code(markdown, title):
    """It is words that readers would miss, also where the fence is of another kind of Markdown."""
    html = marked(to_html(markdown))

    before, code, after = html.partition("<pre>")
    assert unescape(re.search("<p>(.*)</p>(?:<div.*>)?$", before.rstrip())[1]) == title
    assert "title" not in before + code + after
