"""What an audit found, as the file that pages of the site show."""

from datetime import date

import pytest

from plugins.audit_results.results import Visits, read
from tools.audit import versions
from tools.audit.measurements import Measurement, Page, count
from tools.audit.results import audit_results, written

HOME, ABOUT, CSS = Page("index.html", "home"), Page("about.html", "page"), Page("a.css", "page")
VERSIONS = versions.Versions("Chromium 1.2", axe="4.1", lighthouse="12.0", nu="26.9.27")
MEASURED = [
    count(HOME, "axe", ["button-name", "label"]),
    count(HOME, "contrast", []),
    Measurement(HOME, "accessibility", 95, ("Buttons have no names",)),
    *(count(page, what, []) for page in (HOME, ABOUT, CSS) for what in ("Nu errors",)),
    count(ABOUT, "Nu warnings", ["odd"]),
    count(HOME, "third parties", ["https://a.example/"]),
    count(HOME, "kept", []),
    *(count(page, "outside hosts", []) for page in (HOME, ABOUT)),
    count(CSS, "outside hosts", ["https://b.example/"]),
]


def rows(checks):
    """Tool, version, pages and problems of each check."""
    return [list(check.model_dump(exclude={"subject"}).values()) for check in checks]


def test_each_tool_has_its_pages_and_problems():
    """With its version."""
    found = audit_results(MEASURED, VERSIONS, date(2026, 3, 14))

    assert (found.date, found.browser) == (date(2026, 3, 14), "Chromium 1.2")
    assert rows(found.accessibility) == [
        ["axe-core", "4.1", 1, 2],
        ["axe-core", "4.1", 1, 0],
        ["Lighthouse", "12.0", 1, 1],
        ["Nu Html Checker", "26.9.27", 2, 1],
    ]


def test_requests_are_those_of_visits_and_those_that_files_name():
    """Stylesheets are no pages, but may request something."""
    found = audit_results(MEASURED, VERSIONS, date(2026, 3, 14))

    assert found.visits == Visits(pages=1, read_pages=2, third_party_requests=2, stored=0)


def test_a_tool_that_did_not_run_is_not_listed():
    """So no page says that it found nothing."""
    [only] = audit_results(MEASURED[:1], VERSIONS, date(2026, 3, 14)).accessibility

    assert only.tool == "axe-core"


def test_the_file_is_read_back():
    """By a build, without findings; the same results are the same bytes."""
    found = audit_results(MEASURED, VERSIONS, date(2026, 3, 14))
    text = written(found)

    file = read(text.encode(), "audit.yaml")

    assert (file.facts, file.findings) == (found, ())
    assert written(file.facts) == text


def test_what_does_not_say_its_version_is_an_error(monkeypatch, tmp_path):
    """It is not left out."""
    silent = tmp_path / "chromium"
    silent.write_text("#!/bin/sh\necho A browser\n")
    silent.chmod(0o755)
    monkeypatch.setenv("CHROMIUM", str(silent))

    with pytest.raises(RuntimeError, match="A browser"):
        versions.installed(tmp_path)


def test_the_versions_of_what_is_installed(monkeypatch, tmp_path):
    """Of the browser by asking it, of tools by their own files."""
    browser = tmp_path / "chromium"
    browser.write_text("#!/bin/sh\necho Chromium 142.0.7 built on Debian 12\n")
    browser.chmod(0o755)
    monkeypatch.setenv("CHROMIUM", str(browser))
    for name, version in (("lighthouse", "12.8.2"), ("vnu-jar", "26.9.27")):
        folder = tmp_path / "node_modules" / name
        folder.mkdir(parents=True)
        (folder / "package.json").write_text(f'{{"version": "{version}"}}')

    found = versions.installed(tmp_path)

    assert (found.browser, found.lighthouse, found.nu) == ("Chromium 142.0.7", "12.8.2", "26.9.27")
    assert found.axe.count(".") == 2
