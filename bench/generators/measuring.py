"""Measures one command: elapsed time, CPU time and memory, its child processes included."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

_MEMORY = Path("/dev/shm")  # noqa: S108  # a file system in memory, on Linux
_INTERVAL = 0.05  # seconds between two samples of the memory
_PSS = re.compile(r"^Pss:\s+(\d+) kB", re.MULTILINE)


def set_aside(*folders: Path) -> None:
    """Take folders of a site away, for a cold build.

    To delete thousands of files makes some disks slow at making new ones for minutes, so they are
    moved. In memory they are deleted: otherwise each build would get memory that was never used,
    which a virtual machine has to ask for.
    """
    for folder in filter(Path.exists, folders):
        if _MEMORY.exists() and folder.stat().st_dev == _MEMORY.stat().st_dev:
            shutil.rmtree(folder)
        else:
            folder.rename(tempfile.mkdtemp(prefix=f"{folder.name}-", dir=folder.parents[1]))


@dataclass(frozen=True)
class Step:
    """A command to measure, and what is done before it; its site is in the folder `output`."""

    generator: str
    what: str
    command: tuple[str, ...]
    folder: Path
    output: Path
    prepare: Callable[[], None] = lambda: None
    env: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Usage:
    """Elapsed seconds, and CPU seconds of a process with all children that it has waited for."""

    seconds: float
    cpu: float


def measure(step: Step) -> Usage:
    """Run the command of a step that is prepared."""
    return _run(step, lambda _process: None)


def measure_memory(step: Step) -> tuple[float, Usage]:
    """Run the command; returns the peak memory of it and its children together, in MB.

    Memory that processes share counts once. The samples take time, of which the usage is not free.
    """
    peak = 0.0

    def sample(process: subprocess.Popen[bytes]) -> None:
        nonlocal peak
        while os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT | os.WNOHANG) is None:
            peak = max(peak, _memory(process.pid))
            time.sleep(_INTERVAL)

    usage = _run(step, sample)
    return peak, usage


def _run(step: Step, meanwhile: Callable[[subprocess.Popen[bytes]], None]) -> Usage:
    kept = {name: value for name, value in os.environ.items() if name not in _VARIABLES}
    with tempfile.TemporaryFile() as printed:
        started = time.perf_counter()
        process = subprocess.Popen(
            step.command,
            cwd=step.folder,
            env={**kept, **step.env},
            stdin=subprocess.DEVNULL,
            stdout=printed,
            stderr=subprocess.STDOUT,
        )
        meanwhile(process)
        _, status, used = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            printed.seek(0)
            message = f"{step.generator}, {step.what}: exit code {process.returncode}\n"
            raise RuntimeError(message + printed.read().decode(errors="replace")[-3000:])
    return Usage(seconds, used.ru_utime + used.ru_stime)


# They would change what our builds do, or have every Python compile its modules again.
_VARIABLES = {
    "SITEURL", "PELICANOPTS", "SOURCE_DATE_EPOCH", "CACHEDIR", "INCREMENTAL", "WHY",
    "PYTHONDONTWRITEBYTECODE", "OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE", "OPENBLAS_NUM_THREADS",
}  # fmt: skip


def _memory(root: int) -> float:
    """The memory of a process and its descendants now, in MB."""
    children = defaultdict(list)
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):  # it has ended
            parent = stat.read_text().rpartition(")")[2].split()[1]
            children[int(parent)].append(int(stat.parent.name))
    found, size = [root], 0
    for process in found:
        found += children[process]
        with suppress(OSError):
            size += sum(map(int, _PSS.findall(Path(f"/proc/{process}/smaps_rollup").read_text())))
    return size * 1024 / 1e6
