"""YAML is read into plain strings with their lines, or refused at the line at fault."""

import time

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from plugins.core.yaml_lines import MAX_CHARACTERS, YamlData, YamlError, parse


def refusal(text, first_line=1):
    with pytest.raises(YamlError) as caught:
        parse(text, first_line)
    error = caught.value
    assert error.message.endswith(".")
    assert error.hint
    return error.line, error.message, error.hint


def test_values_remember_their_lines():
    """Each key and each list item has a line, by its path."""
    data = parse("title: A\nimage:\n  src: b.png\n  alt: C\ntopics:\n  - D\n  - E\n", first_line=2)

    assert data == YamlData(
        {"title": "A", "image": {"src": "b.png", "alt": "C"}, "topics": ["D", "E"]},
        {
            (): 2,
            ("title",): 2,
            ("image",): 3,
            ("image", "src"): 4,
            ("image", "alt"): 5,
            ("topics",): 6,
            ("topics", 0): 7,
            ("topics", 1): 8,
        },
        {
            (): 1,
            ("title",): 1,
            ("image",): 1,
            ("image", "src"): 3,
            ("image", "alt"): 3,
            ("topics",): 1,
            ("topics", 0): 5,
            ("topics", 1): 5,
        },
    )


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("a: b: c", 4), ("  a: 'b", 6), ("a: [b", 4), ("a: b #c", 6), ("a: 1\na: 2", 1),
        ("a:\n  b: 1\n  b: 2", 3), ("a: b\x01", 5), ('a: "\\x01"', 4), ("a:\n\tb: 1", 1),
        ("a: b\n   c: d", 4), ("a: 1\n  : 2", 3),
    ],
)  # fmt: skip
def test_an_error_has_a_column(text, column):
    """That of the value or of the sign that cannot be read, else of the first one in the row."""
    with pytest.raises(YamlError) as caught:
        parse(text)

    assert caught.value.column == column


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("no", "no"), ("yes", "yes"), ("2021", "2021"), ("2021-09-28", "2021-09-28"),
        ("1e3", "1e3"), ("0x10", "0x10"), ("12:30:00", "12:30:00"), (".5", ".5"), ("=", "="),
        ("<<", "<<"), ("true", "true"), ("'null'", "null"), ('"~"', "~"), ("007", "007"),
        ("a#b", "a#b"),
    ],
)  # fmt: skip
def test_scalars_stay_strings(written, value):
    """Norwegian is `no`, and a slug may be a year."""
    assert parse(f"key: {written}").value == {"key": value}


SIMPLE = st.sampled_from([
    "key: ", "b: ", "tags: [", "a, b", "]", ", ", "x y", " ", ":", ": ", "\n", "a", "'", '"', "#",
    " #", "-", "- ", "?", " ? ", "|", "\\", "~", "null", "&", "*", "!", "{", "}", "12:30", ".",
    "http://x.y/z", "2026-01-02", "é", "\u2028", "\t", "\ufeff", "\xa0", "²", "_", "%", "@",
    "`", "=", "<<",
])  # fmt: skip


@given(st.lists(SIMPLE | st.characters(), max_size=12).map("".join))
@example("title: A b\ndate: 2026-01-02 10:30\ntopics: [A, B c]\nlang:\nslug: null")
@example("key: [a, ]")
@example("key: [a: b]")
@example("key: a:")
@example("key: a\n  b")
def test_simple_rows_are_read_as_pyyaml_reads_them(text):
    """A comment after them has PyYAML read them."""
    try:
        data = parse(f"{text}\n# a comment")
    except YamlError:
        with pytest.raises(YamlError):
            parse(text)
        return

    assert parse(text) == data


@pytest.mark.parametrize("written", ["", "~", "null", "Null", "  # only a note", "# a note"])
def test_nothing_is_none(written):
    """An empty value, also with a comment after it, and `null`."""
    assert parse(f"key: {written}").value == {"key": None}


@pytest.mark.parametrize("text", ["", "\n\n", "# a note\n"])
def test_an_empty_text_has_no_value(text):
    """Only empty lines and comments."""
    assert parse(text).value is None


@pytest.mark.parametrize(
    "topics", ["[a, b]", "\n- a\n- b", "\n  - a\n  - b", "\n    - a\n    - b", "[a,\n  b]"]
)
def test_a_list_may_be_written_in_many_ways(topics):
    """Indented by two spaces, by none, or between brackets; the next key is still a key."""
    assert parse(f"topics: {topics}\ntitle: C").value == {"topics": ["a", "b"], "title": "C"}


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("|\n  one\n  two", "one\ntwo\n"),
        (">-\n  one\n  two", "one two"),
        ('"one\n  two"', "one two"),
        ("one\n  two", "one two"),
        ("|\n  We are #1\n", "We are #1\n"),
    ],
)
def test_a_value_may_span_lines(written, value):
    """In any of YAML's forms for long values."""
    assert parse(f"key: {written}\n").value == {"key": value}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("title:\tA", {"title": "A"}),
        ("title: A\tB", {"title": "A B"}),
        ("title: A\t", {"title": "A"}),
        ("topics:\n  -\tA", {"topics": ["A"]}),
        ("title:\xa0A", {"title": "A"}),
        ("image:\n\xa0\xa0src: a.png", {"image": {"src": "a.png"}}),
        ("title: 10\xa0km", {"title": "10\xa0km"}),
        ("title: A\u2028B\ndate: C", {"title": "A B", "date": "C"}),
    ],
)
def test_unusual_white_space_is_a_space(text, value):
    """Tabs, hard spaces before or after a key, and the line breaks of word processors."""
    assert parse(text).value == value


