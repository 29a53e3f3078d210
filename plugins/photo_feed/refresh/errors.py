"""The kinds of errors of a refresh, each with its exit code."""

from __future__ import annotations

from enum import Enum


class ErrorKind(Enum):
    """A kind of error: the command's exit code, and a few words for its help."""

    INPUT = 2, "the command or a setting is wrong"
    BUSY = 3, "another refresh is running"
    DISK = 4, "a file cannot be read or written"
    TOKEN_MISSING = 10, "there is no token"
    TOKEN_REFUSED = 11, "the token has expired, or Instagram refuses it"
    PERMISSION = 12, "the token may not read the photos"
    SESSION = 13, "the login behind the token has ended"
    BLOCKED = 14, "Instagram has blocked the account or the app for a while"
    THROTTLED = 20, "Instagram was asked too often"
    TEMPORARY = 21, "Instagram has problems of its own"
    UNREACHABLE = 22, "Instagram cannot be reached"
    TIMEOUT = 23, "Instagram took too long"
    UNSAFE = 24, "the answer cannot be read, is too large or leads to an unsafe address"
    UNKNOWN = 25, "Instagram reports an unknown error"
    PICTURES = 26, "none of the pictures could be downloaded"

    def __init__(self, code: int, words: str) -> None:
        self.code = code
        self.words = words


class RefreshError(Exception):
    """A refresh that changed nothing; `message` is a sentence on what happened and what to do."""

    def __init__(self, kind: ErrorKind, message: str) -> None:
        super().__init__(message)
        self.kind = kind
        self.message = message
