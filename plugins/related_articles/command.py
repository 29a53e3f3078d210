"""The commands for related articles of a stock Pelican site: `explain`, `report` and `export`."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from plugins.core import clock

if TYPE_CHECKING:
    from plugins.related_articles.cli.site_posts import ReadSite

USAGE = 2


def run(arguments: Sequence[str], read_site: ReadSite) -> int:
    """Run a command and return its exit code: 2 if it cannot be run. Warnings go to stderr."""
    try:
        clock.now(os.environ)
    except ValueError as error:
        print(f"error: {error}", file=sys.stderr)
        return USAGE
    # Imported here because importing numpy fails if SOURCE_DATE_EPOCH is invalid.
    from plugins.related_articles.cli import commands  # noqa: PLC0415

    return commands.main(arguments, read_site)


def main() -> int:
    """Run a command for a site that Pelican's own readers read."""
    from plugins.related_articles.plugin import read_site  # noqa: PLC0415  # as above

    return run(sys.argv[1:], read_site)


if __name__ == "__main__":
    sys.exit(main())
