"""Controls of text direction in front matter, however a post is written."""

import pytest

from plugins.core.bidi import CONTROLS
from plugins.posts import post
from tests.posts.post_texts import PATH, TITLE, front, post_bytes

RULE = "front-matter/unpaired-direction"
RLE, PDF, RLO = "\u202b", "\u202c", "\u202e"


def read(data, *, lenient=False):
    found, findings = post.read(data, PATH, lenient=lenient)
    return found, [(finding.line, finding.severity, finding.rule) for finding in findings]


@pytest.mark.parametrize(
    "row",
    [
        f"description: a {RLO}b",
        'description: "a \\u202e b"',
        'description: "a &#x202e; b"',
        "summary: a &#8238; b",
        f"description: >\n  a\n  {RLO}b",
        f"topics: [a, b{RLO}]",
        f"author: a{RLO}",
        f"image: {{src: desk.png, alt: a {RLO}b}}",
        f"references: [{{title: a {RLO}b}}]",
    ],
)
def test_an_unpaired_direction_is_an_error(row):
    """As a character, a YAML escape or an entity; a lenient build removes it."""
    data = post_bytes(TITLE, row)

    assert read(data)[1] == [(3, "error", RULE)]
    found, findings = read(data, lenient=True)
    assert findings == [(3, "warning", RULE)]
    assert not CONTROLS.search(found.front.model_dump_json())


def test_key_lines_are_checked_too():
    """In a lenient read the title is kept without it."""
    data = f"Title: a {RLO}b\nDate: 2026-01-02\n\nWords\n".encode()

    assert read(data)[1] == [(1, "error", RULE)]
    assert read(data, lenient=True)[0].front.title == "a b"


def test_right_to_left_text_stays():
    """Pairs and marks are kept, on one line or over several."""
    text = f"{RLE}\u05e9\u05dc\u05d5\u05dd \u200f{PDF}!"

    assert front(f"title: {text}").title == text
    assert front(TITLE, f"description: |\n  {RLE}a\n  b{PDF}").description == f"{RLE}a b{PDF}"


def test_a_list_splits_a_pair():
    """A pair around several topics is not kept, as each of them has only half."""
    assert front(TITLE, f"topics: {RLE}a, b{PDF}").topics == ["a", "b"]


def test_the_row_of_words():
    """The exact text first, then the words in any letter case, else the first row."""
    data = post_bytes(TITLE, body="One\ntwo three\nThree four")
    found, _findings = post.read(data, PATH, lenient=False)

    assert found.place_of("three", "Three")[0] == found.body_line + 2
    assert found.place_of("three", "none")[0] == found.body_line + 1
    assert found.place_of("FOUR")[0] == found.body_line + 2
    assert found.place_of("none")[0] == found.body_line
