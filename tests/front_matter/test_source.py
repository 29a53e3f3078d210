"""A post's file is taken apart to the line and the letter, or refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.core.text_file import decode
from plugins.core.yaml_lines import YamlError
from plugins.front_matter.source import split


def refusal(data, **options):
    with pytest.raises(YamlError) as caught:
        split(decode(data), **options)
    return caught.value.line, caught.value.message, caught.value.hint


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"\xef\xbb\xbf---\na", "---\na"),
        (b"\xef\xbb\xbf\xef\xbb\xbfa", "a"),
        (b"a\r\nb\r\n", "a\nb\n"),
        (b"a\rb\r", "a\nb\n"),
        (b"a\r\n\rb\n", "a\n\nb\n"),
        ("å – “ø”".encode(), "å – “ø”"),
        (b"", ""),
    ],
)
def test_text_is_read_however_it_was_saved(data, text):
    """With a byte order mark, with the line ends of Windows or of old Macs."""
    assert decode(data) == text


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_is_refused(encoding):
    """With its mark it is named; without one its zeros give it away."""
    text = "---\ntitle: A\n---\n"

    with_mark = refusal(f"\ufeff{text}".encode(encoding))
    without = refusal(text.encode(encoding))

    assert with_mark == (1, "The file is saved as UTF-16.", "Save it again as UTF-8.")
    assert without == (1, "The file has binary data in it.", "Save it again as plain text.")


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_other_encodings_are_refused_at_the_first_letter_that_shows_it(line_end):
    """Latin-1 and its kin cannot be told apart, so nothing is guessed."""
    data = line_end.join(["---", "title: A", "credit: Bjørn", "---"]).encode("latin-1")

    assert refusal(data) == (
        3,
        "The file is not saved as UTF-8.",
        "Save it again with the encoding UTF-8.",
    )


@pytest.mark.parametrize("line_end", [b"\n", b"\r\n", b"\r"])
def test_binary_data_is_refused(line_end):
    """A picture with the ending .md is no post."""
    assert refusal(line_end.join([b"---", b"title: A\0", b"---"])) == (
        2,
        "The file has binary data in it.",
        "Save it again as plain text.",
    )


def test_a_post_is_parted():
    """Keys with their lines, and the body from the line after the closing one."""
    source = split("---\ntitle: A\nimage:\n  src: b.png\n---\nOne\n\nTwo\n")

    assert source.fields == {"title": "A", "image": {"src": "b.png"}}
    assert source.lines == {(): 2, ("title",): 2, ("image",): 3, ("image", "src"): 4}
    assert (source.body, source.body_line) == ("One\n\nTwo\n", 6)


@pytest.mark.parametrize(
    "text",
    ["\n\n---\ntitle: A\n---\nB", "---   \ntitle: A\n---\t\nB", "---\ntitle: A\n...\nB",
     " ---\ntitle: A\n---\nB", "---\n\ntitle: A\n\n---\nB"],
)  # fmt: skip
def test_blanks_around_the_fences_do_not_matter(text):
    """Empty lines above, spaces behind."""
    source = split(text)

    assert source.fields == {"title": "A"}
    assert source.body == "B"
    assert text.split("\n")[source.body_line - 1] == "B"


@pytest.mark.parametrize("text", ["---\n---\nB", "---\n# only a note\n---\nB"])
def test_front_matter_may_have_no_keys(text):
    """The model says what is missing; its place is the first line."""
    source = split(text)

    assert (source.fields, source.lines, source.body) == ({}, {(): 1}, "B")


def test_a_rule_in_the_body_stays_there():
    """Only the first closing line closes."""
    assert split("---\ntitle: A\n---\nB\n\n---\n\nC").body == "B\n\n---\n\nC"


BODY = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cn"]) | st.just("\n"))


@given(BODY, st.sampled_from(["\n", "\r\n", "\r"]), st.booleans(), st.integers(0, 3))
def test_no_letter_of_the_body_is_lost(body, line_end, bom, blank):
    """Whatever the body, it comes back whole, and its first line is where it was."""
    text = "\n" * blank + "---\ntitle: A\n---\n" + body

    data = (b"\xef\xbb\xbf" if bom else b"") + text.replace("\n", line_end).encode()
    source = split(decode(data))

    assert source.body == body
    assert source.body_line == blank + 4


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("", 1, "The file is empty."),
        ("\n \n\t\n", 1, "The file is empty."),
        ("Only words.\n\nMore.", 1, "There is no front matter above the text."),
        ("\n\n# A heading\n", 3, "There is no front matter above the text."),
    ],
)
def test_a_post_needs_front_matter(text, line, message):
    """The hint says how the file begins."""
    assert refusal(text.encode()) == (
        line,
        message,
        "Begin the file with three lines: `---`, then `title: ...`, then `---` again.",
    )


def test_a_closing_line_must_be_there():
    """A post that never closes its front matter is told at the line that opens it."""
    assert refusal(b"\n---\ntitle: A\n\nWords\n") == (
        2,
        "The front matter that begins here has no closing line.",
        "Write a line with only `---` between the front matter and the text.",
    )


def test_text_that_runs_into_the_front_matter_is_told_where_it_begins():
    """A rule further down closes the front matter by mistake."""
    assert refusal(b"---\ntitle: A\n\nWords: they\nrun on\n\n---\nMore") == (
        5,
        "This line has no colon after its key.",
        "Write it as `key: value`; if it goes on from the line above, begin it with two spaces.",
    )
    assert refusal(b"---\ntitle: A\n\nThe first words.\n\n---\nMore") == (
        4,
        "The text begins here, but the front matter above it has no closing line.",
        "Write a line with only `---` above this one.",
    )


def test_an_opening_line_must_be_there():
    """Keys with a closing line below them and nothing above."""
    assert refusal(b"title: A\ndate: 2026-03-14\n---\nWords") == (
        1,
        "The front matter has a closing --- line but no opening one.",
        "Write a line with only `---` above this one.",
    )


@pytest.mark.parametrize("dashes", ["–", "—", "--", "----", "—-", "___", "==="])
def test_a_line_that_is_nearly_a_fence_is_told(dashes):
    """Keyboards turn three hyphens into a dash; nobody sees the difference."""
    at_top = refusal(f"{dashes}\ntitle: A\n{dashes}\nWords".encode())
    below = refusal(f"---\ntitle: A\n{dashes}\nWords".encode())
    before_a_rule = refusal(f"---\ntitle: A\n{dashes}\nWords\n\n---\nMore".encode())

    message = f"This line is “{dashes}”, not three hyphens."
    assert at_top == (1, message, "Write `---`")
    assert below == before_a_rule == (3, message, "Write `---`")


@pytest.mark.parametrize("fence", ["+++", "{"])
def test_other_kinds_of_front_matter_are_named(fence):
    """TOML and JSON are refused as such."""
    assert refusal(f"{fence}\ntitle = 'A'\n{fence}\n".encode())[:2] == (
        1,
        f"Front matter between {fence} lines is not read here.",
    )


@pytest.mark.parametrize(("inner", "line"), [("- title: A", 2), ("words", 3), ("[a, b]", 2)])
def test_front_matter_is_made_of_keys(inner, line):
    """A list or plain words are not keys."""
    text = f"---\n# a note\n{inner}\n---\n" if line == 3 else f"---\n{inner}\n---\n"

    assert refusal(text.encode())[:2] == (line, "This line is not a key with a value.")


def test_keys_may_be_written_in_any_letter_case():
    """`Save-As`, `save as` and `SAVE_AS` are one key, with one line."""
    for key in ("Save-As", "save as", "SAVE_AS", "\u200bsave_as"):
        source = split(f"---\ntitle: A\n{key}: b.html\n---\n")

        assert source.fields == {"title": "A", "save_as": "b.html"}
        assert source.lines[("save_as",)] == 3


def test_one_key_in_two_spellings_is_written_twice():
    """Neither is thrown away in silence."""
    assert refusal(b"---\nSave-As: a.html\nsave_as: b.html\n---\n") == (
        3,
        "“save_as” is written twice.",
        "Keep one of the two.",
    )


def test_control_characters_are_refused_in_the_body_too():
    """Word's own line breaks would break the feed; the words before them show where they are."""
    assert refusal(b"---\ntitle: A\n---\nOne\n\nThe long way\x0bback") == (
        6,
        "There is an invisible control character (U+000B) in this line, after “The long way”.",
        "Delete the words around it and type them again.",
    )