def test_unusual_line_breaks_do_not_shift_lines():
    """What a text editor shows as one line counts as one."""
    assert parse("title: A\u2028B\u2029C\ndate: D").lines[("date",)] == 2


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("title: We are #1", 'title: "We are #1"'),
        ("title: #1 mistake", 'title: "#1 mistake"'),
        ("title: Top # 1", 'title: "Top # 1"'),
        ("title: #running", 'title: "#running"'),
        ('title: "Tips" #running', "title: '\"Tips\" #running'"),
        ("topics: [a] #b", 'topics: "[a] #b"'),
    ],
)
def test_text_after_a_hash_is_not_lost(written, hint):
    """A comment that looks like text is refused; it would be silently ignored."""
    line, message, found = refusal(f"date: 1\n{written}\nslug: a")

    assert (line, "begins a comment" in message) == (2, True)
    assert f"`{hint}`" in found


@pytest.mark.parametrize(
    "text", ["title: A  # a note", "#slug: a\ntitle: A", "title: A\n#slug: a\n", "title: A ##"]
)
def test_a_comment_is_ignored(text):
    """A note after a space, and a key that is commented out."""
    assert parse(text).value == {"title": "A"}


def test_a_key_commented_out_below_a_list_is_a_comment():
    """The row after a block may begin with #."""
    assert parse("topics:\n  - a\n#slug: b\ntitle: C").value == {"topics": ["a"], "title": "C"}


@pytest.mark.parametrize("mark", ["|", ">"])
def test_a_key_commented_out_below_long_text_is_a_comment(mark):
    """The row after indented text may begin with #."""
    assert parse(f"key: {mark}\n  one\n#slug: b").value == {"key": "one\n"}


def test_a_repeated_key_is_refused():
    """Both lines are named."""
    line, message, _hint = refusal("title: A\ndate: B\ntitle: C", 2)

    assert line == 4
    assert "“title” is written twice (first on line 2)" in message


def test_a_repeated_inner_key_is_refused():
    """Also below another key."""
    line, message, _hint = refusal("image:\n  src: A\n  src: B")

    assert line == 3
    assert "“src” is written twice (first on line 2)" in message


@pytest.mark.parametrize("text", [": A", "? [a]\n: b", "{a: b}: c", "title: A\n'': B"])
def test_a_key_is_a_word(text):
    """It is not empty, a list or a mapping."""
    line, message, hint = refusal(text)

    assert (line, "no key" in message) == (1 + text.count("\n''"), True)
    assert "`key: value`" in hint


@pytest.mark.parametrize("tag", ["!!str A", "!!python/object:os.system A", "!local A", "! A"])
def test_tags_are_refused(tag):
    """Nothing is constructed from a value."""
    line, message, _hint = refusal(f"date: 1\ntitle: {tag}")

    assert (line, "“title” begins with “!”" in message) == (2, True)


@pytest.mark.parametrize("text", ["a: &b c\nd: *b", "a: &b [*b]", "<<: &x {a: b}", "&a title: A"])
def test_anchors_are_refused(text):
    """No value refers to another, so none can grow without end."""
    assert refusal(text)[0] == 1


def test_a_billion_laughs_are_refused():
    """A text that would grow without end is refused at once."""
    text = "a: &a [x, x]\n" + "".join(f"b{n}: &b{n} [*a, *a]\n" for n in range(1000))

    assert refusal(text)[0] == 1


@pytest.mark.parametrize("opening", ["[", "{a: ", "- "])
def test_ten_thousand_levels_are_refused(opening):
    """Deep nesting is refused at once, without a RecursionError."""
    started = time.process_time()

    line, message, _hint = refusal("title: A\ntopics:\n  " + opening * 10_000)

    assert (line, "more than 20 levels" in message) == (3, True)
    assert time.process_time() - started < 2


def test_a_few_levels_are_fine():
    """As references need."""
    assert parse("a:\n  - b:\n      - c: [d]").value == {"a": [{"b": [{"c": ["d"]}]}]}


def test_a_text_of_a_megabyte_is_refused_at_once():
    """Without parsing it."""
    started = time.process_time()

    line, message, _hint = refusal("a: b\n" * 200_000, 2)

    assert (line, "larger than 200 kB" in message) == (2, True)
    assert time.process_time() - started < 1


