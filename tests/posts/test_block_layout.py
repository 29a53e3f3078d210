"""Lists, tables and code are read where CommonMark reads them, and where editors mean them."""

import re
import time

import markdown
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from plugins.article_body.reading import parse
from plugins.posts import block_layout, layout_signs
from plugins.posts.block_layout import lay_out
from plugins.posts.markdown_body import to_html
from tests.building import ROOT
from tests.posts.html_outline import outline


def read(text):
    """The outline of the HTML of a Markdown text."""
    return outline(to_html(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Bring:\n- shoes\n- water", ["Bring:", "ul li shoes", "ul li water"]),
        ("Rest.\n* ice\n* tape", ["Rest.", "ul li ice", "ul li tape"]),
        ("Choose\n+ one\n+ two", ["Choose", "ul li one", "ul li two"]),
        ("Then:\n1. rest\n2. ice", ["Then:", "ol li rest", "ol li ice"]),
        ("**Bring**\n- shoes", ["Bring", "ul li shoes"]),
        ("Bring\n- Shoes\nand water", ["Bring", "ul li Shoes", "ul li and", "ul li water"]),
        ("Bring:\n - shoes\n - water", ["Bring:", "ul li shoes", "ul li water"]),
        ("One.\nTwo:\n- a\n\nThree.\n- b", ["One.", "Two:", "ul li a", "Three.", "ul li b"]),
        ("- a\n1. b", ["ul li a", "ol li b"]),
        ("1. a\n- b\n- c\n2. d", ["ol li a", "ul li b", "ul li c", "ol li d"]),
        ("| a | b |\n|---|---|\n| c | d |\n- e.\n- f", [
            "table th a", "table th b", "table td c", "table td d", "ul li e.", "ul li f",
        ]),
    ],
)  # fmt: skip
def test_a_list_may_directly_follow_a_paragraph(text, expected):
    """Without an empty row before it."""
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('!!! urgent "Call:"\n    If:\n    - numb\n    - cold', ["ul li numb", "ul li cold"]),
        ('!!! note "A"\n    If:\n    1. numb\n    2. cold', ["ol li numb", "ol li cold"]),
        ('!!! note "A"\n    - numb:\n      - hand\n    - cold', [
            "ul li numb:", "ul li ul li hand", "ul li cold",
        ]),
        ('!!! note "A"\n    See.\n    | a | b |\n    |---|---|\n    | c | d |', [
            "table th a", "table th b", "table td c", "table td d",
        ]),
        ('!!! note "A"\n    ```\n    - x\n    ```', ["pre -", "pre x"]),
    ],
)  # fmt: skip
def test_the_same_in_a_care_card(text, expected):
    """A sign of danger must not become part of a sentence."""
    found = read(text)

    assert found[-len(expected) :] == [f"box {words}" for words in expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("> Bring:\n> - shoes\n> - water", ["Bring:", "ul li shoes", "ul li water"]),
        ("> Then:\n> 1. rest\n>    - ice", ["Then:", "ol li rest", "ol li ul li ice"]),
        (">> Bring:\n>> * shoes", ["blockquote Bring:", "blockquote ul li shoes"]),
        ("> See:\n> | a | b |\n> |--|--|\n> | c | d |", [
            "See:", "table th a", "table th b", "table td c", "table td d",
        ]),
        ("> ```\n> code\n> ```\n> more", ["pre code", "more"]),
    ],
)  # fmt: skip
def test_the_same_in_a_quote(text, expected):
    """Whatever marks begin its rows."""
    assert read(text) == [f"blockquote {words}" for words in expected]


