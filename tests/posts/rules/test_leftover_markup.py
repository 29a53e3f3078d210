"""Signs of Markdown that would be shown to visitors."""

import pytest

from tests.posts.rules.rule_findings import columns, found

EMPHASIS = "markup/unclosed-emphasis"
CODE = "markup/unclosed-code"
LINK = "markup/unclosed-link"
TURNED = "markup/turned-link"
REFERENCE = "markup/unknown-reference"
BRACES = "markup/braces"
BOX = "markup/checkbox"

BROKEN = [
    ("<p>\n<p/>\n</p>\n\nIce it for **ten minutes, not more.", [(5, EMPHASIS)]),
    ("Bring:\n\n[ ] shoes\n[x] a towel", [(3, BOX), (4, BOX)]),
    ("- [ ] shoes\n- [x]a towel", [(2, BOX)]),
    ("> [X] shoes", [(1, BOX)]),
    ("- [x ] shoes\n- [ x] socks\n- [  ] water", [(1, BOX), (2, BOX), (3, BOX)]),
    ("Ice it for **ten minutes, not more.", [(1, EMPHASIS)]),
    ("Walk.\n\nThen __never run on it.", [(3, EMPHASIS)]),
    ("- heel\n- **toe\n- sole", [(2, EMPHASIS)]),
    ("Words before.\nUse the **foam\nroller daily.", [(2, EMPHASIS)]),
    ("A band** is enough.", [(1, EMPHASIS)]),
    ("It is ** quite safe ** at home.", [(1, EMPHASIS)]),
    ("| Day | Time |\n|---|---|\n| Monday | **nine |", [(3, EMPHASIS)]),
    ('!!! urgent "Call 111 if:"\n    - it is **numb', [(2, EMPHASIS)]),
    ("**One** thing, and **one\n\n**One** more.", [(1, EMPHASIS)]),
    ("Both **here\n\nand **here", [(1, EMPHASIS), (3, EMPHASIS)]),
    ("## The **heel\n\nWords.", [(1, EMPHASIS)]),
    ("We open on ~~Monday Tuesday.", [(1, EMPHASIS)]),
    ("Walk.\n\n- ~~one mile", [(3, EMPHASIS)]),
    ("It is ~~true~~ and ~~false.", [(1, EMPHASIS)]),
    ("(~~no, yes.)", [(1, EMPHASIS)]),
    ("## ~~What now?\n\nRest.", [(1, EMPHASIS)]),
    ("Rest.\n\n**[Ask us](/contact/) first.", [(3, EMPHASIS)]),
    ("~~<b>Monday</b> Tuesday", [(1, EMPHASIS)]),
    ("Read [*our* guide][nhs].", [(1, REFERENCE)]),
    ("This is *important, not more.", [(1, EMPHASIS)]),
    ("_Never run on it.", [(1, EMPHASIS)]),
    ("Never_ run on it.", [(1, EMPHASIS)]),
    ("Walk.\n\nThis is **important* here.", [(3, EMPHASIS)]),
    ("This is *important** here.", [(1, EMPHASIS)]),
    ("Type `make serve in a window.", [(1, CODE)]),
    ("One `two` three `four", [(1, CODE)]),
    ("- a\n- press `q to stop", [(2, CODE)]),
    ("Since the `90s.", [(1, CODE)]),
    ("Save ``the file.", [(1, CODE)]),
    ("Read [the leaflet](https://www.nhs.uk/conditions now.", [(1, LINK)]),
    ("Rest.\n\n![A strap](strap.png", [(3, LINK)]),
    ("First\nread [this](heel.md and\nrest.", [(2, LINK)]),
    ("* Ask [us](/contact/ first", [(1, LINK)]),
    ("Read [one](one.md and [two](two.md).", [(1, LINK)]),
    ("Read [the guide(https://www.nhs.uk/) first.", [(1, LINK)]),
    ("Rest.\n\nRead our guide](https://www.nhs.uk/) first.", [(3, LINK)]),
    ("Read [one](one.md) and two](two.md).", [(1, LINK)]),
    ("Read [our guide]https://www.nhs.uk/) first.", [(1, LINK)]),
    ("Read [our guide]heel.md) first.", [(1, LINK)]),
    ("See (the map)[https://example.org/map].", [(1, TURNED)]),
    ("See\n(prices)[/prices/].", [(2, TURNED)]),
    ("See (a friend's post)[heel.md].", [(1, TURNED)]),
    ("Ask [us] (/contact/).", [(1, TURNED)]),
    ("Ask [the\nreception] (mailto:a@example.org).", []),
    ("- [the map]  (https://example.org/map)", [(1, TURNED)]),
    ("Look: ![A strap] (strap.png)", [(1, TURNED)]),
    ("Look:\n\n! [A strap](strap.png)", [(3, TURNED)]),
    ('! [A strap](strap.JPG "Ours")', [(1, TURNED)]),
    ("A long line, then [a link]\n(https://example.org/).", [(1, TURNED)]),
    ("See [our leaflet][leaflet].", [(1, REFERENCE)]),
    ("Rest.\n\nSee [leaflets][] and more.", [(3, REFERENCE)]),
    ("See [one][a] and [two][b].\n\n[a]: https://example.org/", [(1, REFERENCE)]),
    ("- x\n- [the map][the  map]", [(2, REFERENCE)]),
    ("> [quoted][nowhere]", [(1, REFERENCE)]),
    ("## Rest {at night}\n\nSleep.", [(1, BRACES)]),
    ("Take *one*{two} a day.", [(1, BRACES)]),
    ("Words.\n{the rest of the words}", [(2, BRACES)]),
    ("Rest\n====\n\nA word {: .lead} here.", [(4, BRACES)]),
    ("| Day {week 1} | Time |\n|---|---|\n| Monday | nine |", [(1, BRACES)]),
    ("Sit {#chair} down.", [(1, BRACES)]),
    ("| a | b |\n|---|---|\n| one | **two**{three} |", [(3, BRACES)]),
]
INTENDED = [
    "Find { *id* : 1 }, or { name `code` more }.",
    r"Return {\_id: key, count: \_count} now.",
    r"A sum, $\sum_{n=0}^{N} a_n$, and $F_{m=0}$ or \prod^{k=1}.",
    "- [ ] shoes\n- [x] a towel\n- []\n\n1. [x] one",
    "Write `[ ] shoes`, \\[ ] or [x].\n\n    [ ] shoes",
    "| One | Two |\n|---|---|\n| [x] | two |",
    "- \\[x]shoes",
    r"Ten \*\*stars\*\* and \_\_lines",
    r"Write \*\*bold, then **bold** words.",
    "[Plan](plan.md){: download }",
    r"One \**star and a line \__x",
    "Two ** three is eight, and 2**3 too.",
    "It hurt like h**l, he said.\n\nThe code is ****.",
    "Follow @fern__row__ and @__willow on https://example.org/a__b__.",
    "Name: ______ Date: __________",
    "`**not bold` and ``a ` in code``",
    "    **indented code\n\nText.",
    "~~~\n**code\n[a](b\n~~~",
    "Don`t worry, it`s fine.",
    r"A \` and a \[word](that is no link",
    "<!-- **a note and `more -->\n\nWords.",
    r"Write \[words](heel.md) or [a]\(b.md).",
    "Sources ([NHS] www.nhs.uk) and ([A] https://www.nhs.uk/) (see [b]www.x.org).",
    "Words (in brackets) [and others], [sic] (see below).",
    "It lasts [1] (2 weeks) and [2][3] longer.",
    "Let x[i][j] be, and f(x)[0].",
    "[See this][nhs].\n\n[nhs]: https://www.nhs.uk/",
    "[![A strap](strap.png)](https://example.org/)",
    "[Words (and more)](https://example.org/a_(b))",
    "[Source: NHS (https://www.nhs.uk/)]",
    "## Rest {#rest .wide}\n\nWords.",
    "A paragraph.\n{: .lead }",
    "[A leaflet]({static}/files/leaflet.pdf) and [b][c].\n\n[c]: {filename}heel.md",
    "- lift {slowly}\n- lower",
    "Write {name} here, and {a: 1}.",
    "[Book](https://example.org/){: rel=nofollow }",
    "**Bold**, __bold__ and ***both***.",
    "***",
    "Stop! [A guide](heel.md) says so; so does it ! [Really](heel.md).",
    "Prices* are from £30.\n\n*Not at weekends.",
    "The price is £30* (*new* patients), or *less at weekends.\n\n*From January.",
    "My a_file_ is 5 *3 cm.",
    r"One \**star* and *one*\*.",
]


