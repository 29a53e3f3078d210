"""What a module imports: modules of ours, also of those that it imports, and of libraries."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent.parent
OURS = "plugins"
# A library that another one brings, in exactly the version that it needs.
_BROUGHT_BY = {"pydantic_core": "pydantic"}


class DistError(Exception):
    """A package cannot be made from this code; the message says why."""


def module_file(module: str) -> Path | None:
    """The file of a module of ours; None if there is none, as for a name in a module."""
    path = HERE / module.replace(".", "/")
    return next((file for file in (path / "__init__.py", path.with_suffix(".py")) if file.is_file()), None)


@cache
def _imported(module: str) -> tuple[str, ...]:
    """Each module that a module imports, also within functions; of ours also imported names."""
    file = module_file(module)
    return tuple(_names(ast.parse(file.read_text("utf-8")))) if file else ()


def _names(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def needed_modules(entries: Iterable[str]) -> list[str]:
    """The modules of ours that `entries` need, themselves and packages among them, sorted."""
    waiting, found = list(entries), set[str]()
    while waiting:
        module = waiting.pop()
        if module in found or module == OURS or not module_file(module):
            continue
        found.add(module)
        waiting += [name for name in _imported(module) if name.startswith(f"{OURS}.")]
        waiting.append(module.rpartition(".")[0])
    return sorted(found)


def needed_libraries(modules: Iterable[str]) -> list[str]:
    """The requirements of `modules`, with the ranges of pyproject.toml and without extras, sorted."""
    names = {name.partition(".")[0] for module in modules for name in _imported(module)}
    known, distributions = _requirements(), packages_distributions()
    found = set()
    for name in sorted(names - sys.stdlib_module_names - {OURS}):
        offered = distributions.get(_BROUGHT_BY.get(name, name), [])
        listed = [known[_normalised(each)] for each in offered if _normalised(each) in known]
        if not listed:
            raise DistError(f"pyproject.toml does not list the library of “{name}”.")
        found.add(listed[0])
    return sorted(found, key=str.casefold)


def _requirements() -> dict[str, str]:
    """The requirements of the project without extras, by their normalised names."""
    with (HERE / "pyproject.toml").open("rb") as file:
        written = tomllib.load(file)["project"]["dependencies"]
    found = [re.sub(r"\[.*?\]", "", each) for each in written]
    return {_normalised(re.split(r"[^\w.-]", each)[0]): each for each in found}


def _normalised(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
