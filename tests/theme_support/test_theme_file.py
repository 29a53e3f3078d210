"""theme.toml says what a theme's templates get."""

import pytest

from plugins.core.findings import Finding
from plugins.theme_support import theme_file
from plugins.theme_support.theme_file import ThemeFile
from tests.building import ROOT

HINT = "Write `views = 1`, or leave it out for a theme that is written for Pelican."


@pytest.fixture
def read(tmp_path, monkeypatch):
    """Reads the text, or the bytes, as theme/theme.toml."""
    monkeypatch.chdir(tmp_path)

    def _read(text):
        (tmp_path / "theme").mkdir()
        data = text if isinstance(text, bytes) else text.encode()
        (tmp_path / "theme/theme.toml").write_bytes(data)
        return theme_file.read(tmp_path / "theme")

    return _read


def test_our_theme_takes_views():
    """Of the version that this project makes; its lead pictures have a smallest size."""
    found, findings = theme_file.read(ROOT / "theme")

    assert found.views
    assert found.smallest_lead
    assert findings == []


def test_a_theme_that_says_so_takes_views(read):
    """Whatever else is in the file."""
    assert read('name = "Ours"\nviews = 1  # of this project\n') == (ThemeFile(views=True), [])


@pytest.mark.parametrize("text", ["", 'name = "Theirs"\n', "[other]\nviews = 1\n"])
def test_a_theme_that_does_not_say_so_gets_pelicans_variables(read, text):
    """The file may be for something else."""
    assert read(text) == (ThemeFile(), [])


def test_a_theme_may_have_no_file(tmp_path):
    """It is written for Pelican. A theme that is missing is reported elsewhere."""
    assert theme_file.read(tmp_path) == (ThemeFile(), [])
    assert theme_file.read(tmp_path / "none") == (ThemeFile(), [])


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("2", "2"),
        ("0", "0"),
        ('"1"', "'1'"),
        ("true", "True"),
        ("1.0", "1.0"),
        ("[1]", "[1]"),
        ("{version = 1}", "{'version': 1}"),
    ],
)
def test_any_other_version_is_reported(read, value, shown):
    """Also one of another type, such as a list."""
    assert read(f"views = {value}\n") == (
        ThemeFile(),
        [
            Finding(
                "theme/theme.toml", 0, "error", "theme/bad-file",
                f"There are no views of version {shown} here.", HINT,
            )
        ],
    )  # fmt: skip


@pytest.mark.parametrize("text", ["views = \n", "views: 1\n", b"name = '\xff'\n", "a = 1\na = 2"])
def test_a_file_that_cannot_be_read_is_reported(read, text):
    """It is no TOML, or not in UTF-8."""
    said, (found,) = read(text)

    assert (said, found.path, found.line, found.severity) == (
        ThemeFile(),
        "theme/theme.toml",
        0,
        "error",
    )
    assert (found.rule, found.hint) == ("theme/bad-file", HINT)
    assert found.message.startswith("This is not TOML: ")


def test_a_theme_may_say_what_its_lead_pictures_need(read):
    """Whether or not its templates get views."""
    assert read("smallest_lead = [600, 300]\n") == (ThemeFile(smallest_lead=(600, 300)), [])


@pytest.mark.parametrize(
    "size",
    ["600", "[600]", "[600, 0]", "[600, 300, 1]", '["600", "300"]', "[true, 300]", "[6.5, 3]"],
)
def test_what_is_no_size_is_reported(read, size):
    """The rest of the file counts."""
    said, (found,) = read(f"views = 1\nsmallest_lead = {size}\n")

    assert said == ThemeFile(views=True)
    assert (found.path, found.severity, found.rule) == (
        "theme/theme.toml", "error", "theme/bad-file",
    )  # fmt: skip
    assert "`smallest_lead = [600, 300]`" in found.hint
