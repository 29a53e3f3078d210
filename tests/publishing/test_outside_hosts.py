"""Rules of the list of outside hosts."""

from plugins.core.findings import Finding
from plugins.publishing.loads import Load
from plugins.publishing.outside_hosts import OutsideHost, findings, outside

FONT = Load("fonts.example", "https://fonts.example/a.css", "link href")
PICTURE = Load("cdn.example", "//cdn.example/a.png", "img src")
OWN = Load("clinic.example", "https://clinic.example/a.png", "img src")


def test_every_other_host_is_listed_with_the_files_that_name_it():
    """Sorted by host; the site's own is none of them."""
    loads = {"index.html": [FONT, OWN], "a/index.html": [PICTURE, FONT], "b/index.html": [OWN]}

    assert outside(loads, "https://Clinic.example/repo") == [
        OutsideHost(PICTURE, ("a/index.html",)),
        OutsideHost(FONT, ("index.html", "a/index.html")),
    ]


def test_a_site_without_an_address_has_no_host_of_its_own():
    """Its own files have addresses without a host."""
    assert outside({"index.html": [OWN]}, "") == [OutsideHost(OWN, ("index.html",))]


def test_a_host_is_told_once_with_its_first_file():
    """However many pages of the theme name it."""
    hosts = [OutsideHost(FONT, ("index.html", "a/index.html", "b/index.html"))]

    assert findings(hosts, "error") == [
        Finding(
            "", 0, "error", "outside-hosts/loaded",
            "Visitors' browsers would ask fonts.example for “https://fonts.example/a.css” (link "
            "href): it stands in index.html and 2 more of the site.",
            "Keep a copy on the site itself, or take it out of the theme or of content/extra/.",
        )
    ]  # fmt: skip
