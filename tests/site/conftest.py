"""A folder for the tests of a build's steps."""

import pytest

from tests.publishing.small_site import write


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder in which builds are run, with the least content that has no finding."""
    monkeypatch.chdir(tmp_path)
    write(tmp_path, "content/data/clinic.yaml", "name: Fjord Clinic\n")
    return tmp_path
