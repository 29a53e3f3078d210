"""Footnotes and addresses that stand apart from their links."""

import pytest

from plugins.posts.questions import AnySiteContext
from plugins.posts.read_post import read_post

HEAD = "---\ntitle: Knees\ndate: 2026-01-02\n---\n"


def found(body, *, lenient=False):
    """The line and the rule of each finding; the body begins on line 5."""
    read = read_post((HEAD + body).encode(), AnySiteContext(), path="knees.md", lenient=lenient)
    return [(finding.line, finding.rule) for finding in read.body_findings]


@pytest.mark.parametrize(
    "body",
    [
        "Rest.\n\n[^ice]: Wrap it in a towel.\n",
        "Rest[^heat].\n\n[^ice]: Wrap it in a towel.\n[^heat]: Never after a fall.\n",
        "Rest.\n\n[^ice]:\n    Wrap it in a towel.\n",
        "Rest.\n\n> [^ice]: Wrap it in a towel.\n",
        "Rest `[^ice]`.\n\n[^ice]: Wrap it in a towel.\n",
        "Rest[^Ice][^x].\n\n[^ice]: Wrap it in a towel.\n\n[^Ice]: a\n[^x]: b\n",
        "Rest ice].\n\n[^ice]: See [ice](/ice/), [^ice\n",
    ],
)
def test_a_footnote_that_is_not_called_is_found_at_its_line(body):
    """Once, although its link back leads nowhere too."""
    assert found(body) == [(7, "footnotes/never-called")]


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        ("Rest[^ice].\n\n[^ice]:\n", [7]),
        ("Rest[^ice].\n\n[^ice]:  ", [7]),
        ("Rest[^ice][^a].\n\n[^ice]:\n[^a]: Wrap it.\n", [7]),
        ("Rest[^ice].\n\n[^ice]:\n\nWalk then.\n", [7]),
        ("Rest[^ice].\n\n[^ice]:\nWrap it.\n", []),
        ("Rest[^ice].\n\n[^ice]:\n    Wrap it.\n", []),
        ("Rest[^ice].\n\n[^ice]:\n\n    Wrap it.\n", []),
        ("Rest[^ice].\n\n[^ice]: `x`\n", []),
        ("Rest.\n\n~~~\n[^ice]:\n~~~\n", []),
    ],
)
def test_a_footnote_without_text_is_found(body, lines):
    """Its text may begin in the next line."""
    assert [line for line, rule in found(body) if rule == "footnotes/no-text"] == lines


@pytest.mark.parametrize(
    "body",
    [
        "Rest[^ice].\n\n[^ice]: Wrap it in a towel.\n",
        "Rest[^ice]: it helps.\n\n[^ice]: Wrap it.\n",
        "Rest[^a] well.\n\n[^a]: First[^b].\n[^b]: Second.\n",
        "- Rest[^ice]\n\n[^ice]: Wrap it.\n",
        "| a |\n|---|\n| b[^ice] |\n\n[^ice]: Wrap it.\n",
        "```\n[^ice]: Wrap it.\n```\n",
        "    [^ice]: Wrap it.\n",
        "Rest[^the ice].\n\n[^the ice]: Wrap it.\n",
    ],
)
def test_a_footnote_that_is_called_or_is_code_is_not_found(body):
    """From anywhere, also from another note."""
    assert found(body) == []


@pytest.mark.parametrize(
    ("body", "line"),
    [
        ("Rest[^a].\n\n[^a]: A day.\n\n[^a]: A week.\n", 9),
        ("Rest[^a].\n\n[^a]: A day.\n[^a]: A week.\n", 8),
        ("[^a]: A day.\n\nRest[^a].\n\n> [^a]: A week.\n", 9),
        ("Rest[^1].\n\n[^1]: A day.\n\n  [^1]: A week.\n", 9),
        ("[^a]: A.\n\nRest[^a][^b].\n\n[^b]: B.\n\nThen.\n\n[^a]: C.\n", 13),
    ],
)
def test_a_footnote_that_is_written_twice_is_found_at_the_second_line(body, line):
    """A reader would see one of the two."""
    assert found(body) == [(line, "footnotes/twice")]


@pytest.mark.parametrize(
    ("body", "line"),
    [
        ("See [a].\n\n[a]: /one/\n[a]: /two/\n", 8),
        ("See [a].\n\n[A]: /one/\n\n[a]: /two/ 'T'\n", 9),
        ("See [the  guide].\n\n[the guide]: /one/\n[The Guide]: /two/\n", 8),
        ("See [a].\n\n> [a]: /one/\n\n[a]: </two/>\n", 9),
        ("[a]:\n  /one/\n\nSee [a].\n\n[a]: /one/\n", 10),
    ],
)
def test_an_address_that_is_written_twice_is_found_at_the_second_line(body, line):
    """All links have one of the two."""
    assert found(body) == [(line, "links/twice")]


@pytest.mark.parametrize(
    "body",
    [
        "See.\n\n[guide]: https://a.example/\n",
        "See [the guide](/b/).\n\n[guide]: https://a.example/\n",
        "See `[guide]`.\n\n[guide]: https://a.example/ 'Title'\n",
        "See [guide ].\n\n[guides]: <https://a.example/> (Title)\n\n[guide]: /b/\n",
        "See.\n\n[guide]: /a/\n  'Title'\n",
    ],
)
def test_an_address_that_no_link_has_is_found_at_its_line(body):
    """The link may have been mistyped."""
    assert found(body) == [(7, "links/never-used")]


@pytest.mark.parametrize(
    "body",
    [
        "See [a].\n\n[a]: /one/\n",
        "See [one][a], [a][] and ![two][b].\n\n[a]: /one/\n[b]: two.png\n",
        "See [the\nlong guide].\n\n[The Long Guide]: /one/\n",
        "See [x [a] y][b].\n\n[b]: /one/\n",
        "See [a]: it helps.\n\n[a]: /one/\n",
        "[//]: # (Ask the desk.)\n[//]: # (And Fern.)\n\nRest.\n",
        "[comment]: <> (Ask the desk.)\n\nRest.\n",
        "[Note]: drink water before you run.\n",
        "Type [`one`] or [`two`].\n\n[`one`]: /one/\n[`two`]: /two/\n",
        "[Fern]: Rest helps.\n[Fern]: And sleep.\n",
        "    [a]: /one/\n    [a]: /two/\n",
        "```\n[a]: /one/\n[a]: /two/\n```\n",
    ],
)
def test_an_address_that_is_used_or_is_none_is_not_found(body):
    """Remarks, code and words in square brackets are no addresses."""
    assert found(body) == []


@pytest.mark.parametrize("marks", ["“”", "””", "„“", "«»", "‘’"])
def test_curly_quotes_after_an_address_are_found(marks):
    """With the column, and the line as it should be."""
    body = f"See [a].\n\n[a]: https://a.example/ {marks[0]}A guide{marks[1]}\n"

    read = read_post((HEAD + body).encode(), AnySiteContext(), path="knees.md", lenient=False)

    (finding,) = read.body_findings
    assert (finding.rule, finding.line, finding.column) == ("links/curly-title", 7, 25)
    assert '`[a]: https://a.example/ "A guide"`' in finding.hint


def test_a_lenient_read_only_warns():
    """The footnote is published, without a link back to a place that is not there."""
    body = "Rest.\n\n[^ice]: Wrap it in a towel.\n"

    read = read_post((HEAD + body).encode(), AnySiteContext(), path="knees.md", lenient=True)

    assert [finding.severity for finding in read.body_findings] == ["warning"]
    assert "Wrap it in a towel" in read.html
    assert "#fnref" not in read.html
