"""What Windows has to lock a file with, by what Linux has."""

import fcntl
import os
import sys


class FakeMsvcrt:
    """The module msvcrt."""

    LK_NBLCK = 2

    @staticmethod
    def locking(descriptor, _mode, _size):
        """Lock the file, or raise OSError."""
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


def lock_as_on_windows(monkeypatch):
    """Have our code lock files with it, and open no folders."""
    monkeypatch.setitem(sys.modules, "msvcrt", FakeMsvcrt)
    monkeypatch.setitem(sys.modules, "fcntl", None)
    monkeypatch.delattr(os, "O_DIRECTORY")
