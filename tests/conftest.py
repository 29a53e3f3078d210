"""Fixtures that several test folders share: built sites, a server for them, a browser."""

import fcntl
import functools
import http.server
import os
import random
import signal
import threading
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import settings as hypothesis_settings
from playwright.sync_api import sync_playwright

from tests.building import ROOT, SAMPLE, build
from tools import chromium

LONG = os.environ.get("LONG", "") not in {"", "0"}
SEED = int(os.environ.get("SEED") or random.SystemRandom().randrange(2**32))
os.environ["SEED"] = str(SEED)  # shared by all processes of a parallel run

hypothesis_settings.register_profile("short", max_examples=50, deadline=None)
hypothesis_settings.register_profile("long", max_examples=2000, deadline=None)
hypothesis_settings.load_profile("long" if LONG else "short")


def pytest_configure(config):
    """Register the markers, set one seed for all random tests, and let Ctrl-C stop what they start.

    A shell that starts the tests in the background ignores SIGINT, and programs inherit that.
    """
    if signal.getsignal(signal.SIGINT) == signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    config.addinivalue_line("markers", "slow: builds whole sites or waits; left out of make check")
    config.addinivalue_line("markers", "browser: needs Chromium; left out of make check")
    config.addinivalue_line("markers", "hosts: needs nginx and Caddy; run by make test-hosts")
    if not config.getoption("hypothesis_seed", None):
        config.option.hypothesis_seed = SEED


def pytest_report_header():
    """Show the seed, so that a failure can be reproduced."""
    length = "long (LONG=1)" if LONG else "short (LONG=1 runs them long)"
    return f"random tests: {length}, seed {SEED} (SEED={SEED} repeats them)"


@pytest.fixture
def seeded_random():
    """Random numbers from the seed that the report header shows."""
    return random.Random(SEED)


@pytest.fixture(scope="session")
def long_run():
    """Whether random tests run with many examples (LONG=1)."""
    return LONG


@pytest.fixture(scope="session")
def built_site(tmp_path_factory):
    """The repository's own site as `make html` builds it."""
    return _built(tmp_path_factory, "html", ROOT / "content", None)


@pytest.fixture(scope="session")
def published_site(tmp_path_factory):
    """The repository's own site as `make publish` builds it, below a sub-path."""
    return _built(tmp_path_factory, "publish", ROOT / "content", None, SITEURL=SITEURL)


SITEURL = "https://clinic.example.org/repo"


@pytest.fixture(scope="session")
def built_sample(tmp_path_factory):
    """The built site of the made-up clinic in tests/sample_site."""
    return _built(tmp_path_factory, "html", SAMPLE / "content", SAMPLE / "siteconf.py")


@pytest.fixture(scope="session")
def published_sample(tmp_path_factory):
    """The site of the made-up clinic as `make publish` builds it, below a sub-path."""
    settings = SAMPLE / "siteconf.py"
    return _built(tmp_path_factory, "publish", SAMPLE / "content", settings, SITEURL=SITEURL)


@pytest.fixture(scope="session")
def previewed_sample(tmp_path_factory):
    """The made-up clinic's site as a preview, with drafts and scheduled posts."""
    return _built(tmp_path_factory, "preview", SAMPLE / "content", SAMPLE / "siteconf.py")


def _built(tmp_path_factory, mode, content, settings, **env):
    """Build a site and return its folder; the processes of a parallel run build it only once."""
    folder = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = folder.parent
    name = f"{mode}-{content.parent.name}"
    output = folder / name / "site"
    with (folder / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not output.exists():
            output.parent.mkdir(exist_ok=True)
            done = build(mode, output=output, content=content, settings=settings, env=env)
            assert done.returncode == 0, done.stderr
    return output


class _QuietHandler(http.server.SimpleHTTPRequestHandler):
    """Serves a site as static hosts do, with its own 404 page, and logs nothing."""

    def __init__(self, *args, headers, **kwargs):
        self._headers_of = headers
        super().__init__(*args, **kwargs)

    def end_headers(self):
        """Add the file's own headers."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        found = path if path.exists() else Path(self.directory, "404.html")
        for name, value in self._headers_of(found).items():
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, *_args):
        """Log nothing."""

    def send_error(self, code, message=None, explain=None):
        """Send the site's own 404 page for missing files."""
        page = os.path.join(self.directory, "404.html")
        if code != http.HTTPStatus.NOT_FOUND or not os.path.exists(page):
            super().send_error(code, message, explain)
            return
        with open(page, "rb") as file:
            body = file.read()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def _no_headers(_path):
    return {}


@contextmanager
def serving(folder, headers=_no_headers):
    """Serve a folder on a free port of 127.0.0.1 and yield its URL.

    `headers` is a function from a file's path to additional headers.
    """
    handler = functools.partial(_QuietHandler, directory=os.fspath(folder), headers=headers)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        server.socket.settimeout(1)  # an aborted connection must not block the shutdown
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


@pytest.fixture(scope="session")
def site_url(built_site):
    """The URL of the repository's own built site."""
    with serving(built_site) as url:
        yield url


@pytest.fixture(scope="session")
def sample_url(built_sample):
    """The URL of the made-up clinic's built site."""
    with serving(built_sample) as url:
        yield url


@pytest.fixture(scope="session")
def browser():
    """A Chromium that all browser tests share; each test opens its own context."""
    assert chromium.find(), "No Chromium: python tools/chromium.py says how to get one."
    with sync_playwright() as playwright:
        found = chromium.launch(playwright)
        yield found
        found.close()


@pytest.fixture
def page(browser):
    """A new page of 1280 x 800 px that can make requests to this machine only."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    context.route("**/*", _allow_local_requests)
    yield context.new_page()
    context.close()


def _allow_local_requests(route):
    if route.request.url.startswith(("http://127.0.0.1:", "data:", "blob:", "about:")):
        route.continue_()
    else:
        route.abort()
