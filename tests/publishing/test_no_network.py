"""A build makes no network requests."""

import subprocess
import sys

import pytest

from tests.building import clean_environment
from tests.publishing.small_site import small_site

# Ends the process for every socket and every host name lookup, in this process and in children
# that it forks, and for every program that it starts but the worker that reads posts, which cannot
# open sockets (tests/worker/test_sandbox.py).
GUARDED = """
import sys

def refuse(event, given):
    if event == "subprocess.Popen" and given[1][1:3] == ["-m", "plugins.worker"]:
        return
    if event.startswith(("socket.", "subprocess.", "os.system", "os.exec", "os.posix_spawn")):
        print("guard:", event, file=sys.stderr, flush=True)
        raise SystemExit(99)

sys.addaudithook(refuse)
from plugins.site.__main__ import main
sys.exit(main(sys.argv[1:]))
"""


def build(folder, mode, extra=""):
    """Build the project in `folder` with the guard installed."""
    words = [mode, "--input", "content", "--output", "site"]
    return subprocess.run(
        [sys.executable, "-c", extra + GUARDED, *words],
        cwd=folder,
        env={**clean_environment(), "SITEURL": "https://clinic.example.org"},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


@pytest.mark.slow
@pytest.mark.parametrize("mode", ["preview", "html", "publish"])
def test_a_build_opens_no_socket(tmp_path, mode):
    """It does not start a program that could, either."""
    done = build(small_site(tmp_path, code=True), mode)

    assert done.returncode == 0, done.stderr
    assert "guard:" not in done.stderr
    assert (tmp_path / "site" / "index.html").is_file()


@pytest.mark.slow
def test_the_guard_detects_a_socket(tmp_path):
    """The test above can fail."""
    plugin = small_site(tmp_path, code=True) / "plugins" / "site" / "plugin.py"
    code = plugin.read_text("utf-8")
    plugin.write_text(f"{code}\nimport socket\nsocket.getaddrinfo('localhost', 80)\n", "utf-8")

    done = build(tmp_path, "html")

    assert done.returncode == 99
    assert "guard: socket.getaddrinfo" in done.stderr


@pytest.mark.slow
def test_a_build_does_not_import_the_instagram_client(tmp_path):
    """The code that requests Instagram is not even imported."""
    reported = (
        "import atexit, sys\n"
        "asking = ('urllib3', 'plugins.photo_feed.refresh')\n"
        "atexit.register(lambda: print([n for n in sys.modules if n.startswith(asking)]))\n"
    )

    done = build(small_site(tmp_path, code=True), "html", extra=reported)

    assert done.stdout.splitlines()[-1] == "[]"
