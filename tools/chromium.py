"""Finds Chromium and a font for browser tests, or installs them if that is allowed."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # this file also runs where Playwright is not installed
    from playwright.sync_api import Browser, Playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
MAC = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"
# One of the theme's fonts, with the metrics of Arial: the layout depends on the width of letters.
FONT = "LiberationSans-Regular.ttf"
FONTS = Path("/usr/share/fonts")
# Tests run without a network, and as root in containers, where Chromium's sandbox cannot start.
FLAGS = (
    "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-quic",
)  # fmt: skip
# The list of an address field that nobody sees: half of the time that a new context takes.
UNSEEN = ("WebUIOmniboxPopup", "WebUIOmniboxAimPopup")
# What Playwright disables itself, repeated here because Chromium obeys only the last such switch.
DISABLED = (
    "AimEnabled", "AvoidCorsURLLoaderRestartOnRedirect", "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose", "HttpsFirstBalancedModeAutoEnable", "HttpsUpgrades",
    "LensOverlay", "MediaRouter", "NetworkTimeServiceQuerying", "OptimizationHints",
    "PaintHolding", "PreconnectToSearch", "TcpPortRandomizationWin",
    "ThirdPartyStoragePartitioning", "msEdgeUpdateLaunchServicesPreferredVersion",
    "msForceBrowserSignIn",
)  # fmt: skip


def find() -> str | None:
    """The path of Chromium or Chrome; the environment variable CHROMIUM overrides it."""
    named = os.environ.get("CHROMIUM")
    if named:
        return shutil.which(named)
    return next(filter(None, map(shutil.which, (*NAMES, MAC))), None)


def launch(playwright: Playwright) -> Browser:
    """A new Chromium; the caller must close it. Raises Playwright's Error if there is none."""
    features = ",".join((*DISABLED, *UNSEEN))
    return playwright.chromium.launch(
        executable_path=find(), args=[*FLAGS, f"--disable-features={features}"]
    )


def missing() -> list[str]:
    """The Debian packages that browser tests need and this machine does not have."""
    wanted = [] if find() else ["chromium"]
    if sys.platform == "linux":
        try:
            ctypes.CDLL("libatomic.so.1")  # Playwright's driver; not on a minimal Debian
        except OSError:
            wanted.append("libatomic1")
        if not any(FONTS.rglob(FONT)):
            wanted.append("fonts-liberation")
    return wanted


def install(packages: list[str]) -> None:
    """Install Debian packages, with a message."""
    print(f"Installing {' and '.join(packages)} with apt.", file=sys.stderr)
    sudo = [] if os.geteuid() == 0 else ["sudo"]
    command = [*sudo, "apt-get", "install", "-y", "--no-install-recommends", *packages]
    subprocess.call([*sudo, "apt-get", "update", "-qq"])
    subprocess.call(command, stdout=subprocess.DEVNULL)


def may_install() -> bool:
    """Whether this machine has apt, and is one that may be changed: in a container, or in CI."""
    allowed = os.geteuid() == 0 or os.environ.get("CI") == "true"
    return allowed and bool(shutil.which("apt-get"))


def main() -> int:
    """Install what is missing, if allowed; the exit code is 0 if nothing is missing any more."""
    if missing() and may_install():
        install(missing())
    if not (wanted := missing()):
        return 0
    hint = f"sudo apt install {' '.join(wanted)}"
    if sys.platform == "darwin":
        hint = "brew install --cask google-chrome"
    print(f"error: the browser tests need {' and '.join(wanted)}. Type: {hint}", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
