"""What code, libraries and settings results depend on, as digests."""

import os
import random
import re
import sys
import tracemalloc
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.incremental.digests import _PART, digest, file_digest, value_json
from plugins.incremental.recipe import code_parts, libraries, other_code, settings_json
from plugins.responsive_images.picture import Picture
from tests.building import ROOT
from tests.publishing.small_site import write


@given(st.lists(st.text() | st.binary()), st.lists(st.text() | st.binary()))
def test_other_parts_have_another_digest(first, second):
    """Whatever their limits are."""
    same = [part.encode() if isinstance(part, str) else part for part in first] == [
        part.encode() if isinstance(part, str) else part for part in second
    ]

    assert (digest(*first) == digest(*second)) is same
    assert len(digest(*first)) == 16


@pytest.mark.parametrize("size", [0, 1, _PART - 1, _PART, _PART + 1, 3 * _PART])
def test_the_digest_of_a_file_is_that_of_its_bytes(tmp_path, size):
    """A post is kept by the digest of what was read, and looked for by that of its file."""
    data = random.Random(size).randbytes(size)

    assert file_digest(write(tmp_path, "a", data)) == digest(data)


def test_a_file_need_not_be_in_memory(tmp_path):
    """One may be a film of some gigabytes."""
    path = write(tmp_path, "film", bytes(5_000_000))
    tracemalloc.start()
    try:
        file_digest(str(path))
        assert tracemalloc.get_traced_memory()[1] < 1_000_000
    finally:
        tracemalloc.stop()


def test_the_limits_of_parts_count():
    """The bytes of all of them together do not."""
    assert len({digest("a", "bc"), digest("ab", "c"), digest("abc"), digest("abc", "")}) == 4
    assert digest(b"1:a") != digest("a")


def test_a_name_that_is_no_utf_8_has_a_digest():
    """As the system names such files."""
    assert digest(os.fsdecode(b"\xff")) != digest(os.fsdecode(b"\xfe"))


def test_the_json_of_values_is_the_same_for_equal_ones():
    """It may have dataclasses and times in it."""
    picture, moment = Picture("a.png", 1, 2), datetime(2026, 1, 1, tzinfo=UTC)

    assert value_json((picture, moment, 1.5)) == value_json([replace(picture), moment, 1.5])
    assert value_json(picture) != value_json(replace(picture, width=3))
    assert value_json({"a": 1}) != value_json({"a": "1"})
    assert value_json([1]) != value_json([True])


@pytest.fixture
def installed(tmp_path, monkeypatch):
    """Two folders in which Python finds libraries."""
    for name in ("one/Pillow-12.1.0.dist-info", "one/pelican-4.11.0.dist-info", "two"):
        (tmp_path / name).mkdir(parents=True)
    write(tmp_path, "one/pelican.py", "")
    found = [str(tmp_path / name) for name in ("one", "two", "none")]
    monkeypatch.setattr(sys, "path", [*found, str(write(tmp_path, "code.zip", ""))])
    return libraries.__wrapped__


def test_the_libraries_are_those_that_python_finds(installed):
    """With the version of Python, and in an order of their own."""
    version, _machine, *found = installed()

    assert version == sys.version
    assert found == ["Pillow-12.1.0", "pelican-4.11.0"]


def test_another_version_of_a_library_is_seen(installed, tmp_path):
    """And one that is installed elsewhere; an order of folders is not."""
    before = installed()
    (tmp_path / "one/Pillow-12.1.0.dist-info").rename(tmp_path / "two/Pillow-12.1.0.dist-info")
    assert installed() == before

    (tmp_path / "two/Pillow-12.1.0.dist-info").rename(tmp_path / "two/Pillow-12.2.0.dist-info")

    assert installed() != before


def test_the_code_of_others_is_what_is_neither_installed_nor_ours(tmp_path, monkeypatch):
    """The folder of a package, also of one without __init__.py, and the file of a module."""
    places = {
        "lonely_module": "own/lonely_module.py",
        "packed": "own/packed/__init__.py",
        "nested.inner.deep": "own/nested/inner/deep.py",
        "installed_module": "libraries/installed_module.py",
        "module_of_ours": "ours/module_of_ours.py",
    }
    write(tmp_path, "libraries/some-1.0.dist-info/METADATA", "")
    monkeypatch.syspath_prepend(tmp_path / "libraries")
    for name, place in places.items():
        module = ModuleType(name)
        module.__file__ = str(write(tmp_path, place, ""))
        if place.endswith("__init__.py"):
            module.__path__ = []
        monkeypatch.setitem(sys.modules, name, module)

    found = [path for path in other_code(tmp_path / "ours") if path.is_relative_to(tmp_path)]

    own = tmp_path / "own"
    assert found == [own / "lonely_module.py", own / "nested/inner", own / "packed"]


