"""Measures how fast the links of generated articles are found.

    python -m bench.related_articles [--sizes 100 1000 3000 10000] [--runs 3]

For each number of articles (about 1,000 words each), each time in a separate process:

- links: from parsed text to links without a cache, including writing the cache;
- one changed: the same after a paragraph was added to one article, with the cache of the first run,
  including reading and writing it.

Prints a table of medians with the peak memory of the first, and draws
docs/images/related-articles-speed.svg.
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from bench.corpus import Article, make_articles
from bench.curve import Curve, draw
from plugins.related_articles.documents import Document
from plugins.related_articles.links import find_links
from plugins.related_articles.options import RelatedArticlesOptions

ROOT = Path(__file__).resolve().parents[1]
PLOT = ROOT / "docs" / "images" / "related-articles-speed.svg"


@dataclass(frozen=True)
class Measured:
    """Elapsed seconds and the peak memory (MB) of the process."""

    seconds: float
    megabytes: int


def main() -> None:
    """Parse the arguments and measure."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=[100, 1000, 3000, 10_000])
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--links", nargs=3, metavar=("SIZE", "CHANGED", "FOLDER"))
    options = parser.parse_args()
    if options.links:
        size, changed, folder = options.links
        print(json.dumps(asdict(measure_links(int(size), bool(int(changed)), Path(folder)))))
        return
    measure_all(options.sizes, options.runs)


def measure_all(sizes: list[int], runs: int) -> None:
    """Print a row for each size, then draw the curves."""
    print("| articles | links, s | peak, MB | one changed, s | of links |")
    print("|---|---|---|---|---|")
    curves: dict[str, Curve] = {"links": [], "one changed": []}
    for size in sizes:
        links, again = measure_size(size, runs)
        curves["links"].append((size, links.seconds))
        curves["one changed"].append((size, again.seconds))
        row = [f"{size:,}", f"{links.seconds:.2f}", f"{links.megabytes}"]
        row += [f"{again.seconds:.2f}", f"{again.seconds / links.seconds:.1%}"]
        print("|", " | ".join(row), "|", flush=True)
    plot = draw(curves, "articles", "seconds", "Seconds by the number of articles")
    PLOT.write_text(plot, "utf-8")


def measure_size(size: int, runs: int) -> tuple[Measured, Measured]:
    """The medians for all links and for one changed article."""
    first, again = [], []
    for _ in range(runs):
        with tempfile.TemporaryDirectory() as folder:
            first.append(_run_links(size, changed=False, folder=folder))
            again.append(_run_links(size, changed=True, folder=folder))
    return _median(first), _median(again)


def measure_links(size: int, changed: bool, folder: Path) -> Measured:
    """Find the links of generated articles in this process, with the cache in `folder`."""
    documents = [_document(article) for article in make_articles(size)]
    if changed:
        edited = documents[size // 2]
        documents[size // 2] = replace(edited, text=edited.text + documents[7].text[:600])
    start = time.perf_counter()
    find_links(documents, RelatedArticlesOptions(), folder)
    seconds = time.perf_counter() - start
    return Measured(seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)


def _run_links(size: int, *, changed: bool, folder: str) -> Measured:
    command = [sys.executable, "-m", "bench.related_articles"]
    command += ["--links", str(size), str(int(changed)), folder]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    return Measured(**json.loads(done.stdout))


def _median(measured: list[Measured]) -> Measured:
    return Measured(
        statistics.median(each.seconds for each in measured),
        int(statistics.median(each.megabytes for each in measured)),
    )


def _document(article: Article) -> Document:
    return Document(
        slug=article.slug,
        lang="en",
        date=article.date,
        title=article.title,
        text="\n".join(article.paragraphs),
        topics=article.topics,
    )


if __name__ == "__main__":
    main()
