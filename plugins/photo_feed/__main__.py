"""The photo feed's commands: `python -m plugins.photo_feed {refresh,token,refresh-token}`."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from plugins.core import clock
from plugins.core.findings import display_path
from plugins.photo_feed.fetching import COMMAND, GUIDE
from plugins.photo_feed.refresh import allowed_hosts, run, token_dates
from plugins.photo_feed.refresh.api import Api
from plugins.photo_feed.refresh.errors import ErrorKind, RefreshError
from plugins.photo_feed.refresh.project import Project, read_project
from plugins.photo_feed.refresh.secret import RedactedOutput, read_token
from plugins.photo_feed.refresh.token_dates import TokenDates, TokenState
from plugins.photo_feed.refresh.transport import Transport

OK, BUG, STOPPED = 0, 1, 130
_SETTINGS = Path("pelicanconf.py")
_COMMANDS = {
    "refresh": "ask Instagram for the newest photos and save them",
    "token": "show whether the token is valid, and until when",
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


@dataclass(frozen=True)
class Commands:
    """The commands; each returns its exit code or raises RefreshError."""

    project: Project
    environ: Mapping[str, str]
    transport: Transport
    output: RedactedOutput

    def refresh(self) -> int:
        """Bring the snapshot up to date."""
        self.output.say(run.refresh(self.project, self._api(), self.output.warn))
        return OK

    def token(self) -> int:
        """Show the state of the token, in words and as the exit code."""
        dates = token_dates.read(self.project.folder)
        try:
            self.output.hide(read_token(self.environ))
        except RefreshError as error:
            if error.kind is not ErrorKind.TOKEN_MISSING:
                raise
            state = TokenState.MISSING
        else:
            state = dates.state(self._now()) if dates else TokenState.UNKNOWN
        file = display_path(self.project.folder / token_dates.FILE)
        self.output.say(f"{state.word}: {_advice(state, dates, file)}")
        return state.code

    def refresh_token(self, out: Path, days: int) -> int:
        """Write a newer token to `out`, if this one is at least `days` old."""
        folder, now = self.project.folder, self._now()
        token_dates.check_out(out, [self.project.content, Path()])
        api = self._api()
        if not token_dates.is_due(folder, now, days):
            self.output.say(f"The token is less than {24 * days} hours old, so it is kept.")
            return OK
        self.output.hide(token_dates.renew(api, folder, out, now).secret)
        file = display_path(folder / token_dates.FILE)
        self.output.say(f"A newer token is in {display_path(out)}, its dates are in {file}.")
        return OK

    def _api(self) -> Api:
        secret = self.output.hide(read_token(self.environ))
        server = allowed_hosts.read_api_server(self.environ.get(allowed_hosts.VARIABLE, ""))
        return Api(server, secret, self.transport)

    def _now(self) -> datetime:
        try:
            return clock.now(self.environ)
        except ValueError as error:
            raise RefreshError(ErrorKind.INPUT, str(error)) from None


def _advice(state: TokenState, dates: TokenDates | None, file: str) -> str:
    day = dates.expires.date().isoformat() if dates else ""
    return {
        TokenState.HEALTHY: f"the token lasts until {day}.",
        TokenState.EXPIRING: f"the token lasts until {day}; run refresh-token, and commit {file}.",
        TokenState.EXPIRED: f"the token expired on {day}; get a new one ({GUIDE}).",
        TokenState.MISSING: f"set INSTAGRAM_ACCESS_TOKEN as {GUIDE} describes.",
        TokenState.UNKNOWN: (
            f"{file} does not say when the token expires; refresh-token will write it."
        ),
    }[state]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog=COMMAND,
        description=__doc__,
        epilog=_exit_codes(),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = parser.add_subparsers(dest="command", required=True)
    for name, words in _COMMANDS.items():
        command = commands.add_parser(name, help=words)
        command.add_argument("--input", type=Path, metavar="DIR")
        command.add_argument("--settings", type=Path, default=_SETTINGS, metavar="FILE")
        if name == "refresh-token":
            command.add_argument("--out", type=Path, required=True, metavar="FILE")
            # Instagram renews no token that is younger than a day.
            command.add_argument("--days", type=int, choices=range(1, 31), default=1, metavar="N")
    return parser


def _exit_codes() -> str:
    errors = [f"  {kind.code:>3}  {kind.words}" for kind in ErrorKind]
    states = [f"  {state.code:>3}  {state.word}" for state in TokenState]
    lines = ["exit codes:", "    0  done", f"  {BUG:>3}  the program itself has an error", *errors]
    return "\n".join([*lines, f"  {STOPPED:>3}  stopped", "", "exit codes of token:", *states])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