def test_no_code_of_python_or_a_library_is_of_others():
    """Their versions are known."""
    libraries = (os.__file__, pytest.__file__, re.__file__)

    found = other_code(ROOT / "plugins")

    assert not any(Path(each).is_relative_to(path) for path in found for each in libraries)
    assert not any(path.is_relative_to(ROOT / "plugins") for path in found)


def test_code_has_another_digest_when_it_changes(tmp_path):
    """A file that is in the folder, and one that stands alone."""
    alone, folder = write(tmp_path, "a.py", "1"), write(tmp_path, "b/c.py", "1").parent
    write(tmp_path, "d/c.py", "2")
    write(tmp_path, "a2.py", "2")

    first, second = code_parts([alone, folder]), code_parts([tmp_path / "a2.py", tmp_path / "d"])

    assert len({*first, *second}) == 4


def test_equal_settings_have_the_same_json():
    """Whatever their order is; so have sets, which have none."""
    one = {"A": 1, "B": {"x": {8, 0}, "y": frozenset("pelican")}, "C": re.compile("x")}
    two = {"C": re.compile("x"), "A": 1, "B": {"x": {0, 8}, "y": frozenset("nacilep")}}
    assert list({8, 0}) != list({0, 8})

    assert settings_json(one) == settings_json(two)
    assert settings_json(one)[1] == ()


DIFFERENT = (
    {}, {"A": None}, {"A": 1}, {"A": "1"}, {"A": True}, {"A": 1.0}, {"B": 1}, {"A": [1]},
    {"A": [1, 2]}, {"A": [2, 1]}, {"A": {1, 2}}, {"A": {1, 3}}, {"A": {"x": 1}}, {"A": {"x": 2}},
    {"A": re.compile("x")}, {"A": re.compile("x", re.IGNORECASE)}, {"A": re.compile("y")},
    {"A": {"x": [re.compile("x")]}}, {"A": {"x": [re.compile("x", re.IGNORECASE)]}},
    {"A": {1: "x"}}, {"A": {"1": "x"}}, {"A": {None: "x"}}, {"A": {"None": "x"}},
    {"A": [["1", "x"]]},
    {"A": ["1", "2"]}, {"A": ["x", 32]}, {"A": Path("x")},
    {"A": datetime(2026, 1, 1, tzinfo=UTC)}, {"A": 1, "B": 1},
)  # fmt: skip


def test_different_settings_have_another_json():
    """Each of these."""
    assert len({settings_json(each)[0] for each in DIFFERENT}) == len(DIFFERENT)
    assert all(settings_json(each)[1] == () for each in DIFFERENT)


OTHERS = {
    "a function": str.upper,
    "a class": Path,
    "an object": object(),
    "bytes": b"\xff",
    "a list with a function": [1, print],
    "a function in a dictionary": {"a": {"b": print}},
    "a set with a function": {print},
}


@pytest.mark.parametrize("value", OTHERS.values(), ids=OTHERS)
def test_functions_and_objects_are_named(value):
    """They may do something else than before under the same name."""
    found, names = settings_json({"A": value, "B": 1, "C": value})

    assert names == ("A", "C")
    assert found == settings_json({"B": 1})[0]


def test_an_iterator_is_not_read():
    """Pelican would find nothing in it."""
    given = {"A": iter([1, 2]), "B": [map(str, [3])], "C": (n for n in [4])}

    _found, names = settings_json(given)

    assert names == ("A", "B", "C")
    assert (list(given["A"]), list(given["B"][0]), list(given["C"])) == ([1, 2], ["3"], [4])


def test_a_setting_that_holds_itself_is_named():
    """It has no JSON."""
    value = {}
    value["a"] = value

    assert settings_json({"A": value})[1] == ("A",)
