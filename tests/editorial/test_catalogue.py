"""Every kind of finding is documented, and the examples in the documentation are true."""

import ast
import re
import subprocess
import sys
from pathlib import PurePath
from typing import get_args

import pytest

from plugins.audit_results import results
from plugins.clinic import checks, contacts, files
from plugins.clinical_care import files as care_files
from plugins.clinical_care import finding_kinds as care
from plugins.core.data_file import DataFile
from plugins.core.finding_kinds import ValueCode
from plugins.core.settings import PluginSettings
from plugins.editorial.catalogue import KINDS, SETTINGS, kind_of
from plugins.photo_feed.checks import check_curation
from plugins.photo_feed.curation import read_curation
from plugins.posts.rules.rule import Rule
from plugins.posts.waivers import WAIVABLE
from plugins.publishing import redirects
from plugins.responsive_images.store import ImageStore
from plugins.site_search import search_words
from plugins.topics import introductions
from tests.building import ROOT
from tests.editorial import cases_site
from tests.photo_feed.samples import photo, snapshot
from tests.publishing.small_site import PICTURE, write

TREES = {
    path.relative_to(ROOT).as_posix(): ast.parse(path.read_text("utf-8"))
    for path in sorted((ROOT / "plugins").rglob("*.py"))
}
IDS = {kind.id for kind in KINDS}
ID = re.compile(r"[a-z]+(?:-[a-z]+)*/[a-z]+(?:-[a-z]+)*")
# Strings of that form that are no ids.
MIME_TYPES = {"application", "audio", "font", "image", "text", "video"}
PATHS = {
    "data/photos", "data/rules", "old/address", "vendor/bundle", "vendor/cache", "vendor/gems",
    "vendor/ruby", "workers/tag",
}  # fmt: skip
# The modules that put an id together, for which there are tests of their own.
COMPOSING = {
    "plugins/core/data_file.py", "plugins/core/settings.py", "plugins/core/validation.py",
    "plugins/publishing/log_gate.py",
}  # fmt: skip
# What cannot be wrong, as no model of the family has such keys.
IMPOSSIBLE = {
    "audit/twice", "care/not-indented", "care/twice", "clinic/twice", "photo-feed/twice",
    "topics/twice", "topics/not-indented", "redirects/twice", "redirects/not-indented",
    "search-words/twice",
}  # fmt: skip

POSTS = [kind for kind in KINDS if kind.bad and not kind.file and not isinstance(kind, Rule)]
DATA = [kind for kind in KINDS if kind.bad and kind.file]
PLACE = "locations: [{slug: quay, name: The quay}]\n"


def ids_in(tree):
    """The strings of a module that have the form of an id."""
    words = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)}
    found = {word for word in words if isinstance(word, str) and ID.fullmatch(word)}
    return {word for word in found - PATHS if word.partition("/")[0] not in MIME_TYPES}


def composed_in(tree):
    """The lines of a module that put together what is a rule's id: f"...", as `rule` or in one."""
    for node in ast.walk(tree):
        values = []
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            place = {"Finding": 3, "finding": 2}.get(name)
            values = node.args[place : place + 1] if place else []
            values += [each.value for each in node.keywords if each.arg == "rule"]
        elif isinstance(node, ast.Assign) and "rule" in ast.unparse(node.targets[0]).lower():
            values = getattr(node.value, "elts", [node.value])
        yield from (each.lineno for each in values if isinstance(each, ast.JoinedStr))


def families():
    """What precedes the codes of values: each RULE that is passed on as `rule=RULE`."""
    return {
        node.value.value
        for tree in TREES.values()
        for node in tree.body
        if isinstance(node, ast.Assign)
        and ast.unparse(node.targets[0]) == "RULE"
        and "/" not in node.value.value
    }


def test_every_id_in_the_code_is_documented():
    """Whoever adds one adds it to the `finding_kinds` of its package too."""
    found = {name: ids_in(tree) - IDS for name, tree in TREES.items()}

    assert {name: missing for name, missing in found.items() if missing} == {}


def test_ids_are_written_out():
    """So that the test above sees them, and so that they can be searched for."""
    assert {name for name, tree in TREES.items() if list(composed_in(tree))} == COMPOSING
    assert list(composed_in(ast.parse('Finding(path, 0, severity, f"{a}/b", message)')))
    assert list(composed_in(ast.parse('file.finding(where, severity, f"{a}/b", message)')))
    assert list(composed_in(ast.parse('rule = f"{a}/b"')))


def test_every_code_of_values_is_documented():
    """For front matter and for each data file."""
    found = {f"{family}/{code}" for family in families() for code in get_args(ValueCode)}

    assert families() == {
        "audit", "care", "clinic", "front-matter", "photo-feed", "redirects", "search-words",
        "topics",
    }  # fmt: skip
    assert found - IDS == IMPOSSIBLE


def test_all_settings_are_documented():
    """Those of each plugin."""
    ours = {
        each for each in PluginSettings.__subclasses__() if each.__module__.startswith("plugins")
    }

    assert set(SETTINGS) == ours


def test_what_is_documented_is_reported():
    """Its id is in the code besides, or put together there."""
    outside = {
        word
        for name, tree in TREES.items()
        if not name.endswith("/finding_kinds.py")
        for word in ids_in(tree)
    }
    composed = {f"{family}/{code}" for family in families() for code in get_args(ValueCode)}
    composed |= {kind.id for settings in SETTINGS for kind in settings.kinds()}
    rules = {kind.id for kind in KINDS if isinstance(kind, Rule)}

    assert IDS - outside - composed - rules == {"log/*"}


