"""Keeps objects in memory from one build to the next of the same process, by their key."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

T = TypeVar("T")


class Memory:
    """Objects that nobody changes, by the key of what each is made from.

    Those that the last build has not used are forgotten. All threads of a process may use it.
    """

    def __init__(self) -> None:
        self._used: dict[Hashable, Any] = {}
        self._old: dict[Hashable, Any] = {}

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """The object of `key`, made now if it is not known; None is made again each time."""
        found: T | None = self._used.get(key)
        if found is None:
            found = self._old.get(key)
            if found is None:
                found = make()
            self._used[key] = found
        return found

    def forget_unused(self) -> None:
        """Begin another build, after one that has used all that it needs."""
        self._old, self._used = self._used, {}
