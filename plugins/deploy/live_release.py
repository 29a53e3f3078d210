"""Asks a live site which release it is, and for the old files that it has."""

from __future__ import annotations

from collections.abc import Collection
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from plugins.deploy import release_record
from plugins.deploy.release_record import RECORD_PATH, PublicFile, RecordError, ReleaseRecord
from plugins.hosting.web import NoAnswerError, Web

THREADS = 8
_OK, _TOO_MANY, _FAILING = 200, 429, 500  # statuses, and the first of those of a server's failures


class LiveRelease(NamedTuple):
    """What a live site says of its releases; without that, `why` not.

    `is_failing`: whether its server has failed, so that it may have releases all the same.
    """

    record: ReleaseRecord | None
    why: str = ""
    is_failing: bool = False


def live_release(url: str, web: Web, now: datetime) -> LiveRelease:
    """Ask the site at `url`; the address has the time in it, so that no cache answers."""
    address = f"{url}/{RECORD_PATH}?{now:%Y%m%d%H%M%S}"
    try:
        answer = web.get(address, release_record.MAX_BYTES, keep=True)
        if answer.status != _OK:
            failing = answer.status == _TOO_MANY or answer.status >= _FAILING
            return LiveRelease(None, f"it answers {answer.status} for {RECORD_PATH}", failing)
        return LiveRelease(release_record.from_bytes(answer.body))
    except NoAnswerError as error:
        return LiveRelease(None, f"it does not answer: {error}")
    except RecordError as error:
        return LiveRelease(None, f"its {RECORD_PATH} cannot be read: {error}")


def fetch(url: str, web: Web, files: Collection[PublicFile], folder: Path) -> list[str]:
    """Write files of a live site into a folder; returns the paths of those that it has not.

    Of a file with another digest, nothing is written.
    """

    def written(file: PublicFile) -> bool:
        try:
            answer = web.get(f"{url}/{quote(file.path)}", file.bytes, keep=True)
        except NoAnswerError:
            return False
        if answer.status != _OK or answer.sha256 != file.sha256:
            return False
        target = folder / file.path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(answer.body)
        return True

    with ThreadPoolExecutor(THREADS) as pool:
        done = pool.map(written, files)
        return [file.path for file, is_there in zip(files, done, strict=True) if not is_there]
