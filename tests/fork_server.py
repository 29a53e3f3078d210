"""The process behind `Forks`: it has loaded a project's code, and forks for each command.

It reads one request per line and answers each with one line. The commands inherit what it has
loaded, and nothing else: each runs like a program of its own. So does the worker that reads posts
for a build: another fork, made before the command has begun.
"""

import functools
import gc
import importlib
import json
import os
import pkgutil
import runpy
import signal
import socket
import subprocess
import sys


def main():
    """Load modules of the project in this folder, and answer requests."""
    sys.path[:1] = [os.getcwd()]
    compiled, *modules = sys.argv[1:]
    for name in modules:
        importlib.import_module(name)
    if "plugins.site.writing" in sys.modules:
        share_templates(compiled)
    gc.collect()
    gc.freeze()  # a search for garbage would copy all that has been loaded
    for line in sys.stdin:
        request = json.loads(line)
        if "wait" in request:
            pid = request["wait"]
            print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), flush=True)
        elif pid := os.fork():
            print(pid, flush=True)
        else:
            run(**request)


def share_templates(folder):
    """Have builds use the templates that others have compiled, which are in `folder`."""
    sys.path.append(os.path.dirname(__file__))
    shared = importlib.import_module("compiled_templates")
    sys.path.pop()
    writing = importlib.import_module("plugins.site.writing")
    writing._compiled = functools.partial(shared.compiled_templates, folder)


def run(arguments, environment, outputs, folder, seconds):
    """Run a command in this process, which is a fork, and end it."""
    os.setsid()
    signal.alarm(seconds)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    for number, name in enumerate(outputs, 1):
        os.dup2(os.open(name, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), number)
    if worker := sys.modules.get("plugins.worker.process"):
        worker.subprocess = WithFork(subprocess)
    become(arguments, environment, folder)


def become(arguments, environment, folder):
    """Run a module with arguments, as `python -m` does, and end this process."""
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(folder)
    path = os.environ.get("PYTHONPATH", "").split(os.pathsep)
    sys.path[:1] = [os.getcwd(), *filter(None, path)]
    if pelican := sys.modules.get("pelican"):  # whose plugins may be on the new path
        pelican.__path__ = pkgutil.extend_path(pelican.__path__, "pelican")
    module, *sys.argv[1:] = arguments
    runpy.run_module(module, run_name="__main__", alter_sys=True)
    sys.exit()


class WithFork:
    """The module `subprocess` of a command, whose first worker is a fork that is there already."""

    def __init__(self, module):
        self._module = module
        self._asking, asked = socket.socketpair()
        self._pid = os.fork()
        if not self._pid:
            self._asking.close()
            become_worker(asked)
        asked.close()

    def __getattr__(self, name):
        """What else the module has."""
        return getattr(self._module, name)

    def Popen(self, words, *, pass_fds, env, **given):  # noqa: N802  # as the module's
        """Start a process, with two arguments for each pipe that it gets."""
        if self._asking is None:
            return self._module.Popen(words, pass_fds=pass_fds, env=env, **given)
        request = [words[2 : -len(pass_fds)], env, os.getcwd()]
        with self._asking:
            socket.send_fds(self._asking, [json.dumps(request).encode()], pass_fds)
        self._asking = None
        return Child(self._pid)


def become_worker(asked):
    """Wait until the command wants a worker, and run it; or end with the command."""
    data, pipes, _, _ = socket.recv_fds(asked, 1 << 20, 64)
    while more := asked.recv(1 << 20):
        data += more
    asked.close()
    if not data:
        os._exit(0)
    arguments, environment, folder = json.loads(data)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    become([*arguments, *map(str, pipes)], environment, folder)


class Child:
    """A process that this one has forked, with the methods of `subprocess.Popen`."""

    def __init__(self, pid):
        self._pid = pid
        self._code = None

    def kill(self):
        """End the process."""
        if self.poll() is None:
            os.kill(self._pid, signal.SIGKILL)

    def poll(self):
        """Its exit code if it has ended."""
        return self.wait(os.WNOHANG)

    def wait(self, options=0):
        """Wait until the process has ended."""
        if self._code is None:
            pid, status = os.waitpid(self._pid, options)
            self._code = os.waitstatus_to_exitcode(status) if pid else None
        return self._code


if __name__ == "__main__":
    main()
