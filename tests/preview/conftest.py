"""What the preview's tests share: a small site, a running preview, a raw HTTP client."""

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
    """A preview in a process of its own, over the site in `folder`, built by the fake build."""

    def __init__(self, folder, *options):
        self.folder = folder
        self._lines = queue.Queue()
        self.said = []
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

    def hears(self, words):
        """Wait for a line of the terminal that has `words` in it."""
        end = time.monotonic() + DEADLINE
        while True:
            try:
                self.said.append(self._lines.get(timeout=max(0, end - time.monotonic())))
            except queue.Empty:
                pytest.fail(f"no “{words}” in {self.said}")
            if words in self.said[-1]:
                return self.said[-1]

    def url(self):
        """Wait for the greeting and take the address from it."""
        return re.search(r"http://\S+", self.hears("Preview at"))[0]

    def builds(self):
        """What the builds so far wrote into their log, without their process numbers."""
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
            self.said.append(self._lines.get())
        return code


@pytest.fixture(scope="session")
def eventually():
    """Wait until a condition holds; a failure says what was waited for."""

    def wait(condition, what):
        end = time.monotonic() + DEADLINE
        while not condition():
            if time.monotonic() > end:
                pytest.fail(f"gave up waiting for {what}")
            time.sleep(0.01)

    return wait


@pytest.fixture
def site(tmp_path):
    """A folder with one article and one page, as the fake build reads them."""
    (tmp_path / "content/articles").mkdir(parents=True)
    (tmp_path / "theme").mkdir()
    (tmp_path / "plugins").mkdir()
    (tmp_path / "pelicanconf.py").write_text("SITENAME = 'Test'\n")
    (tmp_path / "content/articles/index.md").write_text("Home\n")
    (tmp_path / "content/articles/x.md").write_text("First\nSecond\n")
    return tmp_path


@pytest.fixture
def preview(site):
    """Start previews of `site`, and end them whatever happens.

    They may be hung up, also where the tests themselves may not (nohup, which they would inherit).
    """
    with contextlib.ExitStack() as stack:
        stack.callback(signal.signal, signal.SIGHUP, signal.signal(signal.SIGHUP, signal.SIG_DFL))

        def start(*options):
            started = Preview(site, *options)
            stack.callback(started.end)
            return started

        yield start
