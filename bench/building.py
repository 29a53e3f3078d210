"""Measures whole builds of a site of generated articles, optionally against other builds of it.

    python -m bench.building [--articles 1000] [--runs 3] [--against FOLDER] [--stock]

Each article has about 800 words of ordinary Markdown: headings, lists, links and emphasis. The
pages, people and data files are those of tests/sample_site; the settings are the project's own
pelicanconf.py. A first run, which is not counted, fills caches in a temporary folder: pictures are
encoded and related articles are known before the others begin.

With FOLDER, the same content is built in turn by the code and settings of that checkout, with the
Python that runs this. With --stock, Pelican alone builds the same articles in turn: its own
Markdown reader and default theme, lists of as many articles, no feeds and no related links.

Prints the seconds of each build; its peak memory, and that of its largest child,
which counts as at least as large as the build was when it started it; medians and ratios.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from bench.corpus import Article, make_articles

ROOT = Path(__file__).resolve().parents[1]
_BYTES = 5_000  # of the body of an article of 800 words; its last section is a whole one
_RSS_UNIT = 1 if sys.platform == "darwin" else 1024  # bytes, of getrusage()

# Runs a module as `python -m` does, then prints the memory of the process and its children.
_MEASURED = """
import resource, runpy, sys
try:
    runpy.run_module(sys.argv.pop(1), run_name="__main__", alter_sys=True)
except SystemExit as error:
    assert not error.code, error.code
for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN):
    print(resource.getrusage(who).ru_maxrss)
