"""The arguments of the build command."""

from pathlib import Path

import pytest

from plugins.publishing.build_options import BuildOptions
from plugins.site.__main__ import main, read_command_line


@pytest.mark.parametrize(
    ("mode", "output", "settings"),
    [
        ("html", "output", "pelicanconf.py"),
        ("preview", ".preview", "pelicanconf.py"),
        ("publish", "output", "publishconf.py"),
    ],
)
def test_each_mode_has_its_own_folder_and_settings(monkeypatch, mode, output, settings):
    """No argument but the mode is required."""
    monkeypatch.delenv("PELICANOPTS", raising=False)

    assert read_command_line([mode]) == BuildOptions(
        mode=mode, input=Path("content"), output=Path(output), settings=Path(settings)
    )


def test_every_option_can_be_given():
    """These are the options that the Makefile and the preview use."""
    words = "html --input posts --output site --settings conf.py --lenient --report r.json"

    assert read_command_line([*words.split(), "--pelican-options=-q -e 'A=1'"]) == BuildOptions(
        mode="html",
        input=Path("posts"),
        output=Path("site"),
        settings=Path("conf.py"),
        lenient=True,
        report=Path("r.json"),
        pelican_options=("-q", "-e", "A=1"),
    )


def test_pelicans_options_come_from_the_environment(monkeypatch):
    """The Makefile sets PELICANOPTS."""
    monkeypatch.setenv("PELICANOPTS", "--fatal errors")

    assert read_command_line(["html"]).pelican_options == ("--fatal", "errors")


@pytest.mark.parametrize("words", [[], ["bulid"], ["html", "--ouput"]])
def test_invalid_arguments_exit_with_2(words, capsys):
    """The usage is shown."""
    with pytest.raises(SystemExit) as ended:
        read_command_line(words)

    assert ended.value.code == 2
    assert "usage: python -m plugins.site" in capsys.readouterr().err


def test_pelicanopts_with_an_unclosed_quote_are_refused(monkeypatch, capsys):
    """In one sentence."""
    monkeypatch.setenv("PELICANOPTS", "-e 'A")

    assert main(["html"]) == 2
    assert capsys.readouterr().err == "error: PELICANOPTS cannot be read: No closing quotation.\n"
