"""The style guide of a preview."""

import pytest

from tests.built_site.built_pages import soup


@pytest.fixture(scope="session")
def guide_file(previewed_sample):
    """The page's file."""
    return previewed_sample / "style-guide" / "index.html"


@pytest.fixture(scope="session")
def guide(guide_file):
    """The page, parsed."""
    return soup(guide_file)


@pytest.fixture
def shown(guide):
    """The content of an example, by its id."""

    def find(name):
        example = guide.find(id=name)
        assert example, f"there is no example “{name}”"
        return example.find(class_="example__shown")

    return find
