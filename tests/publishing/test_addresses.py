"""Rules of who may have which file of the site."""

from dataclasses import dataclass, field

import pytest

from plugins.core.findings import Finding
from plugins.publishing.addresses import Claim, claim, double, misplaced, nameless, unwritable


@dataclass
class FakePost:
    """A post, of which a build asks for its file and where it is written."""

    source_file: str = "content/a.md"
    url: str = "articles/a/"
    save_as: str = "articles/a/index.html"
    field_lines: dict = field(default_factory=lambda: {"slug": 3, "save_as": 4, "aliases": 5})


def moved(**values):
    """A post whose editor wrote `save_as` (and perhaps `url`)."""
    post = FakePost(**values)
    post.override_save_as = post.save_as
    return post


@pytest.mark.parametrize(
    ("variables", "line", "hint"),
    [
        ({"article": FakePost()}, 3, "Give one of them another `slug`."),
        ({"page": FakePost()}, 3, "Give one of them another `slug`."),
        ({"article": FakePost(field_lines={})}, 1, "Give one of them another `slug`."),
        ({"article": moved()}, 4, "Write another `save_as`, or leave it out."),
        ({"redirect_to": FakePost()}, 5, "Take the alias away."),
    ],
)
def test_a_page_is_claimed_by_its_post(variables, line, hint):
    """At the line of the key that decides its file."""
    found = claim(variables)

    assert (found.path, found.line, found.hint) == ("content/a.md", line, hint)


def test_a_list_is_claimed_by_nobody():
    """The site makes it by itself."""
    assert claim({"articles": [FakePost()]}).path == ""


@pytest.mark.parametrize("turned", [False, True])
def test_the_later_of_two_posts_gives_way(turned):
    """By the order of their paths, whichever was written first."""
    pair = Claim("content/a.md", 2, "Hint a."), Claim("content/b.md", 3, "Hint b.")

    found = double("x/index.html", *(reversed(pair) if turned else pair))

    assert found == Finding(
        "content/b.md", 3, "error", "addresses/double",
        "This has the same address as content/a.md: /x/", "Hint b.",
    )  # fmt: skip


@pytest.mark.parametrize("turned", [False, True])
def test_a_post_gives_way_to_the_sites_own_pages(turned):
    """In a lenient build it is only told."""
    pair = Claim(), Claim("content/b.md", 3, "Hint b.")

    found = double("topics.html", *(reversed(pair) if turned else pair), "warning")

    assert found == Finding(
        "content/b.md", 3, "warning", "addresses/double",
        "This has the same address as a page that the site makes by itself: /topics.html",
        "Hint b.",
    )  # fmt: skip


def test_two_pages_of_the_site_itself_are_the_settings_fault():
    """No file of the editor's is named."""
    found = double("index.html", Claim(), Claim())

    assert (found.path, found.message) == ("", "Two pages of the site itself want to be /.")


def test_no_two_claims_are_the_same():
    """Two feeds or lists without a source are still two."""
    assert Claim() != Claim()


def test_a_page_that_the_disk_refuses_names_its_post():
    """With the system's reason."""
    error = IsADirectoryError(21, "Is a directory")

    found = unwritable("about", error, Claim("content/a.md", 4, "Hint."))

    assert found == Finding(
        "content/a.md", 4, "error", "addresses/unwritable",
        "The page about cannot be written: Is a directory.", "Hint.",
    )  # fmt: skip
    assert unwritable("about", error, Claim()).hint


@dataclass
class FakeGroup:
    """A topic or category."""

    name: str
    slug: str


def test_a_topic_without_letters_names_the_post_that_has_it():
    """An address cannot be made of it."""
    post = FakePost(field_lines={"topics": 6, "category": 7})
    variables = {"articles": [post]}

    found = nameless({**variables, "tag": FakeGroup("?!", "")}, "warning")

    assert found == Finding(
        "content/a.md", 6, "warning", "addresses/nameless",
        "“?!” has no letter or digit to make an address of.", "Write it with letters.",
    )  # fmt: skip
    assert nameless({**variables, "category": FakeGroup("?", "")}, "error").line == 7
    assert nameless({**variables, "tag": FakeGroup("C", "c")}, "error") is None
    assert nameless({"article": post, "category": FakeGroup("?", "")}, "error") is None
    assert nameless({"articles": []}, "error") is None


@pytest.mark.parametrize("severity", ["error", "warning"])
def test_a_topic_that_would_be_a_device_on_windows_is_an_error(severity):
    """In lenient builds too: nobody there could have a copy of the site."""
    variables = {"articles": [FakePost(field_lines={"topics": 6})]}

    found = nameless({**variables, "tag": FakeGroup("Con", "con")}, severity)

    assert (found.path, found.line, found.severity) == ("content/a.md", 6, "error")
    assert found.rule == "addresses/unportable"
    assert nameless({**variables, "tag": FakeGroup("Cons", "cons")}, severity) is None


@pytest.mark.parametrize(
    ("url", "save_as"),
    [
        ("a/", "a/index.html"),
        ("a", "a/index.html"),
        ("a", "a.html"),
        ("a.html", "a.html"),
        ("", "index.html"),
        ("a/index.html", "a/index.html"),
    ],
)
def test_an_address_that_a_host_finds_is_fine(url, save_as):
    """Hosts add index.html or .html."""
    assert misplaced([FakePost(url=url, save_as=save_as)], "error") == []


@pytest.mark.parametrize(
    ("url", "save_as"), [("a/", "b/index.html"), ("a/", "a.html"), ("a.html", "a/index.html")]
)
def test_an_address_that_no_host_finds_is_told(url, save_as):
    """Every link to the post would be dead."""
    (found,) = misplaced([moved(url=url, save_as=save_as)], "error")

    assert (found.path, found.line) == ("content/a.md", 4)
    assert found.message == f"Links lead to /{url}, but the page is written to {save_as}."
