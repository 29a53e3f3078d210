"""Where the addresses of links stand in Markdown and HTML."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.article_body.link_places import link_places


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("Go [there](a.md) now", "a.md"),
        ('[a](a.md "A title")', "a.md"),
        ("[a](a.md “A title”)", "a.md"),
        ("[a]( a.md )", "a.md"),
        ("[a](<two words.md>)", "two words.md"),
        ("[a](two words.md)", "two words.md"),
        ("[a](a(1).md)", "a(1).md"),
        ("[a]()", ""),
        ("[a](<>)", ""),
        ("[a](#)", "#"),
        ("[a]: /a/\n", "/a/"),
        ("> [a]: </a/>\n", "/a/"),
        ("[a]:\n  /a/\n", "/a/"),
        ('<a class="b" href="/a/">', "/a/"),
        ("<a href='/a/'>", "/a/"),
        ("<a href=/a/>", "/a/"),
        ('<a href="">', ""),
        ("See <https://a.example/>", "https://a.example/"),
        ("See <{filename}two words.md>", "{filename}two words.md"),
        ("Ask <a@b.example>", "mailto:a@b.example"),
        ("[a](a\\_b.md)", "a_b.md"),
        ("[a](a&amp;b.md)", "a&b.md"),
        ("[a](a&amp;b.md)", "a&amp;b.md"),
    ],
)
def test_an_address_is_found_in_each_kind_of_link(text, address):
    """As a browser would get it."""
    (place,) = link_places(f"One.\n{text}")[address]

    assert place > len("One.\n")


def test_places_are_in_the_order_of_the_text():
    """Whatever the kinds of the links, and where the address begins."""
    text = '[a]: /x/\n<a href="/x/">\n[b](/x/)\n'

    assert link_places(text) == {"/x/": [5, 18, 28]}
    assert [text[place : place + 3] for place in (5, 18, 28)] == ["/x/"] * 3


@pytest.mark.parametrize(
    ("text", "other"),
    [("[a](#part)", "#"), ("[a](/a/b/)", "/a/"), ("a.md is no link", "a.md"), ("<b>a</b>", "/b")],
)
def test_a_part_of_an_address_or_plain_words_are_no_link(text, other):
    """A line with these would be the wrong one."""
    assert other not in link_places(text)


@given(st.text(st.sampled_from("[]()<>:\n \"'\\#a{}@&;href=")))
def test_any_text_has_places_within_it(text):
    """Nothing is raised."""
    for address, places in link_places(text).items():
        assert places == sorted(places)
        assert all(0 <= place <= len(text) for place in places), address
