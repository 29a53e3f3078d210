"""Finds a Chromium for the browser tests, or installs Debian's where that is allowed."""

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
MAC = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"
# A headless browser of a test has nothing to fetch, and runs as root in containers.
FLAGS = (
    "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-quic",
)  # fmt: skip


def find() -> str | None:
    """The path of a Chromium or Chrome; the variable CHROMIUM names one."""
    named = os.environ.get("CHROMIUM")
    if named:
        return shutil.which(named)
    return next(filter(None, map(shutil.which, (*NAMES, MAC))), None)


def main() -> int:
    """Make sure that there is one; the exit code is 0 when there is."""
    if find():
        return 0
    command = ["apt-get", "install", "-y", "--no-install-recommends", "chromium"]
    root = os.geteuid() == 0
    if shutil.which("apt-get") and (root or os.environ.get("CI") == "true"):
        sudo = [] if root else ["sudo"]
        print("Chromium is missing: installing it with apt.", file=sys.stderr)
        subprocess.call([*sudo, "apt-get", "update", "-qq"])
        subprocess.call([*sudo, *command], stdout=subprocess.DEVNULL)
        if find():
            return 0
    cure = "sudo apt install chromium"
    if sys.platform == "darwin":
        cure = "brew install --cask google-chrome"
    print(f"error: the browser tests need Chromium. Type: {cure}", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
