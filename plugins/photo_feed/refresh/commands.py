"""What the commands do: bring the photos up to date, tell how the token is, get a newer one."""

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
from plugins.photo_feed.refresh.token_dates import Dates, State
from plugins.photo_feed.refresh.transport import Transport

OK = 0


@dataclass(frozen=True)
class Desk:
    """What every command works with; each returns its exit code or raises Fault."""

    project: Project
    environ: Mapping[str, str]
    transport: Transport
    output: RedactedOutput

    def refresh(self) -> int:
        """Bring the snapshot up to date."""
        self.output.say(run.refresh(self.project, self._api(), self.output.warn))
        return OK

    def token(self) -> int:
        """Tell how the token is, by a word and by the exit code."""
        dates = token_dates.read(self.project.folder)
        try:
            self.output.keep(read_token(self.environ))
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
        """Get a newer token into `out`, if this one is `days` old."""
        folder, now = self.project.folder, self._now()
        token_dates.check_out(out, [self.project.content, Path()])
        api = self._api()
        if not token_dates.is_due(folder, now, days):
            self.output.say(f"The token is less than {24 * days} hours old, so it stays.")
            return OK
        self.output.keep(token_dates.renew(api, folder, out, now).secret)
        file = typed_path(folder / token_dates.FILE)
        self.output.say(f"A newer token is in {typed_path(out)}, its dates are in {file}.")
        return OK

    def _api(self) -> Api:
        secret = self.output.keep(read_token(self.environ))
        server = allowed_hosts.read_api_server(self.environ.get(allowed_hosts.VARIABLE, ""))
        return Api(server, secret, self.transport)

    def _now(self) -> datetime:
        try:
            return clock.now(self.environ)
        except ValueError as error:
            raise RefreshError(Kind.INPUT, str(error)) from None


def _advice(state: State, dates: Dates | None, file: str) -> str:
    day = dates.expires.date().isoformat() if dates else ""
    return {
        State.HEALTHY: f"the token lasts until {day}.",
        State.EXPIRING: f"the token lasts until {day}; run refresh-token, and commit {file}.",
        State.EXPIRED: f"the token ended on {day}; get a new one as docs/publishing.md tells.",
        State.MISSING: "set INSTAGRAM_ACCESS_TOKEN as docs/publishing.md tells.",
        State.UNKNOWN: f"{file} does not tell when the token ends; refresh-token will note it.",
    }[state]
