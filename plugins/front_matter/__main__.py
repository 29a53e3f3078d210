"""Prints the table of front matter's keys; `--write` puts it into docs/writing.md."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from plugins.core.findings import typed_path
from plugins.front_matter.field_table import MissingMarkerError, insert_table, table
from plugins.front_matter.model import FrontMatter

PAGE = Path("docs/writing.md")


def main(arguments: Sequence[str]) -> int:
    """Print the table or write it; exit code 1 when the page cannot take it."""
    parser = argparse.ArgumentParser(prog="python -m plugins.front_matter", description=__doc__)
    parser.add_argument("--write", action="store_true", help=f"write it into {PAGE}")
    parser.add_argument("--page", type=Path, default=PAGE, help="another page to write it into")
    read = parser.parse_args(arguments)
    if not read.write:
        print(table(FrontMatter))
        return 0
    try:
        text = insert_table(read.page.read_text("utf-8"), table(FrontMatter))
    except (OSError, MissingMarkerError) as error:
        print(f"error: {typed_path(read.page)} has no place for it: {error}", file=sys.stderr)
        return 1
    read.page.write_text(text, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
