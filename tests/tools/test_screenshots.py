"""Screenshots of a small site."""

import pytest
from PIL import Image

from tools import screenshots

HOME = "<!doctype html><html lang='en'><title>A</title><h1>A remarkable place</h1>"


@pytest.fixture
def site(tmp_path):
    """Three pages: home, an article and the search."""
    for name in ("index.html", "articles/warm/index.html", "search/index.html"):
        page = tmp_path / "site" / name
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(HOME, "utf-8")
    return tmp_path / "site"


def test_views_of_a_site(site):
    """One page of each kind that the site has, and a search for a word of the home page."""
    assert screenshots.views(site) == {
        "home": "",
        "article": "articles/warm/",
        "search": "search/",
        "search-found": "search/?q=remarkable",
    }


def test_there_are_three_screen_sizes():
    """Phone, tablet and desktop."""
    assert list(screenshots.SCREENS) == [360, 768, 1280]


@pytest.mark.slow
@pytest.mark.browser
def test_each_view_has_six_screenshots_and_printed_ones_a_pdf(browser, site, tmp_path):
    """Their names have page, width and colour scheme."""
    (site / "search/index.html").unlink()
    target = tmp_path / "pictures"
    with screenshots.serving(site) as url:
        written = screenshots.shoot_all(browser, url, site, target)

    names = [
        f"{kind}-{width}-{scheme}.png"
        for kind in ("home", "article")
        for width in (360, 768, 1280)
        for scheme in ("light", "dark")
    ]
    assert sorted(path.name for path in written) == sorted([*names, "article-print.pdf"])
    assert sorted(target.iterdir()) == sorted(written)
    with Image.open(target / "home-768-dark.png") as picture:
        assert picture.size == (768, 1024)
    assert (target / "article-print.pdf").read_bytes().startswith(b"%PDF")
