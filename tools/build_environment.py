"""The variables of the environment that a build for publication gets.

Secrets and what changes how Python starts stay out, so that no plugin, settings file or library can
read them. Like tools/verbs.py, it is read before there is a .venv.
"""

from __future__ import annotations

from collections.abc import Iterable

from tools.verbs import DEFAULTS, OTHERS

_KEPT = {
    *DEFAULTS, *OTHERS, "SOURCE_DATE_EPOCH", "CI", "HOME", "LANG", "LANGUAGE", "PATH", "TERM",
    "TMPDIR", "NO_COLOR", "PYTHONDONTWRITEBYTECODE",
    # Where a Python that is not the system's has its libraries.
    "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH",
    # What Windows starts programs with.
    "APPDATA", "COMSPEC", "HOMEDRIVE", "HOMEPATH", "LOCALAPPDATA", "NUMBER_OF_PROCESSORS",
    "PATHEXT", "PROGRAMDATA", "PYTHONUTF8", "SYSTEMDRIVE", "SYSTEMROOT", "TEMP", "TMP",
    "USERPROFILE", "WINDIR",
}  # fmt: skip


def left_out(names: Iterable[str]) -> list[str]:
    """Those of these names of variables that a build for publication does not get."""
    return [name for name in names if name not in _KEPT and not name.startswith("LC_")]
