"""At no step of a deploy does a page ask for something that is not there yet."""

from hypothesis import given
from hypothesis import strategies as st

from plugins.deploy.order import Stage, in_order, lists_of, stage_of
from tests.deploy.sites import manifest, site

LIVE = {"index.html", "articles/index.html", "articles/a/index.html", "files/a.pdf", "robots.txt"}
STOPPED = LIVE | {"articles/stopped/index.html"}


def test_each_kind_of_file_has_its_stage():
    """Hashed assets first, robots.txt last."""
    expected = {
        "theme/main.0123456789.css": Stage.HASHED_ASSETS,
        "files/new.pdf": Stage.NEW_ASSETS,
        "files/a.pdf": Stage.ASSETS,
        "articles/new/index.html": Stage.NEW_PAGES,
        "articles/stopped/index.html": Stage.STOPPED_PAGES,
        "articles/a/index.html": Stage.LEAF_PAGES,
        "articles/index.html": Stage.LISTS,
        "index.html": Stage.LISTS,
        "feeds/all.atom.xml": Stage.FEEDS,
        "search-index/index.json": Stage.SEARCH_INDEX,
        "sitemap.xml": Stage.SITEMAP,
        "robots.txt": Stage.ROBOTS,
    }
    lists = lists_of(expected)

    assert {path: stage_of(path, LIVE, STOPPED, lists) for path in expected} == expected
    assert {*expected.values()} == {*Stage}


def test_deeper_pages_come_first():
    """The page of a folder links to those below it."""
    pages = ("a.html", "x/a.html", "x/y/a.html")
    files = manifest(dict.fromkeys(pages, b"")).files

    ((stage, found),) = in_order(files, pages, pages, ())

    assert stage == Stage.LEAF_PAGES
    assert [file.path for file in found] == ["x/y/a.html", "x/a.html", "a.html"]


def test_a_folder_with_pages_below_is_a_list():
    """Whether its pages are files or folders."""
    paths = ["blog/a/index.html", "help/a.html", "about/index.html", "files/2026/a.pdf"]

    assert lists_of(paths) == {"index.html", "blog/index.html", "help/index.html"}


@given(st.sets(st.sampled_from(sorted(site(1)))), st.sets(st.sampled_from(sorted(site(1)))))
def test_all_files_come_once(changed, live):
    """Whichever files change."""
    files = [file for file in manifest(site(1)).files if file.path in changed]

    stages = in_order(files, site(1), live, ())

    assert sorted(file.path for _, each in stages for file in each) == sorted(changed)
    assert [stage for stage, _ in stages] == sorted({stage for stage, _ in stages})
