"""Explains error answers of the API: what went wrong, and what to do about it.

Instagram documents no reason for “Unsupported request - method type: get”; what helped others is
in https://github.com/in2code-de/instagram/issues/25.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from plugins.photo_feed.clean_text import clean_line
from plugins.photo_feed.fetching import GUIDE
from plugins.photo_feed.refresh.errors import ErrorKind, RefreshError
from plugins.photo_feed.refresh.secret import Secret
from plugins.photo_feed.refresh.transport import Answer

GOOD = 200
_SERVER_ERROR = 500
_TOO_MANY = 429
_INVALID_TOKEN = 190  # this and the numbers below are Instagram's own error codes
_NEW_TOKEN = f"get a new token as {GUIDE} describes."
_LATER = "nothing is lost; try again later."
_RECONNECT = (
    "the connection of the app and the account is broken. Check that it is a professional account, "
    "remove the app in its settings at instagram.com (apps and websites), log in with the app "
    f"again, and {_NEW_TOKEN}"
)
_UNBLOCK = "log in at instagram.com, read what it says, and try again when the block is lifted."
_INVALID_PARAMETER = 100
_NO_CODE = 10**9  # no error code has that many digits
_QUOTED = 150  # characters of Instagram's own message

_SECONDS = re.compile(r"\d{1,7}", re.ASCII)
_MOMENT = re.compile(r"[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT", re.ASCII)

_REFUSED = {
    458: "the account has removed the app: log in with it again and",
    459: "the account has to be confirmed: log in at instagram.com, do what it asks and",
    460: "the account's password was changed:",
    463: "its 60 days are over:",
    464: "the account is not confirmed: log in at instagram.com, do what it asks and",
    467: "it was revoked:",
    490: "the account has to be confirmed: log in at instagram.com, do what it asks and",
}
_CODES = {
    1: (ErrorKind.TEMPORARY, f"Instagram has problems of its own: {_LATER}"),
    2: (ErrorKind.TEMPORARY, f"Instagram is not working at the moment: {_LATER}"),
    102: (ErrorKind.SESSION, f"The login behind the token has ended: {_NEW_TOKEN}"),
    368: (
        ErrorKind.BLOCKED,
        f"Instagram has blocked the account or the app for a while: {_UNBLOCK}",
    ),
}
_THROTTLED = frozenset({4, 17, 32, 341, 613})
_PERMISSION = frozenset({3, 10, *range(200, 300)})


def error_in(answer: Answer, data: object, secret: Secret) -> RefreshError | None:
    """The error that `answer` reports, if any; `data` is its JSON, None if it has none.

    Its message quotes no part of `secret`.
    """
    error = data.get("error") if isinstance(data, dict) else None
    if isinstance(error, dict):
        quoted = secret.redact(clean_line(str(error.get("message", ""))))
        return _from_code(error, answer, quoted[:_QUOTED])
    if answer.status == _TOO_MANY:
        return _throttled(answer)
    if answer.status >= _SERVER_ERROR:
        words = f"Instagram is not working at the moment (status {answer.status}): {_LATER}"
        return RefreshError(ErrorKind.TEMPORARY, words)
    if answer.status != GOOD:
        return unreadable(f"status {answer.status}")
    if not isinstance(data, dict):
        return unreadable("it is not the expected JSON")
    return None


def unreadable(why: str) -> RefreshError:
    """The error for an answer that is not as the API's documentation says."""
    return RefreshError(ErrorKind.UNSAFE, f"Instagram's answer cannot be read ({why}): {_LATER}")


def _from_code(error: Mapping[str, Any], answer: Answer, quoted: str) -> RefreshError:
    code = _number(error.get("code"))
    if refused := _token_refused(code, error, quoted):
        return refused
    if code in _THROTTLED or answer.status == _TOO_MANY:
        return _throttled(answer)
    if code in _PERMISSION:
        return RefreshError(
            ErrorKind.PERMISSION,
            f"The token may not read the account's photos (code {code}): give the app the "
            "permission instagram_business_basic, then get a new token.",
        )
    if code in _CODES:
        return RefreshError(*_CODES[code])
    if answer.status >= _SERVER_ERROR:
        return RefreshError(*_CODES[2])
    words = f"Instagram reports an unknown error (code {code}, “{quoted}”)"
    return RefreshError(ErrorKind.UNKNOWN, f"{words}: {_LATER}")


def _token_refused(code: int, error: Mapping[str, Any], quoted: str) -> RefreshError | None:
    """The error if only a new token helps."""
    if code == _INVALID_TOKEN:
        subcode = _number(error.get("error_subcode"))
        why = _REFUSED.get(subcode, "it has expired or was revoked:")
        message = f"Instagram refuses the token, because {why} {_NEW_TOKEN}"
    elif code == _INVALID_PARAMETER and "unsupported request" in quoted.lower():
        message = f"Instagram says “{quoted}”: {_RECONNECT}"
    else:
        return None
    return RefreshError(ErrorKind.TOKEN_REFUSED, message)


def _number(value: object) -> int:
    """An error code, -1 for anything that cannot be one."""
    return value if isinstance(value, int) and abs(value) < _NO_CODE else -1


def _throttled(answer: Answer) -> RefreshError:
    wait = "in an hour"
    if _SECONDS.fullmatch(answer.retry_after):
        wait = f"in {answer.retry_after} seconds"
    elif _MOMENT.fullmatch(answer.retry_after):
        wait = f"after {answer.retry_after}"
    return RefreshError(ErrorKind.THROTTLED, f"Instagram was asked too often: try again {wait}.")
