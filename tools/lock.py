"""Writes requirements/*.lock: one lock for all platforms, with hashes and without URLs."""

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent
OPTIONS = (
    "--universal", "--python-version", "3.11", "--generate-hashes", "--no-header", "--no-annotate",
    "--no-emit-index-url", "--no-emit-find-links", "--upgrade", "--quiet",
)  # fmt: skip


def main() -> int:
    """Lock what the site needs, then what deploys and tests need beside exactly these versions.

    Other people's plugins are installed without what they depend on, most of which is there.
    """
    compile_ = (sys.executable, "-m", "uv", "pip", "compile", *OPTIONS)
    site, deploy, dev, plugins = (
        f"requirements/{name}.lock" for name in ("site", "deploy", "dev", "plugins")
    )
    for extra in (
        ("pyproject.toml", "-o", site),
        ("--group", "deploy", "-c", site, "-o", deploy),
        ("pyproject.toml", "--group", "dev", "-c", site, "-c", deploy, "-o", dev),
        ("--group", "plugins", "--no-deps", "-o", plugins),
    ):
        code = subprocess.call((*compile_, *extra), cwd=HERE)
        if code:
            return code
    return 0


if __name__ == "__main__":
    sys.exit(main())
