"""Runs wrangler, Cloudflare's command, which needs Node (edge: processes)."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from plugins.deploy.host import HostError
from plugins.deploy.plan import DeployError

# The newest one that runs on Node 20; fetched by npx if no wrangler is in the PATH.
WRANGLER = "wrangler@4.85.0"
TOKEN = "CLOUDFLARE_API_TOKEN"  # noqa: S105  # the name of a variable
_SECONDS = 900
_SHOWN = 500  # characters of what a failed command said


def run(folder: Path, *words: str) -> str:
    """What wrangler prints, run in a folder; the token is in the environment, and never shown.

    Raises HostError, and DeployError if it cannot be started.
    """
    token = os.environ.get(TOKEN, "").strip()  # of a file, it may end with a line
    if not token:
        raise DeployError(
            f"{TOKEN} is not set.", "Make a token for Workers at Cloudflare, and export it."
        )
    env = {**os.environ, TOKEN: token, "CI": "1", "NO_COLOR": "1", "WRANGLER_SEND_METRICS": "false"}
    command = [*_program(), *words]
    try:
        done = subprocess.run(  # noqa: S603  # checked words, and no shell
            command, cwd=folder, env=env, stdin=subprocess.DEVNULL, capture_output=True, text=True,
            encoding="utf-8", errors="replace", timeout=_SECONDS, check=False,
        )  # fmt: skip
    except OSError as error:
        raise DeployError(f"{command[0]}: {error.strerror}.", "Install it again.") from error
    except subprocess.TimeoutExpired as error:
        raise HostError(f"wrangler {words[0]} took too long.", "Try again.") from error
    if done.returncode:
        said = " ".join(f"{done.stdout} {done.stderr}".replace(token, "…").split())
        plain = "".join(each if each.isprintable() else "?" for each in said)
        raise HostError(
            f"wrangler {words[0]} failed: {plain[-_SHOWN:]}",
            f"If it is about the token, check {TOKEN} and CLOUDFLARE_ACCOUNT_ID; else try again.",
        )
    return done.stdout


def _program() -> list[str]:
    if found := shutil.which("wrangler"):
        return [found]
    if found := shutil.which("npx"):
        return [found, "--yes", WRANGLER]
    raise DeployError("wrangler needs Node 20.3 or newer.", "Install it from nodejs.org.")
