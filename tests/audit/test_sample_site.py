"""The sample site keeps the budgets, as far as this can be checked without Node and Java.

`make audit` measures the repository's own site.
"""

import pytest

from tools.audit import first_view
from tools.audit.__main__ import from_disk
from tools.audit.budgets import breaches
from tools.audit.pages import samples, title_word
from tools.audit.server import serving

pytestmark = pytest.mark.slow

KINDS = {"home", "article", "search"}


def test_the_files_of_every_page_keep_the_budgets(built_sample):
    """Sizes, markup, links and third-party hosts are checked on every page."""
    assert breaches(from_disk(built_sample, "")) == []


@pytest.mark.browser
def test_a_visit_keeps_the_budgets(browser, built_sample):
    """Sizes, requests, storage, layout shift and console are checked on a small phone."""
    pages = [page for page in samples(built_sample) if page.kind in KINDS]

    with serving(built_sample) as url:
        found = [breaches(first_view.look(browser, url, page)) for page in pages]
        word = title_word(built_sample)
        searches = [
            first_view.search(browser, url, page, word) for page in pages if page.kind == "search"
        ]

    assert len(pages) == len(KINDS)
    assert [sentence for sentences in found for sentence in sentences] == []
    assert len(searches) == 1
    assert breaches(searches) == []
