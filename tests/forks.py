"""A process that has loaded a project's code and forks for each command, which saves its start."""

import json
import os
import signal
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

_SERVER = Path(__file__).with_name("fork_server.py")
_COMPILED = tempfile.TemporaryDirectory(prefix="compiled-templates-")
BUILDS = (  # what most builds load
    "pelican", "plugins.site.plugin", "plugins.site.run", "plugins.publishing.write_errors",
    "plugins.site.after_reading", "plugins.related_articles.links", "plugins.posts.read_post",
)  # fmt: skip


class Forks:
    """The process of one project, which has loaded `modules`.

    After `end`, the next command starts a new one.
    """

    def __init__(self, folder, environment, modules=BUILDS):
        self._folder = folder
        self._modules = modules
        self._environment = environment
        self._server = None

    def start(self, arguments, environment, outputs, folder=None, seconds=0):
        """Start a command, and return its process id, which is that of a session of its own.

        `arguments` are those of `python -m`, `outputs` files for what it prints, and for errors. A
        signal ends it after `seconds`, unless they are 0.
        """
        if self._server is None:
            self._server = subprocess.Popen(
                [sys.executable, _SERVER, _COMPILED.name, *self._modules],
                cwd=self._folder,
                env=self._environment(),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            )
        return self._ask(
            arguments=[str(word) for word in arguments],
            environment=environment,
            outputs=[str(path) for path in outputs],
            folder=str(folder or self._folder),
            seconds=seconds,
        )

    def wait(self, pid):
        """Wait for a command; its exit code, which is negative if a signal ended it."""
        return self._ask(wait=pid)

    def end(self):
        """End the process, since it has loaded code that is no longer that of the project."""
        if self._server is not None:
            with self._server:
                self._server.stdin.close()
            self._server = None

    def _ask(self, **request):
        self._server.stdin.write(json.dumps(request) + "\n")
        self._server.stdin.flush()
        return int(self._server.stdout.readline())


def kill(pid, *, group):
    """Kill a command, or also all processes that it has started."""
    with suppress(ProcessLookupError):
        (os.killpg if group else os.kill)(pid, signal.SIGKILL)
