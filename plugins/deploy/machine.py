"""Runs scripts and copies folders on the machine of a web server (edge: ssh, rsync, sh).

It is reached over ssh, or is this one. Either way the same scripts run in a POSIX shell.
"""

from __future__ import annotations

import contextlib
import re
import secrets
import shlex
import subprocess
import weakref
from collections.abc import Iterable
from pathlib import Path
from typing import IO

from plugins.deploy.host import HostError

_ALIVE = ("-o", "ConnectTimeout=20", "-o", "ServerAliveInterval=15", "-o", "ServerAliveCountMax=4")
_SSH = ("ssh", *_ALIVE)
_SILENCE = 300  # seconds after which rsync gives up
_MAX_LIKE = 20  # folders that rsync compares with
_PATIENCE = 10  # seconds that a shell may take to end
_SHOWN = 300  # characters of what a failed program said
_HINTS = (
    (
        re.compile("Permission denied|not permitted|Read-only file system|can't cd"),
        "Let the user who deploys read and write there, with all that is below.",
    ),
    (re.compile("No space left|quota exceeded"), "Make room there, then try again."),
)


class ScriptError(HostError):
    """A script that failed: with which exit code, and all that it printed."""

    def __init__(self, code: int, output: str) -> None:
        super().__init__(_last_words(output) or f"A command failed ({code}).", _hint(output))
        self.code = code
        self.output = output


class Machine:
    """A machine, `user@host` or "" for this one, with one shell that is started when it is needed.

    The shell runs `at_end`, a script, whatever ends it: this process, which may be killed, or the
    connection.
    """

    def __init__(self, name: str, at_end: str) -> None:
        self._name = name
        self._at_end = at_end
        self._shell: subprocess.Popen[str] | None = None

    def run(self, script: str) -> str:
        """What a script prints; it ends with the first command that fails, and raises ScriptError.

        It comes to the shell by its standard input, so that no other shell reads it. Use `quoted`
        and `here` for what is put into it. Raises HostError if the machine is not reached.
        """
        shell = self._shell = self._shell or self._started()
        mark = secrets.token_hex(16)
        text = f"echo {mark}\n( set -e\n{script}\n) 2>&1 </dev/null\nprintf '\\n{mark} %s\\n' $?\n"
        with contextlib.suppress(OSError):  # what it says before it ends is read below
            _stdin(shell).write(text)
            _stdin(shell).flush()
        lines: list[str] = []
        for line in shell.stdout or ():
            if line == f"{mark}\n":
                lines.clear()  # what a login prints comes before
            elif line.startswith(mark):
                code, output = int(line.split()[1]), "".join(lines).removesuffix("\n")
                if code:
                    raise ScriptError(code, output)
                return output
            else:
                lines.append(line)
        self._shell = None
        where = self._name or "this machine"
        why = _last_words("".join(lines)) or "it said nothing."
        hint = f"Check that “ssh {self._name}” works without a question." if self._name else ""
        raise HostError(f"The connection to {where} ended: {why}", hint)

    def upload(self, site: Path, folder: str, like: Iterable[str]) -> None:
        """Copy all files of a site into an empty folder; raises HostError.

        A file with the same bytes in one of the folders `like`, which are relative to it, is a hard
        link to that one, and keeps its time; any other file has the time at which it was written.
        """
        links = [f"--link-dest={each}" for each in list(like)[:_MAX_LIKE]]
        target = f"{self._name}:{folder}/" if self._name else f"{folder}/"
        command = [
            "rsync", "--recursive", "--perms", "--chmod=D755,F644", "--checksum", "--protect-args",
            f"--timeout={_SILENCE}", f"--rsh={shlex.join(_SSH)}", *links, "--", f"{site}/", target,
        ]  # fmt: skip
        try:
            done = subprocess.run(  # noqa: S603  # checked words, and no shell
                command, capture_output=True, text=True, errors="replace", check=False
            )
        except FileNotFoundError as error:
            raise HostError("rsync is not installed.", "Type: sudo apt install rsync") from error
        if done.returncode:
            hint = f"{_hint(done.stderr)} rsync must be installed on both machines."
            raise HostError(f"rsync failed: {_last_words(done.stderr)}", hint)

    def _started(self) -> subprocess.Popen[str]:
        command = [*_SSH, self._name, "sh", "-s"] if self._name else ["sh", "-s"]
        try:
            shell = subprocess.Popen(  # noqa: S603  # the same
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                text=True, encoding="utf-8", errors="replace",
            )  # fmt: skip
        except FileNotFoundError as error:
            raise HostError(f"{command[0]} is not installed.", "Install it first.") from error
        with contextlib.suppress(OSError):
            _stdin(shell).write(
                f"LC_ALL=C; export LC_ALL; umask 022\n"
                f"trap {quoted(self._at_end)} EXIT\ntrap 'exit 1' HUP INT TERM PIPE\n"
            )
        weakref.finalize(self, _end, shell)
        return shell


def _end(shell: subprocess.Popen[str]) -> None:
    """End a shell, which stops at the end of its input."""
    with contextlib.suppress(OSError):
        _stdin(shell).close()
    try:
        shell.wait(_PATIENCE)
    except subprocess.TimeoutExpired:
        shell.kill()
        shell.wait()
    if shell.stdout:
        shell.stdout.close()


def quoted(word: str) -> str:
    """A word for a script, whatever is in it."""
    return shlex.quote(word)


def here(text: str) -> str:
    """What follows a command in a script that is to read `text`, with a newline at its end."""
    end = f"end-{secrets.token_hex(16)}"
    return f"<<'{end}'\n{text}\n{end}\n"


def _stdin(shell: subprocess.Popen[str]) -> IO[str]:
    if shell.stdin is None:  # it has one: see _started
        raise AssertionError
    return shell.stdin


def _last_words(output: str) -> str:
    """The last lines of what a program has said, as one line that can be shown."""
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    plain = "".join(each if each.isprintable() else "?" for each in " ".join(lines[-3:]))
    return f"{plain[-_SHOWN:].rstrip('.')}." if plain else ""


def _hint(output: str) -> str:
    """What to do about what a failed program has said."""
    return next((hint for words, hint in _HINTS if words.search(output)), "Try again.")
