"""The time of a build, which is read once (edge: the environment and the system's clock)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime

_SECONDS = re.compile(r"[0-9]{1,12}")  # int() would accept spaces, signs and underscores as well
_LAST = 253_402_300_799  # the end of the year 9999; a larger number is probably in milliseconds


def now(environ: Mapping[str, str]) -> datetime:
    """The time of this build in UTC: SOURCE_DATE_EPOCH (seconds since 1970) if set, else now.

    Raises ValueError when SOURCE_DATE_EPOCH is not a number of seconds as `date +%s` prints it.
    """
    epoch = environ.get("SOURCE_DATE_EPOCH", "")
    if not epoch:
        return datetime.now(UTC)
    if not _SECONDS.fullmatch(epoch) or int(epoch) > _LAST:
        raise ValueError(f"SOURCE_DATE_EPOCH is “{epoch}”: write seconds since 1970, or unset it.")
    return datetime.fromtimestamp(int(epoch), UTC)
