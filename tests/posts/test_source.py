"""A post is split into keys and body with their lines, or refused at the line at fault."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.core.text_file import decode
from plugins.core.yaml_lines import YamlError
from plugins.posts.source import split


def refusal(data, **options):
    with pytest.raises(YamlError) as caught:
        split(decode(data), **options)
    assert caught.value.hint
    return caught.value.line, caught.value.message


def test_a_post_is_split():
    """Into keys with their lines, and the body after the closing line."""
    source = split("---\ntitle: A\nimage:\n  src: b.png\n---\nOne\n\nTwo\n")

    assert source.fields == {"title": "A", "image": {"src": "b.png"}}
    assert source.lines == {(): 2, ("title",): 2, ("image",): 3, ("image", "src"): 4}
    assert (source.body, source.body_line) == ("One\n\nTwo\n", 6)


@pytest.mark.parametrize(
    "text",
    ["\n\n---\ntitle: A\n---\nB", "---   \ntitle: A\n---\t\nB", "---\ntitle: A\n...\nB",
     " ---\ntitle: A\n---\nB", "---\n\ntitle: A\n\n---\nB"],
)  # fmt: skip
def test_white_space_around_the_fences_is_ignored(text):
    """Empty lines above, spaces before and after."""
    source = split(text)

    assert source.fields == {"title": "A"}
    assert source.body == "B"
    assert text.split("\n")[source.body_line - 1] == "B"


@pytest.mark.parametrize("text", ["---\n---\nB", "---\n# only a note\n---\nB"])
def test_front_matter_may_have_no_keys(text):
    """The model reports what is missing, at the first line."""
    source = split(text)

    assert (source.fields, source.lines, source.body) == ({}, {(): 1}, "B")


def test_a_rule_in_the_body_stays_there():
    """Only the first closing line counts."""
    assert split("---\ntitle: A\n---\nB\n\n---\n\nC").body == "B\n\n---\n\nC"


BODY = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cn"]) | st.just("\n"))


@given(BODY, st.sampled_from(["\n", "\r\n", "\r"]), st.booleans(), st.integers(0, 3))
def test_the_body_is_unchanged(body, line_end, bom, blank):
    """Whatever its characters, and with the right first line."""
    text = "\n" * blank + "---\ntitle: A\n---\n" + body

    data = (b"\xef\xbb\xbf" if bom else b"") + text.replace("\n", line_end).encode()
    source = split(decode(data))

    assert source.body == body
    assert source.body_line == blank + 4


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("", 1, "empty"),
        ("\n \n\t\n", 1, "empty"),
        ("Only words.\n\nMore.", 1, "no front matter"),
        ("\n\n# A heading\n", 3, "no front matter"),
        ("\n---\ntitle: A\n\nWords\n", 2, "no closing line"),
        ("---\ntitle: A\n\nThe first words.\n\n---\nMore", 4, "no closing line"),
        ("title: A\ndate: 2026-03-14\n---\nWords", 1, "no opening one"),
        ("+++\ntitle = 'A'\n+++\n", 1, "+++"),
        ("{\n'title': 'A'\n}\n", 1, "{"),
        ("---\n- title: A\n---\n", 2, "not a key"),
        ("---\n# a note\nwords\n---\n", 3, "not a key"),
        ("---\n[a, b]\n---\n", 2, "not a key"),
        ("---\nSave-As: a.html\nsave_as: b.html\n---\n", 3, "“save_as” is written twice"),
        ("---\ntitle: A\n---\nOne\n\nThe long way\x0bback", 6, "after “The long way”"),
    ],
)
def test_a_post_that_cannot_be_split_is_refused(text, line, message):
    """No front matter, missing fences, other formats, duplicate keys, and control characters."""
    found = refusal(text.encode())

    assert found[0] == line
    assert message in found[1]


@pytest.mark.parametrize("dashes", ["–", "—", "--", "----", "—-", "___", "==="])
@pytest.mark.parametrize(
    ("text", "line"),
    [("X\ntitle: A\nX\nWords", 1), ("---\ntitle: A\nX\nWords", 3),
     ("---\ntitle: A\nX\nWords\n\n---\nMore", 3)],
)  # fmt: skip
def test_a_line_that_is_almost_a_fence_is_refused(dashes, text, line):
    """Some keyboards turn three hyphens into a dash, which looks the same."""
    found = refusal(text.replace("X", dashes).encode())

    assert found[0] == line
    assert f"“{dashes}”" in found[1]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("---\ntitle: A\n  ---\nWords", 3),
        ("---\ntitle: A\n ---\nWords\n\n---\n\nMore", 3),
        ("---\ntitle: A\ntopics:\n  - B\n    ---  \nWords: more", 5),
        ("---\ntitle: A\n\t---\nWords", 3),
        ("\n     ---\ntitle: A\n---\nWords", 2),
        ("---\ntitle: A\nseries: B\n   ---\nWords\n   ---\n---\n", 4),
    ],
)
def test_a_fence_after_spaces_is_refused(text, line):
    """It looks right; the message must not say that it is wrong by itself."""
    found = refusal(text.encode())

    assert found[0] == line
    assert "space" in found[1]
    assert "not three hyphens" not in found[1]


@pytest.mark.parametrize("sign", ["|", ">-", "|2", "> # folded"])
def test_a_text_of_several_rows_may_have_three_hyphens(sign):
    """A rule between its rows."""
    source = split(f"---\ntitle: A\nseries: {sign}\n    B\n    ---\n    C\n---\nWords")

    assert "---" in source.fields["series"]


def test_keys_may_be_written_in_any_letter_case():
    """`Save-As`, `save as` and `SAVE_AS` are the same key."""
    for key in ("Save-As", "save as", "SAVE_AS", "\u200bsave_as"):
        source = split(f"---\ntitle: A\n{key}: b.html\n---\n")

        assert source.fields == {"title": "A", "save_as": "b.html"}
        assert source.lines[("save_as",)] == 3


def test_a_lenient_read_replaces_control_characters():
    """With a warning."""
    source = split("---\ntitle: A\n---\nway\x0bback", lenient=True)

    assert source.body == "way back"
    assert [error.line for error in source.tolerated] == [4]


def test_a_lenient_read_accepts_keys_that_are_not_yaml():
    """Pelican does not parse what is between --- lines as YAML."""
    source = split("---\nTitle: Running: the basics\nTags: a, b\n---\nWords", lenient=True)

    assert source.fields == {"title": "Running: the basics", "tags": "a, b"}
    assert (source.body, source.body_line) == ("Words", 5)
    assert [error.line for error in source.tolerated] == [2]


def test_a_lenient_read_never_drops_rows():
    """Rows that are not Pelican's keys either are refused."""
    assert refusal(b"---\nTitle: A: b\n- c\n---\n", lenient=True)[0] == 2


def test_a_lenient_read_accepts_a_closing_line_only():
    """Pelican does not need the opening one."""
    source = split("Title: A\n---\nWords", lenient=True)

    assert (source.fields, source.body, source.body_line) == ({"title": "A"}, "Words", 3)
