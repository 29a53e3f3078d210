"""redirects.yaml: old addresses that no post has, or findings with lines."""

import pytest

from plugins.publishing.redirects import RedirectTarget, read, read_file, targets
from tests.publishing.small_site import build_site, small_site, write

PATH = "content/data/redirects.yaml"
TWO = b"- {from: /tag/sleep.html, to: /topics/sleep/}\n- from: /old/\n  to: /articles/hips/#rest\n"


def test_old_addresses_are_read():
    """Each with its target, and the line that an editor would change."""
    file = read(TWO, PATH)

    assert file.findings == ()
    assert list(targets(file)) == [
        (
            "/tag/sleep.html",
            RedirectTarget("/topics/sleep/", "topics/sleep/", PATH, {"aliases": 1}),
        ),
        (
            "/old/",
            RedirectTarget("/articles/hips/#rest", "articles/hips/#rest", PATH, {"aliases": 2}),
        ),
    ]


def test_a_redirect_may_lead_to_the_home_page():
    """Which has no path."""
    assert [target.url for _, target in targets(read(b"- {from: /a/, to: /}\n", PATH))] == [""]


@pytest.mark.parametrize(
    ("rows", "lines"),
    [
        ([("/a/", "/a/")], [1]),
        ([("/a/", "/b/#top"), ("/b/", "/a")], [1, 2]),
        ([("/a/index.html", "/a/")], [1]),
        ([("/a/", "/b"), ("/b/index.html", "/a/index.html")], [1, 2]),
        ([("/c/", "/a/"), ("/a/", "/b/"), ("/b/", "/a/")], [1, 2, 3]),
        ([("/a/", "/b/"), ("/b/", "/c/"), ("/d/", "/b/")], []),
    ],
)
def test_redirects_that_never_end_are_errors(rows, lines):
    """At the line of each that leads into the loop; one that leads to another is none."""
    text = "".join(f"- {{from: {old}, to: {new}}}\n" for old, new in rows)
    found = read(text.encode(), PATH).findings

    assert [(each.rule, each.line) for each in found] == [("redirects/loop", n) for n in lines]


@pytest.mark.parametrize(
    ("row", "rule"),
    [
        ("from: /../a/\n  to: /b/", "redirects/bad-value"),
        ("from: https://a.example.org/\n  to: /b/", "redirects/bad-value"),
        ("from: /a/\n  to: //b.example.org/", "redirects/bad-value"),
        ("from: /a/\n  to: javascript:alert(1)", "redirects/bad-value"),
        ("from: /a/\n  to: /b/../../c", "redirects/bad-value"),
        ("from:\n  to: /b/", "redirects/missing-key"),
        ("from: /a/", "redirects/missing-key"),
    ],
)
def test_an_address_outside_the_site_is_refused(row, rule):
    """On both sides."""
    assert [found.rule for found in read(f"- {row}\n".encode(), PATH).findings] == [rule]


def test_a_row_without_keys_is_told_which_there_are():
    """As an editor writes them."""
    (finding,) = read(b"- /old/\n", PATH).findings

    assert finding.line == 1
    assert "`from: /tag/sleep.html`, `to: /topics/sleep/`" in finding.hint


@pytest.mark.parametrize(("lenient", "severity"), [(False, "error"), (True, "warning")])
def test_a_file_with_another_ending_is_not_passed_over(tmp_path, lenient, severity):
    """Other generators read both; nobody would notice before visitors ask for old addresses."""
    write(tmp_path, "redirects.yml", "- {from: /old/, to: /}\n")

    (finding,) = read_file(tmp_path / "redirects.yaml", lenient=lenient).findings

    assert (finding.path.endswith("redirects.yml"), finding.severity) == (True, severity)
    assert "redirects.yaml" in finding.hint


def test_without_the_file_there_are_none(tmp_path):
    """Most sites have none."""
    assert list(targets(read_file(tmp_path / "redirects.yaml", lenient=False))) == []


@pytest.mark.slow
def test_a_redirect_that_cannot_be_is_reported_at_its_line(tmp_path):
    """One to no page, and one from the address of another page."""
    site = small_site(tmp_path)
    write(site, PATH, "- {from: /a/, to: /nowhere/}\n- {from: /articles/warm/, to: /about/}\n")

    built = build_site(site)

    assert built.returncode == 1
    assert f"{PATH}:1:19: error: The link to “/nowhere/” leads nowhere" in built.stderr
    assert f"{PATH}:2: error: This has the same address as content/articles/warm.md" in built.stderr
