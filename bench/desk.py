"""Measures how soon the desk shows a saved post of a large site: `python -m bench.desk`.

    python -m bench.desk [--articles 1000] [--saves 5]

Starts the preview of a site of generated articles (see `bench.posts`), saves a new title, one more
warning and another pinned article for one of them, and asks for the desk until it has all. Prints
the seconds from each save until then. All of it comes before the build.
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
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from bench.generators.ours import make_project

_PAUSE = 0.02  # seconds between two requests
_BETWEEN = 15.0  # seconds until the build has ended, which nobody waits for


def main() -> None:
    """Parse the arguments, measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, default=1000, metavar="N")
    parser.add_argument("--saves", type=int, default=5, metavar="N")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        project = make_project(Path(name) / "site", options.articles)
        with _preview(project) as url:
            for number in range(options.saves):
                _measure(project, "content/articles/article-00007.md", number, url)


def _measure(project: Path, name: str, number: int, url: str) -> None:
    """Save a new title, one more warning and another pin, and wait for all."""
    post, pinned = project / name, f"article-{100 + number:05}"
    linked = f"{url}/desk/links/?q={quote(_title(project, pinned))}"
    before = _related_in(_get(linked))
    text = re.sub("(?m)^related: .*\n", "", post.read_text("utf-8"))
    text = re.sub("(?m)^title: .*", f"title: Saved {number}\nrelated: [{pinned}]", text)
    started = time.perf_counter()
    post.write_text(f"{text}\nTODO: save {number}.\n", "utf-8")
    of_title, answer, size = _wait(f"{url}/desk/", lambda page: f">Saved {number}</a>" in page)
    shown = of_title - started
    print(
        f"title {shown:.2f} s, of which the answer {answer:.2f} s, {size / 1000:.0f} kB", end="; "
    )
    found = f"{url}/desk/findings/?path={quote(name)}"
    of_finding, _, _ = _wait(found, lambda page: page.count('<li class="warning"') == number + 1)
    print(f"finding {of_finding - started:.2f} s", end="; ", flush=True)
    of_links, _, _ = _wait(linked, lambda page: _related_in(page) != before)
    print(f"related links {of_links - started:.2f} s", flush=True)
    time.sleep(_BETWEEN)


def _title(project: Path, slug: str) -> str:
    text = (project / "content" / "articles" / f"{slug}.md").read_text("utf-8")
    return re.findall("(?m)^title: (.*)", text)[0]


def _related_in(page: str) -> str:
    """The number of articles that lead to the one in the table."""
    [number] = re.findall('data-label="Related in"[^>]*>([0-9]+)<', page)
    return number


def _get(address: str) -> str:
    with urllib.request.urlopen(address) as answer:  # noqa: S310  # our own server
        return answer.read().decode()


def _wait(address: str, is_there: Callable[[str], bool]) -> tuple[float, float, int]:
    """Ask until a page has something: the time then, the seconds of that answer, its size."""
    while True:
        asked = time.perf_counter()
        page = _get(address)
        ended = time.perf_counter()
        if is_there(page):
            return ended, ended - asked, len(page)
        time.sleep(_PAUSE)


@contextmanager
def _preview(project: Path) -> Iterator[str]:
    """A running preview; gives its address."""
    words = [sys.executable, "-m", "plugins.preview", "--port", "0"]
    env = {**os.environ, "CACHEDIR": str(project / "cache")}
    with subprocess.Popen(
        words, cwd=project, env=env, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as running:
        for line in running.stdout or ():
            if found := re.search(r"http://\S+?:\d+", line):
                yield found[0]
                break
        running.terminate()
        running.communicate()


if __name__ == "__main__":
    main()
