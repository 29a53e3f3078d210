"""Rewrites the imports of a module for another place, and checks that nothing else has changed."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable

from tools.dist.imports import OURS, DistError


def rewrite_imports(source: str, renamed: Callable[[str], str]) -> str:
    """`source` with another name for each module of ours that it imports from.

    Its lines stay where they are. Raises DistError for an import of another form than
    `from plugins.package import name`, and for a module of ours that is named in a text.
    """
    tree = ast.parse(source)
    lines = source.splitlines(keepends=True)
    for node in ast.walk(tree):
        _refuse(node)
        if isinstance(node, ast.ImportFrom) and node.module and _is_ours(node.module):
            number, new = node.lineno - 1, renamed(node.module)
            written = rf"\bfrom {re.escape(node.module)} import\b"
            lines[number] = re.sub(written, f"from {new} import", lines[number])
            node.module = new
    result = "".join(lines)
    if ast.dump(ast.parse(result)) != ast.dump(tree):
        raise DistError("An import could not be rewritten.")
    return result


def _refuse(node: ast.AST) -> None:
    names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
    if isinstance(node, ast.ImportFrom):
        names = ["." * node.level] if node.level else [OURS] if node.module == OURS else []
    # What imports a module by its name, or starts a process with it.
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        names = [node.value] if re.fullmatch(rf"{OURS}(\.\w+)+", node.value) else []
    for name in names:
        if _is_ours(name) or name == OURS or name.startswith("."):
            line = getattr(node, "lineno", 0)
            raise DistError(f"line {line}: “{name}” cannot be rewritten. Write `from … import …`.")


def _is_ours(module: str) -> bool:
    return module.startswith(f"{OURS}.")
