"""Options of the command line."""

from pathlib import Path

import pytest

from plugins.preview.options import PreviewOptions, UsageError, parse


def test_the_defaults_of_a_preview():
    """Without options it is built into .preview and served at port 8000."""
    assert parse([]) == PreviewOptions(
        mode="preview",
        port=8000,
        bind="127.0.0.1",
        input=Path("content"),
        output=Path(".preview"),
        settings=Path("pelicanconf.py"),
        lenient=False,
        serve=True,
    )


def test_without_a_server_the_public_site_is_built():
    """`make regenerate` builds the public site into output/."""
    options = parse(["--no-server"])

    assert (options.serve, options.mode, options.output) == (False, "html", Path("output"))


def test_mode_and_output_can_be_set():
    """With and without a server."""
    options = parse(["--no-server", "--mode", "preview", "--output", "build"])

    assert (options.mode, options.output) == ("preview", Path("build"))


def test_the_build_gets_all_options():
    """The build command gets mode, folders, settings and leniency."""
    options = parse(["--input=a", "--output=b", "--settings=c.py", "--lenient"])

    assert options.build_arguments() == [
        *("preview", "--input", "a", "--output", "b", "--settings", "c.py", "--lenient"),
    ]


def test_the_build_gets_no_other_options():
    """Options that were not given are not passed on."""
    assert PreviewOptions().build_arguments() == [
        *("preview", "--input", "content", "--output", ".preview"),
        *("--settings", "pelicanconf.py"),
    ]


@pytest.mark.parametrize("port", ["", "80a", "-1", "65536", "8 0", "\uff18\uff10", "1.5"])
def test_a_port_is_a_number(port):
    """An invalid port is refused in one sentence with a hint."""
    with pytest.raises(UsageError) as refusal:
        parse([f"--port={port}"])

    assert str(refusal.value) == (
        f"“{port}” is not a port: give a number up to 65535, as in `make serve PORT=8001`."
    )


def test_an_editor_is_an_address_with_a_path():
    """Anything else is refused in one sentence, with an example."""
    address = "vscode://file/{path}:{line}"
    assert parse(["--editor-url", address]).editor_url == address
    assert parse([]).editor_url == ""

    for wrong in ("vscode", "vscode://file/", "javascript:{path}"):
        with pytest.raises(UsageError) as refusal:
            parse(["--editor-url", wrong])
        assert f"“{wrong}”" in str(refusal.value)
        assert address in str(refusal.value)


def test_an_unknown_option_is_one_sentence():
    """A typing error does not print the whole usage."""
    with pytest.raises(UsageError) as refusal:
        parse(["--prot", "80"])

    assert str(refusal.value) == (
        "Unrecognized arguments: --prot 80: `python -m plugins.preview --help` lists the options."
    )