def test_a_list_directly_below_a_quote_is_not_in_it():
    """CommonMark ends the quote there; Python-Markdown does not."""
    assert read("> Quoted.\n- one\n- two") == ["blockquote Quoted.", "ul li one", "ul li two"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- a\n\n  Then:\n  - b\n  - c\n- d", [
            "ul li a", "ul li Then:", "ul li ul li b", "ul li ul li c", "ul li d",
        ]),
        ("1. a\n\n    Then:\n    - b\n2. c", [
            "ol li a", "ol li Then:", "ol li ul li b", "ol li c",
        ]),
        ("- a\n\n  See.\n  | b | c |\n  |---|---|\n  | d | e |\n- f", [
            "ul li a", "ul li See.", "ul li table th b", "ul li table th c",
            "ul li table td d", "ul li table td e", "ul li f",
        ]),
        ("- a\n  | b | c |\n  |---|---|\n  | d | e |", [
            "ul li a", "ul li table th b", "ul li table th c",
            "ul li table td d", "ul li table td e",
        ]),
        ("- a\n\n    - b\n- c", ["ul li a", "ul li ul li b", "ul li c"]),
        ("- a\n\n  !!! note\n      If:\n      - b\n\n  c", [
            "ul li a", "ul li box Note", "ul li box If:", "ul li box ul li b", "ul li c",
        ]),
        ("1. a\n   > b\n   > c\n2. d", [
            "ol li a", "ol li blockquote b", "ol li blockquote c", "ol li d",
        ]),
        ("- a\n    !!! note\n        b", ["ul li a", "ul li box Note", "ul li box b"]),
        ("1. a\n   ```\n   b\n   ```\n<p>c</p>\n2. d", ["ol li a", "ol li pre b", "c", "ol li d"]),
        ("-   > a\n    > b\n    >\n    > - c", [
            "ul li blockquote a", "ul li blockquote b", "ul li blockquote ul li c",
        ]),
    ],
)  # fmt: skip
def test_an_item_may_have_more_blocks(text, expected):
    """Indented as far as its first words."""
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- a\n  - b\n    - c\n  - d\n- e", [
            "ul li a", "ul li ul li b", "ul li ul li ul li c", "ul li ul li d", "ul li e",
        ]),
        ("1. a\n   - b\n   - c\n2. d", ["ol li a", "ol li ul li b", "ol li ul li c", "ol li d"]),
        ("1. a\n   1. b\n      1. c", ["ol li a", "ol li ol li b", "ol li ol li ol li c"]),
        ("1. a\n  - b\n2. c", ["ol li a", "ol li ul li b", "ol li c"]),
        ("* a\n   * b", ["ul li a", "ul li ul li b"]),
        ("- a\n    - b\n      - c\n- d", [
            "ul li a", "ul li ul li b", "ul li ul li ul li c", "ul li d",
        ]),
        ("10. a\n    - b\n\n    c", ["ol li a", "ol li ul li b", "ol li c"]),
        ("- a\n\n  b\n  c\n\n   d\n- e", ["ul li a", "ul li b", "ul li c", "ul li d", "ul li e"]),
        ("-\ta\n\t- b", ["ul li a", "ul li ul li b"]),
        ("- a\n- b\n - c", ["ul li a", "ul li b", "ul li c"]),
    ],
)  # fmt: skip
def test_lists_nest_by_the_column_of_the_words(text, expected):
    """Two or three spaces are enough; the numbering goes on."""
    assert read(text) == expected
    assert 'start="' not in to_html(text).replace('start="10"', "")


@pytest.mark.parametrize(
    "text",
    [
        "It began in\n2019. A good year for it.",
        "The rent was\n300. Now it is more.",
        "They meet at number\n1. It is on the left.",
        "It was colder than\n- 5 degrees outside.",
        "He came home\n- tired and wet - at ten.",
        "The sum is 2\n+ 3, as we know.",
        "We met — as\n— one does.",
        "Words and\n* * *\nmore",
        "Heading\n---\nwords",
        "See the list\n-\nthere",
        "The ratio a|b\nis | not | a\ntable",
        "See:\n| a | b |\n|---|---|---|",
        "a · b\n· c",
        "Written by\n– Nora",
        "#1) one",
        "(1) one\n(2) two",
    ],
)
def test_what_may_be_there_by_chance_is_no_list_or_table(text):
    """A number or a dash at the start of a row, in the middle of a sentence."""
    assert "<li>" not in to_html(text)
    assert "<table>" not in to_html(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1. It began in\n   2019. A good year.\n2. b", [
            "ol li It", "ol li began", "ol li in", "ol li 2019.", "ol li A", "ol li good",
            "ol li year.", "ol li b",
        ]),
        ("- In\n  2019. A year", ["ul li In", "ul li 2019.", "ul li A", "ul li year"]),
    ],
)  # fmt: skip
def test_a_year_in_an_item_is_no_item(text, expected):
    """Python-Markdown takes any number below an item for the next one."""
    assert read(text) == expected


