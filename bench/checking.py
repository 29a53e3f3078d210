"""Measures `python -m plugins.editorial check`, the start of Python included.

    python -m bench.checking [--articles 100] [--runs 5]

The posts are those of the benchmark of whole builds; the plugins are compiled, as by the setup.
Each run checks them without caches, again with nothing changed, and again after a sentence was
added to one post. Prints the medians in seconds, with the least and the most.
"""

from __future__ import annotations

import argparse
import compileall
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.generators.ours import body_edit, make_project, middle_article

_COMMAND = (sys.executable, "-m", "plugins.editorial", "check")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, default=100, metavar="N")
    parser.add_argument("--runs", type=int, default=5, metavar="N")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        project = make_project(Path(folder), given.articles)
        compileall.compile_dir(project / "plugins", quiet=1)
        edit = body_edit(middle_article(project / "content" / "articles"))
        taken: dict[str, list[float]] = {"cold": [], "nothing changed": [], "one body edited": []}
        for _ in range(given.runs):
            shutil.rmtree(project / ".cache", ignore_errors=True)
            taken["cold"].append(_seconds(project))
            taken["nothing changed"].append(_seconds(project))
            edit()
            taken["one body edited"].append(_seconds(project))
    for name, seconds in taken.items():
        spread = f"{min(seconds):.2f} to {max(seconds):.2f}"
        print(f"{name:<16} {statistics.median(seconds):6.2f} s  ({spread})")


def _seconds(project: Path) -> float:
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
    started = time.monotonic()
    subprocess.run(_COMMAND, cwd=project, env=environment, check=True, capture_output=True)
    return time.monotonic() - started


if __name__ == "__main__":
    main()
