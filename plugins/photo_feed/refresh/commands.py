"""What the commands do: update the photos, show the state of the token, get a newer token."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from plugins.core import clock
from plugins.core.findings import typed_path
from plugins.photo_feed.refresh import allowed_hosts, run, token_dates
from plugins.photo_feed.refresh.api import Api
from plugins.photo_feed.refresh.errors import Kind, RefreshError
from plugins.photo_feed.refresh.project import Project
from plugins.photo_feed.refresh.secret import RedactedOutput, read_token
from plugins.photo_feed.refresh.token_dates import State, TokenDates
from plugins.photo_feed.refresh.transport import Transport

OK = 0


@dataclass(frozen=True)
class Commands:
    """The commands and what they share; each returns its exit code or raises RefreshError."""

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
            if error.kind is not Kind.TOKEN_MISSING:
                raise
            state = State.MISSING
        else:
            state = dates.state(self._now()) if dates else State.UNKNOWN
        file = typed_path(self.project.folder / token_dates.FILE)
        self.output.say(f"{state.word}: {_advice(state, dates, file)}")
        return state.code

    def refresh_token(self, out: Path, days: int) -> int:
        """Write a newer token to `out`, if this one is `days` old."""
        folder, now = self.project.folder, self._now()
        token_dates.check_out(out, [self.project.content, Path()])
        api = self._api()
        if not token_dates.is_due(folder, now, days):
            self.output.say(f"The token is less than {24 * days} hours old, so it is kept.")
            return OK
        self.output.hide(token_dates.renew(api, folder, out, now).secret)
        file = typed_path(folder / token_dates.FILE)
        self.output.say(f"A newer token is in {typed_path(out)}, its dates are in {file}.")
        return OK

    def _api(self) -> Api:
        secret = self.output.hide(read_token(self.environ))
        server = allowed_hosts.read_api_server(self.environ.get(allowed_hosts.VARIABLE, ""))
        return Api(server, secret, self.transport)

    def _now(self) -> datetime:
        try:
            return clock.now(self.environ)
        except ValueError as error:
            raise RefreshError(Kind.INPUT, str(error)) from None


def _advice(state: State, dates: TokenDates | None, file: str) -> str:
    day = dates.expires.date().isoformat() if dates else ""
    return {
        State.HEALTHY: f"the token lasts until {day}.",
        State.EXPIRING: f"the token lasts until {day}; run refresh-token, and commit {file}.",
        State.EXPIRED: f"the token expired on {day}; get a new one (docs/publishing.md).",
        State.MISSING: "set INSTAGRAM_ACCESS_TOKEN as docs/publishing.md describes.",
        State.UNKNOWN: f"{file} does not say when the token expires; refresh-token will write it.",
    }[state]
