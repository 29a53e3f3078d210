"""The command line's options, validated."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from plugins.desk.addresses import is_editor_template

HIGHEST_PORT = 65535
OUTPUTS = {"preview": Path(".preview"), "html": Path("output")}
EPILOG = """\
Exit codes: 0 stopped by Ctrl-C or SIGTERM between two builds; 130 or 143 when the stop cut a
build off; 1 when the files cannot be watched; 2 when the command line, port or address is wrong."""


class UsageError(ValueError):
    """Invalid options; the message is one sentence with a hint."""


@dataclass(frozen=True)
class PreviewOptions:
    """The options of one run; `port` 0 lets the system choose a free port.

    `editor_url` is the template of addresses that open files in a text editor, if there is one.
    """

    mode: str = "preview"
    port: int = 8000
    bind: str = "127.0.0.1"
    input: Path = Path("content")
    output: Path = OUTPUTS["preview"]
    settings: Path = Path("pelicanconf.py")
    lenient: bool = False
    serve: bool = True
    editor_url: str = ""

    def build_arguments(self) -> list[str]:
        """The arguments of the build command."""
        arguments = [self.mode, "--input", str(self.input), "--output", str(self.output)]
        arguments += ["--settings", str(self.settings)]
        return [*arguments, "--lenient"] if self.lenient else arguments


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise UsageError(
            f"{message[:1].upper()}{message[1:]}: `{self.prog} --help` lists the options."
        )


def parse(arguments: Sequence[str]) -> PreviewOptions:
    """Parse `arguments` (without the program's name); raises UsageError."""
    given = _parser().parse_args(arguments)
    given.mode = given.mode or ("preview" if given.serve else "html")
    given.output = given.output or OUTPUTS[given.mode]
    given.port = _port(given.port)
    if given.editor_url and not is_editor_template(given.editor_url):
        raise UsageError(
            f"“{given.editor_url}” cannot open files: write an address with {{path}}, as in "
            "`make serve EDITOR_URL='vscode://file/{path}:{line}'`."
        )
    return PreviewOptions(**vars(given))


def _port(text: str) -> int:
    if not (text.isascii() and text.isdigit() and int(text) <= HIGHEST_PORT):
        raise UsageError(
            f"“{text}” is not a port: give a number up to {HIGHEST_PORT}, as in "
            "`make serve PORT=8001`."
        )
    return int(text)


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="python -m plugins.preview",
        description="Build the site, serve it here, and do both again on every save.",
        epilog=EPILOG,
        allow_abbrev=False,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add = parser.add_argument
    add("--port", default="8000", metavar="N", help="port to serve at (8000)")
    add("--bind", default="127.0.0.1", metavar="ADDRESS", help="address to serve at (127.0.0.1)")
    add("--input", type=Path, default=Path("content"), metavar="DIR", help="the posts (content)")
    add("--output", type=Path, metavar="DIR", help="what is built (.preview, or output with html)")
    add(
        "--settings",
        type=Path,
        default=Path("pelicanconf.py"),
        metavar="FILE",
        help="settings file",
    )
    add(
        "--editor-url",
        default="",
        metavar="URL",
        help="opens a file in your text editor, as in vscode://file/{path}:{line}",
    )
    add("--lenient", action="store_true", help="report content errors as warnings")
    add("--no-server", dest="serve", action="store_false", help="rebuild on save, serve nothing")
    add(
        "--mode",
        choices=sorted(OUTPUTS),
        help="preview shows drafts, html what the public sees (preview, or html with --no-server)",
    )
    return parser
