"""Each value of a JSON text knows its line."""

import json

from hypothesis import given
from hypothesis import strategies as st

from plugins.photo_feed.json_lines import Twin, locate

TEXT = """{
  "version": 1, "a \\"}{,:\\u0022": [
    true,
    {"b":
      null}, [], {}
  ],

  "words": "one \\\\", "": -1.5e3
}"""

JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.text()),
    lambda inner: st.one_of(st.lists(inner), st.dictionaries(st.text(), inner)),
)


def test_lines():
    """Values stand where they begin, an object's values where their keys do."""
    assert locate(TEXT).lines == {
        (): 1,
        ("version",): 2,
        ('a "}{,:"',): 2,
        ('a "}{,:"', 0): 3,
        ('a "}{,:"', 1): 4,
        ('a "}{,:"', 1, "b"): 4,
        ('a "}{,:"', 2): 5,
        ('a "}{,:"', 3): 5,
        ("words",): 8,
        ("",): 8,
    }


def test_twins():
    """A key written twice in one object is told with both lines; in two objects it is no twin."""
    text = '{"a": 1,\n"b": {"a": {"c": 1}},\n"a": [1],\n"b": {"a": {"c": 1}}}'

    found = locate(text)

    assert found.twins == [Twin("a", 3, 1), Twin("b", 4, 2)]
    assert found.lines["b", "a", "c"] == 4


def places(value, place=()):
    yield place
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from places(inner, (*place, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from places(inner, (*place, index))


@given(JSON, st.sampled_from([None, 1]))
def test_every_value_is_found(value, indent):
    """No JSON confuses the reader: it finds the very values that are there."""
    text = json.dumps(value, indent=indent, ensure_ascii=False)

    found = locate(text)

    assert sorted(map(repr, found.lines)) == sorted(map(repr, places(value)))
    assert not found.twins
