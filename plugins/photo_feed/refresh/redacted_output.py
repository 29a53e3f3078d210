"""What a command says: one line each, never with a secret in it."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from typing import TextIO

from plugins.photo_feed.refresh.secret import Secret


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
