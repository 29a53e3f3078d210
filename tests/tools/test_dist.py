"""What `make dist` copies: the modules that a package needs, their libraries, rewritten imports."""

import ast

import pytest

from tests.building import ROOT
from tools.dist.imports import DistError, needed_libraries, needed_modules
from tools.dist.packages import PACKAGES, write_sources
from tools.dist.rewriting import rewrite_imports

RELATED, PHOTOS = PACKAGES


def moved(module):
    return module.replace("plugins.", "elsewhere.", 1)


def test_only_the_names_of_modules_are_rewritten():
    """In all places, also within functions and over several lines; texts and comments stay."""
    source = (
        '"""About plugins.core.clock."""\n'
        "from plugins.core import clock  # from plugins.core import clock\n"
        "from plugins.core.findings import (\n    Finding,\n    display_path,\n)\n\n\n"
        "def f():\n    from plugins.core.findings import Findings\n\n    return Findings\n"
    )

    assert rewrite_imports(source, moved) == (
        '"""About plugins.core.clock."""\n'
        "from elsewhere.core import clock  # from elsewhere.core import clock\n"
        "from elsewhere.core.findings import (\n    Finding,\n    display_path,\n)\n\n\n"
        "def f():\n    from elsewhere.core.findings import Findings\n\n    return Findings\n"
    )


@pytest.mark.parametrize(
    "source",
    [
        "import plugins.core.clock\n",
        "from plugins import core\n",
        "from . import clock\n",
        "from .core import clock\n",
        'import_module("plugins.core.clock")\n',
        "from \\\n    plugins.core import clock\n",
    ],
)
def test_what_cannot_be_rewritten_is_refused(source):
    """Rather than left to fail where the package is installed."""
    with pytest.raises(DistError):
        rewrite_imports(source, moved)


def test_a_package_has_what_its_modules_import_and_no_more():
    """The commands read a stock site with Pelican, so our own reader of posts is not needed."""
    modules = set(needed_modules(["plugins.related_articles.command", "plugins.core.findings"]))

    expected = {"plugins.related_articles", "plugins.related_articles.cli.report", "plugins.core"}
    assert expected <= modules
    ours = tuple(f"plugins.{name}" for name in ("posts", "publishing", "site", "worker"))
    assert not [module for module in modules if module.startswith(ours)]
    assert "plugins" not in modules


def test_the_libraries_are_those_that_modules_import():
    """By the names and with the ranges of pyproject.toml, without extras."""
    found = needed_libraries(["plugins.photo_feed.plugin", "plugins.responsive_images.encoding"])
    written = (ROOT / "pyproject.toml").read_text("utf-8")

    assert [each.split("=")[0].rstrip("<>") for each in found] == ["pelican", "pillow"]
    assert f'"{found[1]}"' in written
    assert f'"{found[0]}"'.replace("pelican", "pelican[markdown]") in written


def test_a_library_that_the_project_does_not_list_is_an_error():
    """Such as one that only tests use."""
    with pytest.raises(DistError, match="does not list the library of “hypothesis”"):
        needed_libraries(["tests.conftest"])


@pytest.mark.parametrize("package", PACKAGES, ids=lambda package: package.plugin)
def test_a_source_folder_is_complete(package, tmp_path):
    """It has texts, picture, licence and code, of which nothing imports from `plugins`."""
    write_sources(package, tmp_path / "sources")

    names = {path.relative_to(tmp_path / "sources").as_posix() for path in tmp_path.rglob("*.*")}
    assert {"README.md", "CHANGELOG.md", f"{package.folder}.png", "pyproject.toml"} <= names
    assert (tmp_path / "sources" / "LICENSE").read_text() == (ROOT / "LICENSE").read_text()
    modules = list((tmp_path / "sources" / "src").rglob("*.py"))
    assert {path.relative_to(tmp_path / "sources/src").parts[:3] for path in modules} == {
        ("pelican", "plugins", package.plugin)
    }
    imported = {
        node.module.split(".")[0]
        for path in modules
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ImportFrom)
    }
    assert "plugins" not in imported
    assert (tmp_path / "sources/src/pelican/plugins" / package.plugin / "__main__.py").is_file()
