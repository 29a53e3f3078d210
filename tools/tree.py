"""Writes the list of packages in docs/internals.md from the first lines of their docstrings."""

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


def lines(folder: Path, indent: str) -> list[str]:
    """A line for each package in `folder`, and for each package inside it."""
    found = []
    for package in sorted(folder.glob("*/__init__.py")):
        name = f"{package.parent.name}/"
        found += [f"{indent}{name:<{22 - len(indent)}} {purpose(package)}"]
        found += lines(package.parent, f"{indent}  ")
    return found


def tree() -> str:
    """The whole list as a block of Markdown."""
    parts = []
    for name in ("plugins", "tools"):
        parts += [f"{name}/", *lines(HERE / name, "  "), ""]
    return f"{BEGIN}```\n" + "\n".join(parts).strip() + f"\n```\n{END}"


def refreshed(page: str) -> str:
    """`page` with the list as the packages are now."""
    before, _, rest = page.partition(BEGIN)
    return before + tree() + rest.partition(END)[2]


if __name__ == "__main__":
    PAGE.write_text(refreshed(PAGE.read_text("utf-8")), "utf-8")
    sys.exit(0)
