"""The cache of a build: where it is, what it stands for, and what forbids to reuse pages."""

import os
from pathlib import Path

import pytest

from plugins.core import cache_folder
from plugins.incremental import build_cache as build_cache_module
from plugins.incremental.build_cache import build_cache
from plugins.incremental.digests import digest
from plugins.incremental.last_build import LastBuild, last_build
from tests.publishing.small_site import write
from tests.site.builds import settings_for

OPTIONS = ("html", False)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A project with content, a theme and the site of an earlier build."""
    monkeypatch.chdir(tmp_path)
    for name in ("CACHEDIR", "INCREMENTAL", "SOURCE_DATE_EPOCH"):
        monkeypatch.delenv(name, raising=False)
    write(tmp_path, "content/a.md", "a post")
    write(tmp_path, "theme/templates/index.html", "home")
    write(tmp_path, "own/base.html", "an override")
    write(tmp_path, "output/index.html", "home")
    return tmp_path


def cache_of(folder, *options, old="output", **settings):
    """The cache of a build, closed again."""
    own = {"THEME": str(folder / "theme"), "THEME_TEMPLATES_OVERRIDES": [str(folder / "own")]}
    given = settings_for(folder, **own | settings)
    cache = build_cache(given, old and folder / old, options or OPTIONS, pytest.fail)
    cache.close()
    return cache


def test_all_caches_are_in_one_folder(monkeypatch):
    """That which CACHEDIR names; an empty value counts as none."""
    monkeypatch.setenv("CACHEDIR", "/var/cache/site")
    assert cache_folder.home() == Path("/var/cache/site")
    monkeypatch.setenv("CACHEDIR", "")
    assert cache_folder.home() == Path(".cache")
    monkeypatch.delenv("CACHEDIR")
    assert cache_folder.home() == Path(".cache")


def test_the_store_is_in_that_folder(folder, monkeypatch):
    """Of all outputs."""
    cache_of(folder)
    assert (folder / ".cache/site/store.sqlite").is_file()

    monkeypatch.setenv("CACHEDIR", str(folder / "elsewhere"))
    cache_of(folder)

    assert (folder / "elsewhere/site/store.sqlite").is_file()


@pytest.mark.parametrize(
    ("value", "off"),
    [("0", True), ("no", True), ("False", True), ("1", False), ("yes", False), ("", False)],
)
def test_incremental_turns_it_off(folder, monkeypatch, value, off):
    """Nothing is read from the store, or written to it."""
    monkeypatch.setenv("INCREMENTAL", value)

    cache = cache_of(folder)

    assert (folder / ".cache").exists() is not off
    assert cache.why_no_pages == ("INCREMENTAL=0" if off else "")
    assert (cache.inputs == "") is off
    assert (cache.store.path is None) is off


def test_what_is_noted_is_there_for_the_next_build(folder):
    """The last build of the output, and the digests of files."""
    cache = cache_of(folder)
    opened = build_cache(settings_for(folder), None, (), pytest.fail)
    LastBuild("inputs").save(opened.store, folder / "output")
    opened.close()

    assert cache.last == LastBuild()
    assert cache_of(folder).last == LastBuild("inputs")
    assert cache_of(folder, old="another").last == LastBuild()
    assert last_build(opened.store, folder / "output") == LastBuild()  # it is closed


def test_a_build_without_an_old_site_has_no_inputs(folder):
    """Plain `pelican` writes into the site that is there."""
    cache = cache_of(folder, old=None)

    assert (cache.old, cache.inputs, cache.last) == (None, "", LastBuild())


def test_the_same_inputs_have_the_same_digest(folder):
    """Wherever the site is built."""
    assert cache_of(folder).inputs == cache_of(folder).inputs != ""
    assert cache_of(folder).inputs == cache_of(folder, OUTPUT_PATH="/elsewhere").inputs
    assert cache_of(folder).inputs == cache_of(folder, old="another").inputs


def edit_post(folder):
    write(folder, "content/a.md", "another")


def add_hidden(folder):
    write(folder, "content/extra/.well-known/security.txt", "x")


def edit_template(folder):
    write(folder, "theme/templates/index.html", "another")


def edit_override(folder):
    write(folder, "own/base.html", "another")


def add_theme_file(folder):
    write(folder, "theme/static/css/main.css", "x")


EDITS = (edit_post, add_hidden, edit_template, edit_override, add_theme_file)


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.__name__)
def test_each_file_is_an_input(folder, edit):
    """Of the content, the theme, and the templates that override it."""
    before = cache_of(folder).inputs

    edit(folder)

    assert cache_of(folder).inputs not in {before, ""}


def test_each_setting_is_an_input(folder):
    """Also one that only a template reads, and one that is added."""
    found = [
        cache_of(folder, **settings).inputs
        for settings in ({}, {"SITENAME": "A"}, {"OWN": 1}, {"OWN": [1]}, {"SITEURL": "https://a"})
    ]

    assert len({*found, ""}) == 6


def test_each_option_of_the_build_is_an_input(folder):
    """Its mode, for example."""
    found = {
        cache_of(folder, *options).inputs for options in (("a", 1), ("b", 1), ("a", 2), ("a",))
    }

    assert len(found) == 4


@pytest.mark.parametrize(
    "name", ["SOURCE_DATE_EPOCH", "TZ", "LANG", "LC_ALL", "LC_COLLATE", "LC_CTYPE", "LC_TIME"]
)
def test_the_environment_is_an_input(folder, monkeypatch, name):
    """What it says of time and language."""
    before = cache_of(folder).inputs

    monkeypatch.setenv(name, "1700000000")

    assert cache_of(folder).inputs not in {before, ""}


def test_the_permissions_of_new_files_are_an_input(folder):
    """The site must have them."""
    found = cache_of(folder).inputs
    before = os.umask(0o077)
    try:
        other = cache_of(folder).inputs
        assert os.umask(0o077) == 0o077
    finally:
        os.umask(before)

    assert other not in {found, ""}
    assert (cache_of(folder).inputs, cache_of(folder).umask) == (found, before)


def test_the_working_folder_is_an_input(folder, monkeypatch):
    """Findings name files from there."""
    before = cache_of(folder).inputs
    (folder / "elsewhere").mkdir()
    monkeypatch.chdir(folder / "elsewhere")

    assert cache_of(folder).inputs not in {before, ""}


@pytest.mark.parametrize("name", ["code_digest", "libraries"])
def test_code_and_libraries_are_inputs(folder, monkeypatch, name):
    """Also of everything else that is kept."""
    before = cache_of(folder)
    changed = {"code_digest": lambda _folder: "other", "libraries": lambda: ("Pillow-99",)}[name]
    monkeypatch.setattr(build_cache_module, name, changed)

    after = cache_of(folder)

    assert after.inputs not in {before.inputs, ""}
    assert after.recipe != before.recipe


def test_a_setting_with_a_function_makes_the_inputs_unknown(folder):
    """It may return something else every time; pages only get settings that have none."""
    cache = cache_of(folder, OWN={"a": [str.upper]})

    assert (cache.inputs, cache.why_no_pages) == ("", "")


@pytest.mark.parametrize(
    "settings",
    [
        {"CLINIC_DATA": "../clinic.yaml"},
        {"PEOPLE_DATA": "/srv/people.yaml"},
        {"ARTICLE_PATHS": ["articles", "x/../../posts"]},
        {"TEMPLATE_PAGES": {"../map.html": "map/index.html"}},
    ],
)
def test_files_outside_the_content_make_the_inputs_unknown(folder, settings):
    """Nobody looks whether they have changed; pages depend on what is read from them."""
    cache = cache_of(folder, **settings)

    assert (cache.inputs, cache.why_no_pages) == ("", "")


@pytest.mark.parametrize(
    ("settings", "why"),
    [
        ({"PLUGINS": ["plugins.site.plugin"]}, ""),
        ({"PLUGINS": ["plugins.site.plugin", "a", "b"]}, "PLUGINS has a, b"),
        ({"PELICAN_CLASS": "own.Site"}, "PELICAN_CLASS is own.Site"),
        ({"JINJA_FILTERS": {"own": str.upper}}, "JINJA_FILTERS has functions"),
        ({"JINJA_TESTS": {"own": str.isupper}}, "JINJA_TESTS has functions"),
        ({"JINJA_GLOBALS": {"own": 1}}, "JINJA_GLOBALS has functions"),
        ({"JINJA_ENVIRONMENT": {"trim_blocks": False}}, ""),
        ({"JINJA_ENVIRONMENT": {"extensions": ["a.b"]}}, "JINJA_ENVIRONMENT has extensions"),
        ({"JINJA_ENVIRONMENT": {"finalize": str}}, "JINJA_ENVIRONMENT has functions"),
    ],
)  # fmt: skip
def test_pages_that_others_may_have_changed_are_not_reused(folder, settings, why):
    """The report says why."""
    cache = cache_of(folder, **settings)

    assert cache.why_no_pages == why
    assert (cache.inputs == "") is bool(why)


def test_digests_of_files_are_noted(folder, monkeypatch):
    """A second build reads no file again."""
    for path in folder.rglob("*"):
        os.utime(path, (1_700_000_000, 1_700_000_000.5))
    monkeypatch.setattr("plugins.incremental.files.time.time_ns", lambda: 10**19)
    cache_of(folder)

    def fail(path):
        pytest.fail(f"{path} was read")

    monkeypatch.setattr("plugins.incremental.files.file_digest", fail)

    assert cache_of(folder).files.of(folder / "content/a.md") == digest(b"a post")


def test_with_code_of_others_it_is_not_known_what_a_site_is_made_from(folder):
    """It may be anywhere; Pelican's own extensions of Markdown are a library's."""
    assert cache_of(folder).inputs
    assert cache_of(folder, MARKDOWN={"extensions": ["extra"]}).inputs

    assert cache_of(folder, MARKDOWN={"extensions": ["own.extension"]}).inputs == ""
