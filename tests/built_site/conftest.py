"""Fixtures for the tests that open both built sites in a browser."""

import functools

import pytest

from tests.built_site import browser_checks
from tests.built_site.built_pages import page_of_kind, soup
from tools.page_kinds import KINDS

RICHEST = "richest article"


@pytest.fixture(params=["built_site", "built_sample"])
def site(request):
    """Each built site: its folder and its URL."""
    url = {"built_site": "site_url", "built_sample": "sample_url"}[request.param]
    return request.getfixturevalue(request.param), request.getfixturevalue(url)


@pytest.fixture(params=[*KINDS, RICHEST])
def address(request, site):
    """The URL of one page of each kind, on each site."""
    folder, url = site
    kind = request.param
    return f"{url}/{richest_article(folder) if kind == RICHEST else page_of_kind(folder, kind)}"


@pytest.fixture(scope="module")
def window(browser):
    """One browser page for all visits of a module, because opening a new one each time is slow."""
    context = browser.new_context(viewport=browser_checks.DESKTOP)
    yield context.new_page()
    context.close()


@pytest.fixture
def visited(window, address):
    """The loaded page without animations, with all `<details>` open and the probes installed."""
    return browser_checks.visit(window, address)


@pytest.fixture
def rich_article(window, sample_url, built_sample):
    """The sample's article with the most kinds of elements, loaded in the same way."""
    return browser_checks.visit(window, f"{sample_url}/{richest_article(built_sample)}")


@functools.cache
def richest_article(folder):
    """The path below the site of the article with the most kinds of elements."""

    def kinds(path):
        main = soup(path).main
        found = main.find_all(True) if main.article else []
        return len({(tag.name, *tag.get("class", ())) for tag in found}), path

    path = max(folder.glob("*/*/index.html"), key=kinds)
    return path.relative_to(folder).as_posix().removesuffix("index.html")
