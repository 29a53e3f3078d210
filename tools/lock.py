"""Writes requirements/*.lock: one lock for all platforms, with hashes and without URLs."""

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent
OPTIONS = (
    "--universal", "--python-version", "3.11", "--generate-hashes", "--no-header", "--no-annotate",
    "--no-emit-index-url", "--no-emit-find-links", "--upgrade", "--quiet", "pyproject.toml",
)  # fmt: skip


def main() -> int:
    """Lock what the site needs, then what tests need in addition to exactly these versions."""
    compile_ = (sys.executable, "-m", "uv", "pip", "compile", *OPTIONS)
    site, dev = "requirements/site.lock", "requirements/dev.lock"
    for extra in (("-o", site), ("--group", "dev", "-c", site, "-o", dev)):
        code = subprocess.call((*compile_, *extra), cwd=HERE)
        if code:
            return code
    return 0


if __name__ == "__main__":
    sys.exit(main())
