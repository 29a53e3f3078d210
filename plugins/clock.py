"""The build's one clock (edge: the environment and the time)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime


def now(environ: Mapping[str, str]) -> datetime:
    """The moment of this build: SOURCE_DATE_EPOCH (seconds since 1970) when set, else now.

    Raises ValueError when SOURCE_DATE_EPOCH is not a number of seconds.
    """
    epoch = environ.get("SOURCE_DATE_EPOCH", "")
    if not epoch:
        return datetime.now(UTC)
    try:
        return datetime.fromtimestamp(int(epoch), UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise ValueError(
            f"SOURCE_DATE_EPOCH is “{epoch}”: write seconds since 1970, or unset it."
        ) from error
