"""The house's rules that a machine can check: who may import what, and how long things may be."""

import ast
import re
from pathlib import Path

import pytest
import yaml

from tests.building import ROOT

MODULE_LINES = 300  # usually 60 to 200; one subject that needs more is not split to fit a number
FUNCTION_LINES = 45
TEMPLATE_LINES = 80
STYLESHEET_LINES = 120
ALL_STYLESHEET_LINES = 860  # 66 for care cards and contents, 68 for search; visitors pay in bytes
IMPORTANT_RULES = 5

# What reaches out of the process; only a named edge, here by its path, may.
REACHING_OUT = {
    "ftplib", "http", "multiprocessing", "requests", "smtplib", "socket", "socketserver", "ssl",
    "subprocess", "telnetlib", "urllib.request", "urllib3", "webbrowser", "xmlrpc",
}  # fmt: skip
EDGES = {
    "plugins/photo_feed/refresh/pinned_connection.py",  # to Instagram; never in a build
    "plugins/photo_feed/refresh/transport.py",  # the same
    "plugins/preview/listen_address.py",  # which port of this machine is free
    "plugins/preview/builder.py",  # runs builds beside the server
    "plugins/preview/connections.py",  # how many its server has open
    "plugins/preview/server.py",  # serves the preview to this machine
    "plugins/site_search/indexing.py",  # runs Pagefind, which the lock names, over files
    "plugins/worker/__main__.py",  # is the process that posts are read in, closed in itself
    "plugins/worker/process.py",  # starts it, and ends it when it takes too long
}

MODULES = sorted((ROOT / "plugins").rglob("*.py"))
TEMPLATES = sorted((ROOT / "theme" / "templates").rglob("*.html"))
STYLESHEETS = sorted((ROOT / "theme" / "static").rglob("*.css"))
# Stylesheets that one page alone asks for, beside main.css.
OF_ONE_PAGE = {"style_guide.css"}  # in previews only


def name_of(path):
    return path.relative_to(ROOT).as_posix()


def each(paths):
    return pytest.mark.parametrize("path", paths, ids=name_of)


def tree_of(path):
    return ast.parse(path.read_text("utf-8"))


def imported(tree):
    """Every module that a module imports, at its top or anywhere within."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute here"
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def belongs(name, packages):
    return any(name == package or name.startswith(f"{package}.") for package in packages)


def lines_of(path):
    return len(path.read_text("utf-8").splitlines())


def test_there_is_something_to_look_at():
    """A folder that was renamed would make every rule below true of nothing."""
    assert len(MODULES) > 80
    assert len(TEMPLATES) > 20
    assert len(STYLESHEETS) > 10


@each(MODULES)
def test_only_the_glue_imports_pelican(path):
    """Everything else can be used, and tested, without Pelican."""
    found = [name for name in imported(tree_of(path)) if belongs(name, {"pelican"})]

    assert path.name == "plugin.py" or found == []


@each(MODULES)
def test_no_module_but_a_few_reaches_out(path):
    """A build uses no network, and starts no program but the one that indexes."""
    found = [name for name in imported(tree_of(path)) if belongs(name, REACHING_OUT)]

    assert name_of(path) in EDGES or found == []


def package_of(module):
    """`plugins.core` of plugins.core.findings; every module of ours is in a package."""
    return ".".join(module.split(".")[:2])


def imports_between_packages(folder):
    """By pair of packages, each import `module -> module` that leads from one to the other."""
    found = {}
    for path in sorted((folder / "plugins").rglob("*.py")):
        name = ".".join(path.relative_to(folder).with_suffix("").parts)
        targets = set(imported(tree_of(path)))
        for target in targets - {target.rpartition(".")[0] for target in targets}:
            pair = package_of(name), package_of(target)
            if target.startswith("plugins.") and pair[0] != pair[1]:
                found.setdefault(pair, set()).add(f"{name} -> {target}")
    return found


def cycles(folder):
    """The imports between packages that can each reach the other, sorted."""
    between = imports_between_packages(folder)
    reached = {package: {b for a, b in between if a == package} for package, _ in between}
    for middle in list(reached):
        for targets in reached.values():
            if middle in targets:
                targets.update(reached[middle])
    closing = [pair for pair in between if pair[0] in reached.get(pair[1], ())]
    return sorted(line for pair in closing for line in between[pair])


def test_packages_form_no_cycle():
    """Whoever reads a package reads only those below it; the failure lists the imports to undo."""
    assert cycles(ROOT) == []


def test_a_cycle_is_found(tmp_path):
    """Three packages in a ring, by every form of import; a fourth only looks on."""
    modules = {
        "plugins/a/one.py": "from plugins.b import two",
        "plugins/b/two.py": "def f():\n    import plugins.c.three",
        "plugins/c/three.py": "from plugins.a.one import x",
        "plugins/d/four.py": "from plugins.a import one",
    }
    for name, text in modules.items():
        (tmp_path / name).parent.mkdir(parents=True)
        (tmp_path / name).write_text(text, "utf-8")

    assert cycles(tmp_path) == [
        "plugins.a.one -> plugins.b.two",
        "plugins.b.two -> plugins.c.three",
        "plugins.c.three -> plugins.a.one.x",
    ]


def test_the_shared_package_stands_below_all_others():
    """`core` imports nothing of ours."""
    assert not [pair for pair in imports_between_packages(ROOT) if pair[0] == "plugins.core"]


def test_every_edge_is_one():
    """An exception that is no longer needed is taken out of the list."""
    reaching = {
        name_of(path)
        for path in MODULES
        if any(belongs(name, REACHING_OUT) for name in imported(tree_of(path)))
    }

    assert reaching == EDGES


@each(MODULES)
def test_nothing_is_read_from_pickles_or_run_from_text(path):
    """Caches and snapshots are data; content is never code."""
    called = {
        node.func.id
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }

    assert not called & {"eval", "exec", "compile", "__import__"}
    assert not [n for n in imported(tree_of(path)) if belongs(n, {"pickle", "shelve", "marshal"})]


@each([path for path in MODULES if path.name == "__init__.py"])
def test_a_package_begins_with_its_docstring_and_nothing_else(path):
    """Importing a package runs nothing."""
    tree = tree_of(path)

    assert ast.get_docstring(tree)
    assert len(tree.body) == 1


@each([path for path in (ROOT / "plugins").rglob("*") if path.is_dir() and any(path.glob("*.py"))])
def test_every_folder_of_modules_is_a_package(path):
    """Each says in its __init__ what it is for."""
    assert (path / "__init__.py").is_file()


@each(MODULES)
def test_a_module_says_what_it_is(path):
    """Its first line is a sentence."""
    first = (ast.get_docstring(tree_of(path)) or "").split("\n")[0]

    assert first.endswith((".", "?"))


def handlers(path):
    """What `register` may connect: this module's functions, and those of modules it imports."""
    tree = tree_of(path)
    found = set(functions_of(tree))
    for node in tree.body:
        if isinstance(node, ast.ImportFrom) and belongs(node.module, {"plugins"}):
            for alias in node.names:
                file = ROOT / node.module.replace(".", "/") / f"{alias.name}.py"
                if file.is_file():
                    found |= {f"{alias.name}.{name}" for name in functions_of(tree_of(file))}
    return found


