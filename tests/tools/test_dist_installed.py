"""The packages of `make dist`, installed beside a stock Pelican without our checkout."""

import re
import subprocess
import sys
import sysconfig
import tarfile
import zipfile

import pytest
from PIL import Image

from plugins.photo_feed.snapshot import dump
from tests.building import ROOT, clean_environment
from tests.photo_feed.samples import posted, snapshot
from tests.publishing.small_site import write
from tools.dist.__main__ import main

pytestmark = pytest.mark.slow

DAY = "1791072000"  # 4 October 2026
POST = "Title: {name}\nDate: 2026-01-0{day}\n{more}\n{text}\n"
SETTINGS = """\
SITENAME = "A site of somebody"
TIMEZONE = "UTC"
PATH = "content"
THEME = "simple"
THEME_TEMPLATES_OVERRIDES = ["templates"]
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """The folder with all that is built."""
    folder = tmp_path_factory.mktemp("dist")
    assert main(folder) == 0
    return folder


@pytest.fixture(scope="module")
def python(built, tmp_path_factory):
    """Python in a new environment, which has our libraries, but not this checkout."""
    folder = tmp_path_factory.mktemp("venv")
    run(sys.executable, "-m", "venv", "--without-pip", folder)
    installed = folder / "bin" / "python"
    purelib = run(installed, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))").strip()
    (tmp_path_factory.getbasetemp() / purelib / "libraries.pth").write_text(
        f"{sysconfig.get_path('purelib')}\n"
    )
    pip = (sys.executable, "-m", "pip", "--python", installed, "install", "--quiet")
    run(*pip, "--no-deps", "--no-index", "--disable-pip-version-check", *built.glob("*.whl"))
    return installed


@pytest.fixture
def site(tmp_path):
    """A stock site with the templates of the two READMEs, old posts, a draft and a photo."""
    write(tmp_path, "pelicanconf.py", SETTINGS)
    write(tmp_path, "templates/article.html", template("related-articles"))
    write(tmp_path, "templates/base.html", template("photo-feed"))
    words = {"ankle": "A sprained ankle.", "sprain": "Ankle, sprained.", "sleep": "A quiet night."}
    for day, (name, text) in enumerate(words.items(), 1):
        write(tmp_path, f"content/{name}.md", POST.format(name=name, day=day, more="", text=text))
    old = POST.format(name="old", day=9, more="Related: slep\n", text="[instagram-feed]\n\nWords")
    write(tmp_path, "content/old.md", old)
    folder = tmp_path / "content" / "data" / "photos"
    (folder / "pictures").mkdir(parents=True)
    Image.new("RGB", (400, 300), "teal").save(folder / "pictures" / "door.jpg")
    (folder / "photos.json").write_text(dump(snapshot(posted("door", "2026-10-03"))), "utf-8")
    return tmp_path


def run(*words, cwd=None, code=0):
    """Run a program; returns what it says."""
    env = {**clean_environment(), "SOURCE_DATE_EPOCH": DAY, "COLUMNS": "300"}
    done = subprocess.run(words, cwd=cwd, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == code, done.stdout + done.stderr
    return done.stdout + done.stderr


def template(package):
    """The template in a package's README."""
    readme = (ROOT / "packages" / package / "README.md").read_text("utf-8")
    return re.search(r"```jinja\n(.*?)```", readme, re.DOTALL).group(1)


def test_the_same_code_gives_the_same_bytes(built, tmp_path):
    """Of the sdists and of the wheels."""
    assert main(tmp_path) == 0

    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {
        path.name: path.read_bytes() for path in built.iterdir()
    }


def test_each_package_is_an_sdist_and_a_wheel(built):
    """The sdist has the texts, the picture, the licence; the wheel one package and its licence."""
    for name in ("related_articles", "photo_feed"):
        (sdist,) = built.glob(f"pelican_{name}-*.tar.gz")
        (wheel,) = built.glob(f"pelican_{name}-*.whl")
        with tarfile.open(sdist) as archive:
            texts = {path.split("/", 1)[1] for path in archive.getnames() if path.count("/") == 1}
        picture = f"{name.replace('_', '-')}.png"
        assert texts >= {"README.md", "CHANGELOG.md", "LICENSE", "pyproject.toml", picture}
        names = zipfile.ZipFile(wheel).namelist()
        tops = {path.split("/")[0] for path in names}
        assert tops == {"pelican", f"{wheel.name.removesuffix('-py3-none-any.whl')}.dist-info"}
        code = [path for path in names if path.startswith("pelican/") and path.endswith(".py")]
        assert all(path.startswith(f"pelican/plugins/{name}/") for path in code)
        assert any(path.endswith("dist-info/licenses/LICENSE") for path in names)


def test_nothing_named_plugins_is_installed(python, tmp_path):
    """It would be in the way of a site's own folder of that name."""
    said = run(python, "-c", "import pelican.plugins.photo_feed, plugins", cwd=tmp_path, code=1)

    assert "No module named 'plugins'" in said


def test_a_site_without_the_plugins_does_not_wait_for_them(python, site):
    """Pelican imports all that are installed: they import their libraries when they are used."""
    write(site, "pelicanconf.py", f"{SETTINGS}PLUGINS = []\n")
    looking = "import sys; from pelican import main; main([]); print(*sys.modules)"

    loaded = run(python, "-c", looking, cwd=site).split()

    assert "pelican.plugins.related_articles" in loaded
    assert not {"numpy", "pydantic", "pelican.plugins.photo_feed.plugin"} & {*loaded}


@pytest.mark.parametrize(
    "plugins",
    ["", 'PLUGINS = ["related_articles", "photo_feed"]\n',
     'PLUGINS = ["pelican.plugins.photo_feed", "pelican.plugins.related_articles"]\n'],
    ids=["found", "short", "long"],
)  # fmt: skip
def test_both_work_side_by_side(python, site, plugins):
    """With PLUGINS by either name, and without, when Pelican finds them."""
    with (site / "pelicanconf.py").open("a") as settings:
        settings.write(plugins)

    log = run(python, "-m", "pelican", cwd=site)

    ankle, old = ((site / f"output/{name}.html").read_text() for name in ("ankle", "old"))
    assert re.findall(r'<a href="/(\w+).html">', ankle.split("Related articles")[1])[0] == "sprain"
    assert 'alt="A picture of door"' in ankle
    (src,) = re.findall(r'<img src="/(\S+)"', ankle)
    assert (site / "output" / src).is_file()
    assert "instagram-feed" not in old
    assert "Words" in old
    assert "content/old.md: related names “slep”" in log


def test_the_commands_of_both_can_be_run(python, site):
    """By the names that the READMEs say."""
    write(site, "pelicanconf.py", f'{SETTINGS}PLUGINS = ["related_articles", "photo_feed"]\n')
    module = ("-m", "pelican.plugins.related_articles")

    explained = run(python, *module, "explain", "ankle", cwd=site)
    helped = run(python, *module, "--help", cwd=site)
    missing = run(python, "-m", "pelican.plugins.photo_feed", "token", cwd=site, code=10)

    assert "1.  0." in explained
    assert helped.startswith("usage: python -m pelican.plugins.related_articles ")
    assert "as the README of pelican-photo-feed describes" in missing
