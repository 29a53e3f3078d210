"""A process that has loaded a project's code and forks for each build, which saves its start."""

import json
import os
import signal
import subprocess
import sys
from contextlib import suppress

# It reads one request per line and answers each with one line. The builds inherit what it has
# loaded, and nothing else: each ends like a program of its own.
_SERVER = """\
import json, os, sys
sys.path[0] = os.getcwd()
import plugins.site.plugin
from plugins.site.__main__ import main
for line in sys.stdin:
    request = json.loads(line)
    if "wait" in request:
        print(os.waitstatus_to_exitcode(os.waitpid(request["wait"], 0)[1]), flush=True)
        continue
    pid = os.fork()
    if pid:
        print(pid, flush=True)
        continue
    os.setsid()
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(os.open(request["log"], os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), 2)
    os.dup2(2, 1)
    os.environ.clear()
    os.environ.update(request["environment"])
    os.chdir(request["folder"])
    sys.exit(main(request["arguments"]))
"""


class Forks:
    """The process of one project; after `end`, the next build starts a new one."""

    def __init__(self, folder, environment):
        self._folder = folder
        self._environment = environment
        self._server = None

    def start(self, arguments, environment, log):
        """Start a build, and return its process id, which is that of a session of its own."""
        if self._server is None:
            self._server = subprocess.Popen(
                [sys.executable, "-c", _SERVER],
                cwd=self._folder,
                env=self._environment(),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            )
        return self._ask(
            arguments=[str(word) for word in arguments],
            environment={**self._environment(), **environment},
            log=str(log),
            folder=str(self._folder),
        )

    def wait(self, pid):
        """Wait for a build; its exit code, which is negative if a signal ended it."""
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
    """Kill a build, or also all processes that it has started."""
    with suppress(ProcessLookupError):
        (os.killpg if group else os.kill)(pid, signal.SIGKILL)
