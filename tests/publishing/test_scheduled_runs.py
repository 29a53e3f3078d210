"""Runs that GitHub starts late, twice or not at all publish what one on time would."""

from datetime import UTC, datetime

import pytest

from tests.building import snapshot
from tests.publishing.small_site import POST, build_site, small_site, write

pytestmark = pytest.mark.slow


@pytest.fixture
def project(tmp_path):
    """A small site with an article for the morning of 2 March."""
    folder = small_site(tmp_path)
    post = POST.format(title="Stretch", day=1, other="warm")
    write(folder, "content/articles/stretch.md", post.replace("2026-01-01", "2026-03-02 03:00"))
    return folder


def published(folder, *time):
    """The site of a publication at this time of 2 March 2026 (UTC), with what earlier ones kept."""
    moment = int(datetime(2026, 3, 2, *time, tzinfo=UTC).timestamp())
    env = {"SITEURL": "https://www.example.org", "SOURCE_DATE_EPOCH": str(moment)}
    done = build_site(folder, "publish", env=env)
    assert done.returncode == 0, done.stderr
    return snapshot(folder / "output")


def test_a_late_or_second_run_publishes_the_same_bytes(project):
    """The article appears with the first run after its time, and nothing depends on how late."""
    before = published(project, 2, 59)
    on_time = published(project, 3, 23)
    twice = published(project, 3, 23)
    late = published(project, 7, 46)

    assert "articles/stretch/index.html" not in before
    assert "articles/stretch/index.html" in on_time
    assert on_time == twice == late


def test_the_preview_of_a_pull_request_is_not_for_search_engines(project):
    """Each of its pages says so, and it has no sitemap."""
    done = build_site(project, "preview", output=project / "preview-site")

    assert done.returncode == 0, done.stderr
    files = snapshot(project / "preview-site")
    pages = {name: data for name, data in files.items() if name.endswith(".html")}
    assert "articles/stretch/index.html" in pages
    assert {
        n for n, data in pages.items() if b'name="robots" content="noindex"' not in data
    } == set()
    assert not {"sitemap.xml", "robots.txt"} & set(files)
