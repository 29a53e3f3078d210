"""No post can write outside the site, over a reserved file, or to a path that is not portable."""

import os

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

OUTSIDE, RESERVED, NOT_PORTABLE = "leads outside", "is reserved", "every computer"


def assert_refused(check, path, why, hint=""):
    with pytest.raises(RefusedPathError) as caught:
        check(path)
    assert caught.value.message.startswith(f"“{path}” ")
    assert why in caught.value.message
    assert caught.value.hint
    assert hint in caught.value.hint


@pytest.mark.parametrize(
    "path",
    ["old/page.html", "old/page/", "2021/09/28/a", "a", "ø/å.html", "caf%C3%A9", "old/index.html",
     "my.theme/x", "themes/x", "a..b", "blog/404.html", "it's", "a b/c",
     "con-1", "icon.html", "com10.html", "a/console/b", "conin"],
)  # fmt: skip
def test_an_ordinary_path_is_accepted(path):
    """Also with letters of other languages, or a reserved word as part of another word."""
    assert check_output_path(path) == path


@pytest.mark.parametrize(
    "path",
    ["", "/", "/etc/passwd", "../x.html", "a/../../x", "a/..", "..", "~/x", "%2e%2e/x",
     "%2E%2e%2fx", "%252e%252e/x", "%25252e%25252e/x", "%2fetc", ".", "./"],
)  # fmt: skip
def test_no_path_leads_outside(path):
    """Plain or percent-encoded any number of times."""
    assert_refused(check_output_path, path, OUTSIDE)


@pytest.mark.parametrize(
    "path",
    ["_headers", "_redirects", "_routes.json", "_worker.js", "CNAME", "cname", "robots.txt",
     "ROBOTS.TXT", "_headers/index.html", "a/_headers", ".nojekyll", ".well-known/security.txt",
     ".Well-Known/x", ".git/config", ".htaccess", "a/.hidden/x", "theme/x.html", "Theme/x",
     "feeds/all.atom.xml", "functions/x.js", "404.html", "index.html", "INDEX.html", "sitemap.xml",
     "%5fheaders", "./robots.txt", "a%2f%2e%67it"],
)  # fmt: skip
def test_no_path_is_a_reserved_one(path):
    """In any letter case, at any depth where that matters, and percent-encoded."""
    assert_refused(check_output_path, path, RESERVED)


@pytest.mark.parametrize(
    "path",
    ["a\\b", "..\\x", "C:x", "a?b", "a*b", 'a"b', "a<b", "a|b", "a\nb", "a\x00b", "a%0a", "a%00",
     "a%5c..%5cb", "con", "a/NUL.html", "com1.html", "a./b", "a /b", " a", "x" * 241, "é" * 121,
     "con .html", "Aux  .tar.gz", "COM¹", "lpt³.html", "CONIN$", "a/conout$.html", "a/b ", "a/b."],
)  # fmt: skip
def test_every_path_is_portable(path):
    """The repository and the site may be copied to any operating system."""
    assert_refused(check_output_path, path, NOT_PORTABLE)


def test_the_longest_path_is_accepted():
    """The limit itself is not refused."""
    assert check_output_path("x" * 240)


@pytest.mark.parametrize("path", ["old/page.html", "old/page.htm"])
def test_a_page_is_a_file_with_an_extension(path):
    """So it never takes the place of a folder."""
    assert check_file(path) == path


@pytest.mark.parametrize(
    ("path", "hint"),
    [
        ("old/page/", "Write `old/page/index.html` or `old/page.html`"),
        ("articles", "Write `articles/index.html` or `articles.html`"),
        ("a.php", "Write `a.php/index.html` or `a.php.html`"),
    ],
)
def test_a_page_is_not_a_folder(path, hint):
    """The hint shows both forms."""
    assert_refused(check_file, path, "is not the file of a page", hint)


def test_a_page_outside_is_refused_first():
    """The more serious reason is reported."""
    assert_refused(check_file, "../x", OUTSIDE)


@pytest.mark.parametrize("address", ["/old/page/", "/2021/09/28/a", "/a.html"])
def test_an_address_below_the_site_is_accepted(address):
    """It begins with a slash, and may end with one."""
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
    """The hint is the address to write."""
    assert_refused(check_address, address, "is not an address on this site", hint)


@pytest.mark.parametrize(
    ("address", "why"),
    [("/", RESERVED), ("/index.html", RESERVED), ("/robots.txt", RESERVED),
     ("/_headers/", RESERVED), ("/../x/", OUTSIDE), ("/%2e%2e/x", OUTSIDE),
     ("/?p=12", NOT_PORTABLE), ("/a\\b/", NOT_PORTABLE)],
)  # fmt: skip
def test_an_old_address_follows_the_same_rules(address, why):
    """The message quotes the address as it was written."""
    assert_refused(check_address, address, why)


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("/2021/%C3%A9t%C3%A9/", "/2021/été/"),
        ("/2021/été/", "/2021/été/"),
        ("/f%c3%aate.html", "/fête.html"),
        ("/%D0%BA%D0%BE%D0%BB%D0%B5%D0%BD%D0%BE/", "/колено/"),
        ("/%F0%9F%A6%B5/knee/", "/🦵/knee/"),
        ("/a%20b/", "/a b/"),
        ("/100%/", "/100%/"),
        ("/a%23b/", "/a#b/"),
    ],
)
def test_an_old_address_has_letters_where_browsers_send_codes(address, found):
    """Both forms that a browser's address bar may show are one address."""
    assert check_address(address) == found


@pytest.mark.parametrize(
    ("address", "why", "hint"),
    [
        ("/caf%E9/", "stands for no letter", "such as `/café/`"),
        ("/%FF/", "stands for no letter", "such as `/ÿ/`"),
        ("/a%C3/", "stands for no letter", ""),
        ("/%E2%80%AEx/", "changes the direction of text", "Delete that code"),
        ("/a%3Fb/", NOT_PORTABLE, ""),
        ("/old/#knees", "an anchor, which browsers do not send", "Write `/old/`"),
    ],
)
def test_codes_that_no_page_can_have_are_refused(address, why, hint):
    """The hint for the codes of an older site has the letters that they meant."""
    assert_refused(check_address, address, why, hint)


@pytest.mark.parametrize("name", ["con", "NUL", "prn.txt", "aux .a.b", "com1", "LPT²", "CONIN$"])
def test_a_device_is_recognised_by_its_name(name):
    """In any letter case and with any extension."""
    assert is_device(name)
    assert not is_portable(f"a/{name}/b")


@pytest.mark.parametrize("path", ["_headers", ".well-known/x", "feeds/a.xml", "å/con-1.html"])
def test_the_sites_own_files_are_portable(path):
    """Reserved paths are portable."""
    assert is_portable(path)


@given(st.text(st.sampled_from("./\\%2eEfFa~:_-\n "), max_size=12) | st.text(max_size=12))
def test_an_accepted_path_is_inside_the_site(path):
    """It names a file below the site's folder, whatever the path."""
    try:
        check_output_path(path)
    except RefusedPathError:
        return

    target = os.path.normpath(f"/site/{path}")
    assert target.startswith("/site/")
