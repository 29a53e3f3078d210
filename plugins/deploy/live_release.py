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
SECONDS = 900.0  # that a live site may take for all old files
_NO_ANSWER, _OK, _NOT_FOUND, _GONE = 0, 200, 404, 410  # statuses
_NOT_THERE = {_NOT_FOUND, _GONE}


class LiveRelease(NamedTuple):
    """What a live site says of its releases; without that, `why` not.

    `is_failing`: whether it may have releases all the same, because it has not said that it has
    none: it has failed, refused or not answered at all, or its record cannot be read. A page in
    place of a record is no such thing: many sites answer so for what they do not have.
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
            why = f"it answers {answer.status} for {RECORD_PATH}"
            return LiveRelease(None, why, answer.status not in _NOT_THERE)
    except NoAnswerError as error:
        return LiveRelease(None, f"it does not answer: {error}", not error.is_nowhere)
    if not answer.sha256:
        return LiveRelease(None, f"its {RECORD_PATH} is too large", is_failing=True)
    try:
        return LiveRelease(release_record.from_bytes(answer.body))
    except RecordError as error:
        is_json = answer.body.lstrip().startswith(b"{")
        return LiveRelease(None, f"its {RECORD_PATH} cannot be read: {error}", is_json)


class Fetched(NamedTuple):
    """The paths of old files that are missing.

    A live site has those that are `gone` no longer, or not as they were; it may have the others,
    but `failed` or refused to give them, or took too long.
    """

    gone: list[str]
    failed: list[str]


def fetch(url: str, web: Web, files: Collection[PublicFile], folder: Path) -> Fetched:
    """Write files of a live site into a folder; returns which are missing.

    Of a file with another digest, nothing is written.
    """

    def status(file: PublicFile) -> int:
        try:
            answer = web.get(f"{url}/{quote(file.path)}", file.bytes, keep=True)
        except NoAnswerError:
            return _NO_ANSWER
        if answer.status == _OK and answer.sha256 != file.sha256:
            return _NOT_FOUND
        if answer.status == _OK:
            target = folder / file.path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(answer.body)
        return answer.status

    with ThreadPoolExecutor(THREADS) as pool:
        missing = [
            (file.path, found in _NOT_THERE)
            for file, found in zip(files, pool.map(status, files), strict=True)
            if found != _OK
        ]
    gone = [path for path, is_gone in missing if is_gone]
    return Fetched(gone, [path for path, is_gone in missing if not is_gone])
