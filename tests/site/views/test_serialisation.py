"""Every view survives JSON, and its page depends on nothing but the view and the chrome."""

import json
import subprocess
import sys

import pytest

from plugins.core.cache_folder import home
from plugins.site.views.chrome import Chrome
from tests.building import ROOT, SAMPLE, clean_environment
from tests.site.views.json_views import from_json, to_json, view_kinds

pytestmark = pytest.mark.slow

OWN = "{% extends 'base.html' %}{% block content %}{{ output_file }}{% endblock %}"


def run(script, *words, cwd=ROOT, **env):
    """Run a script of this folder; returns what it printed."""
    done = subprocess.run(
        [sys.executable, "-m", f"tests.site.views.{script}", *map(str, words)],
        cwd=cwd,
        env={**clean_environment(), **env},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    return done.stderr


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """The sample site, as a preview, and the file with its views.

    One of its pages has a template of the owner's own.
    """
    folder = tmp_path_factory.mktemp("views")
    own = folder / "templates"
    own.mkdir()
    (own / "own.html").write_text(OWN, "utf-8")
    settings = folder / "conf.py"
    settings.write_text(
        f"import sys\nsys.path.insert(0, {str(ROOT)!r})\nfrom tests.sample_site.siteconf import *\n"
        f"THEME = {str(ROOT / 'theme')!r}\nTHEME_TEMPLATES_OVERRIDES = [{str(own)!r}]\n"
        "DIRECT_TEMPLATES = [*DIRECT_TEMPLATES, 'own']\n"
        f"RESPONSIVE_IMAGES_CACHE = {str(ROOT / home() / 'pictures')!r}\n",
        "utf-8",
    )
    words = ["preview", "--input", SAMPLE / "content", "--output", folder / "output"]
    kept = folder / "views.json"
    run(
        "keep_views", kept, *words, "--settings", settings, CACHEDIR=str(folder / "new")
    )  # to render all
    return folder


def test_every_view_survives_json(built):
    """Read back and written again, it is the same text; all kinds occur."""
    found = json.loads((built / "views.json").read_text("utf-8"))
    kinds = view_kinds()

    for kind, text in found["pages"]:
        assert to_json(from_json(kinds[kind], text)) == text
    for text in found["chromes"]:
        assert to_json(from_json(Chrome, text)) == text
    assert len(found["chromes"]) == 2
    assert {kind for kind, _text in found["pages"]} == set(kinds)


def test_a_view_renders_to_the_same_bytes_in_another_process(built):
    """With another order of hashes; all pages are made from views."""
    pages = {path.relative_to(built / "output") for path in (built / "output").rglob("*.html")}
    extra = {path for path in pages if (SAMPLE / "content" / "extra" / path).exists()}

    words = [built / "views.json", built / "conf.py", built / "again"]
    run("render_views", *words, PYTHONHASHSEED="7")

    for page in pages - extra:
        assert (built / "again" / page).read_bytes() == (built / "output" / page).read_bytes()
    assert len(pages - extra) == len(json.loads((built / "views.json").read_text())["pages"])
