"""Measures the time from a save to the refreshed page of a preview, in Chromium."""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import SimpleQueue

from playwright.sync_api import Page, sync_playwright

from bench.generators.ours import make_project, middle_article
from tools import chromium

_ARTICLES = 1000
_PAUSE = 2.0  # seconds between two saves; an editor takes longer
_SHOWN = "text => document.readyState === 'complete' && document.body.innerText.includes(text)"


Save = tuple[float, float]  # milliseconds until the page is shown, and until the site is complete


def measure_all(saves: int) -> dict[int, list[Save]]:
    """The times of each save by the number of posts: the project's own, and generated."""
    if not chromium.find():
        return {}
    found = {}
    for articles in (None, _ARTICLES):
        with tempfile.TemporaryDirectory() as name:
            project = make_project(Path(name) / "site", articles)
            posts = len(list((project / "content" / "articles").glob("*.md")))
            found[posts] = _measure(project, saves)
    return found


def _measure(project: Path, saves: int) -> list[Save]:
    post = middle_article(project / "content" / "articles")
    with _preview(project) as (url, built), _page() as page:
        page.goto(f"{url}/articles/{post.stem}/")
        taken = [
            _save(page, post, f"The save with number {number}.", built)
            for number in range(saves + 1)
        ]
    print(f"Saves: {taken}", flush=True)
    return taken[1:]  # the first one warms up the preview


def _save(page: Page, post: Path, sentence: str, built: SimpleQueue[float]) -> Save:
    """The times until the page shows a sentence that is added to the post, and of the whole site.

    `built` has the end of each build.
    """
    time.sleep(_PAUSE)
    text = f"{post.read_text('utf-8').rstrip()}\n\n{sentence}\n"
    started = time.perf_counter()
    post.write_text(text, "utf-8")
    page.wait_for_function(_SHOWN, arg=sentence, polling="raf")
    shown = time.perf_counter()
    return _milliseconds(shown - started), _milliseconds(built.get(timeout=120) - started)


def _milliseconds(seconds: float) -> float:
    return round(seconds * 1000, 1)


@contextmanager
def _preview(project: Path) -> Iterator[tuple[str, SimpleQueue[float]]]:
    """The URL of a preview of the project, and the time of the end of each later build."""
    command = [sys.executable, "-m", "plugins.preview", "--port", "0"]
    process = subprocess.Popen(
        command, cwd=project, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    built: SimpleQueue[float] = SimpleQueue()

    def listen() -> None:
        for line in lines:
            if line.startswith("Wrote "):
                built.put(time.perf_counter())

    try:
        lines = iter(process.stdout or ())
        found = (re.search(r"Preview at (http://[^ ]+?)[ .]", line) for line in lines)
        url = next(match[1] for match in found if match)
        threading.Thread(target=listen, daemon=True).start()
        yield url, built
    finally:
        process.terminate()
        process.wait()


@contextmanager
def _page() -> Iterator[Page]:
    with sync_playwright() as playwright:
        browser = chromium.launch(playwright)
        page = browser.new_context(bypass_csp=True).new_page()
        page.set_default_timeout(120_000)
        yield page
        browser.close()
