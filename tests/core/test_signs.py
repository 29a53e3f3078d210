"""Whether a text has one of several signs."""

from hypothesis import given
from hypothesis import strategies as st

from plugins.core.signs import has_any

LETTERS = "ab!"


def test_signs_are_found_in_whole() -> None:
    assert has_any("Rest!!! Then run.", ["???", "!!!"])
    assert not has_any("Rest! Then! Run!", ["!!!"])
    assert not has_any("Rest.", [])


@given(st.text(LETTERS, max_size=9), st.lists(st.text(LETTERS, min_size=1, max_size=3)))
def test_any_text_has_the_signs_that_are_in_it(text: str, signs: list[str]) -> None:
    assert has_any(text, signs) == any(sign in text for sign in signs)
