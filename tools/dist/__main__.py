"""Builds an sdist and a wheel of each package into dist/, with the locked uv and no network."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from tools.dist.imports import HERE, DistError
from tools.dist.packages import PACKAGES, Package, write_sources

# uv's own backend, which is part of it: nothing is fetched. The same sources give the same bytes.
BUILD = (
    sys.executable, "-m", "uv", "build", "--offline", "--no-config", "--no-cache", "--quiet",
    "--no-create-gitignore", "--python", sys.executable,
)  # fmt: skip


def build(package: Package, output: Path) -> int:
    """Build a package into `output`; returns the exit code of uv."""
    with tempfile.TemporaryDirectory() as temporary:
        sources = Path(temporary, package.folder)
        write_sources(package, sources)
        return subprocess.call((*BUILD, "--out-dir", output.resolve(), sources))


def main(output: Path) -> int:
    """Build all packages into `output`; returns the exit code."""
    for package in PACKAGES:
        try:
            code = build(package, output)
        except DistError as error:
            print(f"error: {package.plugin}: {error}", file=sys.stderr)
            return 1
        if code:
            return code
    for file in sorted(output.iterdir()):
        print(file.relative_to(HERE) if file.is_relative_to(HERE) else file)
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE / "dist"))