def test_a_lenient_reading_takes_control_characters_for_spaces():
    """With a remark for its editor."""
    source = split("---\ntitle: A\n---\nway\x0bback", lenient=True)

    assert source.body == "way back"
    assert [remark.line for remark in source.tolerated] == [4]


def test_a_lenient_reading_takes_keys_that_are_not_yaml():
    """Pelican reads `Title: Running: the basics` between --- lines; so does a lenient build."""
    source = split("---\nTitle: Running: the basics\nTags: a, b\n---\nWords", lenient=True)

    assert source.fields == {"title": "Running: the basics", "tags": "a, b"}
    assert (source.body, source.body_line) == ("Words", 5)
    assert [(remark.line, remark.message) for remark in source.tolerated] == [
        (2, "The value of “Title” has a colon in it.")
    ]


def test_a_lenient_reading_half_reads_nothing():
    """Rows that are not Pelican's keys either are refused as in any other build."""
    assert refusal(b"---\nTitle: A: b\n- c\n---\n", lenient=True)[0] == 2


def test_a_lenient_reading_takes_a_closing_line_alone():
    """Pelican does not need the opening one."""
    source = split("Title: A\n---\nWords", lenient=True)

    assert (source.fields, source.body, source.body_line) == ({"title": "A"}, "Words", 3)
