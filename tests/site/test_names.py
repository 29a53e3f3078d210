"""The topics and categories of whole builds: each has one spelling and one page."""

import json
from collections import Counter

import pytest
from bs4 import BeautifulSoup

from tests.publishing.small_site import build_site, small_site, write

POST = "---\ntitle: {title}\ndate: 2026-01-0{day}\n{rows}\n---\nSome words about it.\n"


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """A site in which topics and categories are written in several ways, and its findings."""
    folder = small_site(tmp_path_factory.mktemp("names") / "site")
    rows = [
        "category: Moving\ntopics: [Warm-up, Warm up, Stairs]",
        "category: Moving\ntopics: [Warm up, C++]",
        "category: moving\ntopics: [C#, warm up]",
        "category: Movin\ntopics: [Stairz]",
        "category: Resting\ntopics:\n  - Stairs\n  - C++",
    ]
    for day, each in enumerate(rows, 3):
        write(folder, f"content/articles/p{day}.md", POST.format(title="A", day=day, rows=each))
    done = build_site(folder, options=["--report", str(folder / "report.json")])
    assert done.returncode == 0, done.stderr
    return folder / "output", json.loads((folder / "report.json").read_text("utf-8"))["findings"]


def page(site, name):
    return BeautifulSoup((site / name / "index.html").read_text("utf-8"), "html.parser")


def test_each_name_has_one_page_that_lists_each_article_once(built):
    """Under the spelling that most posts have."""
    site, _findings = built
    listed = page(site, "topics/warm-up").main.select("article h2, article h3")

    assert page(site, "topics/warm-up").h1.get_text(strip=True) == "Warm up"
    assert page(site, "topics/c").h1.get_text(strip=True) == "C++"
    assert page(site, "categories/moving").h1.get_text(strip=True) == "Articles: Moving"
    assert len(listed) == 3


def test_an_article_names_a_topic_once(built):
    """Although its post has it twice."""
    site, _findings = built
    links = Counter(
        link["href"] for link in page(site, "articles/p3").select('a[href*="/topics/"]')
    )

    assert links["/topics/warm-up/"] == 1


def test_other_spellings_and_slips_are_reported_where_they_are_written(built):
    """In each post once."""
    _site, findings = built

    assert [(each["path"], each["line"], each["severity"], each["rule"]) for each in findings] == [
        ("content/articles/p3.md", 5, "warning", "topic/spellings"),
        ("content/articles/p5.md", 4, "warning", "category/spellings"),
        ("content/articles/p5.md", 5, "warning", "topic/spellings"),
        ("content/articles/p5.md", 5, "warning", "topic/spellings"),
        ("content/articles/p6.md", 4, "warning", "category/only-here"),
        ("content/articles/p6.md", 5, "warning", "topic/only-here"),
    ]
