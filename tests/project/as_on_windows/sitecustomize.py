"""Takes away from Python, in this process and those that it starts, what Windows does not have.

Our code then finds neither the modules nor the functions, and files that are open or folders cannot
be moved or deleted, as there. It is no Windows: paths, line ends and processes are those of Linux.
"""

import builtins
import ctypes
import fcntl
import multiprocessing.connection  # noqa: F401  # before something is taken away
import os
import select
import shutil
import signal
import stat
import subprocess
import sys
import types

_OURS = ("plugins", "tools", "run", "__main__")
_MISSING = {"fcntl", "grp", "pwd", "resource", "termios"}
_import = builtins.__import__


def _import_as_there(name, names=None, *more, **named):
    if name in _MISSING and (names or {}).get("__name__", "").startswith(_OURS):
        raise ModuleNotFoundError(f"No module named {name!r}", name=name)
    return _import(name, names, *more, **named)


def _locking(descriptor, mode, _bytes):
    assert mode == _msvcrt.LK_NBLCK
    fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _refused(path):
    raise PermissionError(13, "The process cannot access the file", os.fspath(path))


def _is_open(path):
    """Whether this process has the file open, or one below the folder."""
    below = os.path.join(os.path.abspath(path), "")
    for number in os.listdir("/proc/self/fd"):
        try:
            opened = os.readlink(f"/proc/self/fd/{number}")
        except OSError:
            continue
        if f"{opened}/".startswith(below):
            return True
    return False


def _closed_only(function):
    def changed(path, *more, **named):
        if not named.get("dir_fd") and _is_open(path):
            _refused(path)
        return function(path, *more, **named)

    return changed


def _new_name_only(source, target, **named):
    if os.path.lexists(target):
        raise FileExistsError(17, "The file exists already", os.fspath(target))
    return _rename(source, target, **named)


def _replace_files_only(source, target, **named):
    if os.path.isdir(target) or (os.path.lexists(target) and _is_open(target)):
        _refused(target)
    return _replace(source, target, **named)


def _open_files_only(path, flags, *more, **named):
    if not named.get("dir_fd") and os.path.isdir(path):
        _refused(path)
    return _open(path, flags, *more, **named)


def _select_sockets_only(readers, *more):
    for each in readers:
        number = each if isinstance(each, int) else each.fileno()
        if not stat.S_ISSOCK(os.fstat(number).st_mode):
            raise OSError(10038, "An operation was attempted on something that is not a socket")
    return _select(readers, *more)


def _library(name, *more, **named):
    if name is None:
        raise TypeError("argument of type 'NoneType' is not iterable")
    return _cdll(name, *more, **named)


class _Popen(subprocess.Popen):
    def __init__(self, *arguments, pass_fds=(), preexec_fn=None, **named):
        if pass_fds or preexec_fn:
            raise ValueError("pass_fds not supported on Windows.")
        super().__init__(*arguments, **named)


def _signal(number, handler):
    if number not in {2, 4, 6, 8, 11, 15}:
        raise ValueError("invalid signal value")
    return _set(number, handler)


_msvcrt = sys.modules["msvcrt"] = types.ModuleType("msvcrt")
_msvcrt.LK_NBLCK, _msvcrt.locking = 2, _locking
_rename, _replace, _open, _select = os.rename, os.replace, os.open, select.select
_cdll, _set = ctypes.CDLL, signal.signal
os.rename, os.replace, os.open = _closed_only(_new_name_only), _replace_files_only, _open_files_only
os.unlink = os.remove = _closed_only(os.unlink)
shutil._use_fd_functions = False
select.select, ctypes.CDLL, signal.signal = _select_sockets_only, _library, _signal
subprocess.Popen = _Popen
for _name in (
    "O_CLOEXEC", "O_DIRECTORY", "O_NOFOLLOW", "fchmod", "fork", "forkpty",
    "killpg", "pidfd_open", "sched_getaffinity", "setsid", "sysconf",
):  # fmt: skip
    if hasattr(os, _name):
        delattr(os, _name)
for _name in ("SIGHUP", "pthread_sigmask", "setitimer"):
    delattr(signal, _name)
builtins.__import__ = _import_as_there

import plugins.core.process_pool  # noqa: E402  # decides by the name of the system

plugins.core.process_pool.sys = types.SimpleNamespace(platform="win32")
