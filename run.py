"""The commands of this project, the same for people, make and CI: `python run.py` lists them.

It needs only Python, and must also run on old versions, on which tools/make_venv.py stops with a
hint. Options are words such as INPUTDIR=mysite, or variables of the environment; tools/verbs.py has
what there is.
"""

from __future__ import annotations

import difflib
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from tools.build_environment import left_out
from tools.verbs import DEFAULTS, IS_WINDOWS, LANG, OTHERS, VERBS

HERE = Path(__file__).resolve().parent
VENV = Path(".venv")
PYTHON = VENV / ("Scripts/python.exe" if IS_WINDOWS else "bin/python")
# LANG in the environment is the language of the terminal; make passes on here what was typed.
TYPED_LANG = "TYPED_LANG"
USAGE = 2
_SIGNAL_BASE = 128  # plus the signal: the exit code that shells report


def main(arguments: Sequence[str]) -> int:
    """Run a verb; the exit code is that of its last command, or 2 for what is none."""
    os.chdir(HERE)
    verb, words, wrong = _parsed(arguments)
    if wrong:
        print(f"error: {wrong}", file=sys.stderr)
        return USAGE
    if verb == "help":
        print("\n".join(_listed("make" if os.environ.get("RUN_BY") == "make" else "python run.py")))
        return 0
    if not VERBS[verb].anywhere and not _is_like_linux():
        message = f"“{verb}” works on Windows only in its Linux (WSL): see README.md, “On Windows”."
        print(f"error: {message}", file=sys.stderr)
        return USAGE
    given = _options(words)
    try:
        given["PY"] = _program(given["PY"])
        made = VERBS[verb].commands(given)
    except ValueError as error:
        print(f"error: {error}", file=sys.stderr)
        return USAGE
    python, code = _set_up(VERBS[verb].needs, given)
    commands = [[python, *command] for command in made]
    _export(given, VERBS[verb].needs)
    for name in left_out(os.environ) if verb == "publish" else ():
        del os.environ[name]
    for command in commands[:-1]:
        code = code or _wait(command)
    return code or (_become(commands[-1]) if commands else 0)


def _parsed(arguments: Sequence[str]) -> tuple[str, dict[str, str], str]:
    """The verb, the options that were typed, and what is wrong with them."""
    verb, words = "", {}
    for each in arguments:
        name, is_option, value = each.partition("=")
        if each in ("-h", "--help"):
            verb = verb or "help"
        elif is_option:
            if name not in {*DEFAULTS, *OTHERS, LANG}:
                hint = _nearest(name.upper(), [*DEFAULTS, *OTHERS, LANG])
                return "", {}, f"There is no option “{name}”.{hint}"
            words[name] = value
        elif verb:
            return "", {}, f'“{each}” is one word too many: write options as NAME="...".'
        elif each not in VERBS:
            return "", {}, f"There is no “{each}”.{_nearest(each, VERBS)}"
        else:
            verb = each
    return verb or "help", words, ""


def _nearest(word: str, choices: Iterable[str]) -> str:
    found = difflib.get_close_matches(word, list(choices), n=1)
    return f" Did you mean “{found[0]}”?" if found else " python run.py lists what there is."


def _listed(command: str) -> list[str]:
    return [f"  {command} {name:<13} {verb.about}" for name, verb in VERBS.items() if verb.about]


def _is_like_linux() -> bool:
    try:
        import fcntl  # noqa: F401, PLC0415  # only Linux, macOS and their kin have it
    except ImportError:
        return False
    return True


def _options(words: Mapping[str, str]) -> dict[str, str]:
    """All options: what was typed, or is in the environment, or the defaults."""
    names = {**dict.fromkeys(OTHERS, ""), **DEFAULTS}
    given = {name: os.environ.get(name) or value for name, value in names.items()}
    return {**given, LANG: os.environ.get(TYPED_LANG, ""), **words}


def _program(name: str) -> str:
    """The path of the program that PY names; "" without one. Raises ValueError if it is none."""
    path = shutil.which(name) if name else ""
    if path is None:
        raise ValueError(f"PY is “{name}”, which is no program: write the path of a Python.")
    return path


def _export(given: Mapping[str, str], needs: str) -> None:
    """Put the options into the environment of the commands; one without a value is not there."""
    for name in (*DEFAULTS, *OTHERS, TYPED_LANG, "RUN_BY"):
        os.environ.pop(name, None)
        if given.get(name):
            os.environ[name] = given[name]
    if needs != "dev":
        # A full disk may truncate a .pyc file, and some versions of Python then fail at the next
        # start. So builds write none, and the setup compiles the plugins once.
        os.environ["PYTHONDONTWRITEBYTECODE"] = "1"
        # The names of a site's files are UTF-8, whatever the language of the terminal is.
        os.environ["PYTHONUTF8"] = "1"
    if IS_WINDOWS:
        os.environ.setdefault("PYTHONUTF8", "1")


def _set_up(needs: str, given: Mapping[str, str]) -> tuple[str, int]:
    """The Python to use, and the exit code of the setup, which is left out while it is newer."""
    if not needs or given["PY"]:
        return given["PY"] or sys.executable, 0
    site, deploy, dev = (VENV / f"{name}.stamp" for name in ("site", "deploy", "dev"))
    code = 0
    if _is_older(site, "site.lock"):
        code = _wait([sys.executable, "tools/make_venv.py", str(VENV), "site"])
    if needs == "deploy" and not code and _is_older(deploy, "deploy.lock", than=site):
        code = _wait([sys.executable, "tools/make_venv.py", str(VENV), "deploy"])
    if needs == "dev" and not code and _is_older(dev, "dev.lock", "plugins.lock", than=site):
        code = _wait([sys.executable, "tools/make_venv.py", str(VENV), "dev"])
    return str(PYTHON), code


def _is_older(stamp: Path, *locks: str, than: Path | None = None) -> bool:
    files = [Path("requirements", lock) for lock in locks] + ([than] if than else [])
    return not stamp.exists() or any(
        file.stat().st_mtime_ns > stamp.stat().st_mtime_ns for file in files
    )


def _wait(command: Sequence[str]) -> int:
    """Run a command, which gets Ctrl-C too and decides what to do, and wait for its end."""
    sys.stdout.flush()
    # An exception could come after the command has ended and before its exit code is known.
    before = signal.signal(signal.SIGINT, lambda _number, _frame: None)
    try:
        code = subprocess.call(command)  # noqa: S603  # no shell, and a verb's own command
    finally:
        signal.signal(signal.SIGINT, before)
    return code if code >= 0 else _SIGNAL_BASE - code


def _become(command: Sequence[str]) -> int:
    """Run the last command in the place of this process, so that it gets signals itself."""
    if not IS_WINDOWS:
        sys.stdout.flush()
        os.execv(command[0], [*command])  # noqa: S606  # the same
    return _wait(command)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
