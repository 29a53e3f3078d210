"""The command: builds two commits, and prints the differences by kind, and a summary.

The exit code is 0 if nothing differs, 1 if something does, 2 if a build fails. What the builds
print is compared too, but affects the exit code only with --messages.
"""

from __future__ import annotations

import argparse
import os
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from tools.compare_builds import sites
from tools.compare_builds.builds import MODES, SITES, BuildError, build, without_network
from tools.compare_builds.sites import MESSAGES, Comparison
from tools.compare_builds.sources import SourceError, export

SAME, DIFFERENT, FAILED = 0, 1, 2


def main(arguments: Sequence[str]) -> int:
    """Build, compare, print, and return the exit code."""
    options = _parser().parse_args(arguments)
    if not without_network():
        _say("warning: this system refuses `unshare -rn`, so the builds have a network.")
    try:
        with tempfile.TemporaryDirectory(prefix="compare-builds-") as folder:
            results = compare(options, Path(folder))
    except (SourceError, BuildError) as error:
        _say(f"error: {error}")
        return FAILED
    print("\n".join(report(results)))
    return exit_code(results, count_messages=options.messages)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tools.compare_builds", description=__doc__)
    parser.add_argument("before", help="a commit, or a folder with a checkout")
    parser.add_argument("after", nargs="?", default="HEAD", help="the same (default: HEAD)")
    parser.add_argument("--site", action="append", choices=SITES, help="only this site")
    parser.add_argument(
        "--mode", action="append", choices=MODES, help="only this mode (default: html and publish)"
    )
    parser.add_argument("--messages", action="store_true", help="count what builds print, too")
    return parser


def compare(options: argparse.Namespace, folder: Path) -> dict[str, Comparison]:
    """Export and build both commits below `folder`; returns what differs, by site and mode.

    Both builds have the same time: SOURCE_DATE_EPOCH if it is set, else now.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH") or str(int(time.time()))
    exported = [folder / "before", folder / "after"]
    for source, target in zip((options.before, options.after), exported, strict=True):
        export(source, target)
    results = {}
    for site in options.site or SITES:
        for mode in options.mode or ("html", "publish"):
            _say(f"Building {site} {mode}")
            (before, old), (after, new) = build(exported, site, mode, epoch)
            found = sites.compare(before, after)
            found.differences.extend(sites.compare_printed(old, new))
            results[f"{site} {mode}"] = found
    return results


def report(results: Mapping[str, Comparison]) -> list[str]:
    """A line for each difference, by kind, and a summary."""
    rows = sorted((found, place) for place, all_ in results.items() for found in all_.differences)
    kinds = Counter(found.kind for found, _ in rows)
    lines = []
    for kind, number in sorted(kinds.items()):
        lines.append(f"{kind} ({number:,})")
        for found, place in rows:
            if found.kind == kind:
                lines.append(f"  {place}: {': '.join(filter(None, (found.file, found.detail)))}")
    files = sum(result.files for result in results.values())
    renamed = sum(result.renamed for result in results.values())
    lines.append(
        f"Differences: {kinds.total() - kinds[MESSAGES]:,} in {files:,} files ({renamed:,} of them "
        f"with another hash in their names), {kinds[MESSAGES]:,} in messages."
    )
    return lines


def exit_code(results: Mapping[str, Comparison], *, count_messages: bool) -> int:
    """DIFFERENT if any difference counts, else SAME."""
    kinds = {found.kind for result in results.values() for found in result.differences}
    return DIFFERENT if kinds - (set() if count_messages else {MESSAGES}) else SAME


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    sys.exit(main(sys.argv[1:]))
