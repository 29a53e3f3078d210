"""A clinic of which only the name is known, with one article: no page has a gap."""

import shutil

import pytest

from tests.building import ROOT, build
from tests.site.reading import html_pages, soup

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def bare_site(tmp_path_factory):
    """The pages of such a clinic, parsed."""
    folder = tmp_path_factory.mktemp("bare")
    content = folder / "content"
    shutil.copytree(ROOT / "content" / "extra", content / "extra")
    (content / "data").mkdir()
    (content / "data" / "clinic.yaml").write_text("name: Fjord Clinic\n")
    (content / "articles").mkdir()
    (content / "articles" / "sun.md").write_text(
        "---\ntitle: The “sun” of March\ndate: 2026-03-14\n---\nSome words.\n"
    )
    done = build("html", output=folder / "site", content=content)
    assert done.returncode == 0, done.stderr
    return {str(path): soup(path) for path in html_pages(folder / "site")}


def test_no_list_is_empty(bare_site):
    """Nor a part of the page that has nothing but a heading."""
    empty = [
        (name, str(tag))
        for name, page in bare_site.items()
        for tag in page.find_all(["ul", "ol", "dl", "section", "nav", "p"])
        if not tag.get_text(strip=True) and tag.get("id") != "search-options"
    ]

    assert empty == []


def test_nothing_leads_to_what_is_not_there(bare_site):
    """No topic, no place, no person: no way to their lists, on any page."""
    addresses = {link["href"] for page in bare_site.values() for link in page.select("a[href]")}

    assert addresses.isdisjoint({"/topics/", "/clinics/", "/people/"})
    assert {"/articles/", "/categories/", "/articles/sun/"} <= addresses
