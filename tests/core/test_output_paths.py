"""No post can write outside the site, over a host's own file, or where a computer cannot."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.core.output_paths import (
    RefusedPathError,
    check_address,
    check_file,
    check_output_path,
    is_device,
    is_portable,
)

OUTSIDE = "leads outside the site."
RESERVED = "is kept for the site itself or its host."
AWKWARD = "cannot be a file on every computer."


def refusal(check, path):
    with pytest.raises(RefusedPathError) as caught:
        check(path)
    assert caught.value.hint
    return caught.value.message, caught.value.hint


@pytest.mark.parametrize(
    "path",
    ["old/page.html", "old/page/", "2021/09/28/a", "a", "ø/å.html", "caf%C3%A9", "old/index.html",
     "my.theme/x", "themes/x", "a..b", "blog/404.html", "it's", "a b/c",
     "con-1", "icon.html", "com10.html", "a/console/b", "conin"],
)  # fmt: skip
def test_an_ordinary_path_is_taken_as_it_is(path):
    """Also one with letters of other languages, or a reserved word within another word."""
    assert check_output_path(path) == path


@pytest.mark.parametrize(
    "path",
    ["", "/", "/etc/passwd", "../x.html", "a/../../x", "a/..", "..", "~/x", "%2e%2e/x",
     "%2E%2e%2fx", "%252e%252e/x", "%25252e%25252e/x", "%2fetc", ".", "./"],
)  # fmt: skip
def test_no_path_leads_outside(path):
    """Whether plain or behind %-codes, however often encoded."""
    assert refusal(check_output_path, path) == (
        f"“{path}” {OUTSIDE}",
        "Write it like `old/page.html`.",
    )


@pytest.mark.parametrize(
    "path",
    ["_headers", "_redirects", "_routes.json", "_worker.js", "CNAME", "cname", "robots.txt",
     "ROBOTS.TXT", "_headers/index.html", "a/_headers", ".nojekyll", ".well-known/security.txt",
     ".Well-Known/x", ".git/config", ".htaccess", "a/.hidden/x", "theme/x.html", "Theme/x",
     "feeds/all.atom.xml", "functions/x.js", "404.html", "index.html", "INDEX.html", "sitemap.xml",
     "%5fheaders", "./robots.txt", "a%2f%2e%67it"],
)  # fmt: skip
def test_no_path_takes_what_a_host_or_the_site_needs(path):
    """In any letter case, at any depth where that matters, and behind %-codes."""
    assert refusal(check_output_path, path) == (f"“{path}” {RESERVED}", "Choose another name.")


@pytest.mark.parametrize(
    "path",
    ["a\\b", "..\\x", "C:x", "a?b", "a*b", 'a"b', "a<b", "a|b", "a\nb", "a\x00b", "a%0a", "a%00",
     "a%5c..%5cb", "con", "a/NUL.html", "com1.html", "a./b", "a /b", " a", "x" * 241, "é" * 121,
     "con .html", "Aux  .tar.gz", "COM¹", "lpt³.html", "CONIN$", "a/conout$.html", "a/b ", "a/b."],
)  # fmt: skip
def test_no_path_is_one_that_some_computer_cannot_have(path):
    """A clone of the repository, or of the site, may stand on any system."""
    message, hint = refusal(check_output_path, path)

    assert message == f"“{path}” {AWKWARD}"
    assert hint == "Use letters, digits, hyphens and / only, and fewer than 240 of them."


def test_the_longest_path_is_taken():
    """The limit itself is not refused."""
    assert check_output_path("x" * 240)


@pytest.mark.parametrize("path", ["old/page.html", "old/page.htm"])
def test_a_page_is_a_file_with_its_ending(path):
    """So it can never stand where a folder is needed."""
    assert check_file(path) == path


@pytest.mark.parametrize(
    ("path", "hint"),
    [
        ("old/page/", "Write `old/page/index.html` or `old/page.html`"),
        ("articles", "Write `articles/index.html` or `articles.html`"),
        ("a.php", "Write `a.php/index.html` or `a.php.html`"),
    ],
)
def test_a_page_is_no_folder(path, hint):
    """The hint has both ways to write it."""
    assert refusal(check_file, path) == (f"“{path}” is not the file of a page.", hint)


def test_a_page_outside_is_refused_first():
    """The graver reason is told."""
    assert refusal(check_file, "../x")[0] == f"“../x” {OUTSIDE}"


@pytest.mark.parametrize("address", ["/old/page/", "/2021/09/28/a", "/a.html"])
def test_an_address_below_the_site_is_taken(address):
    """From its first slash, with or without one at its end."""
    assert check_address(address) == address


@pytest.mark.parametrize(
    ("address", "hint"),
    [
        ("old/page/", "Write `/old/page/`"),
        ("old", "Write `/old/`"),
        ("//evil.example/x", "Write `/evil.example/x/`"),
        ("https://old.example/2021/a/", "Write `/2021/a/`"),
        ("http://old.example", "Write `/old/address/`"),
    ],
)
def test_an_address_begins_with_one_slash(address, hint):
    """The hint is the address as it should be typed."""
    assert refusal(check_address, address) == (
        f"“{address}” is not an address below this site.",
        hint,
    )


@pytest.mark.parametrize(
    ("address", "why"),
    [("/", RESERVED), ("/index.html", RESERVED), ("/robots.txt", RESERVED),
     ("/_headers/", RESERVED), ("/../x/", OUTSIDE), ("/%2e%2e/x", OUTSIDE), ("/?p=12", AWKWARD),
     ("/a\\b/", AWKWARD)],
)  # fmt: skip
def test_an_old_address_keeps_to_the_same_rules(address, why):
    """The message shows the address as it was typed."""
    assert refusal(check_address, address)[0] == f"“{address}” {why}"


@pytest.mark.parametrize("name", ["con", "NUL", "prn.txt", "aux .a.b", "com1", "LPT²", "CONIN$"])
def test_a_device_is_known_by_its_name(name):
    """In any letter case, and with any ending, as Windows knows it."""
    assert is_device(name)
    assert not is_portable(f"a/{name}/b")


@pytest.mark.parametrize("path", ["_headers", ".well-known/x", "feeds/a.xml", "å/con-1.html"])
def test_the_sites_own_files_are_portable(path):
    """What a post may not take is another question."""
    assert is_portable(path)


@given(st.text(st.sampled_from("./\\%2eEfFa~:_-\n "), max_size=12) | st.text(max_size=12))
def test_whatever_is_taken_stays_inside(tmp_path_factory, path):
    """Any path that is taken names a file below the site's folder."""
    folder = tmp_path_factory.getbasetemp() / "site"
    try:
        check_output_path(path)
    except RefusedPathError:
        return

    target = (folder / path).resolve()
    assert target.is_relative_to(folder.resolve())
    assert target != folder.resolve()
