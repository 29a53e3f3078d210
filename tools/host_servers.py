"""Finds nginx, Caddy and rsync for the tests of hosts, or installs them if that is allowed."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tools import chromium

# The Debian package of each program; root's folders are not in everybody's PATH.
PACKAGES = {"nginx": "nginx", "caddy": "caddy", "openssl": "openssl", "rsync": "rsync"}
BROTLI = "libnginx-mod-http-brotli-static"
MODULE = Path("/usr/lib/nginx/modules/ngx_http_brotli_static_module.so")
_SERVICES = ("nginx", "caddy")
_NOTE = "_headers and _redirects are tested by readers of our own, without wrangler."


def find(name: str) -> str | None:
    """The path of a program."""
    return shutil.which(name, path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin")


def missing() -> list[str]:
    """The Debian packages that the tests need and this machine does not have."""
    wanted = [package for name, package in PACKAGES.items() if not find(name)]
    return wanted if MODULE.is_file() else [*wanted, BROTLI]


def install(packages: list[str]) -> None:
    """Install Debian packages; what they start as services is stopped and stays so."""
    chromium.install(packages)
    services = [name for name in _SERVICES if name in packages]
    if services and Path("/run/systemd/system").is_dir():
        sudo = [] if os.geteuid() == 0 else ["sudo"]
        subprocess.call([*sudo, "systemctl", "disable", "--quiet", "--now", *services])


def main() -> int:
    """Install what is missing, if allowed; the exit code is 0 if nothing is missing any more."""
    if missing() and chromium.may_install():
        install(missing())
    if not (wanted := missing()):
        print(_NOTE, flush=True)
        return 0
    hint = f"sudo apt install {' '.join(wanted)}"
    print(f"error: the tests of hosts need {' and '.join(wanted)}. Type: {hint}", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
