"""A folder of a web server on this machine, and sites to deploy into it."""

import atexit
import functools
import hashlib
import itertools
import json
import os
import subprocess
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from tests.building import ROOT, clean_environment
from tests.deploy.sites import site, write
from tests.forks import Forks, kill

SSH = """#!/bin/sh
# What the rsync host and rsync need of ssh: the machine is this one.
while :; do
    case "$1" in
        -o | -l) shift 2 ;;
        *) break ;;
    esac
done
echo "$1" >>"$SSH_LOG"
shift
exec sh -c "$*"
"""
_SECONDS = 60  # that a command may take
_NUMBERS = itertools.count(1)


@functools.cache
def _forks():
    """The process that forks for each command: Python's start takes longer than a deploy."""
    modules = ("assembling", "cloudflare", "deploying", "hosts", "rsync_host")
    names = [f"plugins.deploy.{name}" for name in modules]
    forks = Forks(ROOT, clean_environment, [*names, "plugins.hosting.precompressed"])
    atexit.register(forks.end)
    return forks


@dataclass
class Publisher:
    """A command that has been started: its words, its process, and what it prints and complains."""

    words: list
    pid: int
    outputs: tuple

    def kill(self):
        """Kill it, and wait until it is gone."""
        kill(self.pid, group=False)
        _forks().wait(self.pid)

    def wait(self):
        """Wait for its end; a finished process."""
        code = _forks().wait(self.pid)
        printed, errors = (path.read_text("utf-8") for path in self.outputs)
        return subprocess.CompletedProcess(self.words, code, printed, errors)


@dataclass
class RsyncServer:
    """The folder `target`, and `programs`, which are found before those of the machine.

    Two seconds pass before each deploy, unless it `is_quick`: it would wait for the next one.
    """

    folder: Path
    machine: str = ""
    env: dict = field(default_factory=dict)
    is_quick: bool = False

    def __post_init__(self):
        self.target = self.folder / "srv" / "my site"
        self.programs = self.folder / "programs"
        self.programs.mkdir()
        self.add_program("ssh", SSH)

    @property
    def current(self):
        """The link to the live release."""
        return self.target / "current"

    def add_program(self, name, text):
        """Put a script into the PATH."""
        file = self.programs / name
        file.write_text(text, "utf-8")
        file.chmod(0o755)

    def published(self, number, **files):
        """Write site number so and so, as a publication does; its folder."""
        return write(self.folder / f"site-{number}" / "output", site(number) | files)

    def start(self, verb, *words):
        """Start a command."""
        path = f"{self.programs}:{os.environ['PATH']}"
        env = {**os.environ, "PATH": path, "SSH_LOG": f"{self.folder}/ssh.log", **self.env}
        where = f"{self.machine}{self.target}"
        words = ["plugins.deploy", verb, "--host", "rsync", "--target", where, *words]
        outputs = [self.folder / f"{name}-{next(_NUMBERS)}" for name in ("printed", "errors")]
        return Publisher(words, _forks().start(words, env, outputs, None, _SECONDS), outputs)

    def start_deploy(self, number, *words, **files):
        """Start to deploy site number so and so."""
        output = self.published(number, **files)
        if not self.is_quick:
            self._make_older()
        return self.start("deploy", "--output", f"{output}", *words)

    def _make_older(self):
        for folder, _, names in os.walk(self.target / "releases"):
            for path in (Path(folder, name) for name in names):
                with suppress(FileNotFoundError):  # the shell of one that was killed is at work
                    time = path.lstat().st_mtime - 2
                    if not path.is_symlink():
                        os.utime(path, (time, time))

    def run(self, verb, *words):
        """Run a command to its end."""
        return self.start(verb, *words).wait()

    def deploy(self, number, *words, **files):
        """Deploy site number so and so."""
        return self.start_deploy(number, *words, **files).wait()

    def live_files(self):
        """The files that visitors get, by path."""
        top = self.current.resolve()
        return {
            path.relative_to(top).as_posix(): path.read_bytes()
            for path in top.rglob("*")
            if path.is_file()
        }

    def is_whole(self):
        """Whether the live release has all files of its manifest, unchanged."""
        release = self.current.resolve()
        manifest = json.loads(release.with_name(f"{release.name}.json").read_bytes())
        live = self.live_files()
        return all(
            hashlib.sha256(live.get(file["path"], b"gone")).hexdigest() == file["sha256"]
            for file in manifest["files"]
        )
