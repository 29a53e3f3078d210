"""Rules of the code that a machine can check: who may import what, and how long things may be."""

import ast
import functools
import re
from collections import Counter
from pathlib import Path

import pytest
import yaml

from tests.building import ROOT

MODULE_LINES = 300  # usually 60 to 200; one subject that needs more is not split to fit a number
FUNCTION_LINES = 45
TEMPLATE_LINES = 80
STYLESHEET_LINES = 120
# 66 for care cards and contents, 68 for search, 20 for focus points; visitors pay in bytes.
ALL_STYLESHEET_LINES = 880
IMPORTANT_RULES = 5

# Modules that reach out of the process; only the files named in EDGES may import them.
REACHING_OUT = {
    "boto3", "botocore", "ftplib", "http", "multiprocessing", "requests", "smtplib", "socket",
    "socketserver", "ssl", "subprocess", "telnetlib", "urllib.request", "urllib3", "webbrowser",
    "xmlrpc",
}  # fmt: skip
EDGES = {
    "plugins/core/process_pool.py",  # copies of the build itself, which draw and render
    "plugins/deploy/machine.py",  # runs sh, ssh and rsync; never in a build
    "plugins/deploy/wrangler.py",  # runs Cloudflare's command; never in a build
    "plugins/deploy/s3_bucket.py",  # writes a site into a bucket; never in a build
    "plugins/editorial/git_files.py",  # asks Git what has changed
    "plugins/hosting/live.py",  # its threads are those of multiprocessing, which starts no process
    "plugins/hosting/web.py",  # asks a live site for its files; never in a build
    "plugins/photo_feed/refresh/pinned_connection.py",  # to Instagram; never in a build
    "plugins/photo_feed/refresh/transport.py",  # the same
    "plugins/preview/listen_address.py",  # which port of this machine is free
    "plugins/preview/answers.py",  # starts the process that builds beside the server
    "plugins/preview/builder.py",  # asks it for builds
    "plugins/preview/connections.py",  # how many its server has open
    "plugins/preview/server.py",  # serves the preview to this machine
    "plugins/worker/__main__.py",  # is the process that posts are read in, closed in itself
    "plugins/worker/inheriting.py",  # the same, as a copy of the build
    "plugins/worker/process.py",  # starts it, and ends it when it takes too long
    "plugins/worker/serving.py",  # what it does
    "plugins/worker/spawned.py",  # starts it as Windows can
}

# The glue to Pelican: of the whole site, and of what other sites may use alone.
PLUGINS = {
    "plugins/photo_feed/plugin.py",
    "plugins/related_articles/plugin.py",
    "plugins/site/plugin.py",
}
# What the plugin of the site replaces in Pelican, and how a build starts it.
PARTS_OF_PLUGINS = {
    "plugins/site/after_reading.py",
    "plugins/site/generators.py",
    "plugins/site/pelican_settings.py",
    "plugins/site/readers.py",
}

# Asks Pelican for the addresses of an old site; no build loads it.
OF_OLD_SITES = {"plugins/migration/pelican_generators.py"}

MODULES = sorted((ROOT / "plugins").rglob("*.py"))
TEMPLATES = sorted((ROOT / "theme" / "templates").rglob("*.html"))
STYLESHEETS = sorted((ROOT / "theme" / "static").rglob("*.css"))
# Stylesheets that few pages ask for, beside main.css.
OF_FEW_PAGES = {"search.css", "style_guide.css"}


def name_of(path):
    return path.relative_to(ROOT).as_posix()


@functools.cache
def tree_of(path):
    return ast.parse(path.read_text("utf-8"))


TREES = {name_of(path): tree_of(path) for path in MODULES}


def imported(tree):
    """Every module that a module imports, at its top or inside a function."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute in this project"
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def imports_any(tree, packages):
    return any(belongs(name, packages) for name in imported(tree))


def belongs(name, packages):
    return any(name == package or name.startswith(f"{package}.") for package in packages)


def lines_of(path):
    return len(path.read_text("utf-8").splitlines())


def longer(paths, limit):
    """By name, the lines of each file that has more than `limit`."""
    return {name_of(path): lines for path in paths if (lines := lines_of(path)) > limit}


def test_there_is_something_to_check():
    """If a folder were renamed, every rule below would hold for an empty list."""
    assert len(MODULES) > 80
    assert len(TEMPLATES) > 20
    assert len(STYLESHEETS) > 10


def test_only_the_plugins_import_pelican():
    """Everything else can be used, and tested, without Pelican."""
    importing = {name for name, tree in TREES.items() if imports_any(tree, {"pelican"})}
    assert importing == PLUGINS | PARTS_OF_PLUGINS | OF_OLD_SITES


def test_only_named_modules_reach_out_of_the_process():
    """A build uses no network, and starts no program but the worker and the one that indexes.

    A name in EDGES that no longer needs to be there is removed.
    """
    assert {name for name, tree in TREES.items() if imports_any(tree, REACHING_OUT)} == EDGES


def test_no_module_runs_text_or_reads_pickles():
    """Caches and snapshots are data; content is never code."""
    assert [name for name, tree in TREES.items() if runs_text(tree)] == []
    assert [
        name for name, tree in TREES.items() if imports_any(tree, {"pickle", "shelve", "marshal"})
    ] == []
    assert runs_text(ast.parse("def f(text):\n    return eval(text)"))


def runs_text(tree):
    called = {
        node.func.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }
    return called & {"eval", "exec", "compile", "__import__"}


def test_a_package_begins_with_its_docstring_and_nothing_else():
    """Importing a package runs nothing."""
    packages = {name: tree for name, tree in TREES.items() if name.endswith("/__init__.py")}

    assert [
        name
        for name, tree in packages.items()
        if not ast.get_docstring(tree) or len(tree.body) != 1
    ] == []


def test_a_class_has_a_name_of_its_own():
    """Whoever reads or searches for it finds one."""
    names = Counter(
        node.name
        for tree in TREES.values()
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
    )

    assert [name for name, count in names.items() if count > 1] == []


def test_every_folder_of_modules_is_a_package():
    """Its __init__ says what it is for."""
    folders = {path.parent for path in MODULES}

    assert [name_of(path) for path in folders if not (path / "__init__.py").is_file()] == []


def test_a_module_begins_with_a_sentence_that_says_what_it_is():
    """The first line of its docstring."""
    first = {name: (ast.get_docstring(tree) or "").split("\n")[0] for name, tree in TREES.items()}

    assert [name for name, line in first.items() if not line.endswith((".", "?"))] == []


def functions_of(tree):
    return [node.name for node in tree.body if isinstance(node, ast.FunctionDef)]


def handlers(tree):
    """What `register` may connect: this module's functions, and those of modules it imports."""
    found = set(functions_of(tree))
    for node in tree.body:
        if isinstance(node, ast.ImportFrom) and belongs(node.module, {"plugins"}):
            for alias in node.names:
                name = f"{node.module.replace('.', '/')}/{alias.name}.py"
                if name in TREES:
                    found |= {f"{alias.name}.{function}" for function in functions_of(TREES[name])}
    return found


