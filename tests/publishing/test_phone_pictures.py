"""Which file of a picture the phone of the budgets loads."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.publishing.phone_pictures import loaded_on_phone

SRCSET = "/a-320.avif 320w, /a-640.avif 640w, /a-960.avif 960w, /a-1080.avif 1080w"


@pytest.mark.parametrize(
    ("sizes", "loaded"),
    [
        ("100vw", "/a-1080.avif"),
        ("92vw", "/a-1080.avif"),
        ("(min-width: 90rem) 43rem, (min-width: 48rem) 45vw, 88vw", "/a-960.avif"),
        ("(max-width: 47.99rem) 1px, 92vw", "/a-320.avif"),
        ("(max-width: 20rem) 1px, 6.5rem", "/a-320.avif"),
        ("200px", "/a-640.avif"),
        ("calc(100vw - 2rem)", "/a-320.avif"),
        ("(orientation: portrait) 100vw, 1px", "/a-320.avif"),
        ("1.2.3rem", "/a-320.avif"),
        ("", "/a-320.avif"),
    ],
)
def test_the_phone_loads_the_smallest_file_that_is_sharp(sizes, loaded):
    """360 CSS pixels wide, at three pixels each; what cannot be evaluated counts as small."""
    assert loaded_on_phone(SRCSET, sizes) == loaded


def test_without_candidates_it_loads_the_source():
    """As old browsers do."""
    assert loaded_on_phone("", "100vw", "/a.jpg") == "/a.jpg"
    assert loaded_on_phone("/b.jpg 2x", "100vw", "/a.jpg") == "/a.jpg"


@given(st.text(), st.text())
def test_any_text_is_read(srcset, sizes):
    """Themes and plugins may write anything."""
    assert isinstance(loaded_on_phone(srcset, sizes, ""), str)
