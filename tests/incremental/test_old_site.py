"""A build that fails does not change the old site, whose files the new one may link to."""

import pytest

from tests.building import snapshot
from tests.publishing.small_site import build_site, small_site, write

pytestmark = pytest.mark.slow


def test_a_static_file_with_the_path_of_a_page_changes_nothing(tmp_path):
    """Pelican copies it over the page, which is a link by then."""
    project = small_site(tmp_path / "project")
    assert build_site(project).returncode == 0
    before = snapshot(project / "output")
    write(project, "content/extra/people/index.html", "<p>static</p>")

    done = build_site(project)

    assert done.returncode == 1, done.stderr
    assert "people/index.html" in done.stderr
    assert snapshot(project / "output") == before
