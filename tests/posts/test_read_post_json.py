"""A post is written as JSON and read back to an equal value."""

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from plugins.posts.model import FrontMatter
from plugins.posts.read_post_json import from_json, to_json
from plugins.posts.result import ReadPost
from tests.posts.many_posts import POSTS, read
from tests.posts.test_post import FRONT, SIGNS


def assert_round_trip(post):
    data = to_json(post)
    assert from_json(data) == post
    assert to_json(from_json(data)) == data


@pytest.mark.parametrize("lenient", [False, True])
@pytest.mark.parametrize("name", POSTS)
def test_every_post_is_read_back(name, lenient):
    """Those that cannot be read too, with their findings."""
    assert_round_trip(read(name, lenient=lenient))


def test_the_posts_above_have_every_value():
    """Each key of the model, and each field of a post."""
    posts = [read(name, lenient=True) for name in POSTS]
    fronts = [post.front.model_dump(exclude_defaults=True) for post in posts if post.front]

    assert set().union(*fronts) == FrontMatter.model_fields.keys()
    empty = ReadPost("", ())
    assert [
        name
        for name in vars(empty)
        if all(getattr(post, name) == getattr(empty, name) for post in posts)
    ] == []


def test_values_are_not_validated_a_second_time():
    """The model would remove the quotation marks that it has left."""
    post = read("quotes.md", lenient=False)
    twice = TypeAdapter(ReadPost).validate_json(to_json(post))

    assert post.front.title == from_json(to_json(post)).front.title == "“x”"
    assert twice != post


BODIES = st.text(st.characters(codec="utf-8")) | st.text(st.sampled_from("[]()<>!#*_-`^:&;ab \n"))


@given(FRONT, BODIES, st.booleans())
def test_any_post_is_read_back(fields, body, lenient):
    """With any words, dates and marks."""
    data = f"---\n{yaml.safe_dump(fields, allow_unicode=True)}---\n{body}".encode()

    assert_round_trip(read("a.md", data=data, lenient=lenient))


@given(st.binary() | SIGNS.map(str.encode), st.booleans())
def test_any_bytes_are_read_back(data, lenient):
    """Most of them as findings."""
    assert_round_trip(read("a.md", data=data, lenient=lenient))


@pytest.mark.parametrize("data", [b"", b"[]", b"{}", b'{"path": 1, "findings": []}', b"\xff"])
def test_other_data_is_an_error(data):
    """So that a damaged file is not taken for a post."""
    with pytest.raises(ValueError, match="validation error"):
        from_json(data)
