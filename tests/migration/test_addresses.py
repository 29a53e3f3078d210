"""Addresses are those that Jekyll and Hugo make: compared with Jekyll 4.3.1 and Hugo 0.111.3."""

from datetime import datetime

import pytest

from plugins.migration import hugo_addresses, jekyll_addresses
from plugins.migration.hugo_addresses import HugoAddresses
from plugins.migration.new_addresses import address_fields, redirects, with_ending
from plugins.migration.old_site import OldPost, Patterns

DAY = datetime(2020, 2, 3)  # noqa: DTZ001  # by the clocks of the site


@pytest.mark.parametrize(
    ("style", "url"),
    [
        ("date", "one two/2020/02/03/Tail.html"),
        ("pretty", "one two/2020/02/03/Tail/"),
        ("ordinal", "one two/2020/034/Tail.html"),
        ("weekdate", "one two/2020/W06/Mon/Tail.html"),
        ("none", "one two/Tail.html"),
        ("/:year/:title", "2020/Tail"),
        ("/x/:slug/:i_month", "x/tail/2"),
        (
            "/b/:slugified_categories/:short_year-:i_day/:title:output_ext",
            "b/one-two/20-3/Tail.html",
        ),
    ],
)
def test_a_post_of_jekyll_has_the_address_of_its_permalink(style, url):
    """A title keeps its capitals, a category does not."""
    form = jekyll_addresses.template(style)

    assert jekyll_addresses.post_url(form, DAY, "Tail-", ["One Two", "One Two"]) == url


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("A - b c", "A-b-c"), ("x_y", "x_y"), ("é à", "é-à"), ("C++ & D#", "C++-&-D"),
        ("What's up?", "What's-up"), ("--lead", "lead"), ("v1.2 out", "v1.2-out"),
        ("q,r;s", "q,r;s"),
    ],
)  # fmt: skip
def test_a_title_of_jekyll_keeps_some_signs(name, slug):
    """The others become one hyphen."""
    assert jekyll_addresses.slug(name) == slug


@pytest.mark.parametrize(
    ("path", "style", "url"),
    [
        ("about.md", "date", "about.html"), ("about.md", "pretty", "about/"),
        ("a/b.md", "/:title", "a/b"), ("a/index.md", "date", "a/"), ("index.md", "pretty", ""),
    ],
)  # fmt: skip
def test_a_page_of_jekyll_has_the_address_of_its_file(path, style, url):
    """With the ending that posts have."""
    assert jekyll_addresses.page_url(path, style) == url


@pytest.mark.parametrize(
    ("words", "segment"),
    [
        ("A - b c", "a-b-c"), ("x_y", "x_y"), ("é à", "é-à"), ("C++ & D#", "c++-d#"),
        ("What's up?", "whats-up"), ("--lead", "--lead"), ("a  b", "a-b"), ("a--b", "a--b"),
        ("tail-", "tail-"), ("(par)", "par"), ("100% x", "100-x"), ("v1.2 out", "v1.2-out"),
    ],
)  # fmt: skip
def test_a_part_of_an_address_of_hugo(words, segment):
    """Hyphens stay; spaces become one."""
    assert hugo_addresses.segment(words) == segment


@pytest.mark.parametrize(
    ("path", "front", "url"),
    [
        ("posts/Sub Dir/a.md", {}, "posts/sub-dir/a/"),
        ("posts/Sub Dir/a.md", {"slug": "My Slug"}, "posts/sub-dir/my-slug/"),
        ("posts/bundle/index.md", {}, "posts/bundle/"),
        ("posts/a.md", {"url": "/my/Own"}, "my/Own"),
        ("docs/sub/C++ & D#.md", {"title": "T C++ & D#"}, "d/2020/02/t-c-d/c-d/"),
        ("notes/a.md", {"title": "T", "slug": "S"}, "notes/s/"),
        ("about.md", {}, "about/"),
    ],
)
def test_a_post_of_hugo_has_the_address_of_its_section(path, front, url):
    """Or of its front matter, or of its file."""
    permalinks = {"docs": "/d/:year/:month/:title/:filename/", "notes": "/:section/:slug/"}

    assert HugoAddresses(permalinks).of(path, front, DAY) == url


