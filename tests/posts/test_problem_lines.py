"""The place of each problem of a link."""

import pytest

from plugins.posts.read_post import read_post
from tests.posts.small_context import Site

HEAD = "---\ntitle: A post\n---\n"


def lines(body, *, lenient=False, path="a.md", convert=None):
    """The line and the rule of each finding for the body, which begins on line 4.

    What is converted is the whole file.
    """
    data = body.encode() if convert else (HEAD + body).encode()
    read = read_post(data, Site(), path=path, lenient=lenient, convert=convert)
    return [(found.line, found.rule.partition("/")[2]) for found in read.body_findings]


def columns(body):
    """The column of each finding for the body."""
    read = read_post((HEAD + body).encode(), Site(), path="a.md", lenient=False)
    return [found.column for found in read.body_findings]


def test_the_column_is_that_of_the_address():
    """Also on the first line of the text, and of the second link on a line."""
    assert columns("Ask [the desk](www.desk.example)\n") == [16]
    assert columns("Go.\n\n[a](www.desk.example) and [b](www.desk.example)\n") == [5, 31]


def test_the_column_is_that_of_the_words():
    """Of a picture, a citation or a tag, whose words are searched for."""
    assert columns("Rest.\n\nSee ![](desk.png)\n") == [5]
    assert columns("Rest helps.[^1]\n") == [12]
    assert columns("Rest.\n\nSee <embed>\n") == [5]


def test_a_heading_without_words_has_its_column():
    """That of its sign."""
    assert columns("Rest.\n\n> ##\n\nStretch.\n") == [1]


@pytest.mark.parametrize(
    "link",
    [
        "[the desk](www.desk.example)", "[the desk](www.desk.example 'T')", "[the desk][d]\n",
        '<a href="www.desk.example">the desk</a>', "[the desk](www.desk.example “T”)",
        "[the desk](<www.desk.example>)", "[the *long*\nwords](www.desk.example)",
    ],
)  # fmt: skip
def test_the_line_is_that_of_the_address(link):
    """Not of the same words elsewhere, nor in code."""
    body = f"Go to www.desk.example or\n`[it](www.desk.example)`.\n\n{link}\n\nEnd.\n"
    if "[d]" in link:
        body += "\n[d]: www.desk.example\n"
    row = body[: body.rindex("www.desk.example")].count("\n")

    assert lines(body) == [(4 + row, "bad-address")]


def test_each_of_several_equal_links_has_its_line():
    """In the order of the text."""
    body = "[a](www.desk.example)\n\n[b](x.md)\n\n[c](www.desk.example)\n\n[d](www.desk.example)\n"

    assert lines(body) == [(4, "bad-address"), (8, "bad-address"), (10, "bad-address")]


def test_links_without_an_address_have_their_lines():
    """Though there is nothing to look for."""
    body = "[a](x.md)\n\n[b]()\n\n[c](#)\n\n[d](#part)\n\n<a href=''>e</a>\n\n## Part\n\nEnd.\n"

    assert lines(body) == [(6, "empty-link"), (8, "empty-link"), (12, "empty-link")]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Bend.\n\n##\n\nStretch.\n", [6]),
        ("Bend.\n\n## \n\nStretch.\n\n### ###\n\nRest.\n", [6, 10]),
        ("Bend.\n\n<h2></h2>\n\nStretch.\n", [6]),
        ("> ##\n\nStretch.\n", [4]),
        ("```\n##\n```\n\n#\n\nStretch.\n", [8]),
        ("Bend.\n\n<h3><b> </b></h3>\n\nStretch.\n", [4]),
    ],
)
def test_a_heading_without_words_has_its_line(body, expected):
    """Also the second one; one in other markup has the first line of the text."""
    assert lines(body) == [(line, "empty-heading") for line in expected]


def test_a_link_without_words_has_its_line():
    """Where other links lead to the same page."""
    body = "[a](https://desk.example/)\n\n[](https://desk.example/)\n"

    assert lines(body) == [(6, "wordless-link")]


def test_a_refused_link_has_its_line():
    """Of a file that the site does not have."""
    assert lines("See y.md.\n\n[a](x.md) [b](y.md#z)\n\n[c](y.md)\n") == [
        (6, "linked-file"),
        (8, "linked-file"),
    ]


def test_a_link_in_another_language_has_its_line_too():
    """Its file is searched for the address."""
    html = '<p>a</p>\n<a href="www.desk.example">b</a>'

    assert lines(html, convert=lambda text: (text, {"title": "A"})) == [(2, "bad-address")]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Rest[^a].\n\nIce[^a] and[^a]\n", [4, 6, 6]),
        ("`<embed>`\n\n<embed>\n\n<embed>\n", [6, 8]),
        ("![](desk.png)\n\n![A desk](desk.png)\n\n![](desk.png)\n", [4, 8]),
        ("!!! wow\n    Rest.\n\n!!! wow\n    Ice.\n", [4, 7]),
    ],
)
def test_each_of_several_equal_problems_has_its_place(body, expected):
    """Not all of them that of the first, and none that of code."""
    assert [line for line, _ in lines(body)] == expected


def test_equal_problems_of_a_line_have_their_columns():
    """Each that of its own words."""
    assert columns("Rest[^a] and ice[^a]\n") == [5, 17]
