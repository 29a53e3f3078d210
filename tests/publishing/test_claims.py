"""Which of two pages with one path is written."""

import pytest

from plugins.core.findings import Finding
from plugins.publishing.outputs import Outputs
from plugins.publishing.path_conflicts import OutputPath, same_path
from plugins.site.build import BuildRequest

NAME = "articles/index.html"
LIST, SECOND_LIST = OutputPath(), OutputPath()  # pages that the site generates
POST = OutputPath("content/pages/a.md", 3, "Write another `save_as`, or leave it out.")
SECOND_POST = OutputPath("content/pages/b.md", 4, "Write another `save_as`, or leave it out.")


def claim(outputs, page, name=NAME, *, override=False, severity="warning"):
    """Claim the path for a page of a lenient build; a post with `save_as` overrides."""
    return outputs.claim(name, page, severity, override=override)


def test_a_path_of_its_own_is_allowed():
    """It is recorded, so that later pages are compared with it."""
    outputs = Outputs()

    assert claim(outputs, LIST) == (True, None)
    assert claim(outputs, POST, "about/index.html", override=True) == (True, None)
    assert outputs.paths == {NAME: LIST, "about/index.html": POST}
    assert outputs.overriding == {"about/index.html"}


def test_two_pages_of_one_list_are_an_error():
    """Or two feeds, which are of one source as well: the second would replace the first."""
    outputs = Outputs()
    claim(outputs, LIST)

    assert claim(outputs, LIST) == (False, same_path(NAME, LIST, LIST))


def test_two_generated_pages_are_an_error():
    """In every build; the first is written."""
    outputs = Outputs()
    claim(outputs, LIST)

    assert claim(outputs, SECOND_LIST) == (False, same_path(NAME, LIST, SECOND_LIST))
    assert outputs.paths == {NAME: LIST}


def test_a_post_replaces_a_generated_page():
    """In a lenient build, with a warning."""
    outputs = Outputs()
    claim(outputs, LIST)

    allowed, conflict = claim(outputs, POST, override=True)

    assert allowed
    assert conflict == same_path(NAME, LIST, POST, "warning")


def test_a_generated_page_does_not_replace_a_post():
    """Whichever of them comes first; the finding is the same."""
    outputs = Outputs()
    claim(outputs, POST, override=True)

    assert claim(outputs, LIST) == (False, same_path(NAME, LIST, POST, "warning"))


def test_two_posts_are_an_error():
    """In a lenient build, too; the first is written."""
    outputs = Outputs()
    claim(outputs, POST, override=True)

    allowed, conflict = claim(outputs, SECOND_POST, override=True)

    assert not allowed
    assert conflict == same_path(NAME, POST, SECOND_POST)


def test_a_generated_page_after_both_is_still_replaced():
    """The post has the path from then on."""
    outputs = Outputs()
    claim(outputs, LIST)
    claim(outputs, POST, override=True)

    allowed, conflict = claim(outputs, SECOND_LIST)

    assert (allowed, conflict.severity) == (False, "warning")


@pytest.mark.parametrize("post_first", [False, True])
def test_in_a_strict_build_nothing_is_replaced(post_first):
    """The conflict is an error, and the first page is written."""
    outputs = Outputs()
    pages = [(LIST, False), (POST, True)]
    (first, overrides), (second, also) = pages[::-1] if post_first else pages
    claim(outputs, first, override=overrides, severity="error")

    allowed, conflict = claim(outputs, second, override=also, severity="error")

    assert not allowed
    assert conflict == same_path(NAME, LIST, POST, "error")


@pytest.mark.parametrize(
    ("lenient", "allowed", "severity"), [(False, False, "error"), (True, True, "warning")]
)
def test_a_build_adds_the_conflict_to_its_findings(lenient, allowed, severity):
    """With its own severity, at the post's line."""
    request = BuildRequest(lenient=lenient)

    assert request.claims(NAME, LIST, override=False) is True
    assert request.findings.all == []
    assert request.claims(NAME, POST, override=True) is allowed
    assert request.findings.all == [
        Finding(
            "content/pages/a.md", 3, severity, "addresses/double",
            "This has the same address as a page or file that the site makes by itself: /articles/",
            "Write another `save_as`, or leave it out.",
        )
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["index.html", "404.html"])
@pytest.mark.parametrize("post_first", [False, True])
def test_home_page_and_404_page_may_be_replaced(name, post_first):
    """In a strict build too, whichever comes first, without a finding; but not by two posts."""
    outputs = Outputs()
    pages = [(LIST, False), (POST, True)]
    claimed = [
        outputs.claim(name, page, "error", override=override)
        for page, override in (pages[::-1] if post_first else pages)
    ]

    assert claimed == [(True, None), (not post_first, None)]
    assert outputs.claim(name, SECOND_POST, "error", override=True) == (
        False,
        same_path(name, POST, SECOND_POST),
    )
