"""A newer token for one that is a day old: asked for, kept for its owner alone, its dates noted."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

from plugins.core.atomic_write import atomic_write
from plugins.core.findings import typed_path
from plugins.photo_feed.refresh import token_dates
from plugins.photo_feed.refresh.api import Api, NewToken
from plugins.photo_feed.refresh.errors import Kind, RefreshError
from plugins.photo_feed.refresh.token_dates import Dates

PUBLIC = 0o644
PRIVATE = 0o600


def is_due(folder: Path, now: datetime, days: int) -> bool:
    """Whether the token with the dates in `folder` is `days` old, or of unknown age."""
    dates = token_dates.read(folder)
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
        with atomic_write(folder / token_dates.FILE, mode=PUBLIC, durable=True) as file:
            file.write(token_dates.dump(dates).encode())
    except OSError as error:
        raise RefreshError(
            Kind.DISK,
            f"The new token or its dates cannot be written ({error.strerror}): look at the rights "
            "and at the room on the disk, and go on with the old token.",
        ) from None
    return new
