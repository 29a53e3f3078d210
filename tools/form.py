"""Installs the form of /edit/ from its lock, with Node (edge: npm): `make form`.

Sveltia CMS asks other hosts for its fonts and its languages. Both are in its package too, so they
are kept beside it, and the addresses in its script are changed to those of the preview's server.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "requirements" / "form"
TARGET = ROOT / ".form"
BASE = "/edit/sveltia"
NPM = ("ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")
LOCKED = "package-lock.json"
NODE = "Install it, on Ubuntu by: sudo apt install nodejs npm"
# Where the script looks for each font, and how the name of the font's file in the package begins.
FONTS = {
    r"https://[^\s)]+/source-sans-3[^\s)]+/latin-wght-normal\.woff2":
        "source-sans-3-latin-wght-normal",
    r"https://[^\s)]+/noto-mono[^\s)]+/latin-400-normal\.woff2":
        "noto-mono-latin-400-normal",
    r"https://[^\s)]+/material-symbols-outlined[^\s)]+/latin-wght-normal\.woff2":
        "material-symbols-outlined-latin-wght-normal",
}  # fmt: skip
LANGUAGES = r"(?<=`)https://[^\s/`]+/@sveltia/cms(?=`)"  # where it looks for them
OTHER_FONT = re.compile(r"https?://[^\s)`\"']+\.woff2?")


class FormError(Exception):
    """The form cannot be installed; the message is one sentence with a hint."""


def main() -> int:
    """Install the form; returns the exit code."""
    try:
        install()
    except FormError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    print("The form is installed: type make serve, then open http://localhost:8000/edit/")
    return 0


def is_installed(lock: Path = LOCK, target: Path = TARGET) -> bool:
    """Whether what the lock names is installed."""
    copy = target / LOCKED
    return copy.is_file() and copy.read_bytes() == (lock / LOCKED).read_bytes()


def install(lock: Path = LOCK, target: Path = TARGET) -> None:
    """Install what the lock names into `target`, all of it or nothing; raises FormError."""
    if is_installed(lock, target):
        return
    npm = shutil.which("npm")
    if npm is None or shutil.which("node") is None:
        raise FormError(f"The form needs Node. {NODE}")
    with tempfile.TemporaryDirectory(prefix=".form.", dir=target.parent) as folder:
        modules, made = Path(folder, "npm"), Path(folder, "form")
        shutil.copytree(lock, modules, ignore=shutil.ignore_patterns("node_modules"))
        if subprocess.call([npm, *NPM], cwd=modules, stdout=subprocess.DEVNULL):
            raise FormError("npm could not install the form (see above): check the network.")
        adapt(modules / "node_modules" / "@sveltia" / "cms", made)
        shutil.copyfile(lock / LOCKED, made / LOCKED)
        if target.exists():
            shutil.rmtree(target)
        made.rename(target)


def adapt(package: Path, made: Path) -> None:
    """Copy what the form needs of the package, with our addresses; raises FormError."""
    (made / "locales").mkdir(parents=True)
    script = (package / "dist" / "sveltia-cms.js").read_text("utf-8")
    for address, name in FONTS.items():
        script = _replaced(script, address, f"{BASE}/{name}.woff2")
        files = sorted((package / "npm" / "assets").glob(f"{name}-*.woff2"))
        if len(files) != 1:
            raise FormError(f"The package has {len(files)} files of the font {name}, not one.")
        shutil.copyfile(files[0], made / f"{name}.woff2")
    script = _replaced(script, LANGUAGES, BASE)
    if other := OTHER_FONT.search(script):
        raise FormError(f"The script has a font that tools/form.py does not know: {other[0]}")
    (made / "sveltia-cms.js").write_text(script, "utf-8", newline="\n")
    shutil.copyfile(package / "schema" / "sveltia-cms.json", made / "schema.json")
    for name in ("LICENSE.txt", "package.json"):  # the script asks for the newest package.json
        shutil.copyfile(package / name, made / name)
    for path in (package / "locales").glob("*.json"):
        json.loads(path.read_text("utf-8"))
        shutil.copyfile(path, made / "locales" / path.name)


def _replaced(script: str, address: str, ours: str) -> str:
    """The script with one address changed; `address` is a regular expression."""
    changed, times = re.subn(address, ours, script)
    if times != 1:
        raise FormError(
            f"The script has an address like {address} {times} times, not once: change what "
            "tools/form.py looks for."
        )
    return changed


if __name__ == "__main__":
    sys.exit(main())
