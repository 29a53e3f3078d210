"""Only what rules mark as certain is changed, and every other byte stays."""

import re
import stat
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.editorial import checking, fixing
from plugins.editorial.fixing import fix_file, fixed
from plugins.posts.questions import AnySiteContext
from plugins.posts.read_post import read_post
from plugins.posts.rules.rule import Fix, Rule

TOP = "---\ntitle: Knees\ndate: 2026-01-02\n---\n"


def replaces(pattern, text, name="x/y"):
    """A rule that fixes each match of a pattern in the body."""

    def check(post):
        for found in re.finditer(pattern, post.body):
            yield post.at(found.start(), "Odd.", "Write.", Fix(len(found[0]), text))

    return Rule(name, "warning", "", "", "", "", check=check)


def reports(pattern):
    """A rule that reports each match, and cannot fix it."""

    def check(post):
        return [post.at(found.start(), "Odd.", "") for found in re.finditer(pattern, post.body)]

    return Rule("x/z", "warning", "", "", "", "", check=check)


def test_a_certain_change_is_made_where_it_is():
    """Wherever it stands in the body, and however often."""
    post = f"{TOP}tow knees, tow feet\n\n  and tow\n"

    assert fixed(post.encode(), [replaces("tow", "two")]).decode() == post.replace("tow", "two")


def test_the_front_matter_is_not_touched():
    """The rule has looked at the body only."""
    post = "---\ntitle: tow\ndate: 2026-01-02\n---\nAll is well.\n"

    assert fixed(post.encode(), [replaces("tow", "two")]) == post.encode()


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_ends_and_the_byte_order_mark_stay(end, mark):
    """As the editor's program has written them."""
    post = mark + f"{TOP}Øne tow\n\tthree tow 😀 tow".replace("\n", end)

    changed = fixed(post.encode(), [replaces("tow", "two")])

    assert changed.decode() == post.replace("tow", "two")


def test_what_is_only_reported_stays():
    """An editor decides."""
    post = f"{TOP}tow\n".encode()

    assert fixed(post, [reports("tow")]) == post


def test_fixes_of_the_same_place_follow_each_other():
    """The second rule looks at what the first has made of it."""
    rules = [replaces("aab", "ab"), replaces("ab", "b", "x/z")]

    assert fixed(f"{TOP}aaab c\n".encode(), rules).decode() == f"{TOP}b c\n"


def test_fixes_that_undo_each_other_end():
    """It is a mistake in the rules, and not a program that never ends."""
    assert fixed(f"{TOP}a\n".encode(), [replaces("a", "b"), replaces("b", "a")])


@pytest.mark.parametrize("data", [b"", b"\xff\xfe", b"---\ntitle: [\n---\ntow\n", b"tow"])
def test_a_post_that_cannot_be_read_stays(data):
    """The check says why."""
    assert fixed(data, [replaces("tow", "two")]) == data


@given(st.text(alphabet="tow two\n\r#*_`<é", max_size=60))
def test_fixing_again_changes_nothing(body):
    """And only the words of the rule have changed."""
    post = (TOP + body).encode()

    once = fixed(post, [replaces("tow", "two")])

    assert fixed(once, [replaces("tow", "two")]) == once
    assert once.decode().replace("two", "tow") == post.decode().replace("two", "tow")


CERTAIN = [
    ("Read (it)[https://a.example/].", "Read [it](https://a.example/)."),
    ("Read [it] (knees.md).", "Read [it](knees.md)."),
    ("Look:\n\n! [A strap on a heel](strap.png)", "Look:\n\n![A strap on a heel](strap.png)"),
    ("[a](www.a.example/x)", "[a](https://www.a.example/x)"),
    ('[a](www.a.example "Words")', '[a](https://www.a.example "Words")'),
    ("[a][b]\n\n[b]: www.a.example", "[a][b]\n\n[b]: https://www.a.example"),
    ('<a href="www.a.example">a</a>', '<a href="https://www.a.example">a</a>'),
    ("[a](https:/a.example/)", "[a](https://a.example/)"),
    ("[a](htps//a.example/)", "[a](https://a.example/)"),
    ("[a](desk@a.example)", "[a](mailto:desk@a.example)"),
    ("[a](mailto://desk@a.example)", "[a](mailto:desk@a.example)"),
    ("(a)[www.a.example]", "[a](https://www.a.example)"),
    ("`[a](www.a.example)` [a](www.a.example)", "`[a](www.a.example)` [a](https://www.a.example)"),
    ("the cafÃ©â€™s door", "the café’s door"),
    ("Ã¢â‚¬â„¢", "’"),  # noqa: RUF001  # a misread comma is among them
    ("one&amp;nbsp;two", "one&nbsp;two"),
    ("[a]\n\n[a]: https://a.example/ “A title” ", '[a]\n\n[a]: https://a.example/ "A title" '),
    # A poor description, which no picture was there to have; the address is right all the same.
    ("! [x](strap.png) [a](www.a.example)", "! [x](strap.png) [a](https://www.a.example)"),
]
UNCERTAIN = [
    "[a](a.example.com/x)", "[a](https:contact)", "[a](https://a,b.example)", "[a](desk@a)",
    "[a](mailto:desk@a.example.?subject=x)", "[a](sms:01632)", "[a](tel:12)", "<b>bold", "**bold",
    "[a]\n\n[a]: https://a.example/ “A \"title”", "`cafÃ©` <!-- www.a.example -->", "a \ufffd b",
    r"\[a](www.a.example)", "[a](www.a.example/&amp;b)",
]  # fmt: skip


