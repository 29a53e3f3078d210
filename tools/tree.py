"""Writes the annotated tree in docs/internals.md from the modules' first lines."""

import ast
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent
PAGE = HERE / "docs" / "internals.md"
BEGIN, END = "<!-- tree: python -m tools.tree -->\n", "<!-- end of tree -->\n"


def purpose(path: Path) -> str:
    """The first line of a module's docstring, without its full stop."""
    docstring = ast.get_docstring(ast.parse(path.read_text("utf-8"))) or ""
    return docstring.split("\n", maxsplit=1)[0].rstrip(".")


def lines(folder: Path, indent: str = "") -> list[str]:
    """A line for each module of `folder` and of the packages in it."""
    modules = [path for path in sorted(folder.glob("*.py")) if path.name != "__init__.py"]
    found = [f"{indent}{path.name:<{26 - len(indent)}} {purpose(path)}" for path in modules]
    for package in sorted(folder.glob("*/__init__.py")):
        name = f"{package.parent.name}/"
        found += ["", f"{indent}{name:<{26 - len(indent)}} {purpose(package)}"]
        found += lines(package.parent, f"{indent}  ")
    return found


def tree() -> str:
    """The whole tree as a block of Markdown."""
    parts = []
    for name in ("plugins", "tools"):
        parts += [f"{name}/", *lines(HERE / name, "  "), ""]
    return f"{BEGIN}```\n" + "\n".join(parts).strip() + f"\n```\n{END}"


def refreshed(page: str) -> str:
    """`page` with its tree as the modules are now."""
    before, _, rest = page.partition(BEGIN)
    return before + tree() + rest.partition(END)[2]


if __name__ == "__main__":
    PAGE.write_text(refreshed(PAGE.read_text("utf-8")), "utf-8")
    sys.exit(0)
