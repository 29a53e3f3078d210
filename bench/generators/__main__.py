"""Measures builds of this project and of other generators, for docs/performance.md.

    python -m bench.generators [--sizes 100 300 1000 3000 10000] [--heavy 1000 10000] [--runs 5]
        [--saves 20] [--hugo FILE] [--eleventy FOLDER] [--page FILE]

For each number of articles all builds run in turn, once to measure their memory and then `--runs`
times to measure their seconds; after that, the time from a save to the refreshed page in Chromium.
New figures replace older ones of the same size in the JSON file beside the page, and the tables and
the plot are made from that file after each size: an interrupted run keeps what it has measured.
`--sizes --heavy --saves 0` measures nothing, and writes the page again.

FILE is the program of Hugo, FOLDER a node_modules with @11ty/eleventy in it. A generator that is
not installed is left out, and the page says so.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
from pathlib import Path

from bench.generators import ours, peers, saves
from bench.generators.figures import Figures, Group, Row
from bench.generators.measuring import Step, measure, measure_memory
from bench.generators.origin import origin, versions
from bench.generators.page import write_page


def main() -> None:
    """Parse the arguments, measure, and write the page after each size."""
    options = _parse()
    found = versions(options.hugo, options.eleventy)
    figures = Figures.read(options.page.with_suffix(".json"))
    for heavy, sizes in ((False, options.sizes), (True, options.heavy)):
        for size in sizes:
            rows = _measure_size(size, options, found, heavy=heavy)
            figures.add_group(Group(size, heavy, origin(found), rows))
            write_page(figures, options.page)
    if options.saves:
        figures.saves = saves.measure_all(options.saves)
        figures.saves_origin = origin(found)
    write_page(figures, options.page)


def _parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    add = parser.add_argument
    sizes = [100, 300, 1000, 3000, 10_000]
    add("--sizes", type=int, nargs="*", default=sizes, metavar="N")
    add("--heavy", type=int, nargs="*", default=[1000, 10_000], metavar="N")
    add("--runs", type=int, default=5, metavar="N")
    add("--saves", type=int, default=20, metavar="N")
    add("--hugo", default="hugo", metavar="FILE")
    add("--eleventy", type=Path, default=peers.MODULES, metavar="FOLDER")
    add("--page", type=Path, default=ours.ROOT / "docs" / "performance.md", metavar="FILE")
    options = parser.parse_args()
    options.hugo = str(Path(shutil.which(options.hugo) or options.hugo).absolute())
    options.eleventy, options.page = options.eleventy.absolute(), options.page.absolute()
    return options


def _measure_size(
    articles: int, options: argparse.Namespace, found: dict[str, str], *, heavy: bool
) -> list[Row]:
    with tempfile.TemporaryDirectory() as name:
        steps = _steps(Path(name), articles, options, found, heavy=heavy)
        rows = [Row(step.generator, step.what) for step in steps]
        for run in range(options.runs + 1):
            for step, row in zip(steps, rows, strict=True):
                step.prepare()
                if run:
                    usage = measure(step)
                    row.seconds.append(round(usage.seconds, 3))
                    row.cpu.append(round(usage.cpu, 3))
                else:
                    peak, usage = measure_memory(step)
                    row.megabytes = round(peak)
                    row.pages = sum(1 for _ in step.output.rglob("*.html"))
                said = f"{usage.seconds:.2f} s, {row.megabytes} MB"
                print(f"{articles:,}, {row.generator}, {row.what}: {said}", flush=True)
    return rows


def _steps(
    folder: Path, articles: int, options: argparse.Namespace, found: dict[str, str], *, heavy: bool
) -> list[Step]:
    steps = ours.steps(folder, articles, heavy=heavy)
    steps += peers.pelican(folder, articles, heavy=heavy)
    if found[peers.HUGO]:
        steps += peers.hugo(folder, articles, heavy=heavy, program=options.hugo)
    if found[peers.ELEVENTY]:
        steps += peers.eleventy(folder, articles, heavy=heavy, modules=options.eleventy)
    return steps


if __name__ == "__main__":
    main()
