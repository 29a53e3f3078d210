"""A process that has loaded a project's code and forks for each command, which saves its start."""

import json
import os
import signal
import subprocess
import sys
from contextlib import suppress

# It reads one request per line and answers each with one line. The commands inherit what it has
# loaded, which is what most builds load, and nothing else: each runs like a program of its own.
_SERVER = """\
import json, os, pelican, pkgutil, runpy, signal, sys
sys.path[0] = os.getcwd()
import plugins.site.plugin, plugins.site.run, plugins.publishing.write_errors
import plugins.related_articles.links, plugins.posts.rules.catalogue
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
    signal.alarm(request["seconds"])
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    for number, name in enumerate(request["outputs"], 1):
        os.dup2(os.open(name, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), number)
    os.environ.clear()
    os.environ.update(request["environment"])
    os.chdir(request["folder"])
    sys.path[:1] = [os.getcwd(), *filter(None, os.environ.get("PYTHONPATH", "").split(os.pathsep))]
    pelican.__path__ = pkgutil.extend_path(pelican.__path__, "pelican")  # plugins on the new path
    module, *sys.argv[1:] = request["arguments"]
    runpy.run_module(module, run_name="__main__", alter_sys=True)
    sys.exit()
"""


class Forks:
    """The process of one project; after `end`, the next command starts a new one."""

    def __init__(self, folder, environment):
        self._folder = folder
        self._environment = environment
        self._server = None

    def start(self, arguments, environment, outputs, folder=None, seconds=0):
        """Start a command, and return its process id, which is that of a session of its own.

        `arguments` are those of `python -m`, `outputs` files for what it prints, and for errors. A
        signal ends it after `seconds`, unless they are 0.
        """
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
