"""Characters that another program has misread."""

import pytest

from plugins.posts.rules.damaged_text import _damage
from tests.posts.rules.rule_findings import HEAD, columns, found

MISREAD = "damaged-text/misread"
ESCAPED = "damaged-text/doubly-escaped"
RIGHT = ["é", "ü", "’", "“", "–", "…", "£", "½", "å", "ł", "ж", "€", "🙂", "\N{NO-BREAK SPACE}"]


@pytest.mark.parametrize("right", RIGHT)
def test_a_misread_character_is_reported_at_its_line(right):
    """As Windows reads UTF-8."""
    wrong = b"".join(bytes([part]) for part in right.encode()).decode("cp1252")

    assert found(f"Rest.\n\nThen x{wrong}x rest.") == [(3, MISREAD)]
    assert columns(f"Rest.\n\nThen x{wrong}x rest.") == [7]


@pytest.mark.parametrize(
    "text",
    [
        *[f"Then x{right}x." for right in RIGHT],
        "The café’s “née” – ½ off, 20 °C, £5",
        "«CAFÉ» «MAÇÃ» »Ö« «être» «forêt»…",
        "“Å” ‘â’ or “Ä”…",
        "`Ã©` in code",
        "Café • Zoë © 2026 ® ™",
    ],
)
def test_characters_as_they_should_be_are_not_reported(text):
    """Of all languages."""
    assert found(text) == []


@pytest.mark.parametrize("key", ["title", "description", "credit", "category", "keywords"])
def test_a_value_of_the_front_matter_is_reported_at_its_key(key):
    """It is on cards too."""
    rows = {"title": "Ankles", "date": "2026-02-03", key: "Itâ€™s sore"}
    head = "---\n" + "".join(f"{name}: {value}\n" for name, value in rows.items()) + "---\n"

    line = list(rows).index(key) + 2 - head.count("\n")
    assert found("Rest.", head=head) == [(line, MISREAD)]


def test_a_lost_character_is_reported():
    """It cannot be told which one it was."""
    assert found("Rest.\nCaf\ufffd") == [(2, MISREAD)]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Ten&amp;nbsp;minutes.", [(1, ESCAPED)]),
        ("Rest.\n\nIt&amp;#8217;s sore.", [(3, ESCAPED)]),
        ("Fish &amp;amp; chips", [(1, ESCAPED)]),
        ("- one\n- two &amp;rsquo; three", [(2, ESCAPED)]),
        ("Caf&amp;eacute; and &amp;#xe9;", [(1, ESCAPED), (1, ESCAPED)]),
        ("Fish &amp; chips, ten&nbsp;minutes; R&D; &amp;foo;", []),
        ("`&amp;nbsp;` is code", []),
    ],
)
def test_a_name_that_was_escaped_twice_is_reported(body, expected):
    """An export escapes what is escaped already."""
    assert found(body) == expected


def test_each_place_is_found_once():
    """In the order of their kinds."""
    assert [place for place, *_ in _damage("aÃ©bÃ©\ufffd")] == [6, 1, 4]
    assert HEAD.isascii()
