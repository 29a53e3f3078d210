"""Who follows docs/adopting.md to the letter has a project whose tests pass."""

import ast
import shutil
import subprocess
import sys

import pytest

from tests.building import ROOT, clean_environment, copy_code, first_clinics_tests

pytestmark = pytest.mark.slow

KEPT = ("bench", "docs", "packages", "plugins", "publishconf.py", "pelicanconf.py",
        "pyproject.toml", "tests", "theme", "tools", "LICENSE", "Makefile", "run.py", ".ci",
        ".github", "requirements")  # fmt: skip
# Those that read content/ or the site that is built from it, and need no browser.
OF_THE_CONTENT = (
    "tests/test_architecture.py", "tests/posts/test_markdown_body.py", "tests/project/test_docs.py",
    "tests/photo_feed/test_first_snapshot.py", "tests/built_site/test_docs.py",
    "tests/built_site/test_every_page.py", "tests/built_site/test_feeds.py",
    "tests/built_site/test_published.py", "tests/built_site/test_structured_data.py",
)  # fmt: skip
OWN = {
    "README.md": "# Heron Lane\n",
    "CHANGELOG.md": "# Changelog\n",
    "content/data/clinic.yaml": "name: Heron Lane\nmark: heron.svg\n",
    "content/images/heron.svg": (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><path d="M4 4h9v9z"/></svg>\n'
    ),
    "content/data/photos/photos.json": '{"photos": [], "version": 1}',
    "content/data/photos/curation.yaml": "",
    "content/pages/about.md": "---\ntitle: About us\n---\nWe are two people.\n",
    "content/articles/heels.md": (
        "---\ntitle: Sore heels\ndate: 2026-02-03\ntopics: [Feet]\n---\nRest.\n\n## Then\n\nWalk.\n"
    ),
    "content/articles/toes.md": (
        "---\ntitle: Sore toes\ndate: 2026-02-04\ntopics: [Feet]\n---\nWear [shoes](heels.md).\n"
    ),
}


@pytest.fixture(scope="module")
def adopted(tmp_path_factory):
    """A copy with another clinic's content, as little as possible, without what may be deleted."""
    folder = tmp_path_factory.mktemp("adopted")
    for name in KEPT:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        if (ROOT / name).is_dir():
            copy_code(ROOT / name, folder / name)
        else:
            shutil.copy(ROOT / name, folder / name)
    for name, text in OWN.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    for name in first_clinics_tests():
        (folder / name).unlink(missing_ok=True)  # who adopted the project has deleted it
    return folder


def run_tests(folder, *arguments, marked="not browser"):
    """Run pytest in a folder; returns the finished process."""
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-m", marked]
    return subprocess.run(
        [*command, *arguments],
        cwd=folder,
        env={**clean_environment(), "PYTEST_ADDOPTS": ""},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )


def test_nothing_imports_what_was_deleted(adopted):
    """Neither tests nor what they share."""
    imported = {
        name
        for path in (adopted / "tests").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ImportFrom | ast.Import)
        for name in [getattr(node, "module", None) or "", *(each.name for each in node.names)]
        if name.startswith("tests.")
    }
    paths = [adopted / name.replace(".", "/") for name in imported]

    assert len(imported) > 50
    assert [path for path in paths if not (path.is_dir() or path.with_suffix(".py").exists())] == []


def test_all_tests_of_the_site_are_found(adopted):
    """What they need while they are collected is there."""
    done = run_tests(adopted, "--collect-only", "tests/built_site", "tests/audit", "tests/project")

    assert done.returncode == 0, done.stdout[-2000:]


def test_the_tests_of_the_content_pass(adopted, long_run):
    """They ask for no page, picture or word of the first clinic; LONG=1 runs the slow ones too."""
    marked = "not browser" if long_run else "not browser and not slow"

    done = run_tests(adopted, "-k", "not sample", *OF_THE_CONTENT, marked=marked)

    assert done.returncode == 0, done.stdout[-3000:]
