"""The token, and output that never shows it."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NoReturn, TextIO
from urllib.parse import quote, quote_plus

from plugins.photo_feed.fetching import GUIDE
from plugins.photo_feed.refresh.errors import ErrorKind, RefreshError

VARIABLE = "INSTAGRAM_ACCESS_TOKEN"
HIDDEN = "(token)"

_TOKEN = re.compile(r"[A-Za-z0-9._|~=+/-]{8,2000}")


class Secret:
    """A token that is hidden in every representation; only `reveal` returns it."""

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    def reveal(self) -> str:
        """The token itself, for the code that sends or saves it."""
        return self._text

    def redact(self, text: str) -> str:
        """`text` without the token, whether plain or percent-encoded."""
        forms = {self._text, quote(self._text), quote(self._text, ""), quote_plus(self._text)}
        return re.sub("|".join(map(re.escape, forms)), HIDDEN, text, flags=re.IGNORECASE)

    def is_in(self, text: str) -> bool:
        """Whether `text` contains the token."""
        return self.redact(text) != text

    def __repr__(self) -> str:
        return HIDDEN

    def __reduce__(self) -> NoReturn:
        raise TypeError("A secret cannot be pickled.")


def is_token(text: str) -> bool:
    """Whether `text` has the form of a token."""
    return bool(_TOKEN.fullmatch(text))


def read_token(environ: Mapping[str, str]) -> Secret:
    """The token of the environment; raises RefreshError when it is missing or malformed."""
    text = environ.get(VARIABLE, "").strip()
    if not text:
        message = f"There is no token: set {VARIABLE} as {GUIDE} describes."
        raise RefreshError(ErrorKind.TOKEN_MISSING, message)
    if not is_token(text):
        message = f"{VARIABLE} is not a token: copy the whole token again, and nothing else."
        raise RefreshError(ErrorKind.INPUT, message)
    return Secret(text)


@dataclass
class RedactedOutput:
    """Prints messages without the secrets that it was given to hide."""

    hidden: list[Secret] = field(default_factory=list)

    def hide(self, secret: Secret) -> Secret:
        """Leave `secret` out of everything that is printed from now on."""
        self.hidden.append(secret)
        return secret

    def say(self, text: str) -> None:
        """Print the result of the command."""
        self._print(text, sys.stdout)

    def warn(self, text: str) -> None:
        """Print a warning."""
        self._print(f"warning: {text}", sys.stderr)

    def fail(self, text: str) -> None:
        """Print an error."""
        self._print(f"error: {text}", sys.stderr)

    def _print(self, text: str, stream: TextIO) -> None:
        for secret in self.hidden:
            text = secret.redact(text)
        print(text, file=stream, flush=True)
