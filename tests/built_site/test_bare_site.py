"""A clinic with only a name and one article: no page has an empty section."""

import pytest

from tests.building import build
from tests.built_site.built_pages import html_pages, soup

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def bare_site(tmp_path_factory):
    """The parsed pages of such a clinic."""
    folder = tmp_path_factory.mktemp("bare")
    content = folder / "content"
    (content / "extra").mkdir(parents=True)
    for name in ("favicon.ico", "favicon.svg", "apple-touch-icon.png"):
        (content / "extra" / name).write_bytes(b"icon")
    (content / "data").mkdir()
    (content / "data" / "clinic.yaml").write_text("name: Fjord Clinic\n")
    (content / "articles").mkdir()
    (content / "articles" / "sun.md").write_text(
        "---\ntitle: The “sun” of March\ndate: 2026-03-14\n---\nSome words.\n"
    )
    done = build("html", output=folder / "site", content=content)
    assert done.returncode == 0, done.stderr
    return {str(path): soup(path) for path in html_pages(folder / "site")}


def test_without_a_mark_the_name_stands_alone(bare_site):
    """And nothing stands beside the headline of the home page."""
    for name, page in bare_site.items():
        assert not page.select(".mark, .hero img, .hero.split"), name


def test_no_list_is_empty(bare_site):
    """No list is empty, and no section consists of only a heading."""
    empty = [
        (name, str(tag))
        for name, page in bare_site.items()
        for tag in page.find_all(["ul", "ol", "dl", "section", "nav", "p"])
        if not tag.get_text(strip=True) and tag.get("id") != "search-options"
    ]

    assert empty == []


def test_no_page_links_to_missing_lists(bare_site):
    """Without topics, places and people, no page links to their lists."""
    addresses = {link["href"] for page in bare_site.values() for link in page.select("a[href]")}

    assert addresses.isdisjoint({"/topics/", "/clinics/", "/people/"})
    assert {"/articles/", "/categories/", "/articles/sun/"} <= addresses