def test_an_id_has_one_kind():
    """With whole sentences."""
    assert len(IDS) == len(KINDS)
    assert [kind.id for kind in KINDS if not kind.summary.endswith((".", "`.)"))] == []
    assert [kind.id for kind in KINDS if not kind.reason.endswith(".")] == []
    assert [kind.id for kind in KINDS if bool(kind.bad) != bool(kind.good)] == []


def test_what_a_post_may_waive_is_documented():
    """Editors look it up in docs/rules.md."""
    assert {kind.id for kind in KINDS if kind.waivable} == WAIVABLE


def test_what_programs_log_is_one_kind():
    """Its ids end with the name of the program."""
    assert kind_of("log/pelican").id == "log/*"
    assert kind_of("x/y") is None


def test_a_check_does_not_load_the_catalogue():
    """It takes as long as a build without changes."""
    code = "import plugins.editorial.checking, plugins.site.run, sys; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )

    loaded = done.stdout.split()
    assert "plugins.editorial.checking" in loaded
    assert "plugins.editorial.catalogue" not in loaded


@pytest.fixture(scope="module")
def found_in_posts(tmp_path_factory):
    """What a check of a site with all examples finds, by the name of the file."""
    folder = tmp_path_factory.mktemp("examples") / "content"
    cases_site.write_good_site(folder)
    write(folder, "data/clinic.yaml", f"{cases_site.CLINIC}{PLACE}")
    for kind in POSTS:
        for which in ("bad", "good"):
            write(folder, f"articles/{name_of(kind, which)}", getattr(kind, which))
    found = {}
    for each in cases_site.check_site(folder)[0]:
        found.setdefault(PurePath(each["path"]).name, []).append(each)
    return found


def name_of(kind, which):
    """The name of the file with an example."""
    return f"{kind.id.replace('/', '-')}-{which}.md"


@pytest.mark.parametrize("kind", POSTS, ids=lambda kind: kind.id)
def test_a_bad_post_has_this_finding_alone(found_in_posts, kind):
    """With a severity that is documented."""
    found = found_in_posts.get(name_of(kind, "bad"), [])

    assert {each["rule"] for each in found} == {kind.id}
    assert {each["severity"] for each in found} <= {kind.severity, kind.also}


@pytest.mark.parametrize("kind", POSTS, ids=lambda kind: kind.id)
def test_a_good_post_has_no_finding(found_in_posts, kind):
    """It can be copied."""
    assert found_in_posts.get(name_of(kind, "good"), []) == []


READERS = {
    "audit.yaml": results.read,
    "redirects.yaml": redirects.read,
    "search_words.yaml": search_words.read,
}


def found_in_data(kind, text, folder):
    """What a build finds in a data file."""
    if kind.file == "topics.yaml":
        file = introductions.read(text.encode(), kind.file)
        return [*file.findings, *introductions.unknown(file, {"Sleep", "Recovery"}, lenient=False)]
    if read := READERS.get(kind.file):
        return read(text.encode(), kind.file).findings
    if kind.file == "curation.yaml":
        curation = read_curation(text.encode(), kind.file)
        photos = DataFile("photos.json", snapshot(photo(id="17895695668004550")))
        return [*curation.findings, *check_curation(photos, curation)]
    if kind.file in ("claims.yaml", "sources.yaml"):
        write(folder, "sources.yaml", care.GOOD)
        write(folder, kind.file, text)
        return care_files.read(folder, lenient=False, lang="en-GB").findings
    return found_in_clinic(kind.file, text, folder / "content")


def found_in_clinic(file, text, content):
    """What a build finds in clinic.yaml and people.yaml, one of which has this text."""
    write(content, "images/couch.png", PICTURE)
    write(content, "data/clinic.yaml", f"{cases_site.CLINIC}{PLACE}")
    write(content, "data/people.yaml", cases_site.PEOPLE)
    write(content, f"data/{file}", text)
    paths = content / "data/clinic.yaml", content / "data/people.yaml"
    read = files.read(*paths, "A site", lang="", lenient=False)
    urls = {"person_url": "people/{slug}/", "location_url": "clinics/{slug}/"}
    store = ImageStore(content, content.parent / "output")
    _, pictures = files.link(read, content, store, site_name="A site", **urls)
    menu = checks.check_menu(read.clinic, ["articles", "contact"], [])
    home = checks.check_home(read.clinic, ["needles"], [], "error")
    reachable = contacts.check_reachable(read.clinic, read.people, None, "error")
    return [*read.findings, *pictures, *menu, *home, *reachable]


@pytest.mark.parametrize("kind", DATA, ids=lambda kind: kind.id)
def test_a_bad_data_file_has_this_finding_alone(kind, tmp_path):
    """With a severity that is documented."""
    found = found_in_data(kind, kind.bad, tmp_path)

    assert {each.rule for each in found} == {kind.id}
    assert all(each.column for each in found if each.line)
    assert {each.severity for each in found} <= {kind.severity, kind.also}


@pytest.mark.parametrize("kind", DATA, ids=lambda kind: kind.id)
def test_a_good_data_file_has_no_finding(kind, tmp_path):
    """It can be copied."""
    assert list(found_in_data(kind, kind.good, tmp_path)) == []
