"""Shared helpers of the preview's tests: a small site, and a running preview."""

from __future__ import annotations

import contextlib
import os
import queue
import re
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

HERE = Path(__file__).parent
FAKE_BUILD = HERE / "fake_build.py"
DEADLINE = 15  # seconds; only a failing test ever waits this long
COMMAND = (
    "import sys; from plugins.preview.__main__ import main;"
    " sys.exit(main(sys.argv[2:], (sys.executable, sys.argv[1])))"
)


class Preview:
    """A preview in a separate process for the site in `folder`, which uses the fake build."""

    def __init__(self, folder, *options):
        self.folder = folder
        self._lines = queue.Queue()
        self.output = []
        self.process = subprocess.Popen(
            [sys.executable, "-c", COMMAND, str(FAKE_BUILD), *options],
            cwd=folder,
            env=os.environ | {"PYTHONPATH": str(HERE.parents[1])},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self._reader = threading.Thread(target=self._read)
        self._reader.start()

    def _read(self):
        for line in self.process.stdout:
            self._lines.put(line)

    def wait_for_output(self, words):
        """Wait for a line of output that contains `words`."""
        end = time.monotonic() + DEADLINE
        while True:
            try:
                self.output.append(self._lines.get(timeout=max(0, end - time.monotonic())))
            except queue.Empty:
                pytest.fail(f"no “{words}” in {self.output}")
            if words in self.output[-1]:
                return self.output[-1]

    def url(self):
        """Wait for the start message and return the URL in it."""
        return re.search(r"http://\S+", self.wait_for_output("Preview at"))[0]

    def builds(self):
        """The entries of the builds' log so far, without process ids."""
        log = self.folder / "builds.log"
        return [line.split()[0] for line in log.read_text().splitlines()] if log.exists() else []

    def end(self, number=signal.SIGTERM):
        """Send a signal and return the exit code."""
        if self.process.poll() is None:
            self.process.send_signal(number)
        code = self.process.wait(DEADLINE)
        self._reader.join()
        self.process.stdout.close()
        while not self._lines.empty():
            self.output.append(self._lines.get())
        return code


@pytest.fixture(scope="session")
def eventually():
    """Wait until a condition is true; the failure names the condition."""

    def wait(condition, what):
        end = time.monotonic() + DEADLINE
        while not condition():
            if time.monotonic() > end:
                pytest.fail(f"gave up waiting for {what}")
            time.sleep(0.01)

    return wait


@pytest.fixture
def site(tmp_path):
    """A folder with one article and one page, in the format of the fake build."""
    (tmp_path / "content/articles").mkdir(parents=True)
    (tmp_path / "theme").mkdir()
    (tmp_path / "plugins").mkdir()
    (tmp_path / "pelicanconf.py").write_text("SITENAME = 'Test'\n")
    (tmp_path / "content/articles/index.md").write_text("Home\n")
    (tmp_path / "content/articles/x.md").write_text("First\nSecond\n")
    return tmp_path


@pytest.fixture
def preview(site):
    """Start previews of `site`, and end them after the test.

    They react to SIGHUP even if the tests run under nohup, which makes child processes ignore it.
    """
    with contextlib.ExitStack() as stack:
        stack.callback(signal.signal, signal.SIGHUP, signal.signal(signal.SIGHUP, signal.SIG_DFL))

        def start(*options):
            started = Preview(site, *options)
            stack.callback(started.end)
            return started

        yield start
