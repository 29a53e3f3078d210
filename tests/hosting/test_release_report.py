"""The report of a publication is short, and has numbers that matter."""

import pytest

from plugins.hosting.hosted_site import HostedSite
from plugins.hosting.manifest import manifest_of
from plugins.hosting.redirect_rules import NO_RULES, read_own_rules
from plugins.hosting.redirects_file import limits
from plugins.hosting.release_report import lines
from tests.hosting.made_up import REDIRECTS, SITEURL, made_up_file

PICTURE = made_up_file("a.avif", b"x" * 3_000_000, type="image/avif")


def report(*files, redirects=(), own=NO_RULES, open_points=0):
    """The report on a site with these files."""
    site = HostedSite(SITEURL, "", redirects)
    made = manifest_of(site, {}, files)
    return lines(made, limits(site, own), open_points, "output.release")


def test_the_size_is_that_of_all_files_and_of_the_largest_kind():
    """In megabytes of a million bytes."""
    page = made_up_file("index.html", b"x" * 1_500_000)

    first, *_ = report(PICTURE, page)

    assert [word for word in ("2 files", "4.5 MB", "3.0 MB", "pictures") if word not in first] == []
    assert "MB" in report()[0]


@pytest.mark.parametrize(("points", "count"), [(0, 2), (1, 3), (63, 3)])
def test_open_points_are_counted_if_there_are_any(points, count):
    """With the document that lists them."""
    found = report(PICTURE, open_points=points)

    assert len(found) == count
    assert any(f"{points} " in line and "before-launch.md" in line for line in found) is bool(
        points
    )


def test_redirects_are_held_against_the_limits_of_hosts():
    """If there are any."""
    found = report(PICTURE, redirects=REDIRECTS)

    assert len(found) == 3
    assert "2,000" in found[1]
    assert "10,000" in found[1]


@pytest.mark.parametrize(
    ("redirects", "start"),
    [((), "Redirects of your own: "), (REDIRECTS[:1], "1 old address leads to a new one: ")],
)
def test_the_rules_of_an_owner_count_too(redirects, start):
    """Also if there are no others."""
    own = read_own_rules("/shop https://shop.example.org/ 301\n", "content/extra/_redirects")

    found = report(PICTURE, redirects=redirects, own=own)

    assert found[1].startswith(start)
    assert f"{1 + len(redirects)} of 2,000" in found[1]


def test_the_last_line_says_where_the_manifest_is():
    """Whatever comes before it."""
    assert "output.release/manifest.json" in report(PICTURE, redirects=REDIRECTS)[-1]
