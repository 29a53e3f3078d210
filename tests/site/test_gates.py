"""Which builds weigh their pages, and how strictly."""

from dataclasses import replace

import pytest

from plugins.publishing.links import ParsedPage
from plugins.site import gates
from plugins.site.languages import SiteLanguage
from tests.publishing.small_site import write
from tests.site.builds import new_build

SCRIPT = "<script>" + " ".join(f"{n * 7919:x}" for n in range(3_000)) + "</script>"


def build_with(folder, *names, views=True, **options):
    """A build that wrote pages with a large script; `views` says whether the theme is ours."""
    build = new_build(folder, SITEURL="https://www.example.org", **options)
    build.inputs = replace(build.inputs, theme=replace(build.inputs.theme, views=views))
    for name in names:
        write(folder, f"output/{name}", SCRIPT)
        build.request.outputs.pages[name] = ParsedPage()
    return build


@pytest.mark.parametrize(
    ("options", "severities"),
    [
        ({"publish": True}, ["error"]),
        ({"publish": True, "lenient": True}, ["warning"]),
        ({"publish": True, "views": False}, ["warning"]),
        ({"publish": True, "HEAVY_PAGES": "A map that we need."}, ["warning"]),
        ({}, []),
        ({"preview": True}, []),
    ],
)
def test_a_publication_is_refused_for_its_own_themes_pages(tmp_path, options, severities):
    """Other builds do not weigh; somebody else's theme never promised anything."""
    build = build_with(tmp_path, "a/index.html", **options)

    assert [each.severity for each in gates.over_budget(build)] == severities


def test_strict_checks_weigh_too(tmp_path):
    """`check-content --publish` has the findings of a publication."""
    build = build_with(tmp_path, "a/index.html")
    build.request.findings.strict = {"some/rule"}

    assert [each.severity for each in gates.over_budget(build)] == ["error"]


def test_a_strict_check_of_a_draft_does_not_weigh(tmp_path):
    """Only a preview has its page, beside others that are never published."""
    build = build_with(tmp_path, "style-guide/index.html", preview=True)
    build.request.findings.strict = {"some/rule"}

    assert gates.over_budget(build) == []


def test_the_search_page_of_each_language_may_have_scripts(tmp_path):
    """As many as a search needs."""
    build = build_with(tmp_path, "search/index.html", "nb/search/index.html", publish=True)
    build.languages["nb"] = SiteLanguage("nb", "nb/")

    assert gates.over_budget(build) == []
