"""The token's dates, which alone tell its age: token.json, and the state that they mean."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from pathlib import Path

from pydantic import AwareDatetime, BaseModel, ConfigDict

from plugins.photo_feed import strict_json

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
