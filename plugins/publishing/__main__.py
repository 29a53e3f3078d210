"""The build command: `python -m plugins.publishing {preview,html,publish}`.

The variable PELICANOPTS has options for Pelican itself, as a shell would split them.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import get_args

from plugins.publishing import build
from plugins.publishing.build_options import BuildOptions, BuildOptionsError, Mode, split_options
from plugins.publishing.plugin import run_pelican


def main(arguments: Sequence[str]) -> int:
    """Read the command line, build, and return the exit code."""
    try:
        return build.build(read_command_line(arguments), run_pelican)
    except BuildOptionsError as error:
        print(f"error: {error}", file=sys.stderr)
        return build.USAGE


def read_command_line(arguments: Sequence[str]) -> BuildOptions:
    """The order on a command line; raises OrderError or exits with 2 when it has none."""
    parser = argparse.ArgumentParser(prog="python -m plugins.publishing", description=__doc__)
    parser.add_argument("mode", choices=get_args(Mode))
    parser.add_argument("--input", type=Path, default=Path("content"), metavar="DIR")
    parser.add_argument("--output", type=Path, metavar="DIR")
    parser.add_argument("--settings", type=Path, metavar="FILE")
    parser.add_argument("--lenient", action="store_true", help="warn of what is odd, and go on")
    parser.add_argument("--report", type=Path, metavar="FILE", help="write the findings as JSON")
    parser.add_argument(
        "--pelican-options", default=os.environ.get("PELICANOPTS", ""), metavar="TEXT"
    )
    read = parser.parse_args(arguments)
    return BuildOptions(
        mode=read.mode,
        input=read.input,
        output=read.output or Path(".preview" if read.mode == "preview" else "output"),
        settings=read.settings
        or Path("publishconf.py" if read.mode == "publish" else "pelicanconf.py"),
        lenient=read.lenient,
        report=read.report,
        pelican_options=split_options(read.pelican_options),
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