"""
# Pelican's own reader and theme, with the lists and addresses of pelicanconf.py.
_STOCK = """
SITENAME = "Stock"
TIMEZONE = "Europe/London"
DEFAULT_LANG = "en"
PLUGINS = []
SLUGIFY_SOURCE = "basename"
ARTICLE_URL = "articles/{slug}/"
ARTICLE_SAVE_AS = "articles/{slug}/index.html"
TAG_URL = "topics/{slug}/"
TAG_SAVE_AS = "topics/{slug}/index.html"
CATEGORY_URL = "categories/{slug}/"
CATEGORY_SAVE_AS = "categories/{slug}/index.html"
AUTHOR_SAVE_AS = ""
DEFAULT_PAGINATION = 24
PAGINATION_PATTERNS = (
    (1, "{url}", "{save_as}"),
    (2, "{base_name}/page/{number}/", "{base_name}/page/{number}/index.html"),
)
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = None
AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
"""


@dataclass(frozen=True)
class MeasuredBuild:
    """Seconds of a build, and the peak memory of it and of its largest child, in MB."""

    seconds: float
    own: float
    largest_child: float


def main() -> None:
    """Parse the arguments, measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, default=1000, metavar="N")
    parser.add_argument("--runs", type=int, default=3, metavar="N")
    parser.add_argument("--against", type=Path, metavar="FOLDER")
    parser.add_argument("--stock", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        builds = _builds(Path(name), options)
        seconds: dict[str, list[float]] = {which: [] for which in builds}
        for run in range(options.runs + 1):
            for which, measure in builds.items():
                built = measure()
                if run:  # the first one fills the caches
                    seconds[which].append(built.seconds)
                    print(
                        f"{which:6} {built.seconds:7.2f} s, {built.own:5.0f} MB, "
                        f"largest child {built.largest_child:5.0f} MB",
                        flush=True,
                    )
    medians = {which: statistics.median(taken) for which, taken in seconds.items()}
    print(", ".join(f"{which}: median {median:.2f} s" for which, median in medians.items()))
    for other in [which for which in builds if which != "this"]:
        print(f"this / {other}: {medians['this'] / medians[other]:.2f}")


def _builds(folder: Path, options: argparse.Namespace) -> dict[str, Callable[[], MeasuredBuild]]:
    """By name, the builds to measure; their content, caches and sites are below `folder`."""
    content = write_content(folder, options.articles)
    checkouts = {"this": ROOT} | ({"other": options.against} if options.against else {})

    def ours(which: str) -> MeasuredBuild:
        return build(
            checkouts[which], content, folder / f"output-{which}", folder / f"cache-{which}"
        )

    builds = {which: partial(ours, which) for which in checkouts}
    if options.stock:
        plain = write_stock(folder / "stock", options.articles)
        builds["stock"] = lambda: _measured("pelican", ["content", "-s", "conf.py"], plain, {})
    return builds


def write_content(
    folder: Path, articles: int, as_markdown: Callable[[Article], str] | None = None
) -> Path:
    """A content folder below `folder` with so many articles, by default with ordinary Markdown."""
    write = as_markdown or ordinary_markdown
    content = folder / "content"
    sample = ROOT / "tests" / "sample_site" / "content"
    shutil.copytree(sample, content, ignore=shutil.ignore_patterns("articles"))
    (content / "articles").mkdir()
    for article in make_articles(articles):
        path = content / "articles" / f"{article.slug}.md"
        path.write_text(write(article), "utf-8")
    return content


def write_stock(folder: Path, articles: int) -> Path:
    """A stock Pelican site in `folder`, with the same articles; returns the folder."""
    (folder / "content").mkdir(parents=True)
    (folder / "conf.py").write_text(_STOCK, "utf-8")
    for article in make_articles(articles):
        path = folder / "content" / f"{article.slug}.md"
        path.write_text(
            f"Title: {article.title}\nDate: {article.date:%Y-%m-%d %H:%M}\nCategory: Advice\n"
            f"Tags: {', '.join(article.topics)}\n\n{body(article)}",
            "utf-8",
        )
    return folder


def ordinary_markdown(article: Article) -> str:
    """A post with the article's words."""
    return (
        f"---\ntitle: {article.title}\ndate: {article.date:%Y-%m-%d %H:%M}\n"
        f"description: {article.paragraphs[0][:150]}\ncategory: Advice\n"
        f"topics: [{', '.join(article.topics)}]\n---\n{body(article)}"
    )


def body(article: Article) -> str:
    """The article as Markdown, with headings, lists, links and emphasis."""
    text = ""
    for number, paragraph in enumerate(article.paragraphs):
        if len(text) > _BYTES:
            break
        first, second, third, *others = [*paragraph.split(" "), "a", "b"]
        text += f"## {first} {number}\n\n*{first}* **{second}** [{third}](https://x.example/) "
        text += " ".join(others) + f"\n\n- {first}\n- {second}\n\n"
    return text


def build(checkout: Path, content: Path, output: Path, caches: Path | None = None) -> MeasuredBuild:
    """Build by the code and settings of a checkout; its own caches are used unless others are."""
    module = "plugins.site" if (checkout / "plugins" / "site").is_dir() else "plugins.publishing"
    words = ["html", "--lenient", "--input", str(content), "--output", str(output)]
    words += ["--settings", "pelicanconf.py"]
    settings = {}
    if caches:
        settings["CACHEDIR"] = str(caches)  # checkouts before 29 November 2026 need the rest
        pictures, related = (f"'\"{caches / name}\"'" for name in ("pictures", "related"))
        settings["PELICANOPTS"] = (
            f"-e RESPONSIVE_IMAGES_CACHE={pictures} RELATED_ARTICLES_CACHE={related}"
        )
    return _measured(module, words, checkout, settings)


def _measured(
    module: str, words: list[str], folder: Path, settings: dict[str, str]
) -> MeasuredBuild:
    """Run `python -m module` with these arguments and variables in a folder."""
    command = [sys.executable, "-c", _MEASURED, module, *words]
    env = {**os.environ, **settings}
    started = time.perf_counter()
    done = subprocess.run(command, cwd=folder, env=env, check=True, capture_output=True)
    seconds = time.perf_counter() - started
    own, child = (int(size) * _RSS_UNIT / 1e6 for size in done.stdout.split()[-2:])
    return MeasuredBuild(seconds, own, child)


if __name__ == "__main__":
    main()
