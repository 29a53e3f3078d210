"""Reads posts in a process that is observed: `python -m tests.posts.observed_reading NAME...`.

Prints a JSON object: `posts`, what was read, in the order of the names (first strictly, then
leniently); `caused`, the operations outside the process; and `changed`, the global values that
are different afterwards.
"""

import json
import logging
import os
import sys
import warnings
from collections import deque
from types import MappingProxyType

from plugins.posts.read_post_json import to_json
from tests.posts.many_posts import read

_OUTSIDE = ("open", "os.", "shutil.", "socket.", "subprocess.", "tempfile.", "urllib.", "import")
_OBSERVED = ("plugins", "markdown", "bs4", "docutils", "pelican", "nh3", "html")
_WARM_UP = {
    "2020-01-02-a.md": b"---\ntitle: A\n---\n&eacute;\n\n[instagram-feed]\n",
    "a.rst": b"A\n#\n\nWords\n",
    "a.html": b"<title>A</title>",
}


def main(names):
    """Read the posts and print the result."""
    for name, data in _WARM_UP.items():  # modules are imported, and constant tables filled
        read(name, data=data, lenient=True)
    caused, observing = [], True

    def observe(event, args):
        if observing and event.startswith(_OUTSIDE):
            caused.append(f"{event} {args}")

    sys.addaudithook(observe)
    before = _global_values()
    posts = [to_json(read(name, lenient=lenient)).decode() for name in names for lenient in (0, 1)]
    after = _global_values()
    observing = False
    changed = sorted(name for name in before | after if before.get(name) != after.get(name))
    print(json.dumps({"posts": posts, "caused": caused, "changed": changed}))


def _global_values():
    """Those of the whole process, and everything that modules can reach, by where it is."""
    found = {
        "environment": repr(os.environ),
        "folder": os.getcwd(),
        "modules": repr(sorted(sys.modules)),
        "path": repr(sys.path),
        "recursion": str(sys.getrecursionlimit()),
        "warnings": repr(warnings.filters),
        "logging": repr((logging.root.level, logging.root.handlers, logging.root.disabled)),
    }
    seen = set()
    for name, module in sorted(sys.modules.items()):
        if name.partition(".")[0] in _OBSERVED:
            _add(found, seen, name, vars(module))
    return found


def _add(found, seen, where, value):
    """Add `value` and what is in it to `found`; `seen` has the ids of what has been added."""
    if isinstance(value, set | frozenset):
        found[where] = repr(sorted(map(repr, value)))
        return
    if isinstance(value, str | bytes | int | float | None):
        found[where] = repr(value)
        return
    found[where] = f"{type(value).__name__} {id(value)}"
    if id(value) in seen:
        return
    seen.add(id(value))
    if isinstance(value, dict | MappingProxyType):
        parts = list(value.items())
    elif isinstance(value, list | tuple | deque):
        parts = enumerate(value)
    elif isinstance(value, type) or type(value).__module__.partition(".")[0] in _OBSERVED:
        parts = list(getattr(value, "__dict__", {}).items())
    else:
        return
    for key, part in parts:
        _add(found, seen, f"{where}.{key}", part)


if __name__ == "__main__":
    main(sys.argv[1:])
