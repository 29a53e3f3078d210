"""The installation of the form."""

import json
from pathlib import Path

import pytest

from tools import form

HOST = "https://fonts.example/f"
SCRIPT = (
    f"a url({HOST}/source-sans-3:vf@5.3.0/latin-wght-normal.woff2) "
    f"b url({HOST}/noto-mono@5.3.0/latin-400-normal.woff2) "
    f"b url({HOST}/material-symbols-outlined:vf@5.3.7/latin-wght-normal.woff2) "
    "c `https://code.example/@sveltia/cms`"
)


def a_package(folder, script=SCRIPT):
    """The files of Sveltia's package that are used, as npm leaves them in `folder`."""
    package = folder / "node_modules" / "@sveltia" / "cms"
    for name in ("dist", "npm/assets", "schema", "locales"):
        (package / name).mkdir(parents=True)
    (package / "dist/sveltia-cms.js").write_text(script, "utf-8")
    for name in form.FONTS.values():
        (package / f"npm/assets/{name}-A1.woff2").write_text(name, "utf-8")
    for name in ("schema/sveltia-cms.json", "locales/de.json", "package.json", "LICENSE.txt"):
        (package / name).write_text("{}", "utf-8")
    return package


@pytest.fixture
def machine(monkeypatch, tmp_path):
    """A lock, a folder to install into, and an npm that unpacks a small package."""
    lock, target, calls = tmp_path / "lock", tmp_path / ".form", []
    lock.mkdir()
    (lock / "package-lock.json").write_text("{}", "utf-8")

    def prepare(*programs, npm=0, script=SCRIPT):
        def call(command, cwd, **_options):
            calls.append([Path(command[0]).name, *command[1:]])
            a_package(cwd, script)
            return npm

        monkeypatch.setattr(
            form.shutil, "which", lambda name: f"/bin/{name}" if name in programs else None
        )
        monkeypatch.setattr(form.subprocess, "call", call)
        return lock, target, calls

    return prepare


def test_the_script_asks_only_this_server(machine):
    """For fonts, which are copied, and for languages; nothing else of the package is changed."""
    lock, target, _calls = machine("node", "npm")

    form.install(lock, target)

    script = (target / "sveltia-cms.js").read_text("utf-8")
    assert script == (
        "a url(/edit/sveltia/source-sans-3-latin-wght-normal.woff2) "
        "b url(/edit/sveltia/noto-mono-latin-400-normal.woff2) "
        "b url(/edit/sveltia/material-symbols-outlined-latin-wght-normal.woff2) c `/edit/sveltia`"
    )
    assert all(
        (target / f"{name}.woff2").read_text("utf-8") == name for name in form.FONTS.values()
    )
    assert (target / "locales/de.json").is_file()
    assert [path.name for path in target.parent.iterdir() if path.name.startswith(".form")] == [
        ".form"
    ]


def test_it_is_installed_once(machine):
    """Scripts of packages do not run; another lock is installed anew, and leaves nothing old."""
    lock, target, calls = machine("node", "npm")
    form.install(lock, target)
    form.install(lock, target)
    assert calls == [["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund",
                      "--loglevel=error"]]  # fmt: skip

    (lock / "package-lock.json").write_text("{ }", "utf-8")
    (target / "old.js").write_text("old", "utf-8")
    form.install(lock, target)

    assert len(calls) == 2
    assert form.is_installed(lock, target)
    assert not (target / "old.js").exists()


@pytest.mark.parametrize("programs", [(), ("node",), ("npm",)])
def test_without_node_the_message_has_the_command(machine, programs):
    """One sentence, and nothing is made."""
    lock, target, calls = machine(*programs)

    with pytest.raises(form.FormError, match="sudo apt install nodejs npm"):
        form.install(lock, target)

    assert (calls, target.exists()) == ([], False)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"npm": 1}, "check the network"),
        ({"script": SCRIPT.replace("latin-400-normal", "latin-normal")}, "0 times, not once"),
        ({"script": SCRIPT + SCRIPT}, "2 times, not once"),
        ({"script": f"{SCRIPT} {HOST}/new.woff2"}, "does not know"),
    ],
)
def test_a_failure_leaves_what_was_installed(machine, options, message):
    """Another version may have other addresses: then somebody must look at them."""
    lock, target, _calls = machine("node", "npm")
    form.install(lock, target)
    before = (target / "sveltia-cms.js").read_text("utf-8")
    (lock / "package-lock.json").write_text("{ }", "utf-8")

    machine("node", "npm", **options)
    with pytest.raises(form.FormError, match=message):
        form.install(lock, target)

    assert (target / "sveltia-cms.js").read_text("utf-8") == before
    assert not form.is_installed(lock, target)


def test_a_font_that_is_missing_is_an_error(tmp_path):
    """It would be a square in the place of each icon."""
    package = a_package(tmp_path)
    next(package.glob("npm/assets/noto*")).unlink()

    with pytest.raises(form.FormError, match="0 files of the font noto-mono"):
        form.adapt(package, tmp_path / "made")


def test_the_lock_has_hashes_and_no_urls():
    """Every package has a hash and can come from any registry."""
    lock = json.loads((form.LOCK / "package-lock.json").read_text("utf-8"))
    packages = {name: package for name, package in lock["packages"].items() if name}

    assert "node_modules/@sveltia/cms" in packages
    assert all("integrity" in package for package in packages.values())
    assert not [name for name, package in packages.items() if "resolved" in package]


def test_the_installed_script_names_no_host_for_fonts_and_languages():
    """What is installed here was adapted, if it is."""
    if not form.is_installed():
        pytest.skip("the form is not installed: make form")

    script = (form.TARGET / "sveltia-cms.js").read_text("utf-8")

    assert not form.OTHER_FONT.search(script)
    assert script.count(form.BASE) == len(form.FONTS) + 1
