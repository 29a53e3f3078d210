"""Both sites keep the budgets, as far as this can be checked without Node and Java."""

import pytest

from tests.conftest import SITEURL
from tools import page_kinds
from tools.audit import first_view
from tools.audit.__main__ import from_disk
from tools.audit.budgets import breaches
from tools.audit.pages import samples, title_word
from tools.audit.server import serving

pytestmark = pytest.mark.slow

BUILT = {"built_site": "", "built_sample": "", "published_site": SITEURL}


@pytest.mark.parametrize("built", BUILT)
def test_the_files_of_every_page_keep_the_budgets(request, built):
    """Sizes, markup, links and third-party hosts are checked on every page."""
    site = request.getfixturevalue(built)

    assert breaches(from_disk(site, BUILT[built])) == []


@pytest.mark.browser
@pytest.mark.parametrize(
    ("built", "kinds"),
    [("built_site", page_kinds.KINDS), ("built_sample", ["home", "article", "search"])],
)
def test_a_visit_to_each_kind_of_page_keeps_the_budgets(request, browser, built, kinds):
    """Sizes, requests, storage, layout shift and console are checked on a small phone."""
    site = request.getfixturevalue(built)
    pages = [page for page in samples(site) if page.kind in kinds]

    with serving(site) as url:
        found = [breaches(first_view.look(browser, url, page)) for page in pages]
        word = title_word(site)
        searches = [
            first_view.search(browser, url, page, word) for page in pages if page.kind == "search"
        ]

    assert len(pages) == len(kinds)
    assert [sentence for sentences in found for sentence in sentences] == []
    assert len(searches) == 1
    assert breaches(searches) == []
