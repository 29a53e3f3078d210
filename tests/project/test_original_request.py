"""The requirements of the original request, one test for each.

The parts have their own tests; those of the old page's failures are in
tests/built_site/test_old_failures.py.
"""

import ast
import functools
import re
import tomllib

import pytest

from tests.building import ROOT
from tests.built_site.built_pages import html_pages, soup
from tests.publishing.small_site import build_site, edit, small_site, write

# Name of the library -> the module, and the folder whose code imports it.
LIBRARIES = {
    "pelican": ("pelican", "plugins"),
    "markdown": ("markdown", "plugins"),
    "jinja2": ("jinja2", "plugins"),
    "beautifulsoup4": ("bs4", "plugins"),
    "pytest": ("pytest", "tests"),
}

TOP_LEVEL = (
    "README.md",
    "CHANGELOG.md",
    "LICENSE",
    "Makefile",
    "pyproject.toml",
    "pelicanconf.py",
    "publishconf.py",
    "requirements/site.lock",
    "requirements/dev.lock",
    "content/articles/",
    "content/pages/",
    "content/images/",
    "content/data/clinic.yaml",
    "theme/templates/base.html",
    "theme/static/css/main.css",
    "plugins/related_articles/plugin.py",
    "plugins/photo_feed/plugin.py",
    "tests/conftest.py",
    "docs/writing.md",
    ".github/workflows/site.yml",
)

# What the old page showed instead of a photo feed and excerpts.
OLD_PAGE = (
    "Error: No feed with the ID 3 found",
    "span style",
    "text-decoration",
    "Loading, Please wait",
)


def visible_text(page):
    """The text that a visitor reads on a page."""
    return " ".join(page.body.get_text(" ").split())


@pytest.fixture(scope="module")
def articles(built_site):
    """The parsed page of each article of the clinic's own site, by path."""
    pages = {path: soup(path) for path in html_pages(built_site)}
    found = {path: page for path, page in pages.items() if page.select_one("main .article-meta")}
    assert len(found) >= 12
    return found


@pytest.fixture(scope="module")
def texts(built_site):
    """The visible text of every page of the built site, by path."""
    return {path: visible_text(soup(path)) for path in html_pages(built_site)}


@pytest.fixture(scope="module")
def built_post(tmp_path_factory):
    """The page of a Markdown post, built with a marker in the theme's article template."""
    project = small_site(tmp_path_factory.mktemp("request") / "project", code=True)
    post = "---\ntitle: Stretching\ndate: 2026-01-03\n---\n## Why?\n\nIt is *good* for you.\n"
    write(project, "content/articles/stretching.md", post)
    mark = '<p id="mark">{{ article.title|upper }}</p>'
    edit(project, "theme/templates/article.html", "<article>\n", f"<article>\n{mark}\n")

    done = build_site(project)

    assert done.returncode == 0, done.stderr
    return soup(project / "output" / "articles" / "stretching" / "index.html")


@pytest.mark.slow
def test_markdown_becomes_a_static_page_with_a_jinja_template(built_post):
    """The page has the post's Markdown as HTML, within the output of the template."""
    prose = built_post.select_one("article .prose")

    assert prose.h2.get_text(strip=True).startswith("Why?")
    assert prose.em.get_text() == "good"
    assert built_post.select_one("#mark").get_text() == "STRETCHING"
    assert "{{" not in str(built_post)


@pytest.mark.slow
def test_every_article_links_to_related_articles(articles, built_site):
    """Each link leads to another existing article; every article has such links."""
    for path, page in articles.items():
        links = [a["href"] for a in page.select("#related-articles h3 a[href]")]
        targets = {built_site / link.strip("/") / "index.html" for link in links}

        assert targets, path
        assert targets <= set(articles) - {path}


@pytest.mark.slow
def test_every_article_has_the_static_photo_gallery(articles, built_site):
    """The Instagram box is replaced by images from the site itself."""
    for path, page in articles.items():
        sources = [picture["src"].lstrip("/") for picture in page.select("#photo-feed img")]

        assert sources, path
        assert all((built_site / source).is_file() for source in sources)


@pytest.mark.slow
@pytest.mark.browser
def test_a_visit_makes_no_request_to_instagram(page, site_url):
    """All requests of an article, read to its end, are to the site itself."""
    asked = []
    page.on("request", lambda request: asked.append(request.url))

    page.goto(f"{site_url}/articles/what-is-dry-needling/")
    page.locator("#photo-feed").scroll_into_view_if_needed()
    page.wait_for_load_state("networkidle")

    assert len(asked) > 3
    assert not [url for url in asked if not url.startswith(f"{site_url}/")]


@pytest.mark.slow
def test_a_post_with_the_old_feed_shows_no_dead_feed(built_sample):
    """The sample has such a post: box, shortcode, error and spinner are in its source."""
    source = (ROOT / "tests/sample_site/content/articles/quay-news.md").read_text("utf-8")
    page = soup(built_sample / "articles" / "quay-news" / "index.html")

    assert 'id="sb_instagram"' in source
    assert OLD_PAGE[3] in source
    assert not page.select("[id^=sb_], [id^=sbi_], [class^=sbi], [data-feedid]")
    assert OLD_PAGE[3] not in visible_text(page)
    assert "Now the pictures are kept with the words." in visible_text(page)


@pytest.mark.slow
@pytest.mark.parametrize("failure", OLD_PAGE)
def test_no_page_shows_a_failure_of_the_old_page(texts, failure):
    """No page has the error, markup in excerpts, or the spinner."""
    assert len(texts) > 40
    assert [path for path, text in texts.items() if failure in text] == []


@pytest.mark.slow
def test_related_topics_are_never_empty(articles):
    """The heading appears only above links."""
    sections = [found for page in articles.values() for found in page.select("#related-topics")]

    assert sections
    assert [section for section in sections if not section.select("a[href]")] == []


def test_the_top_level_files_exist():
    """The files that users of Pelican expect, and the folders that the README names."""
    kinds = {name: (ROOT / name).is_dir() for name in TOP_LEVEL if (ROOT / name).exists()}

    assert kinds == {name: name.endswith("/") for name in TOP_LEVEL}


@pytest.mark.parametrize("name", LIBRARIES)
def test_a_library_is_declared_locked_and_used(name):
    """It is in pyproject.toml, in a lock file with hashes, and code imports it."""
    module, folder = LIBRARIES[name]
    lock = "dev" if folder == "tests" else "site"
    locked = (ROOT / "requirements" / f"{lock}.lock").read_text("utf-8")

    assert name in declared_libraries()
    assert re.search(rf"^{name}==\S+ \\\n    --hash=sha256:", locked, re.MULTILINE)
    assert module in imported_below(folder)


def declared_libraries():
    """The names of all libraries that pyproject.toml declares."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    groups = project["dependency-groups"]
    rows = [*project["project"]["dependencies"], *groups["deploy"], *groups["dev"]]
    names = [row for row in rows if isinstance(row, str)]  # a group may name another one
    return {re.match(r"[\w.-]+", name)[0].lower() for name in names}


@functools.cache
def imported_below(folder):
    """The top-level names of all modules that code below a folder imports."""
    found = set()
    for path in (ROOT / folder).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                found |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                found.add(node.module.split(".")[0])
    return found


def test_the_readme_names_the_commands_of_everybody():
    """Of the editor, and of whoever publishes."""
    readme = (ROOT / "README.md").read_text("utf-8")

    for target in ("serve", "test", "html", "publish", "new"):
        assert f"make {target}" in readme
