"""Which pages a site has, and of what kind."""

import pytest

from tools.audit.measurements import Page
from tools.audit.pages import all_pages, kind_of, local_file, samples, title_word


@pytest.fixture
def site(tmp_path):
    """A folder to write pages into."""

    def write(**pages):
        for name, text in pages.items():
            path = tmp_path / name.replace("__", "/")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.with_suffix(".html").write_text(text, "utf-8")
        return tmp_path

    return write


@pytest.mark.parametrize(
    ("file", "kind"),
    [
        ("index.html", "home"),
        ("articles/index.html", "articles"),
        ("articles/warm-up/index.html", "article"),
        ("nb/articles/warm-up/index.html", "article"),
        ("topics/running/index.html", "topic"),
        ("topics/running/page/2/index.html", "page"),
        ("search/index.html", "search"),
        ("404.html", "404"),
        ("privacy/index.html", "page"),
    ],
)
def test_a_page_is_of_the_kind_of_its_place(file, kind):
    """Budgets differ by kind, and a page like no other is a plain one."""
    assert kind_of(file) == kind


def test_the_heaviest_article_stands_for_all(site):
    """It is the one that breaks a budget first."""
    folder = site(articles__long__index="abcdefghijk" + "x" * 9, articles__z__index="x" * 9000)

    assert Page("articles/long/index.html", "article") in samples(folder)


def test_each_kind_has_one_sample(site):
    """What a site lacks is left out."""
    folder = site(index="", topics__a__index="", topics__b__index="", privacy__index="")

    assert samples(folder) == [Page("index.html", "home"), Page("topics/b/index.html", "topic")]
    assert len(all_pages(folder)) == 4


@pytest.mark.parametrize("siteurl", ["", "https://clinic.example.org/repo"])
def test_addresses_are_the_sites_own_or_none(site, siteurl):
    """Relative to the page, from the top, or whole; never another host's, never out of the site."""
    folder = site(index="", a__b="")
    found = {
        address: local_file(folder, "a/b.html", address, siteurl)
        for address in ("../index.html", f"{siteurl}/index.html", "//other.example/index.html")
    }

    assert list(found.values()) == [folder / "index.html", folder / "index.html", None]
    assert local_file(folder, "a/b.html", "gone.css", siteurl) is None


def test_a_word_to_search_for_stands_on_the_home_page(site):
    """The longest of its heading."""
    assert title_word(site(index="<h1>Less pain, <b>more</b> running</h1>")) == "running"
