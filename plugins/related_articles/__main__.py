"""Commands for related articles: `python -m plugins.related_articles {explain,report,export}`."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from plugins.core import clock

USAGE = 2


def main(arguments: Sequence[str]) -> int:
    """Run a command and return its exit code: 2 if it cannot be run. Warnings go to stderr."""
    try:
        clock.now(os.environ)
    except ValueError as error:
        print(f"error: {error}", file=sys.stderr)
        return USAGE
    # Imported here because importing numpy fails if SOURCE_DATE_EPOCH is invalid.
    from plugins.related_articles.cli import commands  # noqa: PLC0415

    return commands.main(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
