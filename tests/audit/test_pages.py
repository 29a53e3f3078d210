"""The pages of a site and their kinds."""

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
def test_the_kind_of_a_page_follows_from_its_path(file, kind):
    """Budgets depend on the kind; any other page is of the kind “page”."""
    assert kind_of(file) == kind


def test_the_heaviest_article_is_the_sample(site):
    """It is the first to exceed a budget."""
    folder = site(articles__long__index="abcdefghijk" + "x" * 9, articles__z__index="x" * 9000)

    assert Page("articles/long/index.html", "article") in samples(folder)


def test_each_kind_has_one_sample(site):
    """Kinds that a site does not have are left out."""
    folder = site(index="", topics__a__index="", topics__b__index="", privacy__index="")

    assert samples(folder) == [Page("index.html", "home"), Page("topics/b/index.html", "topic")]
    assert len(all_pages(folder)) == 4


@pytest.mark.parametrize("siteurl", ["", "https://clinic.example.org/repo"])
def test_only_urls_of_the_site_are_resolved(site, siteurl):
    """Relative and absolute URLs are; those of other hosts and of missing files are not."""
    folder = site(index="", a__b="")
    found = {
        address: local_file(folder, "a/b.html", address, siteurl)
        for address in ("../index.html", f"{siteurl}/index.html", "//other.example/index.html")
    }

    assert list(found.values()) == [folder / "index.html", folder / "index.html", None]
    assert local_file(folder, "a/b.html", "gone.css", siteurl) is None


def test_the_search_term_is_from_the_home_page(site):
    """It is the longest word of its heading."""
    assert title_word(site(index="<h1>Less pain, <b>more</b> running</h1>")) == "running"