@pytest.mark.parametrize(("body", "expected"), BROKEN)
def test_leftover_signs_are_reported_at_their_line(body, expected):
    """Not only that there are some."""
    assert found(body) == expected


@pytest.mark.parametrize("body", INTENDED)
def test_what_is_meant_is_not_reported(body):
    """Escapes, code, comments, and signs that are no Markdown."""
    rules = {rule for _line, rule in found(body)}

    assert not {rule for rule in rules if rule.startswith("markup/")}


def test_the_column_is_that_of_the_sign():
    """An editor's program goes there."""
    assert columns("Ice **it\n\nand [this](x") == [5, 5]


def test_hundreds_of_leftovers_are_a_few_findings():
    """They have one cause."""
    assert 1 < len(found("**a\n\n" * 500)) < 50


@pytest.mark.parametrize("body", ["Rest[^why].", "Rest.\n\nWalk[^why] then.", "- [^why]", "[^why]"])
def test_a_footnote_without_its_note_is_reported(body):
    """By the transform that links citations."""
    ((line, rule),) = found(body)

    assert (body.split("\n")[line - 1].count("[^why]"), rule) == (1, "article-body/citation")


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("**both** words.\n\nThen\t**b", [6]),  # not at the word that begins so
        ("Now **[this](x.md) first.\n\nAnd\t**this", [5, 5]),
        ("- **it\n\n| a | b |\n|---|---|\n| c | **it |", [3, 7]),
    ],
)
def test_a_sign_is_found_among_others_and_each_once(body, expected):
    """The text of the page has no tabs, and no other Markdown."""
    assert columns(body) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("See [one](one.md) and two](two.md).", [26]),  # the column of its bracket
        ("See [a guide](heel.md and more.", [5]),
        ("See [a guide]heel.md) and more.", [5]),
    ],
)
def test_a_link_without_a_bracket_is_reported_where_it_is(body, expected):
    """Not at the link before it."""
    assert columns(body) == expected