def test_ugly_addresses_of_hugo():
    """All end in .html."""
    assert HugoAddresses(ugly=True).of("posts/a.md", {}, DAY) == "posts/a.html"
    assert HugoAddresses(ugly=True).pattern("posts") == "posts/{slug}.html"


@pytest.mark.parametrize(
    ("made", "pattern"),
    [
        (jekyll_addresses.pelican_pattern("pretty"), "{date:%Y}/{date:%m}/{date:%d}/{slug}/"),
        (jekyll_addresses.pelican_pattern("/:year/:title"), "{date:%Y}/{slug}"),
        (jekyll_addresses.pelican_pattern("/:unheard_of/:title"), ""),
        (jekyll_addresses.pelican_pattern("/{settings}/:title"), ""),
        (HugoAddresses({"a": "/:year/:slug/"}).pattern("a"), "{date:%Y}/{slug}/"),
        (HugoAddresses({"a": "/:sections/:slug/"}).pattern("a"), ""),
        (HugoAddresses({}).pattern("Blog"), "blog/{slug}/"),
    ],
)
def test_new_posts_get_addresses_of_the_same_form(made, pattern):
    """As a pattern of Pelican's, if there is one that means the same."""
    assert made == pattern


def post(url, save_as, **changes):
    """A public article at that address."""
    given = {"path": "a.md", "name": "a.md", "kind": "articles", "markup": "markdown", "raw": b""}
    return OldPost(**given, body="", fields={}, url=url, save_as=save_as, **changes)


@pytest.mark.parametrize(
    ("url", "save_as", "keys"),
    [
        ("a.html", "a.html", {}),
        ("b/", "b/index.html", {"url": "b/"}),
        ("b", "b.html", {"url": "b.html"}),
        ("b", "b/index.html", {"url": "b/"}),
        ("b/", "c/index.html", {"url": "b/", "save_as": "c/index.html"}),
        ("", "index.html", {}),
        ("../b.html", "../b.html", {}),
        ("feeds/b.html", "feeds/b.html", {}),
        ("b.php", "b.php", {}),
    ],
)
def test_a_post_keeps_its_address(url, save_as, keys):
    """By its slug if that is enough, else by keys; what cannot be is noted."""
    notes = []
    patterns = Patterns("{slug}.html", "{slug}.html")

    assert address_fields(post(url, save_as), "a", patterns, notes) == keys
    assert bool(notes) == (not keys and save_as != "a.html")


def test_an_address_that_the_author_chose_is_written():
    """Even where the pattern would make it too: another slug must not change it."""
    notes = []
    patterns = Patterns("{slug}.html", "{slug}.html")
    found = address_fields(post("a.html", "a.html", overridden=True), "a", patterns, notes)

    assert found == {"url": "a.html"}


def test_links_end_as_every_host_serves_them():
    """With .html or a slash."""
    assert with_ending("a", "a.html") == "a.html"
    assert with_ending("a", "a/index.html") == "a/"
    assert with_ending("a/", "a/index.html") == "a/"


def test_old_lists_lead_to_ours():
    """Not where a page is anyway, and not to lists that the site does not have."""
    moved = {
        "tag/a.html": "/topics/a/",
        "author/b.html": "/people/b/",
        "author/c.html": "/people/c/",
        "taken.html": "/articles/",
        "categories/c/index.html": "/categories/c/",
        "articles/page/2/index.html": "/articles/",
        "blog/index.html": "/articles/",
        "../x.html": "/articles/",
        "feeds/x.html": "/articles/",
    }

    assert list(redirects(moved, {"taken.html"}, ["c"], topics=True)) == [
        ("/author/b.html", "/articles/"),
        ("/author/c.html", "/people/c/"),
        ("/blog/", "/articles/"),
        ("/tag/a.html", "/topics/a/"),
    ]
