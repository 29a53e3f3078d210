"""Which builds weigh their pages, and how strictly."""

from dataclasses import replace
from types import SimpleNamespace

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


def warnings_for(folder, text, siteurl="https://www.example.org", **options):
    """Line and severity of what is found with a CNAME of this text."""
    build = new_build(folder, SITEURL=siteurl, **options)
    file = write(folder, "content/extra/CNAME", text)
    write(folder, "output/CNAME", text)
    place = SimpleNamespace(
        save_as="CNAME", source_path=str(file), get_relative_source_path=lambda: "extra/CNAME"
    )
    build.request.outputs.copied = [place]
    return [(each.rule, each.line, each.severity) for each in gates.other_host(build)]


@pytest.mark.parametrize(
    ("text", "line"),
    [("example.org\n", 1), ("\n\nshop.example.org", 3), ("", 1), ("www.example.org.evil.net", 1),
     (b"\xff\xfe", 1), ("https://www.example.org", 1), ("x" * 300, 1)],
)  # fmt: skip
def test_a_cname_with_another_host_than_siteurl_is_a_warning(tmp_path, text, line):
    """At its line."""
    found = warnings_for(tmp_path, text, publish=True)

    assert found == [("hosting/other-host", line, "warning")]


@pytest.mark.parametrize(
    ("text", "siteurl"),
    [
        ("www.example.org", "https://www.example.org/clinic"),
        ("\ufeffWWW.Example.org\r\n", "https://www.example.org"),
        ("xn--bcher-kva.example\n", "https://b\u00fccher.example"),
    ],
)
def test_a_cname_with_the_host_of_siteurl_is_fine(tmp_path, text, siteurl):
    """However it is spelt."""
    assert warnings_for(tmp_path, text, siteurl, publish=True) == []


def test_a_cname_means_nothing_in_other_builds(tmp_path):
    """Their SITEURL is not the one of the public site."""
    assert warnings_for(tmp_path, "example.org") == []