@pytest.mark.parametrize(("wrong", "right"), CERTAIN)
def test_what_is_certain_is_fixed(wrong, right):
    """Also in a post with other line ends."""
    for end in ("\n", "\r\n"):
        post, expected = (f"{TOP}{body}\n".replace("\n", end) for body in (wrong, right))

        assert fixed(post.encode()).decode() == expected


@pytest.mark.parametrize("body", UNCERTAIN)
def test_what_an_editor_must_decide_stays(body):
    """The report says what is wrong."""
    post = f"{TOP}{body}\n".encode()

    assert fixed(post) == post


def kinds(post):
    """How many findings of each rule a post has."""
    read = read_post(post, AnySiteContext(), path="post.md", lenient=False)
    return Counter(finding.rule for finding in (*read.findings, *read.body_findings))


@given(
    st.lists(
        st.one_of(
            st.sampled_from([part for pair in CERTAIN for part in pair] + UNCERTAIN),
            st.sampled_from(
                ["\n", "\r\n", "\r", "\n\n", " ", "    ", "- ", "> ", "`", "<!--", "|"]
            ),
            st.text(alphabet="ab ()[]!*é\\", max_size=5),
        ),
        max_size=8,
    )
)
@settings(max_examples=60, deadline=None)
def test_fixing_makes_nothing_worse(parts):
    """It ends, keeps all lines, and a post has no finding because of it."""
    post = (TOP + "".join(parts)).encode()

    once = fixed(post)

    assert fixed(once) == once
    ends = re.compile(rb"\r\n|\r|\n")
    assert ends.findall(once) == ends.findall(post)
    assert kinds(once) <= kinds(post)


def test_a_file_is_replaced_and_the_change_is_shown(tmp_path, monkeypatch):
    """With its permissions, and nothing left beside it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(fixing, "fixed", lambda data: data.replace(b"tow", b"two"))
    path = tmp_path / "knees.md"
    path.write_text(f"{TOP}tow\n")
    path.chmod(0o640)

    diff = fix_file(path)

    assert path.read_text() == f"{TOP}two\n"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert [each.name for each in tmp_path.iterdir()] == ["knees.md"]
    assert diff.splitlines()[:2] == ["--- knees.md", "+++ knees.md"]
    assert diff.splitlines()[-2:] == ["-tow", "+two"]


def test_a_file_without_fixes_is_not_written(tmp_path):
    """Its time of change stays too."""
    path = tmp_path / "knees.md"
    path.write_text(f"{TOP}two\n")
    before = path.stat()

    assert fix_file(path) == ""
    assert path.stat() == before


def test_a_file_that_is_read_only_stays(tmp_path, capsys):
    """The editor learns which, and the others are fixed."""
    wrong = f"{TOP}See (our guide)[https://www.nhs.uk/].\n"
    for name in ("a.md", "b.md"):
        (tmp_path / name).write_text(wrong)
    (tmp_path / "a.md").chmod(0o444)

    checking._fix(tmp_path, None)

    assert (tmp_path / "a.md").read_text() == wrong
    assert (tmp_path / "b.md").read_text() != wrong
    assert "a.md is not changed: it is read-only." in capsys.readouterr().err


def test_a_symbolic_link_is_never_replaced(tmp_path):
    """What it leads to may lie outside the folder."""
    content = tmp_path / "content"
    content.mkdir()
    outside = tmp_path / "knees.md"
    outside.write_text(f"{TOP}See (our guide)[https://www.nhs.uk/].\n")
    before = outside.read_bytes()
    (content / "knees.md").symlink_to(outside)

    checking._fix(content, None)

    assert (content / "knees.md").is_symlink()
    assert outside.read_bytes() == before
