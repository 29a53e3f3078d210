"""Has a child process build the site, again and again, and reads its answers."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from plugins.core.findings import Finding
from plugins.desk.values import DeskValues, JoinedDesk, SavedChange
from plugins.preview import answers
from plugins.preview.loaded_code import CodeStamps, code_stamps

PUBLISHING = (sys.executable, "-m", "plugins.site")
POLL = 0.05  # seconds between two checks whether to stop
WAIT = 1.0  # seconds for the last answers of a process that has ended
GRACE = 10.0  # seconds that a build has to end after SIGTERM


@dataclass(frozen=True)
class BuildResult:
    """Whether a build succeeded, with its findings; if `cut_off`, it was stopped and did neither.

    The last answer of the child has `ok` and `findings` as JSON. `desk` has the values of the desk,
    if these have changed.
    """

    ok: bool
    findings: tuple[Finding, ...] = ()
    cut_off: bool = False
    desk: DeskValues | None = None


@dataclass(frozen=True)
class EarlyPage:
    """An answer before that: the page at the path `page` of the site has been written."""

    page: str


@dataclass(frozen=True)
class DeskAnswer:
    """Another answer before that: what the desk shows of the last build that succeeded."""

    desk: DeskValues


@dataclass(frozen=True)
class ChangeAnswer:
    """Another answer before that: what a saved post, or the build, changes on the desk."""

    change: SavedChange | JoinedDesk


_Answer = BuildResult | EarlyPage | DeskAnswer | ChangeAnswer
_ANSWER: TypeAdapter[_Answer] = TypeAdapter(_Answer)


class Builder:
    """The builds of one preview, by `command` with the settings file `settings`.

    The child process has loaded the code once, and is replaced when that has changed, or when it
    has ended.
    """

    def __init__(self, command: Sequence[str], settings: Path) -> None:
        self._command = command
        self._settings = settings
        self._code: CodeStamps = {}
        self._child: _Child | None = None
        self._unbuilt: set[Path] = set()  # the files saved since the last build that succeeded

    def build(
        self,
        stopping: Callable[[], bool],
        saved: Iterable[Path] = (),
        show: Callable[[str], object] = lambda _page: None,
        note: Callable[[SavedChange | JoinedDesk], object] = lambda _change: None,
    ) -> BuildResult:
        """Build once. `stopping` is polled; once it returns True, the build is terminated.

        If it has answered before, it is not cut off. `saved` are the files that were changed since
        the last build. `show` is called when one page of the site is finished before the others,
        with its path there, and `note` with what a saved post changes on the desk, or with all that
        the desk will show if the build succeeds.
        """
        code = code_stamps(self._settings)
        if self._child is None or self._child.has_ended() or code != self._code:
            self.close()
            self._child, self._code = _Child(self._command), code
        self._unbuilt.update(saved)
        self._child.ask(list(self._unbuilt))
        desk = None
        for answer in self._child.answers(stopping):
            if isinstance(answer, EarlyPage):
                show(answer.page)
            elif isinstance(answer, ChangeAnswer):
                note(answer.change)
            elif isinstance(answer, DeskAnswer):
                desk = answer.desk
            else:
                if answer.ok:
                    self._unbuilt.clear()
                return replace(answer, desk=desk)
        self.close()
        return BuildResult(ok=False, cut_off=True)

    def close(self) -> None:
        """End the child process."""
        if self._child is not None:
            self._child.end()
            self._child = None


class _Child:
    """A process that builds for each line of its standard input, and prints to this terminal.

    It answers each with one line through a pipe of its own, as libraries may print too.
    """

    def __init__(self, command: Sequence[str]) -> None:
        self._answers = answers.start(command)
        self._process = self._answers.process
        self._unread = b""

    def has_ended(self) -> bool:
        """Whether the process has ended."""
        return self._process.poll() is not None

    def ask(self, saved: Sequence[Path]) -> None:
        """Ask for a build, after these files were saved since the last good one."""
        assert self._process.stdin is not None  # noqa: S101  # a pipe
        only = str(saved[0]) if len(saved) == 1 else ""
        with contextlib.suppress(BrokenPipeError):  # it has just ended, as `answer` will say
            self._process.stdin.write(f"{json.dumps(only)}\n".encode())

    def answers(self, stopping: Callable[[], bool]) -> Iterator[_Answer]:
        """What the process answers. Once `stopping` returns True, the process is ended."""
        while not stopping():
            if (answer := self._answer(POLL)) is not None:
                yield answer
        self.end()
        *lines, _unfinished = self._unread.split(b"\n")
        yield from map(self._read, lines)

    def _answer(self, seconds: float) -> _Answer | None:
        if b"\n" not in self._unread:
            if (part := self._answers.read(seconds)) is not None:
                self._unread += part
                if not part:
                    return _unexplained_end(self._process.wait())
            elif self.has_ended():  # another process has the pipe open
                return _unexplained_end(self._process.wait())
        line, end, rest = self._unread.partition(b"\n")
        if not end:
            return None
        self._unread = rest
        return self._read(line)

    def _read(self, answer: bytes) -> _Answer:
        try:
            return _ANSWER.validate_json(answer)
        except ValidationError:
            _end(self._process)
            return _unexplained_end(self._process.wait())

    def end(self) -> None:
        """End the process, if it runs; it may clean up."""
        assert self._process.stdin is not None  # noqa: S101  # a pipe
        if self._process.stdin.closed:
            return
        self._process.stdin.close()
        _end(self._process)
        while part := self._answers.read(WAIT):
            self._unread += part
        self._answers.close()


def _unexplained_end(code: int) -> BuildResult:
    end = f"was ended by {_signal_name(-code)}" if code < 0 else f"ended with exit code {code}"
    message = f"The build {end} before it could say what is wrong."
    hint = "See its last lines in the terminal."
    finding = Finding("", 0, "error", "preview/build-stopped", message, hint)
    return BuildResult(ok=False, findings=(finding,))


def _signal_name(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"


def _end(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is not None:
        return
    process.terminate()
    try:
        process.wait(GRACE)
    except subprocess.TimeoutExpired:
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        process.kill()
        process.wait()
