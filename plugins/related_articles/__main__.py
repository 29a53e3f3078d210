"""Commands for related articles: `python -m plugins.related_articles {explain,report,export}`."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from plugins.related_articles.command import run

if TYPE_CHECKING:
    from plugins.related_articles.cli.site_posts import SitePosts


def main(arguments: Sequence[str]) -> int:
    """Run a command and return its exit code: 2 if it cannot be run. Warnings go to stderr."""
    return run(arguments, _read_site)


def _read_site(file: Path, content: Path | None) -> SitePosts:
    """The posts of a site by the reader that its builds have: Pelican's, if the plugin is alone."""
    # They import numpy, which `run` checks first, and Pelican, which only one of them needs.
    from plugins.related_articles.cli import post_folder, site_settings  # noqa: PLC0415

    if site_settings.is_stock(file):
        from plugins.related_articles import plugin  # noqa: PLC0415

        return plugin.read_site(file, content)
    return post_folder.read_site(file, content)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
