"""Fixtures of the tests that look at both built sites in a browser."""

import functools

import pytest

from tests.site import looking
from tests.site.reading import page_of_kind, soup
from tools.page_kinds import KINDS

RICHEST = "richest article"


@pytest.fixture(params=["built_site", "built_sample"])
def site(request):
    """Each site with its address."""
    url = {"built_site": "site_url", "built_sample": "sample_url"}[request.param]
    return request.getfixturevalue(request.param), request.getfixturevalue(url)


@pytest.fixture(params=[*KINDS, RICHEST])
def address(request, site):
    """The address of one page of each kind, on each site."""
    folder, url = site
    kind = request.param
    return f"{url}/{richest_article(folder) if kind == RICHEST else page_of_kind(folder, kind)}"


@pytest.fixture(scope="module")
def window(browser):
    """One page for the many short visits of a module: a new one each would cost as much again."""
    context = browser.new_context(viewport=looking.DESK)
    yield context.new_page()
    context.close()


@pytest.fixture
def visited(window, address):
    """A page at rest, with everything open that opens, ready for the probes."""
    return looking.visit(window, address)


@pytest.fixture
def rich_article(window, sample_url, built_sample):
    """The sample's article with the most to stumble over, likewise."""
    return looking.visit(window, f"{sample_url}/{richest_article(built_sample)}")


@functools.cache
def richest_article(folder):
    """The address below the site of the article with the most kinds of elements."""

    def kinds(path):
        main = soup(path).main
        found = main.find_all(True) if main.article else []
        return len({(tag.name, *tag.get("class", ())) for tag in found}), path

    path = max(folder.glob("*/*/index.html"), key=kinds)
    return path.relative_to(folder).as_posix().removesuffix("index.html")
