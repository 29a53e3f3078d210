"""What is wrong with files for hosts, in publications, checks and previews."""

from types import SimpleNamespace

import pytest

from plugins.site.host_files import host_files
from tests.publishing.small_site import write
from tests.site.builds import new_build

ALL = {"headers/bad-line", "headers/shared-folder", "headers/own-file"}


def found_in(folder, name, own, **options):
    """What is found, with an owner's file of that name and another file that has no hash."""
    build = new_build(folder, SITEURL="https://www.example.org", **options)
    write(folder, "output/index.html", "<title>Home</title>")
    write(folder, "output/theme/logo.png", "A logo")
    path = write(folder, f"content/extra/{name}", own)
    copied = SimpleNamespace(save_as=name, source_path=str(path))
    build.request.outputs.copied = [copied]

    host_files(build)

    return build.request.findings.all


@pytest.mark.parametrize(
    ("options", "rules"),
    [
        ({"publish": True}, ALL),
        ({"preview": True}, {"headers/bad-line", "headers/own-file"}),
    ],
)
def test_a_preview_finds_only_what_is_in_an_owners_files(tmp_path, options, rules):
    """Its other pages and files are not those of a publication."""
    found = {each.rule for each in found_in(tmp_path, "_headers", "/*\n  nothing\n", **options)}

    assert found & ALL == rules


@pytest.mark.parametrize(
    ("options", "severity"),
    [
        ({}, "error"),
        ({"lenient": True}, "warning"),
        ({"MANY_REDIRECTS": "nginx serves them"}, "warning"),
    ],
)
def test_redirects_over_limits_are_errors(tmp_path, options, severity):
    """Unless the build is lenient, or its owner says why they must go out."""
    found = found_in(tmp_path, "_redirects", f"/a /{'b' * 1000}\n", publish=True, **options)

    assert [
        (each.line, each.severity) for each in found if each.rule == "redirects/host-limit"
    ] == [(1, severity)]


@pytest.mark.parametrize("name", ["map.html", "MAP.HTM"])
def test_an_owners_page_without_a_policy_is_named(tmp_path, name):
    """The header for all files is not as strict then; the name of a page may have capitals."""
    page = "<script src=map.js></script>"
    build = new_build(tmp_path, publish=True, SITEURL="https://www.example.org")
    write(tmp_path, f"output/{name}", page)

    host_files(build)

    found = [each for each in build.request.findings.all if each.rule == "headers/no-policy"]
    assert [name in each.message for each in found] == [True]