def functions_of(tree):
    return [node.name for node in tree.body if isinstance(node, ast.FunctionDef)]


@each([path for path in MODULES if path.name == "plugin.py"])
def test_register_comes_last_and_only_connects(path):
    """One look at the end of a plugin says when each of its handlers runs."""
    last, known = tree_of(path).body[-1], handlers(path)

    assert isinstance(last, ast.FunctionDef)
    assert last.name == "register"
    for line in map(ast.unparse, last.body[1:]):
        match = re.fullmatch(r"signals\.\w+\.connect\(([\w.]+)\)", line)
        assert match, line
        assert match[1] in known


@each(MODULES)
def test_a_module_is_read_in_one_sitting(path):
    """A longer one has two jobs."""
    assert lines_of(path) <= MODULE_LINES


@each(MODULES)
def test_a_function_fits_a_screen(path):
    """Docstring and all; most are far shorter."""
    long = {
        node.name: node.end_lineno - node.lineno + 1
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }

    assert {name: lines for name, lines in long.items() if lines > FUNCTION_LINES} == {}


@each(TEMPLATES)
def test_a_template_fits_two_screens(path):
    """A longer one is two partials."""
    assert lines_of(path) <= TEMPLATE_LINES


@each(STYLESHEETS)
def test_a_stylesheet_is_of_one_component(path):
    """A longer one is two."""
    assert lines_of(path) <= STYLESHEET_LINES


def test_the_stylesheets_together_are_small():
    """The whole look of the site is read in a quarter of an hour."""
    everywhere = [path for path in STYLESHEETS if path.name not in OF_ONE_PAGE]

    assert sum(lines_of(path) for path in everywhere) <= ALL_STYLESHEET_LINES


def test_important_is_rare():
    """Layers decide what wins."""
    rules = sum(path.read_text("utf-8").count("!important") for path in STYLESHEETS)

    assert rules <= IMPORTANT_RULES


def test_every_stylesheet_is_imported():
    """A part that no list names would look alive and do nothing."""
    css = ROOT / "theme" / "static" / "css"
    listed = re.findall(r'@import url\("([\w.-]+)"\)', (css / "main.css").read_text("utf-8"))

    others = {"main.css", *OF_ONE_PAGE}
    assert sorted([*listed, *others]) == sorted(path.name for path in STYLESHEETS)
    assert len(listed) == len(set(listed))


def clinic_words():
    """What names the clinic: itself, its places, its people, and their slugs."""
    data = ROOT / "content" / "data"
    clinic = yaml.safe_load((data / "clinic.yaml").read_text("utf-8"))
    people = yaml.safe_load((data / "people.yaml").read_text("utf-8"))
    things = [clinic, *clinic.get("locations", []), *(people or [])]
    return sorted({str(thing[key]) for thing in things for key in ("name", "slug") if key in thing})


def test_the_clinics_own_words_are_found():
    """The rule below would hold for an empty list as well."""
    assert len(clinic_words()) >= 3


@pytest.mark.parametrize("folder", ["plugins", "theme"])
def test_the_machine_and_the_theme_name_no_clinic(folder):
    """Another clinic replaces content/ and two settings files, and nothing else."""
    words = [word.casefold() for word in clinic_words()]
    files = [path for path in (ROOT / folder).rglob("*") if path.is_file()]
    texts = {
        name_of(path): path.read_text("utf-8", "replace").casefold()
        for path in files
        if "__pycache__" not in path.parts
    }

    assert [(name, word) for name, text in texts.items() for word in words if word in text] == []


def test_every_test_folder_mirrors_a_package():
    """One name through the house: tests/<package>/ is of plugins/<package>/."""
    packages = {path.name for path in (ROOT / "plugins").iterdir() if path.is_dir()}
    others = {"audit", "project", "sample_site", "site", "tools"}
    folders = {
        path.name
        for path in (ROOT / "tests").iterdir()
        if path.is_dir() and path.name != "__pycache__"
    }

    assert folders - others <= packages


def test_this_folder_is_the_project():
    """The rules look at the checkout that the tests run in."""
    assert Path(__file__).is_relative_to(ROOT)
