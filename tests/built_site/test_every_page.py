"""Rules for every page of both sites, checked with HTML parsers."""

import re
from itertools import pairwise

import pytest
import yaml

from tests.building import ROOT
from tests.built_site.built_pages import html_pages, parse_errors, soup

pytestmark = pytest.mark.slow


PROMISES = re.compile(
    r"compl(?:ian|y|ies)\w*|conform\w*|(?:fully|is) accessible|barrier-free", re.IGNORECASE
)


@pytest.fixture(scope="module", params=["built_site", "built_sample", "published_site"])
def site(request):
    """Each built site in turn."""
    return request.getfixturevalue(request.param)


def test_a_strict_parser_finds_no_error(site):
    """html5lib parses every page without a parse error."""
    errors = {page.relative_to(site).as_posix(): parse_errors(page) for page in html_pages(site)}

    assert {page: found for page, found in errors.items() if found} == {}


def test_every_page_has_one_title_one_heading_and_a_language(site):
    """Each page has one h1, the language of its text, and a title that is unique in that."""
    titles = {}
    for page in html_pages(site):
        found = soup(page)
        title = found.html["lang"], found.title.get_text(strip=True)
        titles.setdefault(title, []).append(page)

        assert re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]+)*", found.html["lang"])
        assert len(found.find_all("h1")) == 1, page
        assert found.select_one("meta[name=viewport]")

    assert all(title for _lang, title in titles)
    redirects = {
        page for page in html_pages(site) if soup(page).select_one("meta[http-equiv=refresh]")
    }
    twice = {title: pages for title, pages in titles.items() if len({*pages} - redirects) > 1}
    assert twice == {}


def test_headings_skip_no_level(site):
    """A heading is at most one level deeper than the heading before it."""
    for page in html_pages(site):
        levels = [int(tag.name[1]) for tag in soup(page).find_all(re.compile(r"^h[1-6]$"))]
        jumps = [(a, b) for a, b in pairwise(levels) if b > a + 1]

        assert not jumps, page


def test_ids_are_unique(site):
    """No id occurs twice on a page."""
    for page in html_pages(site):
        ids = [tag["id"] for tag in soup(page).find_all(id=True)]

        assert len(ids) == len(set(ids)), page


def test_every_image_has_alt_and_size(site):
    """Each img has width, height (so that the layout does not shift) and alt."""
    for page in html_pages(site):
        for picture in soup(page).find_all("img"):
            assert picture.has_attr("alt"), page
            assert int(picture["width"]) > 0
            assert int(picture["height"]) > 0


def _is_theme_text(text):
    """Whether the theme wrote a text; a post may have “None” in a table."""
    return text.parent is None or text.find_parent(class_="prose") is None


def test_no_value_leaked_from_python(site):
    """No text or attribute contains None, Undefined or Jinja braces."""
    for page in html_pages(site):
        found = soup(page)
        values = [str(value) for tag in found.find_all(True) for value in tag.attrs.values()]
        leaks = [
            value
            for value in [
                *(text.strip() for text in found.find_all(string=_is_theme_text)),
                *values,
            ]
            if value == "None" or re.search(r"Undefined|\{\{|\{%|<built-in|object at 0x", value)
        ]

        assert not leaks, page


def test_stylesheets_are_in_pages_and_load_one_font(site):
    """All pages have the same one, and those with the search's fields another one; no page links.

    One loads a file of the site, which each page has preloaded, and nothing else.
    """
    styles, fonts = set(), set()
    for page in html_pages(site):
        found = soup(page)
        within = tuple(tag.get_text() for tag in found.head.find_all("style"))
        redirects = found.find("meta", attrs={"http-equiv": "refresh"})
        styles |= {within} if within or not redirects else set()
        fonts |= {tag["href"] for tag in found.select("link[rel=preload][as=font]")}
        assert not found.select("link[rel~=stylesheet]"), page
    main, searching = sorted(styles, key=len)
    texts = "".join(searching)

    assert (len(main), len(searching)) == (1, 2)
    assert searching[0] == main[0]
    assert not list(site.rglob("*.css"))
    assert "@import" not in texts
    assert re.findall(r'url\("([^"]*)"\)', texts) == [*fonts]
    (font,) = re.findall(r"theme/[\w-]+\.[0-9a-f]{10}\.woff2$", fonts.pop())
    assert (site / font).is_file()
    assert texts.count("url(") == 1


def test_the_page_about_accessibility_promises_nothing(site):
    """Tests find only some problems, so no site can say of itself that it has none."""
    page = site / "accessibility" / "index.html"  # the sample has one
    words = soup(page).main.get_text(" ") if page.is_file() else ""

    assert PROMISES.findall(words) == []


def test_every_page_has_the_disclaimer(built_site):
    """Every page but redirects says what clinic.yaml says about medical advice."""
    clinic = yaml.safe_load((ROOT / "content/data/clinic.yaml").read_text("utf-8"))
    words = " ".join(str(clinic.get("disclaimer", "")).split())
    for page in html_pages(built_site):
        assert words in " ".join(soup(page).get_text(" ").split()), page
