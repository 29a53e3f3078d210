"""Loads scipy's sparse arrays, without two parts of numpy that take as long as the rest of it.

Scipy makes a copy of the list of all that numpy has, and so would load them. It uses neither.
"""

from __future__ import annotations

import numpy as np

_UNUSED = "f2py", "testing"

_hidden = [name for name in _UNUSED if name not in vars(np)]
vars(np).update(dict.fromkeys(_hidden))
try:
    from scipy import sparse
finally:
    for _name in _hidden:
        if vars(np).get(_name) is None:
            delattr(np, _name)

__all__ = ["sparse"]
