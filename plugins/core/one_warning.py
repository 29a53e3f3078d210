"""Warns once of what costs time and nothing else."""

from __future__ import annotations

import os
from collections.abc import Callable


class OneWarning:
    """Passes the first sentence on to `say`, in the process that has made it."""

    def __init__(self, say: Callable[[str], object]) -> None:
        self._say: Callable[[str], object] | None = say
        self._process = os.getpid()

    def __call__(self, sentence: str) -> None:
        """Say a sentence, unless there was one."""
        if self._say is not None and os.getpid() == self._process:
            self._say(f"warning: {sentence}")
            self._say = None
