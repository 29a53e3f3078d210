"""The photo feed's commands: `python -m plugins.photo_feed {refresh,token,refresh-token}`."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from plugins.photo_feed.refresh.commands import Commands
from plugins.photo_feed.refresh.errors import Kind, RefreshError
from plugins.photo_feed.refresh.project import read_project
from plugins.photo_feed.refresh.secret import RedactedOutput
from plugins.photo_feed.refresh.token_dates import State
from plugins.photo_feed.refresh.transport import Transport

BUG, STOPPED = 1, 130
_SETTINGS = Path("pelicanconf.py")
_COMMANDS = {
    "refresh": "ask Instagram for the newest photos and save them",
    "token": "show whether the token is valid, and how long it lasts",
    "refresh-token": "write a newer token to FILE, if this one is a day (or N days) old",
}


def main(
    arguments: Sequence[str],
    environ: Mapping[str, str] = os.environ,
    transport: Transport = Transport(),  # noqa: B008  # frozen
) -> int:
    """Run a command and return its exit code; an error is one sentence, never a traceback."""
    read, output = _parser().parse_args(arguments), RedactedOutput()
    try:
        project = read_project(read.input, read.settings)
        commands = Commands(project, environ, transport, output)
        if read.command == "refresh-token":
            return commands.refresh_token(read.out, read.days)
        return commands.token() if read.command == "token" else commands.refresh()
    except RefreshError as error:
        output.fail(error.message)
        return error.kind.code
    except KeyboardInterrupt:
        output.fail("Stopped; the photos are as they were.")
        return STOPPED
    except Exception as error:  # noqa: BLE001  # a traceback could show the token
        output.fail(f"The program itself has an error ({type(error).__name__}): report it.")
        return BUG


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m plugins.photo_feed",
        description=__doc__,
        epilog=_exit_codes(),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = parser.add_subparsers(dest="command", required=True)
    for name, words in _COMMANDS.items():
        command = commands.add_parser(name, help=words)
        command.add_argument("--input", type=Path, default=Path("content"), metavar="DIR")
        command.add_argument("--settings", type=Path, default=_SETTINGS, metavar="FILE")
        if name == "refresh-token":
            command.add_argument("--out", type=Path, required=True, metavar="FILE")
            # Instagram renews no token that is younger than a day.
            command.add_argument("--days", type=int, choices=range(1, 31), default=1, metavar="N")
    return parser


def _exit_codes() -> str:
    errors = [f"  {kind.code:>3}  {kind.words}" for kind in Kind]
    states = [f"  {state.code:>3}  {state.word}" for state in State]
    lines = ["exit codes:", "    0  done", f"  {BUG:>3}  the program itself has an error", *errors]
    return "\n".join([*lines, f"  {STOPPED:>3}  stopped", "", "exit codes of token:", *states])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