@pytest.mark.parametrize("mark", "•‣◦▪●■·–—\uf0b7")
@pytest.mark.parametrize("space", [" ", "\t", "\u00a0\u00a0 "])
def test_the_bullets_of_word_processors_are_bullets(mark, space):
    """Whatever they put behind them."""
    rows = [f"{mark}{space}{word}" for word in ("one", "two", "three")]

    assert read("\n".join(rows)) == ["ul li one", "ul li two", "ul li three"]
    assert read("We offer\n" + "\n".join(rows))[:3] == ["We", "offer", "ul li one"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1) a\n2) b", ["ol li a", "ol li b"]),
        ("Then:\n1)\ta\n2)\tb", ["Then:", "ol li a", "ol li b"]),
        ("> 1) a\n> 2) b", ["blockquote ol li a", "blockquote ol li b"]),
        ("1) a\n   • b\n   • c\n2) d", ["ol li a", "ol li ul li b", "ol li ul li c", "ol li d"]),
        ("1) a\n\nb\n\n2) c", ["ol li a", "b", "ol li c"]),
        ("•one\n•two", ["ul li one", "ul li two"]),
        ("- a\n  • b", ["ul li a", "ul li ul li b"]),
    ],
)
def test_numbers_with_brackets_are_numbers(text, expected):
    """And bullets may be within them."""
    assert read(text) == expected


def test_a_list_goes_on_at_its_number():
    """A paragraph at the margin ends it."""
    assert '<ol start="2">' in to_html("1) a\n\nb\n\n2) c")


@pytest.mark.parametrize(
    ("text", "names", "code"),
    [
        ("1. Boil:\n   ```\n   a\n     b\n\n   c\n   ```\n2. Wait", "ol li pre", "a\n  b\n\nc\n"),
        ("- Boil\n\n    ~~~ js\n    a\n    ~~~\n", "ul li pre", "a\n"),
        ("- ```\n  a\n    b\n  ```\n- c", "ul li pre", "a\n  b\n"),
        ("- a\n  - b\n    ````python\n    ```\n    ````", "ul li ul li pre", "```\n"),
        ("  ```\n  a\n    b\n  ```", "pre", "a\n  b\n"),
        ("   ~~~\na\n   ~~~\nb", "pre", "a\n"),
        ("``` js title=x\na\n```", "pre", "a\n"),
        ("> - x\n>   ```\n>   a\n>\n>   b\n>   ```", "blockquote ul li pre", "a\n\nb\n"),
        ("1. x\n  ```\n  <a> & *b*\n  ```\n2. y", "ol li pre", "<a> & *b*\n"),
        ('!!! note "A"\n    ```\n    - a\n    ```', "box pre", "- a\n"),
    ],
)
def test_fenced_code_may_be_in_anything(text, names, code):
    """Each row without the indentation of what it is in."""
    html = to_html(text)
    pre = next(iter(parse(html).elements({"pre"})))

    assert pre.text() == code
    assert any(found.startswith(f"{names} ") for found in outline(html))
    assert "\x02" not in html
    assert "start=" not in html


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("```md\nAs in:\n    ```\n    a, b\n    ```\nend\n```", 5),
        ("~~~ text (long)\n\n        ~~~\n\nend\n~~~", 3),
        ("```\n> ```\n> a\n> ```\n```", 3),
        ("- a\n\n  ```\n      ```\n  x\n  ```", 2),
        ("> ```\n>     ```\n> x\n> ```", 2),
        ("1. a\n\n    ```\n    > ```\n    x\n    ```", 2),
    ],
)
def test_a_fence_within_code_does_not_end_it(text, code):
    """Neither one that is indented by four columns or more, nor one in a quote."""
    (block,) = parse(to_html(text)).elements({"pre"})

    assert len(block.text().strip("\n").split("\n")) == code
    assert outline(to_html(text)) == outline(ORACLE.render(text))


def test_a_fence_that_is_never_closed_stays_text():
    """So that what is below it stays visible; a rule reports it."""
    found = read("1. Boil\n   ```\n   a\n\nB:\n- c")

    assert found[-2:] == ["B:", "ul li c"]


@pytest.mark.parametrize("html", ["<div/>", "<p />", '<p class="x"/>', "<div>\n<div/>\n</div>"])
def test_a_tag_without_content_does_not_hide_what_follows(html):
    """Python-Markdown closes it at once."""
    assert "<li>a</li>" in to_html(f"{html}\n\nBring:\n- a\n- b\n")


