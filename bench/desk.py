"""Measures how soon the desk shows a saved post of a large site: `python -m bench.desk`.

    python -m bench.desk [--articles 1000] [--saves 5]

Starts the preview of a site of generated articles (see `bench.building`), saves a new title for one
of them, and asks for /desk/ until it is there. Prints the seconds from each save until that answer,
and those of one answer alone.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.building import ROOT, write_content

_PAUSE = 0.02  # seconds between two requests
_BETWEEN = 12.0  # seconds until the build has ended for which nobody waited


def main() -> None:
    """Parse the arguments, measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, default=1000, metavar="N")
    parser.add_argument("--saves", type=int, default=5, metavar="N")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        content = write_content(Path(name), options.articles)
        with _preview(content, Path(name)) as url:
            for number in range(options.saves):
                _measure(content / "articles" / "article-00007.md", f"Saved {number}", url)


def _measure(post: Path, title: str, url: str) -> None:
    text = post.read_text("utf-8")
    started = time.perf_counter()
    post.write_text(re.sub("(?m)^title: .*", f"title: {title}", text), "utf-8")
    page = ""
    while f">{title}</a>" not in page:
        time.sleep(_PAUSE)
        asked = time.perf_counter()
        with urllib.request.urlopen(f"{url}/desk/") as answer:  # noqa: S310  # our own server
            page = answer.read().decode()
        ended = time.perf_counter()
    size = len(page) / 1000
    print(f"{ended - started:.2f} s, answer {ended - asked:.2f} s, {size:.0f} kB", flush=True)
    time.sleep(_BETWEEN)


@contextmanager
def _preview(content: Path, folder: Path) -> Iterator[str]:
    """A running preview; gives its address."""
    words = [sys.executable, "-m", "plugins.preview", "--lenient", "--port", "0"]
    words += ["--input", str(content), "--output", str(folder / "site")]
    env = {**os.environ, "CACHEDIR": str(folder / "cache")}
    with subprocess.Popen(
        words, cwd=ROOT, env=env, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as running:
        for line in running.stdout or ():
            if found := re.search(r"http://\S+?:\d+", line):
                yield found[0]
                break
        running.terminate()
        running.communicate()


if __name__ == "__main__":
    main()
