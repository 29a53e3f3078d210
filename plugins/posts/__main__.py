"""Prints the table of front matter keys; `--write` writes it into docs/writing.md."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from plugins.posts.field_table import MissingMarkerError, insert_table, table
from plugins.posts.model import FrontMatter

PAGE = Path("docs/writing.md")


def main(arguments: Sequence[str]) -> int:
    """Print or write the table; exit code 1 if the page cannot be read or has no markers."""
    parser = argparse.ArgumentParser(prog="python -m plugins.posts", description=__doc__)
    parser.add_argument("--write", action="store_true", help=f"write it into {PAGE}")
    if not parser.parse_args(arguments).write:
        print(table(FrontMatter))
        return 0
    try:
        text = insert_table(PAGE.read_text("utf-8"), table(FrontMatter))
    except (OSError, MissingMarkerError) as error:
        print(f"error: The table cannot be written into {PAGE}: {error}", file=sys.stderr)
        return 1
    PAGE.write_text(text, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