@pytest.mark.parametrize(
    "text",
    [
        "- a\n    - b\n        - c\n    - d\n- e\n",
        "- a\n  more\n- b\n  more\n\nwords\n",
        "1. a\n\n    b\n\n2. c\n",
        "* a\n\n        code\n\n* b\n",
        "words\n    - words\n",
        "    - code\n    - code\n",
        '!!! note "A"\n    a\n\n    - b\n        - c\n',
        "```\nWe:\n- a\n  - b\n1) c\n```\n",
        "<pre>\nWe:\n- a\n</pre>\n\n<div>\nWe:\n- a\n</div>\n",
        "<!-- We:\n- a\n  - b -->\n\nwords\n",
        "> a\n>\n> - b\n>     - c\n",
        "## A\n- b\n- c\n",
        "[^1]: A note:\n\n    - a\n\nWords[^1]\n",
        "- [ ] a\n- [x] b\n",
    ],
)
def test_what_python_markdown_reads_well_stays_as_it_is(text):
    """Byte by byte."""
    assert block_layout._lay_out(text).text == text


@pytest.mark.parametrize("folder", ["content", "tests/sample_site/content"])
def test_the_posts_of_this_project_stay_as_they_are(folder):
    """Python-Markdown reads them well, and their HTML is the same."""
    extensions = ["extra", "sane_lists", "admonition"]
    for path in (ROOT / folder).rglob("*.md"):
        body = path.read_text("utf-8").split("\n---\n", 1)[-1]

        assert to_html(body) == markdown.markdown(body, extensions=extensions, output_format="html")


@pytest.mark.parametrize(
    "text",
    [
        "<figure>![A couch](couch.png)<figcaption>x</figcaption></figure>",
        '<figure>\n  ![A couch](couch.png "By the window")\n</figure>',
        "<div><p>![A couch](<couch.png>)</p></div>",
        "<table><tr><td>![A couch](couch.png)</td></tr></table>",
        "<section>\n\n![A couch](couch.png)\n\n</section>",
    ],
)
def test_a_picture_in_raw_html_is_a_picture(text):
    """So that it is checked like any other."""
    (picture,) = parse(to_html(text)).elements({"img"})

    assert (picture.get("src"), picture.get("alt")) == ("couch.png", "A couch")


@pytest.mark.parametrize(
    "text",
    [
        "<pre>![a](b.png)</pre>",
        "<div><code>![a](b.png)</code></div>",
        '<div title="![a](b.png)">x</div>',
        '<div\n title="![a](b.png)">x</div>',
        "<!-- ![a](b.png) -->",
        "<div>![a](javascript:alert)</div\n>![x]",
    ],
)
def test_what_is_no_picture_in_raw_html(text):
    """Code, attributes and comments."""
    images = parse(to_html(text)).elements({"img"})

    assert not [image for image in images if "javascript" not in image.get("src")]


def test_what_a_picture_in_raw_html_says_is_escaped():
    """It cannot end its attribute."""
    (picture,) = parse(to_html('<div>![a" onload="x](b.png)</div>\n')).elements({"img"})

    assert set(picture.attributes) == {"src", "alt"}


PIECES = st.sampled_from([
    "\n", "\n", "\n\n", "    ", "  ", " ", "- ", "* ", "1. ", "2. ", "2) ", "> ", "# ", "a", "b.",
    "```", "```\n", "~~~ x\n", "|", "--|--\n", "|-|\n", "<div>", "</div>", "![a](b)", "!!! note\n",
    "[^1]: ", "• ", "– ", "- - -\n", "---\n", "   ", ": ", "\u00a0", "2019. ", "<!--", "-->", "\t",
])  # fmt: skip
TEXTS = st.lists(PIECES, max_size=20).map("".join)


@given(TEXTS)
@example("- a\n    !!! note\n        b\n")
@example("- a\n    > b\n")
@example("- a\n\n    b\n- c\n")
@example("1. a\n    > b\n")
@example("- 2. \n   [^1]: ")
@example("- - -\n   |-|\n - : ")
def test_a_text_without_signs_would_not_change(text):
    """Most posts are not looked at row by row."""
    text = text.expandtabs(4)

    assert layout_signs.found(text) or block_layout._lay_out(text) == block_layout.Layout(text)