def test_the_largest_text_is_read():
    """The limit itself is not refused."""
    text = "a: " + "b" * (MAX_CHARACTERS - 3)

    assert len(parse(text).value["a"]) == MAX_CHARACTERS - 3


@pytest.mark.parametrize(
    ("character", "code"),
    [("\x00", "0000"), ("\x07", "0007"), ("\x0b", "000B"), ("\x1b", "001B"), ("\x7f", "007F"),
     ("\x85", "0085"), ("\x93", "0093"), ("\ud800", "D800"), ("\ufffe", "FFFE"),
     ("\U0001ffff", "1FFFF")],
)  # fmt: skip
def test_an_invisible_character_is_pointed_at(character, code):
    """The message quotes the words before it, because nobody can see it."""
    line, message, _hint = refusal(f"date: 1\ntitle: The way{character} back", 2)

    assert line == 3
    assert f"U+{code}" in message
    assert "“title: The way”" in message


@pytest.mark.parametrize("escape", ["\\0", "\\x07", "\\u0085", "\\ud800", "\\uFFFF", "\\e"])
@pytest.mark.parametrize("row", ['title: "The way{} back"', '"The way{} back": title'])
def test_an_invisible_character_cannot_be_escaped(escape, row):
    """An escape code within double quotes is refused, too, in a value and in a key."""
    line, message, _hint = refusal(f"date: 1\n{row.format(escape)}")

    assert line == 2
    assert message.startswith("There is an invisible control character (U+")


@pytest.mark.parametrize("escape", ["\\UFFFFFFFF", "\\U00110000"])
def test_a_code_beyond_unicode_is_refused(escape):
    """It is an error in the post, not an exception."""
    line, message, _hint = refusal(f'date: 1\ntitle: "A{escape}"')

    assert (line, "escape code" in message) == (2, True)


@given(
    st.recursive(
        st.none()
        | st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]) | st.just(" ")),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(st.text("abcdefgh", min_size=1), inner, max_size=3)
        ),
        max_leaves=8,
    )
)
def test_what_yaml_writes_is_read_back(value):
    """Any plain value, in any of the forms that YAML writes, is read back equal."""
    written = yaml.safe_dump({"key": value}, allow_unicode=True, sort_keys=False)

    assert parse(written).value == {"key": value}


@given(st.lists(SIMPLE | st.sampled_from([
    ">", ">-\n  ", "|2\n ", "---", "...", "\n  ", "\n    - ", "''", '\\"', "\\x41", ",",
    "[a, {b: c}, ",
]) | st.characters(), max_size=16).map("".join))  # fmt: skip
@example("---")
@example("? a\n: - b")
@example("- ? a")
@example("a: [b, c?\n  d]")
@example("a: |# b\n  c")
@example("- a\n\ufeff- b")
@example("a: b\n---\nc: d")
@example("a:\n  - {b: [c, 'd']}\n  - >-\n    e\n\n    f\n")
def test_libyaml_gives_what_the_parser_in_python_gives(text):
    """Values, places and errors."""
    quick = outcome(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("plugins.core.yaml_lines._quick_node", lambda _text: None)
        assert vars(outcome(text)) == vars(quick)


def test_most_of_a_large_file_is_read_by_libyaml(monkeypatch):
    """Which takes a sixth of the time."""
    monkeypatch.setattr("plugins.core.yaml_lines._Loader", None)
    rules = "".join(f"- name: rule {each}\n  words: [a, 'b', é]\n" for each in range(9))

    with pytest.raises(TypeError):
        parse("a: [b, c?]")
    assert len(parse(rules).value) == 9


def outcome(text, first_line=1):
    """The YamlData or the YamlError."""
    try:
        return parse(text, first_line)
    except YamlError as error:
        return error


@given(st.text(), st.integers(1, 50))
def test_any_text_is_read_or_refused_within_its_lines(text, first_line):
    """Only YamlError is raised, with a line within the text."""
    found = outcome(text, first_line)

    lines = list(found.lines.values()) if isinstance(found, YamlData) else [found.line]
    assert all(first_line <= line <= first_line + text.count("\n") for line in lines)


@given(st.lists(st.sampled_from(
    ["title", ": ", ":", "\n", "  ", "- ", "[", "]", "{", "}", '"', "'", "#", "&a", "*a", "!", "|",
     ">", "%", "@", "`", ",", "?", "---", "\\", "x", "“", "\t", "\xa0", "\r", "é", "---\n"]
), max_size=30).map("".join))  # fmt: skip
def test_any_mix_of_characters_is_read_or_refused_in_plain_words(text):
    """No message has the parser's technical terms."""
    found = outcome(text)

    words = "" if isinstance(found, YamlData) else f"{found.message} {found.hint}"
    jargon = ("mapping", "scalar", "token", "sequence", "block", "flow", "scann", "pars", "node")
    assert not [word for word in jargon if word in words.casefold()]