def only_connects(tree):
    """Whether the last function is `register`, and each of its lines connects a handler."""
    last, known = tree.body[-1], handlers(tree)
    if not isinstance(last, ast.FunctionDef) or last.name != "register":
        return False
    lines = [ast.unparse(line) for line in last.body[1:]]
    matches = [re.fullmatch(r"signals\.\w+\.connect\(([\w.]+)\)", line) for line in lines]
    return all(match and match[1] in known for match in matches)


def test_register_comes_last_and_only_connects():
    """The end of a plugin shows when each of its handlers runs."""
    assert {name for name in TREES if name.endswith("/plugin.py")} == PLUGINS
    assert [name for name in PLUGINS if not only_connects(TREES[name])] == []
    assert not only_connects(
        ast.parse('def register():\n    """Connect."""\n    signals.x.connect(gone)')
    )


def test_a_module_has_one_subject():
    """A longer one has two."""
    assert longer(MODULES, MODULE_LINES) == {}


def test_a_function_fits_a_screen():
    """Docstring included; most are far shorter."""
    assert {
        f"{name}:{node.lineno} {node.name}"
        for name, tree in TREES.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.end_lineno - node.lineno + 1 > FUNCTION_LINES
    } == set()


def test_a_template_fits_two_screens():
    """A longer one is two partials."""
    assert longer(TEMPLATES, TEMPLATE_LINES) == {}


def test_a_stylesheet_has_one_component():
    """A longer one has two."""
    assert longer(STYLESHEETS, STYLESHEET_LINES) == {}


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


def test_no_package_needs_deploys():
    """A build loads no part of what writes to a host."""
    assert not [pair for pair in imports_between_packages(ROOT) if pair[1] == "plugins.deploy"]


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


def test_the_stylesheets_together_are_small():
    """The whole look of the site is read in a quarter of an hour."""
    everywhere = [path for path in STYLESHEETS if path.name not in OF_FEW_PAGES]

    assert sum(lines_of(path) for path in everywhere) <= ALL_STYLESHEET_LINES


def test_important_is_rare():
    """Layers decide what wins."""
    rules = sum(path.read_text("utf-8").count("!important") for path in STYLESHEETS)

    assert rules <= IMPORTANT_RULES


def test_every_stylesheet_is_imported():
    """A part that no list names would look alive and do nothing."""
    css = ROOT / "theme" / "static" / "css"
    listed = re.findall(r'@import url\("([\w.-]+)"\)', (css / "main.css").read_text("utf-8"))

    others = {"main.css", *OF_FEW_PAGES}
    assert sorted([*listed, *others]) == sorted(path.name for path in STYLESHEETS)
    assert len(listed) == len(set(listed))


def clinic_words():
    """What names the clinic: itself, its places, its people, and their slugs."""
    data = ROOT / "content" / "data"
    clinic = yaml.safe_load((data / "clinic.yaml").read_text("utf-8"))
    file = data / "people.yaml"
    people = yaml.safe_load(file.read_text("utf-8")) if file.is_file() else None
    things = [clinic, *(clinic.get("locations") or []), *(people or [])]
    return sorted({str(thing[key]) for thing in things for key in ("name", "slug") if key in thing})


def test_the_clinics_own_words_are_found():
    """The rule below would hold for an empty list as well."""
    assert clinic_words()


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
    others = {"audit", "built_site", "hosts", "project", "sample_site", "tools"}
    folders = {
        path.name
        for path in (ROOT / "tests").iterdir()
        if path.is_dir() and path.name != "__pycache__"
    }

    assert folders - others <= packages


def test_this_folder_is_the_project():
    """The rules look at the checkout that the tests run in."""
    assert Path(__file__).is_relative_to(ROOT)
