"""The packages, and the source folder of each, from which it is built."""

from __future__ import annotations

import json
import shutil
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tools.dist.imports import (
    HERE,
    OURS,
    module_file,
    needed_libraries,
    needed_modules,
)
from tools.dist.rewriting import rewrite_imports

NAMESPACE = "pelican.plugins"
_SHARED = "_shared"
_SHARED_DOC = '"""Private copies of modules that this plugin has in common with others."""\n'
# Pelican imports all plugins that are installed, also for sites that use none of them.
_REGISTER = '''

def register() -> None:
    """Connect the plugin to Pelican's signals."""
    from {module}.plugin import register as connect

    connect()
'''


@dataclass(frozen=True)
class Package:
    """A plugin as a package: what it says of itself is in packages/`folder`/.

    `plugin` is the name of its package in plugins/, and `command` the module there that becomes
    its `__main__`.
    """

    folder: str
    plugin: str
    command: str

    @property
    def module(self) -> str:
        """Its name, once it is installed."""
        return f"{NAMESPACE}.{self.plugin}"

    @property
    def own(self) -> str:
        """Its name here."""
        return f"{OURS}.{self.plugin}"

    def modules(self) -> list[str]:
        """The modules of ours that it needs."""
        return needed_modules([f"{self.own}.plugin", f"{self.own}.{self.command}"])

    def renamed(self, module: str) -> str:
        """The name of a module of ours, once it is installed."""
        if module == self.own or module.startswith(f"{self.own}."):
            return self.module + module.removeprefix(self.own)
        return f"{self.module}.{_SHARED}{module.removeprefix(OURS)}"


PACKAGES = (
    Package("related-articles", "related_articles", "command"),
    Package("photo-feed", "photo_feed", "__main__"),
)


def write_sources(package: Package, folder: Path) -> None:
    """Write all that a package is built from into the new folder `folder`."""
    shutil.copytree(HERE / "packages" / package.folder, folder)
    shutil.copy(HERE / "LICENSE", folder)
    described = folder / "pyproject.toml"
    described.write_text(_described(package, described.read_text("utf-8")), "utf-8")
    for name, text in _files(package):
        path = folder / "src" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


def _described(package: Package, text: str) -> str:
    """pyproject.toml with what follows from the code and from that of this project."""
    with (HERE / "pyproject.toml").open("rb") as file:
        python = tomllib.load(file)["project"]["requires-python"]
    libraries = json.dumps(needed_libraries(package.modules()))
    lines = f'[project]\nrequires-python = "{python}"\ndependencies = {libraries}\n'
    return text.replace("[project]\n", lines, 1)


def _files(package: Package) -> Iterator[tuple[str, str]]:
    """The name and text of each module, below `src`."""
    yield _name(f"{package.module}.{_SHARED}", is_package=True), _SHARED_DOC
    for module in package.modules():
        file = module_file(module)
        assert file is not None  # noqa: S101  # `modules` has only those with a file
        text = rewrite_imports(file.read_text("utf-8"), package.renamed)
        if module == package.own:
            text += _REGISTER.format(module=package.module)
        if module == f"{package.own}.{package.command}":
            module = f"{package.own}.__main__"  # noqa: PLW2901  # so that `python -m` runs it
        yield _name(package.renamed(module), is_package=file.stem == "__init__"), text


def _name(module: str, *, is_package: bool) -> str:
    return module.replace(".", "/") + ("/__init__.py" if is_package else ".py")
