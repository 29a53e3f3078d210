"""The dates of the token: token.json, the state that follows from them, and renewal."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import AwareDatetime, BaseModel, ConfigDict

from plugins.core.atomic_write import atomic_write
from plugins.core.findings import display_path
from plugins.photo_feed import strict_json
from plugins.photo_feed.refresh.errors import ErrorKind, RefreshError

if TYPE_CHECKING:
    from plugins.photo_feed.refresh.api import Api, NewToken  # loads what opens connections

FILE = "token.json"
WARNING = timedelta(days=21)  # time for failed weekly renewals, or for somebody's holiday
PUBLIC = 0o644
PRIVATE = 0o600
_SKEW = timedelta(days=1)  # how far two clocks may differ


class TokenState(Enum):
    """The state of a token: its word, and the exit code of the command that shows it."""

    HEALTHY = "healthy", 0
    MISSING = "missing", 10
    EXPIRING = "expiring soon", 30
    EXPIRED = "expired", 31
    UNKNOWN = "unknown", 32

    def __init__(self, word: str, code: int) -> None:
        self.word = word
        self.code = code


class TokenDates(BaseModel):
    """When a token was issued and when it expires, both with their time zone."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    issued: AwareDatetime
    expires: AwareDatetime

    def state(self, now: datetime) -> TokenState:
        """The state of the token at `now`; unknown if the dates cannot be right."""
        if self.issued - now > _SKEW or self.expires <= self.issued:
            return TokenState.UNKNOWN
        if self.expires <= now:
            return TokenState.EXPIRED
        return TokenState.EXPIRING if self.expires - now < WARNING else TokenState.HEALTHY


def read(folder: Path) -> TokenDates | None:
    """The dates in token.json of `folder`; None if it is missing or cannot be read."""
    try:
        return TokenDates.model_validate(strict_json.read((folder / FILE).read_text("utf-8-sig")))
    except (OSError, ValueError):  # a ValidationError is a ValueError
        return None


def dump(dates: TokenDates) -> str:
    """token.json for `dates`."""
    moments = {"expires": dates.expires, "issued": dates.issued}
    values = {name: moment.isoformat(timespec="seconds") for name, moment in moments.items()}
    return json.dumps(values, indent=2) + "\n"


def is_due(folder: Path, now: datetime, days: int) -> bool:
    """Whether the token with the dates in `folder` is at least `days` old, or of unknown age."""
    dates = read(folder)
    return dates is None or not timedelta(0) <= now - dates.issued < timedelta(days=days)


def check_out(out: Path, public: list[Path]) -> None:
    """Raise RefreshError if `out` cannot be written, or is in one of the `public` folders.

    Those are the folders that are published or committed.
    """
    target = out.parent.resolve() / out.name  # a link of that name is replaced, not followed
    message = ""
    if any(target.is_relative_to(folder.resolve()) for folder in public):
        message = "anybody could read the token in this folder: choose one outside the project."
    elif not out.parent.is_dir() or (out.exists() and not out.is_file()):
        message = "name a file in a folder that exists."
    if message:
        raise RefreshError(ErrorKind.INPUT, f"--out {display_path(out)}: {message}")


def renew(api: Api, folder: Path, out: Path, now: datetime) -> NewToken:
    """Get a newer token, write it to `out`, readable by its owner only, and its dates to `folder`.

    Raises RefreshError; the old token is then still valid.
    """
    new = api.new_token()
    dates = TokenDates(issued=now, expires=now + timedelta(seconds=new.expires_in))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with atomic_write(out, mode=PRIVATE, durable=True) as file:
            file.write(new.secret.reveal().encode())
        with atomic_write(folder / FILE, mode=PUBLIC, durable=True) as file:
            file.write(dump(dates).encode())
    except OSError as error:
        raise RefreshError(
            ErrorKind.DISK,
            f"The new token or its dates cannot be written ({error.strerror}): check the "
            "permissions and the space on the disk, and keep using the old token.",
        ) from None
    return new
