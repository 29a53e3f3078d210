"""Whole commands that the build refuses: exit code 2, one sentence, and nothing is changed."""

import pytest

from tests.building import snapshot
from tests.publishing.small_site import build_site, small_site, write

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """A project to build, next to a folder of the user's own."""
    folder = small_site(tmp_path_factory.mktemp("refused") / "home" / "project", code=True)
    write(folder, "photos/holiday.jpg", "dear to somebody")
    write(folder, "notes", "a file")
    (folder / "link").symlink_to(folder / "photos")
    (folder / "empty").mkdir()
    (folder / "link-to-empty").symlink_to(folder / "empty")
    return folder


@pytest.mark.parametrize(
    ("output", "words"),
    [
        (".", "which a build must not replace"),
        ("..", "which a build must not replace"),
        ("/", "which a build must not replace"),
        ("content", "lies in the content folder"),
        ("content/site", "lies in the content folder"),
        ("plugins", "which a build must not replace"),
        ("theme", "has files in it that no build of this project wrote"),
        ("photos", "has files in it that no build of this project wrote"),
        ("notes", "is a file, not a folder"),
        ("link", "is a link to another folder"),
        ("link-to-empty", "is a link to another folder"),
    ],
)
def test_an_output_folder_with_other_files_is_refused(project, output, words):
    """The repository, the home folder, content, other files and links are not changed."""
    before = snapshot(project.parent)

    done = build_site(project, output=output, env={"HOME": str(project.parent)})

    assert done.returncode == 2, done.stderr
    assert done.stderr.startswith("error: ")
    assert done.stderr.count("\n") == 1
    assert words in done.stderr
    after = {name: data for name, data in snapshot(project.parent).items() if ".pyc" not in name}
    assert after == {name: data for name, data in before.items() if ".pyc" not in name}


@pytest.mark.parametrize(
    ("mode", "variables", "words"),
    [
        ("publish", {}, "SITEURL is not set"),
        ("publish", {"SITEURL": "http://localhost:8000"}, "only this machine can reach"),
        ("html", {"PELICANOPTS": "-qo elsewhere"}, "PELICANOPTS has --output"),
        ("html", {"PELICANOPTS": "--set other.py"}, "PELICANOPTS has --settings"),
        ("html", {"PELICANOPTS": "-lr"}, "PELICANOPTS has --autoreload"),
        ("html", {"PELICANOPTS": "-e 'SITENAME=\"A\"' -l"}, "PELICANOPTS has --listen"),
        ("html", {"PELICANOPTS": "--version"}, "has what Pelican cannot build with: --version"),
        ("html", {"PELICANOPTS": "--nonsense"}, "has what Pelican cannot build with: --nonsense"),
        ("html", {"PELICANOPTS": "-e A=b"}, "has what Pelican cannot build with: -e A=b"),
        ("html", {"PELICANOPTS": "'-q"}, "PELICANOPTS cannot be read"),
    ],
)
def test_invalid_options_are_refused(project, mode, variables, words):
    """There is no site, and the last line says what to type instead."""
    done = build_site(project, mode, env=variables)

    assert done.returncode == 2, done.stderr
    assert words in done.stderr.strip().split("\n")[-1]
    assert not (project / "output").exists()


def test_a_pelican_option_cannot_change_the_output_folder(project, tmp_path):
    """The complete site is in the folder of the build options."""
    option = f"-e OUTPUT_PATH='\"{tmp_path}/elsewhere\"' DELETE_OUTPUT_DIRECTORY=true"

    done = build_site(project, output=tmp_path / "site", env={"PELICANOPTS": option})

    assert done.returncode == 0, done.stderr
    assert (tmp_path / "site/index.html").is_file()
    assert not (tmp_path / "elsewhere").exists()


def test_settings_without_our_plugin_are_refused(project, tmp_path):
    """Without it the site would not be checked, and pages would lack their variables."""
    settings = write(tmp_path, "conf.py", 'SITENAME = "A"\nTHEME = "simple"\nPLUGINS = []\n')

    done = build_site(project, settings=settings)

    assert done.returncode == 2
    assert f"{settings} does not list plugins.site.plugin in PLUGINS. Add it." in done.stderr


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('SITEURL = "http://localhost:8000"', "which only this machine can reach"),
        ('SITEURL = "https://old.example.org"', "but the settings have “https://old.example.org”"),
        ('SITEURL = ""', "SITEURL is not set"),
    ],
)
def test_settings_with_another_address_are_refused(project, tmp_path, line, words):
    """All links of the site begin with the address that the settings have."""
    start = f"import sys\nsys.path.insert(0, {str(project)!r})\nfrom publishconf import *\n"
    settings = write(tmp_path, "conf.py", f"{start}{line}\n")

    done = build_site(
        project, "publish", settings=settings, env={"SITEURL": "https://www.example.org"}
    )

    assert done.returncode == 2, done.stderr
    assert words in done.stderr
    assert not (project / "output").exists()
