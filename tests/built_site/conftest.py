"""Fixtures for the tests that open both built sites in a browser."""

import functools
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.built_site import browser_checks
from tests.built_site.built_pages import page_of_kind, soup
from tests.built_site.phone_visitor import PHONE, Visitor
from tools import page_kinds
from tools.page_kinds import KINDS

RICHEST = "richest article"


class ServedSite(NamedTuple):
    """A built site and its URL; `own` is the repository's own, of whatever clinic uses it."""

    folder: Path
    url: str
    own: bool

    def kinds(self):
        """All kinds of pages; of the own site, which another clinic may fill, those it has."""
        found = page_kinds.pages(self.folder)
        return [kind for kind in KINDS if kind in found or not self.own]

    def address(self, kind):
        """The URL of one page of a kind; skips the test if the own site has no such page."""
        if kind == RICHEST:
            return f"{self.url}/{richest_article(self.folder)}"
        if kind not in self.kinds():
            pytest.skip(f"this clinic's site has no {kind} page")
        return f"{self.url}/{page_of_kind(self.folder, kind)}"


@pytest.fixture(scope="module", params=["own", "sample"])
def site(request):
    """Each built site."""
    return request.getfixturevalue(request.param)


@pytest.fixture(scope="module")
def own(built_site, site_url):
    """The repository's own site."""
    return ServedSite(built_site, site_url, own=True)


@pytest.fixture(scope="module")
def sample(built_sample, sample_url):
    """The sample site."""
    return ServedSite(built_sample, sample_url, own=False)


@pytest.fixture(scope="module", params=[*KINDS, RICHEST])
def address(request, site):
    """The URL of one page of each kind, on each site; all tests of one follow each other."""
    return site.address(request.param)


@pytest.fixture(scope="module")
def window(browser):
    """One browser page for all visits of a module, because opening a new one each time is slow."""
    context = browser.new_context(viewport=browser_checks.DESKTOP)
    yield context.new_page()
    context.close()


@pytest.fixture
def visit(browser):
    """A function that opens an address on a phone and returns its visitor."""
    context = browser.new_context(viewport=PHONE, has_touch=True, is_mobile=True)
    yield lambda address: Visitor(context, address)
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
