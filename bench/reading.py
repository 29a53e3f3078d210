"""Measures the time to read posts, with and without the worker process, and against its limit.

    python -m bench.reading [--runs N]

Generated posts of ordinary Markdown (headings, lists, links, emphasis) in several sizes are read
and finished as in a build, with and without the worker, several times. Prints the time that the
worker takes to start; then for each size the medians in milliseconds, the ratio of the two (the
cost of supervision), and how many times longer than that the time limit is.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from bench.corpus import make_articles
from plugins.posts.questions import AnySiteContext
from plugins.posts.read_post import read_post
from plugins.posts.supervised import SupervisedReader, seconds

SIZES = (5_000, 50_000, 200_000, 990_000)  # bytes; 5,000 is an article of 800 words
_HEAD = "---\ntitle: A made-up post\ndate: 2026-01-02\n---\n"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=5, metavar="N")
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "post.md")
        path.write_text(f"{_HEAD}Words.\n", "utf-8")
        print(f"start of the worker, and a post of one word: {_median(runs, _cold(path)):.3f} s")
        print(f"{'bytes':>9} {'here ms':>8} {'worker':>8} {'ratio':>6} {'limit/worker':>12}")
        reader = SupervisedReader()
        for size in SIZES:
            path.write_text(post_of(size), "utf-8")
            here = [_timed(lambda: read_here(path)) for _ in range(runs)]
            there = [_timed(lambda: read_there(reader, path)) for _ in range(runs)]
            ratio = statistics.median(b / a for a, b in zip(here, there, strict=True))
            mine, theirs = statistics.median(here), statistics.median(there)
            times = seconds(size) / theirs
            row = f"{size:9,} {mine * 1000:8.1f} {theirs * 1000:8.1f} {ratio:6.2f} {times:12.0f}"
            print(row, flush=True)
        reader.close()


def post_of(size: int) -> str:
    """A post of about `size` bytes."""
    text, number = _HEAD, 0
    for article in make_articles(size // 4000 + 1):
        for paragraph in article.paragraphs:
            first, second, third, *others = [*paragraph.split(" "), "a", "b"]
            text += f"## {first} {number}\n\n*{first}* **{second}** [{third}](https://x.example/) "
            text += " ".join(others) + f"\n\n- {first}\n- {second}\n\n"
            number += 1
    return text[:size]


def read_here(path: Path) -> None:
    """Read a post in this process."""
    read_post(path.read_bytes(), AnySiteContext(), path=path.name, lenient=False)


def read_there(reader: SupervisedReader, path: Path) -> None:
    """Read a post in the worker process."""
    read = reader.read(path, AnySiteContext(), lenient=False)
    if not read.front:
        raise SystemExit(f"The post was refused: {read.findings}")


def _cold(path: Path) -> Callable[[], None]:
    def start() -> None:
        reader = SupervisedReader()
        read_there(reader, path)
        reader.close()

    return start


def _median(runs: int, call: Callable[[], None]) -> float:
    return statistics.median(_timed(call) for _ in range(runs))


def _timed(call: Callable[[], None]) -> float:
    started = time.perf_counter()
    call()
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
