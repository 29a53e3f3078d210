"""A build that fails does not change the old site, whose files the new one may link to."""

import pytest

from tests.building import snapshot
from tests.publishing.small_site import build_site, edit, small_site, write

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


def test_no_digest_depends_on_the_process(tmp_path):
    """Such as on the order of a set, which differs with the hash seed: all is reused again."""
    project = small_site(tmp_path / "project")
    assert build_site(project, env={"PYTHONHASHSEED": "1"}).returncode == 0

    same = build_site(project, env={"PYTHONHASHSEED": "2"})
    edit(project, "content/articles/warm.md", "A red dot", "A dot")
    one = build_site(project, env={"PYTHONHASHSEED": "3"})

    assert "Nothing has changed" in same.stderr, same.stderr
    assert ": 1 rendered, 13 reused, 0 removed" in one.stderr, one.stderr
