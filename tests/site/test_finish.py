"""The last step of a build: the sitemap, and the checks of the written site."""

import os
from types import SimpleNamespace

import pytest

from plugins.core.findings import Finding
from plugins.core.visibility import WithheldPost
from plugins.publishing.build import BuildFailedError
from plugins.publishing.link_findings import PageSource
from plugins.publishing.path_conflicts import OutputPath
from plugins.publishing.sitemap import SitemapEntry
from plugins.site import after_reading, finish
from tests.publishing.small_site import write
from tests.responsive_images.originals import quarters, saved
from tests.site.builds import SITEURL, new_build, rules


def published(folder):
    """A production build that wrote one page."""
    build = new_build(folder, SITEURL=SITEURL)
    build.request.outputs.sitemap["about/index.html"] = SitemapEntry("about/")
    return build


def test_sitemap_and_robots_file_are_written(folder):
    """With the site's base URL."""
    finish.write_sitemap(published(folder))

    site = folder / "output"
    assert f"<loc>{SITEURL}/about/</loc>".encode() in (site / "sitemap.xml").read_bytes()
    assert f"Sitemap: {SITEURL}/sitemap.xml\n" in (site / "robots.txt").read_text()


def test_without_siteurl_neither_is_written(folder):
    """Both need absolute URLs."""
    finish.write_sitemap(new_build(folder))

    assert list((folder / "output").iterdir()) == []


def test_an_editors_own_robots_file_stays(folder):
    """It comes from the folder of extra files."""
    build = published(folder)
    write(folder, "output/robots.txt", "User-agent: x\n")

    finish.write_sitemap(build)

    assert (folder / "output/robots.txt").read_text() == "User-agent: x\n"
    assert (folder / "output/sitemap.xml").exists()


def test_old_entries_of_the_picture_cache_are_removed(folder):
    """Those that this build did not use."""
    build = new_build(folder)
    write(folder, "content/images/desk.png", saved(quarters(), "PNG"))
    build.images.picture(build.images.identify(folder / "content/images/desk.png"))
    (entry,) = (folder / "cache/pictures").iterdir()

    finish.finish(build)
    assert entry.exists()
    os.utime(entry, (0, 0))
    finish.finish(new_build(folder))

    assert not entry.exists()


def test_a_written_site_without_errors_passes(folder):
    """Warnings do not stop a build."""
    build = new_build(folder)
    write(folder, "output/index.html", "<!doctype html><title>A</title>")
    build.request.findings.add(Finding("", 0, "warning", "x/y", "Odd."))

    finish.finish(build)

    assert rules(build) == ["x/y"]


class FakeFile:
    """A file that Pelican copied."""

    source_path = "content/extra/index.html"
    save_as = "index.html"


def test_all_checks_of_a_written_site_are_reported_together(folder):
    """Double paths, errors in templates, dead links and withheld posts that are linked to."""
    build = new_build(folder)
    page = '<!doctype html><title>A</title><a href="/gone/">B</a><a href="/draft/">C</a>'
    write(folder, "output/index.html", page)
    record = build.request.outputs
    record.paths["index.html"] = OutputPath()
    record.copied.append(FakeFile())
    record.errors["x/index.html"] = Finding("theme/x.html", 1, "error", "theme/error", "Wrong.")
    build.withheld.append(WithheldPost("articles/draft.md", "draft", "is draft"))
    post = write(folder, "content/articles/a.md", "[C](/draft/)")
    record.sources["index.html"] = PageSource(post, '<a href="/draft/">x</a>')

    with pytest.raises(BuildFailedError):
        finish.finish(build)

    assert sorted(set(rules(build))) == ["addresses/double", "links/dead-link", "theme/error"]
    assert any("is draft" in f"{found}" for found in build.request.findings.all)


def test_a_lenient_build_only_warns_of_dead_links(folder):
    """Its folder of posts was made for another site."""
    build = new_build(folder, lenient=True)
    write(folder, "output/index.html", '<!doctype html><title>A</title><a href="/gone/">B</a>')

    finish.finish(build)

    assert [found.severity for found in build.request.findings.all] == ["warning"]


def test_an_earlier_error_stops_the_build(folder):
    """At the end, when everything is reported."""
    build = new_build(folder)
    build.request.findings.add(Finding("", 0, "error", "x/y", "Wrong."))

    with pytest.raises(BuildFailedError):
        finish.finish(build)


CONTACT = """\
name: The Clinic
security: {contact: security@example.org, expires: 2026-06-01}
"""
NAMES = ["_headers", "_redirects", "robots.txt", "sitemap.xml", ".well-known/security.txt"]


def found_with_extra(folder, monkeypatch, *names):
    """The rules and places of what a publication finds with these files in content/extra/."""
    monkeypatch.chdir(folder)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1772366400")
    write(folder, "content/data/clinic.yaml", CONTACT)
    build = new_build(folder, publish=True, SITEURL=SITEURL)
    write(folder, "output/index.html", "<!doctype html><title>A</title>")
    files = []
    for name in names:
        path = f"extra/{name}"
        source = write(folder, f"content/{path}", "mine")
        write(folder, f"output/{name}", "mine")
        place = lambda path=path: path  # noqa: E731
        files.append(
            SimpleNamespace(save_as=name, source_path=str(source), get_relative_source_path=place)
        )
    generator = SimpleNamespace(staticfiles=files, context={"static_content": {}})
    after_reading.StepsAfterReading(build).contain_static_files(generator)

    with pytest.raises(BuildFailedError):
        finish.finish(build)

    errors = build.request.findings.errors
    return [(each.rule, each.path) for each in errors if each.rule.startswith("addresses/")]


@pytest.mark.parametrize("name", [*(f"{name}/notes.txt" for name in NAMES), ".well-known"])
def test_a_folder_with_the_name_of_a_file_that_the_build_writes_is_reported(
    folder, monkeypatch, name
):
    """At the editor's file; a file where the build needs a folder too."""
    found = found_with_extra(folder, monkeypatch, name)

    assert found == [("addresses/file-and-folder", f"content/extra/{name}")]


@pytest.mark.parametrize(
    "name", ["_HEADERS", "_Redirects", "Robots.txt", ".well-known/Security.txt"]
)
def test_a_file_that_other_computers_confuse_with_one_of_the_build_is_reported(
    folder, monkeypatch, name
):
    """On macOS it is the same file."""
    found = found_with_extra(folder, monkeypatch, name)

    assert found == [("addresses/same-file", f"content/extra/{name}")]


def test_an_own_sitemap_is_reported(folder, monkeypatch):
    """The build would write its own over it."""
    found = found_with_extra(folder, monkeypatch, "sitemap.xml")

    assert found == [("addresses/double", "content/extra/sitemap.xml")]
