"""The place of an error in our own code."""

import pytest

from plugins.publishing.tracebacks import describe, innermost
from tests.publishing.small_site import write


def error_of(path):
    """The error that running a Python file raises."""
    code = compile(path.read_text("utf-8"), path, "exec")
    with pytest.raises(Exception) as caught:  # noqa: PT011  # whatever the file raises
        exec(code, {})  # noqa: S102  # a file of this test
    return caught.value


def test_the_last_line_of_our_own_code_counts(tmp_path, monkeypatch):
    """Not the line of a library that it calls."""
    monkeypatch.chdir(tmp_path)
    path = write(tmp_path, "plugins/extra.py", "import json\n\njson.loads('{')\n")

    assert innermost(error_of(path)) == ("plugins/extra.py", 3)


def test_libraries_below_the_folder_are_not_ours(tmp_path, monkeypatch):
    """A virtual environment may be in the project folder."""
    monkeypatch.chdir(tmp_path)
    path = write(tmp_path, ".venv/lib/site-packages/other.py", "1 / 0\n")

    assert innermost(error_of(path)) == ("", 0)


def test_an_error_from_elsewhere_has_no_place(tmp_path, monkeypatch):
    """There is no file that an editor could open."""
    path = write(tmp_path, "extra.py", "1 / 0\n")
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")

    assert innermost(error_of(path)) == ("", 0)
    assert innermost(ValueError("never raised")) == ("", 0)


def test_the_place_of_a_syntax_error_is_in_its_source(tmp_path, monkeypatch):
    """Not where the file is imported."""
    monkeypatch.chdir(tmp_path)
    path = write(tmp_path, "conf.py", "A = 1\nB = (\n")
    with pytest.raises(SyntaxError) as caught:
        compile(path.read_text("utf-8"), path, "exec")

    assert innermost(caught.value) == ("conf.py", 2)
    assert describe(caught.value) == "SyntaxError: '(' was never closed"


def test_an_error_is_described_by_type_and_message():
    """In the same form as in Python's tracebacks."""
    assert describe(KeyError("a")) == "KeyError: 'a'"
    assert describe(ValueError("no such day")) == "ValueError: no such day"
