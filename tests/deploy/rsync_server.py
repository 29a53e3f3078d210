"""A folder of a web server on this machine, and sites to deploy into it."""

import hashlib
import json
import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

from tests.building import ROOT
from tests.deploy.sites import site, write

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


@dataclass
class RsyncServer:
    """The folder `target`, and `programs`, which are found before those of the machine."""

    folder: Path
    machine: str = ""
    env: dict = field(default_factory=dict)

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

    def command(self, verb, *words):
        """The command, and its environment."""
        path = f"{self.programs}:{os.environ['PATH']}"
        env = {**os.environ, "PATH": path, "SSH_LOG": f"{self.folder}/ssh.log", **self.env}
        where = f"{self.machine}{self.target}"
        words = [verb, "--host", "rsync", "--target", where, *words]
        return {"args": [sys.executable, "-m", "plugins.deploy", *words], "env": env, "cwd": ROOT}

    def run(self, verb, *words):
        """Run a command to its end."""
        return subprocess.run(
            **self.command(verb, *words), capture_output=True, text=True, timeout=60, check=False
        )

    def deploy(self, number, *words, **files):
        """Deploy site number so and so."""
        return self.run("deploy", "--output", f"{self.published(number, **files)}", *words)

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
