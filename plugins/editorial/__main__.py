"""Commands for editors: `python -m plugins.editorial new TITLE`."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from plugins import clock
from plugins.editorial.new_post import scaffold, slug_for
from plugins.findings import typed_path


def main(arguments: Sequence[str]) -> int:
    """Write the post and say where; exit code 2 when it cannot be begun."""
    parser = argparse.ArgumentParser(prog="python -m plugins.editorial", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    new = commands.add_parser("new", help="begin a post")
    new.add_argument("title", nargs="?", default=os.environ.get("TITLE", ""))
    new.add_argument("--input", type=Path, default=Path("content"), metavar="DIR")
    return _new(parser.parse_args(arguments))


def _new(read: argparse.Namespace) -> int:
    title = " ".join(read.title.split())
    slug = slug_for(title)
    if not slug:
        return _refuse('Write a title with letters in it: make new TITLE="Why we warm up"')
    path = read.input / "articles" / f"{slug}.md"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8") as post:
            post.write(scaffold(title, clock.now(os.environ).date()))
    except FileExistsError:
        return _refuse(f"{typed_path(path)} is there already: choose another title, or edit it.")
    print(f"Wrote {typed_path(path)} (a draft). See it with: make serve")
    return 0


def _refuse(message: str) -> int:
    print(f"error: {message}", file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
