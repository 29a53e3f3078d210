"""What is kept of a page has the names of its stylesheets, and becomes the same page again."""

import pytest

from plugins.incremental.page_bytes import with_styles, without_styles

MAIN, SEARCH = "p{margin:0 auto}" * 100, "é{}" * 500
STYLES = {"main.css": MAIN, "pages/search.css": SEARCH, "short.css": "a{}", "empty.css": ""}


@pytest.mark.parametrize(
    ("page", "kept"),
    [
        ("", b""),
        ("<p>No style.", b"<p>No style."),
        (f"<style>{MAIN}</style><p>é", "<style>\0main.css\0</style><p>é".encode()),
        (f"<style>{SEARCH}{MAIN}</style>", b"<style>\0pages/search.css\0\0main.css\0</style>"),
        (MAIN, b"\0main.css\0"),
        ("<style>a{}</style>", b"<style>a{}</style>"),  # short texts stay
        (f"{MAIN}<pre>{MAIN}", f"\0main.css\0<pre>{MAIN}".encode()),  # of each, the first
        (MAIN[:-1], MAIN[:-1].encode()),
    ],
)
def test_a_page_becomes_the_same_again(page, kept):
    """Whatever stylesheets it has."""
    assert without_styles(page.encode(), STYLES) == kept
    assert with_styles(kept, STYLES.__getitem__) == page.encode()


def test_a_page_with_a_mark_cannot_be_kept():
    """Nobody could say what is a name in it."""
    assert without_styles(b"<p>\0main.css\0", STYLES) is None
