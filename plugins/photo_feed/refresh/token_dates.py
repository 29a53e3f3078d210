"""The token's dates: token.json, the state that they mean, and a newer token in time."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from pathlib import Path

from pydantic import AwareDatetime, BaseModel, ConfigDict

from plugins.core.atomic_write import atomic_write
from plugins.core.findings import typed_path
from plugins.photo_feed import strict_json
from plugins.photo_feed.refresh.api import Api, NewToken
from plugins.photo_feed.refresh.errors import Kind, RefreshError

FILE = "token.json"
WARNING = timedelta(days=21)  # a few weekly renewals may fail, and somebody be away
_SKEW = timedelta(days=1)  # two clocks may differ a little, and no more


class State(Enum):
    """How a token is: its word, and the exit code of the command that tells it."""

    HEALTHY = "healthy", 0
    MISSING = "missing", 10
    EXPIRING = "expiring soon", 30
    EXPIRED = "expired", 31
    UNKNOWN = "unknown", 32

    def __init__(self, word: str, code: int) -> None:
        self.word = word
        self.code = code


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid")
    issued: AwareDatetime
    expires: AwareDatetime


@dataclass(frozen=True)
class Dates:
    """When a token was issued and when it ends, both with their zone."""

    issued: datetime
    expires: datetime

    def state(self, now: datetime) -> State:
        """How the token is at `now`; unknown where the dates cannot be true."""
        if self.issued - now > _SKEW or self.expires <= self.issued:
            return State.UNKNOWN
        if self.expires <= now:
            return State.EXPIRED
        return State.EXPIRING if self.expires - now < WARNING else State.HEALTHY


def read(folder: Path) -> Dates | None:
    """The dates in token.json of `folder`; None where it is missing or cannot be read."""
    try:
        found = _File.model_validate(strict_json.read((folder / FILE).read_text("utf-8")))
    except (OSError, ValueError):  # a ValidationError is a ValueError
        return None
    return Dates(found.issued, found.expires)


def dump(dates: Dates) -> str:
    """token.json for `dates`."""
    values = {
        "expires": dates.expires.isoformat(timespec="seconds"),
        "issued": dates.issued.isoformat(timespec="seconds"),
    }
    return json.dumps(values, indent=2) + "\n"


PUBLIC = 0o644
PRIVATE = 0o600


def is_due(folder: Path, now: datetime, days: int) -> bool:
    """Whether the token with the dates in `folder` is `days` old, or of unknown age."""
    dates = read(folder)
    return dates is None or not timedelta(0) <= now - dates.issued < timedelta(days=days)


def check_out(out: Path, shown: list[Path]) -> None:
    """Raise Fault when the token cannot be written to `out`, or would be seen there.

    `shown` are folders that are published or committed.
    """
    target = out.parent.resolve() / out.name  # a link of that name is replaced, not followed
    if any(target.is_relative_to(folder.resolve()) for folder in shown):
        words = "anybody could read the token in this folder: choose one outside of the project."
        raise RefreshError(Kind.INPUT, f"--out {typed_path(out)}: {words}")
    if not out.parent.is_dir() or (out.exists() and not out.is_file()):
        raise RefreshError(
            Kind.INPUT, f"--out {typed_path(out)}: name a file in a folder that is there."
        )


def renew(api: Api, folder: Path, out: Path, now: datetime) -> NewToken:
    """Ask for a newer token, write it to `out` for its owner alone, and note its dates in `folder`.

    Raises Fault; the old token goes on working then.
    """
    new = api.new_token()
    dates = Dates(now, now + timedelta(seconds=new.expires_in))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with atomic_write(out, mode=PRIVATE, durable=True) as file:
            file.write(new.secret.reveal().encode())
        with atomic_write(folder / FILE, mode=PUBLIC, durable=True) as file:
            file.write(dump(dates).encode())
    except OSError as error:
        raise RefreshError(
            Kind.DISK,
            f"The new token or its dates cannot be written ({error.strerror}): look at the rights "
            "and at the room on the disk, and go on with the old token.",
        ) from None
    return new
