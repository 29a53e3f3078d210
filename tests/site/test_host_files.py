"""What is wrong with files for hosts, in publications, checks and previews."""

from types import SimpleNamespace

import pytest

from plugins.site.host_files import host_files
from tests.publishing.small_site import write
from tests.site.builds import new_build


def found_in(folder, own, **options):
    """The rules of what is found, with an owner's `_headers` and a file that has no hash."""
    build = new_build(folder, SITEURL="https://www.example.org", **options)
    write(folder, "output/index.html", "<title>Home</title>")
    write(folder, "output/theme/logo.png", "A logo")
    path = write(folder, "content/extra/_headers", own)
    copied = SimpleNamespace(save_as="_headers", source_path=str(path))
    build.request.outputs.copied = [copied]

    host_files(build)

    return {each.rule for each in build.request.findings.all} & {
        "headers/bad-line", "headers/shared-folder", "headers/own-file",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("options", "rules"),
    [
        ({"publish": True}, {"headers/bad-line", "headers/shared-folder", "headers/own-file"}),
        ({"preview": True}, {"headers/bad-line", "headers/own-file"}),
    ],
)
def test_a_preview_finds_only_what_is_in_an_owners_files(tmp_path, options, rules):
    """Its other pages and files are not those of a publication."""
    assert found_in(tmp_path, "/*\n  nothing\n", **options) == rules