@given(TEXTS)
@example("```!!! note\n```")
def test_no_word_is_lost(text):
    """Nor comes before another; only marks, spaces and pictures in HTML change.

    What follows the sign of a fence, such as a language, is no text.
    """

    def words(of):
        shown = re.sub(r"(?:`{3,}|~{3,})[^\n]*", "", of)
        return "".join(character for character in shown if character.isalnum())

    if "![" not in text:
        assert words(lay_out(text).text) == words(text)


@st.composite
def blocks(draw, depth=0):
    """The rows of some blocks as CommonMark nests them; each word ends a sentence."""
    rows, last = [], ""
    kinds = ["words", "list", "list", "quote", "code", "table"] if depth < 3 else ["words"]
    for kind in draw(st.lists(st.sampled_from(kinds), min_size=1, max_size=2)):
        new = draw(BLOCKS[kind](depth))
        if rows and (last != "words" or kind == "words" or draw(st.booleans())):
            rows.append("")
        rows += new
        last = kind
    return rows


def words(_depth):
    """A paragraph."""
    return st.lists(st.just("Rest."), min_size=1, max_size=2)


@st.composite
def items(draw, depth):
    """A list, whose items do not begin with a list."""
    mark, width = draw(st.sampled_from("-*1")), draw(st.integers(1, 2))
    rows = []
    for number in range(draw(st.integers(1, 3))):
        lead = (f"{number + 1}." if mark == "1" else mark) + " " * width
        first, *others = draw(blocks(depth + 1).filter(lambda new: new[0][0] in "Rest|>`"))
        rows += [""] if number and draw(st.booleans()) else []
        rows += [lead + first, *(" " * len(lead) + row if row else "" for row in others)]
    return rows


def quoted(rows):
    """The rows in a quote."""
    return [f"> {row}".rstrip() for row in rows]


BLOCKS = {
    "words": words,
    "list": items,
    "quote": lambda depth: blocks(depth + 1).map(quoted),
    "code": lambda _: st.just(["```", "If.", "", "  - x", "```"]),
    "table": lambda _: st.just(["| A. | b |", "|---|---|", "| C. | d |"]),
}  # fmt: skip
ORACLE = MarkdownIt("commonmark").enable("table")


@given(blocks())
def test_blocks_nest_as_in_commonmark(rows):
    """By the column of an item's first word, with and without empty rows."""
    text = "\n".join(rows)

    assert read(text) == outline(ORACLE.render(text))


@given(blocks())
def test_a_text_that_was_laid_out_stays_as_it_is(rows):
    """Laying out is idempotent."""
    laid_out = lay_out("\n".join(rows))

    assert lay_out(laid_out.text) == laid_out


SLOW = {
    "fences": "- ```\n" * 20_000 + "```\n",
    "indented fences": "   ```x\n" * 20_000 + "```\n",
    "fences that their item ends": "- a\n" + "  ```x\n" * 20_000 + "```\n",
    "fences that only the next one closes": "```x\n    ```\n" * 20_000,
    "fences that nothing closes": "~~~ x y\n    ~~~\n" * 20_000,
    "fences in quotes": "> ```\n" * 20_000 + "\n```",
    "uncertain items": "words\n" + "1. x y\nwords\n" * 10_000,
    "nested items": ("\n".join(" " * (2 * depth) + "- x" for depth in range(200)) + "\n") * 10,
    "empty rows": "\n".join(" " * (2 * depth) + "- x" for depth in range(200)) + "\n" * 50_000,
    "delimiters": "a | b\n" + "-|" * 50_000 + "x",
    "pipes": "a\n" + "|" * 100_000,
    "raw HTML": "<div>\n" * 20_000,
    "pictures": "<div>\n" + '![a](b "' * 20_000,
    "comments": "<!-- a\n" * 20_000,
    "quotes": "> " * 50_000,
    "breaks": "---\nx\n" * 20_000,
    "ends of sentences": "x" + ".)" * 50_000 + "\n- a",
    "spaces": "        \n" * 20_000,
    "numbers": "1." * 50_000,
}


@pytest.mark.parametrize("text", SLOW.values(), ids=SLOW)
def test_the_time_is_linear(text):
    """A second is ten times what each takes."""
    started = time.process_time()

    lay_out(text)

    assert time.process_time() - started < 2
