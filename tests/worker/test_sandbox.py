"""Restrictions of a worker process."""

import os
import sys

import pytest

from plugins.worker.inheriting import InheritingWorker
from plugins.worker.process import CallError, Worker, environment
from plugins.worker.spawned import spawn
from tests.building import ROOT

CALLS = """
import io, os, pathlib

def read(_ask, path):
    with open(path, "rb") as file: return len(file.read())
def low(_ask, path): os.close(os.open(path, os.O_RDONLY))
def raw(_ask, path): io.FileIO(pathlib.Path(os.fsdecode(path))).close()
def fetch(_ask):
    import urllib.request
    urllib.request.urlopen("http://127.0.0.1:9/")
def look_up(_ask):
    import socket
    socket.getaddrinfo("localhost", 80)
def connect(_ask):
    import socket
    socket.create_connection(("127.0.0.1", 9))
def run(_ask):
    import subprocess
    subprocess.run(["true"])
def shell(_ask): os.system("true")
def fork(_ask): os.fork()
def spawn(_ask): os.posix_spawn("/bin/true", ["true"], {})
def write(_ask, path):
    with open(path, "a") as file: file.write("x")
def noted(_ask, paths, opened):
    for path in paths: read(_ask, path)
    return opened
def change(_ask, path, opened): write(_ask, path)
def remove(_ask, path): os.remove(path)
def rename(_ask, path): os.rename(path, path + "2")
def fill(_ask, size): return len(bytes(size))
def load(_ask):
    import docutils.parsers.rst.directives.images, pygments.lexers.python, html.parser
    import plugins.article_body.pipeline
"""


@pytest.fixture(scope="module")
def calls(tmp_path_factory):
    """A module with functions to call, importable by the worker."""
    folder = tmp_path_factory.mktemp("calls")
    (folder / "forbidden_calls.py").write_text(CALLS, "utf-8")
    sys.path.insert(0, str(folder))
    import forbidden_calls  # noqa: PLC0415  # written just now

    yield forbidden_calls
    sys.path.remove(str(folder))
    del sys.modules["forbidden_calls"]


@pytest.fixture(scope="module", params=["started", "forked", "inheriting", "spawned"])
def worker(calls, request):
    """One worker for all tests, whose process this one or another worker's has started."""
    first = Worker(forks=1)
    first.start()
    worker = first.forked() if request.param == "forked" else first
    if request.param == "spawned":
        worker = Worker()
    if request.param == "inheriting":
        worker = InheritingWorker("plugins.worker", {})
    if request.param == "spawned":
        worker.use(*spawn("plugins.worker", environment()))  # as on Windows
    worker.call(calls.load, seconds=20)
    yield worker
    worker.close()


@pytest.mark.parametrize(
    "path",
    ["/etc/hostname", "/proc/self/environ", "/proc/self/../self/environ", b"/etc/passwd",
     "pelicanconf.py", "content/data/clinic.yaml", "plugins/../pelicanconf.py",
     "plugins/../../secret.txt", str(ROOT / "pelicanconf.py"), str(ROOT / "plugins-evil/x")],
)  # fmt: skip
@pytest.mark.parametrize("how", ["read", "low", "raw"])
def test_no_other_file_can_be_opened(worker, calls, path, how):
    """Neither files of the machine nor of the content folder."""
    with pytest.raises(CallError, match="PermissionError"):
        worker.call(getattr(calls, how), path, seconds=20)


@pytest.mark.parametrize("name", ["fetch", "look_up", "connect", "run", "shell", "fork", "spawn"])
def test_no_network_and_no_subprocess(worker, calls, name):
    """Neither a connection nor a program can be opened."""
    with pytest.raises(CallError, match="PermissionError"):
        worker.call(getattr(calls, name), seconds=20)


@pytest.mark.parametrize("name", ["write", "remove", "rename"])
def test_no_file_can_be_changed(worker, calls, name):
    """Not even where the worker may read."""
    with pytest.raises(CallError, match="PermissionError"):
        worker.call(getattr(calls, name), calls.__file__, seconds=20)
    assert os.path.isfile(calls.__file__)


def test_modules_can_be_imported(worker, calls):
    """Python, its libraries and the project can be read: modules are imported on demand."""
    assert worker.call(calls.read, os.__file__, seconds=20) > 0
    assert worker.call(calls.read, str(ROOT / "plugins/core/findings.py"), seconds=20) > 0
    worker.call(calls.load, seconds=20)


def test_memory_is_limited(worker, calls):
    """The worker fails, and the machine keeps its memory."""
    assert worker.call(calls.fill, 2**30, seconds=20) == 2**30
    with pytest.raises(CallError, match="MemoryError"):
        worker.call(calls.fill, 5 * 2**30, seconds=20)


def test_files_and_folders_of_other_code_can_be_read(calls, tmp_path):
    """Those that were named, and nothing beside them."""
    for name in ("package/words.txt", "package-2/words.txt", "single.py", "single.py.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("words", "utf-8")
    worker = InheritingWorker("plugins.worker", {}, [tmp_path / "package", tmp_path / "single.py"])

    for name in ("package/words.txt", "single.py"):
        assert worker.call(calls.read, str(tmp_path / name), seconds=20) == 5
    for name in ("package-2/words.txt", "single.py.txt", "package/../other"):
        with pytest.raises(CallError, match="PermissionError"):
            worker.call(calls.read, str(tmp_path / name), seconds=20)
    with pytest.raises(CallError, match="PermissionError"):
        worker.call(calls.write, str(tmp_path / "single.py"), seconds=20)


def test_files_of_the_content_folder_are_noted(calls, tmp_path):
    """Those that are hidden, or not there, cannot be read."""
    for name in ("content/a/b.txt", "content/.env", "content/.git/config", "secret.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("words", "utf-8")
    content = tmp_path / "content"
    (content / "link.txt").symlink_to("a/b.txt")
    (content / "away.txt").symlink_to(tmp_path / "secret.txt")
    worker = InheritingWorker("plugins.worker", {}, (), content).forked()

    assert worker.call(calls.noted, [f"{content}/link.txt"], seconds=20) == ["a/b.txt"]
    for name in (".env", ".git/config", "../secret.txt", "away.txt", "a/../../secret.txt"):
        with pytest.raises(CallError, match="PermissionError"):
            worker.call(calls.noted, [f"{content}/{name}"], seconds=20)
    with pytest.raises(CallError, match="PermissionError"):
        worker.call(calls.change, f"{content}/a/b.txt", seconds=20)
