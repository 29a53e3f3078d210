"""The state of the newest build, for any number of waiting threads; independent of HTTP."""

from __future__ import annotations

import json
import secrets
import threading
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Literal

from plugins.core.findings import Finding, grouped

PING = b": still here\n\n"
# Milliseconds a browser waits before it connects again.
GREETING = b"retry: 500\n\n"


@dataclass(frozen=True)
class BuildState:
    """What a browser needs to know: the state of the newest build, and which good build is served.

    `serial` counts the states of this run from 0; `build` names the newest good build and is empty
    before the first; `findings` are those of a build that failed, or the warnings of one that is
    "built", and empty else.

    "page": only the page at the path `page` is of that build, before the whole site is; all else is
    that of the build `same`. "built": the page at `page` is the same as in the build `same`.
    "desk": the desk is another one, and `page` may have come before. `desk` names what it shows.
    """

    name: Literal["building", "page", "desk", "built", "findings"]
    serial: int
    build: str
    findings: tuple[Finding, ...] = ()
    page: str = ""
    same: str = ""
    desk: str = ""

    def event(self, run: str) -> bytes:
        """This state as one server-sent event; `run` is the id of this run of the preview."""
        data: dict[str, object] = {"build": self.build, "desk": self.desk}
        data["findings"] = [
            asdict(group.first) | {"more": [other.place for other in group.others]}
            for group in grouped(self.findings)
        ]
        data |= {"page": self.page, "same": self.same} if self.page else {}
        lines = [f"id: {run}-{self.serial}", f"event: {self.name}", f"data: {json.dumps(data)}"]
        return "\n".join([*lines, "", ""]).encode()


class Broadcast:
    """Holds the newest state. A slow listener may miss older states, but never the newest."""

    def __init__(self) -> None:
        # Random, so that a page left open during a restart notices that its build is not this one.
        self.run = secrets.token_hex(4)
        self.closed = False
        self._changed = threading.Condition()
        self._state = BuildState("building", 0, "")

    @property
    def state(self) -> BuildState:
        """The newest state."""
        with self._changed:
            return self._state

    def building(self) -> None:
        """Set the state: a build has started."""
        self._set("building")

    def shown(self, page: str) -> None:
        """Set the state: the page at this path is finished, and the build goes on."""
        self._set("page", new_build=True, page=page)

    def desk_changed(self) -> None:
        """Set the state: the desk shows something else, and the build goes on or ends next.

        A page that was finished before stays in it, as a listener may have missed that.
        """
        self._set("desk", new_desk=True)

    def built(self, same: str = "", warnings: Iterable[Finding] = ()) -> None:
        """Set the state: a build succeeded, with these warnings, and is served.

        The page at the path `same` is as it was in the state before, if any.
        """
        self._set("built", new_build=True, findings=tuple(warnings), page=same)

    def failed(self, findings: Iterable[Finding]) -> None:
        """Set the state: a build failed with `findings`; the one before is still served."""
        self._set("findings", findings=tuple(findings))

    def wait(self, after: int, timeout: float) -> BuildState | None:
        """The newest state as soon as its serial passes `after`; None after `timeout` seconds.

        Returns None at once when the broadcast is closed.
        """
        with self._changed:
            self._changed.wait_for(lambda: self.closed or self._state.serial > after, timeout)
            return self._state if self._state.serial > after and not self.closed else None

    def close(self) -> None:
        """Make all waiting threads return."""
        with self._changed:
            self.closed = True
            self._changed.notify_all()

    def _set(
        self,
        name: Literal["building", "page", "desk", "built", "findings"],
        *,
        new_build: bool = False,
        new_desk: bool = False,
        findings: tuple[Finding, ...] = (),
        page: str = "",
    ) -> None:
        with self._changed:
            serial, before = self._state.serial + 1, self._state.build
            new = f"{self.run}-{serial}"
            build, desk = new if new_build else before, new if new_desk else self._state.desk
            same = before if page else ""
            if name == "desk":
                page, same = self._state.page, self._state.same
            self._state = BuildState(name, serial, build, findings, page, same, desk)
            self._changed.notify_all()
