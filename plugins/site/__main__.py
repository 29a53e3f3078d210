"""The build command: `python -m plugins.site {preview,html,publish}`.

The environment variable PELICANOPTS has options for Pelican itself, in shell syntax. CACHEDIR is
the folder of what makes the next build fast, INCREMENTAL=0 reuses nothing, and WHY=slug says why
the pages of that post are rendered.
"""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from plugins.publishing import build
from plugins.publishing.build_options import BuildOptions, BuildOptionsError, split_options
from plugins.site.run import run_pelican

# The output folder and settings file of each mode.
DEFAULTS = {
    "preview": (".preview", "pelicanconf.py"),
    "html": ("output", "pelicanconf.py"),
    "publish": ("output", "publishconf.py"),
}


def main(arguments: Sequence[str]) -> int:
    """Read the command line, build, and return the exit code."""
    try:
        options = read_command_line(arguments)
        if options.resident is not None:
            from plugins.site import resident  # noqa: PLC0415  # loads all libraries of a build

            return resident.serve(options)
        return build.build(options, run_pelican)
    except BuildOptionsError as error:
        print(f"error: {error}", file=sys.stderr)
        return build.USAGE


def read_command_line(arguments: Sequence[str]) -> BuildOptions:
    """The options on a command line; raises BuildOptionsError, or SystemExit as argparse does."""
    parser = argparse.ArgumentParser(prog="python -m plugins.site", description=__doc__)
    parser.add_argument("mode", choices=DEFAULTS)
    parser.add_argument("--input", type=Path, default=Path("content"), metavar="DIR")
    parser.add_argument("--output", type=Path, metavar="DIR")
    parser.add_argument("--settings", type=Path, metavar="FILE")
    parser.add_argument("--lenient", action="store_true", help="report content errors as warnings")
    parser.add_argument("--report", type=Path, metavar="FILE", help="write the findings as JSON")
    parser.add_argument(
        "--resident",
        type=int,
        metavar="FD",
        help="build for each line of the standard input; write the reports to this descriptor",
    )
    parser.add_argument(
        "--pelican-options", default=os.environ.get("PELICANOPTS", ""), metavar="TEXT"
    )
    given = parser.parse_args(arguments)
    output, settings = DEFAULTS[given.mode]
    given.output = given.output or Path(output)
    given.settings = given.settings or Path(settings)
    given.pelican_options = split_options(given.pelican_options)
    return BuildOptions(**vars(given))


if __name__ == "__main__":
    # Most objects live until the end; looking for garbage took a fifth of this process's time.
    gc.set_threshold(50_000, 20, 10)
    # Articles are compared on all cores; while they wait, numpy's own threads keep a core busy.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    code = main(sys.argv[1:])
    gc.freeze()  # Python looks for garbage as it ends, which took a tenth of a build of one change
    sys.exit(code)
