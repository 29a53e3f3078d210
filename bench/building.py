"""Measures whole builds of a site of generated articles, optionally against another checkout.

    python -m bench.building [--articles 1000] [--runs 3] [--against FOLDER]

Each article has about 800 words of ordinary Markdown: headings, lists, links and emphasis. The
pages, people and data files are those of tests/sample_site. The pictures are encoded before the
first run. With FOLDER, the same content is built in turn by the code of that checkout, with the
Python that runs this. Prints the seconds of each build, their medians and the ratio.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from bench.corpus import Article, make_articles

ROOT = Path(__file__).resolve().parents[1]
_BYTES = 5_000  # of an article of 800 words


def main() -> None:
    """Parse the arguments, measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, default=1000, metavar="N")
    parser.add_argument("--runs", type=int, default=3, metavar="N")
    parser.add_argument("--against", type=Path, metavar="FOLDER")
    options = parser.parse_args()
    checkouts = {"this": ROOT} | ({"other": options.against} if options.against else {})
    with tempfile.TemporaryDirectory() as name:
        content = write_content(Path(name), options.articles)
        seconds: dict[str, list[float]] = {which: [] for which in checkouts}
        for run in range(options.runs + 1):
            for which, folder in checkouts.items():
                taken = build(folder, content, Path(name, "output"))
                if run:  # the first one encodes the pictures
                    seconds[which].append(taken)
                    print(f"{which:6} {taken:7.2f} s", flush=True)
    medians = {which: statistics.median(taken) for which, taken in seconds.items()}
    print(", ".join(f"{which}: median {median:.2f} s" for which, median in medians.items()))
    if options.against:
        print(f"this / other: {medians['this'] / medians['other']:.2f}")


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


def ordinary_markdown(article: Article) -> str:
    """A post with the article's words."""
    text = (
        f"---\ntitle: {article.title}\ndate: {article.date:%Y-%m-%d %H:%M}\n"
        f"description: {article.paragraphs[0][:150]}\ncategory: Advice\n"
        f"topics: [{', '.join(article.topics)}]\n---\n"
    )
    for number, paragraph in enumerate(article.paragraphs):
        first, second, third, *others = [*paragraph.split(" "), "a", "b"]
        text += f"## {first} {number}\n\n*{first}* **{second}** [{third}](https://x.example/) "
        text += " ".join(others) + f"\n\n- {first}\n- {second}\n\n"
    return text[:_BYTES]


def build(checkout: Path, content: Path, output: Path) -> float:
    """The seconds of a build by the code of a checkout."""
    module = "plugins.site" if (checkout / "plugins" / "site").is_dir() else "plugins.publishing"
    command = [sys.executable, "-m", module, "html", "--lenient", "--input", str(content)]
    command += ["--output", str(output), "--settings", "tests/sample_site/siteconf.py"]
    started = time.perf_counter()
    subprocess.run(command, cwd=checkout, check=True, capture_output=True)
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
