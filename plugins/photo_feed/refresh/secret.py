"""The token, and output that never has it in it."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NoReturn, TextIO
from urllib.parse import quote, quote_plus

from plugins.photo_feed.refresh.errors import Kind, RefreshError

VARIABLE = "INSTAGRAM_ACCESS_TOKEN"
HIDDEN = "(token)"

_TOKEN = re.compile(r"[A-Za-z0-9._|~=+/-]{8,2000}")


class Secret:
    """A token; only `reveal` gives it away."""

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    def reveal(self) -> str:
        """The token itself, for the one place that sends or keeps it."""
        return self._text

    def redact(self, text: str) -> str:
        """`text` without the token, as it is or as an address writes it."""
        forms = {self._text, quote(self._text), quote(self._text, ""), quote_plus(self._text)}
        return re.sub("|".join(map(re.escape, forms)), HIDDEN, text, flags=re.IGNORECASE)

    def is_in(self, text: str) -> bool:
        """Whether `text` has the token in it."""
        return self.redact(text) != text

    def __repr__(self) -> str:
        return HIDDEN

    __str__ = __repr__

    def __reduce__(self) -> NoReturn:
        raise TypeError("A secret is not kept in any file.")


def is_token(text: str) -> bool:
    """Whether `text` is written as tokens are."""
    return bool(_TOKEN.fullmatch(text))


def read_token(environ: Mapping[str, str]) -> Secret:
    """The token of the environment; raises Fault when it is missing or can be none."""
    text = environ.get(VARIABLE, "").strip()
    if not text:
        raise RefreshError(
            Kind.TOKEN_MISSING,
            f"There is no token: set {VARIABLE} as docs/publishing.md tells.",
        )
    if not is_token(text):
        raise RefreshError(
            Kind.INPUT,
            f"What {VARIABLE} holds cannot be a token: copy the whole of it again, and only it.",
        )
    return Secret(text)


@dataclass
class RedactedOutput:
    """Says things without the secrets that it has been told to keep."""

    kept: list[Secret] = field(default_factory=list)

    def keep(self, secret: Secret) -> Secret:
        """Take `secret` out of everything that is said from now on."""
        self.kept.append(secret)
        return secret

    def say(self, text: str) -> None:
        """Say what came of the command."""
        self._print(text, sys.stdout)

    def warn(self, text: str) -> None:
        """Say what is odd."""
        self._print(f"warning: {text}", sys.stderr)

    def fail(self, text: str) -> None:
        """Say what went wrong."""
        self._print(f"error: {text}", sys.stderr)

    def _print(self, text: str, stream: TextIO) -> None:
        for secret in self.kept:
            text = secret.redact(text)
        print(text, file=stream, flush=True)
