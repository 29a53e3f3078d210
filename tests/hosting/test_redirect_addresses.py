"""The addresses of redirects, as requests have them and as answers name them."""

import re
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.hosting.hosted_site import HostedSite, Redirect
from plugins.hosting.redirect_addresses import requested_paths, spellings, target

AT_ROOT = HostedSite("https://clinic.example.org", "")
BELOW = HostedSite("https://example.org/caf%C3%A9", "")


def redirect(old="/old/", new="/new/"):
    return Redirect(old, new, "redirects.yaml", 1)


def test_an_address_stands_for_itself_without_its_slash():
    """That of a file has none; the path of the site comes before it, decoded."""
    assert requested_paths(AT_ROOT, redirect("/old/")) == ("/old/", "/old")
    assert requested_paths(AT_ROOT, redirect("/old.html")) == ("/old.html",)
    assert requested_paths(BELOW, redirect("/old.html")) == ("/café/old.html",)


@pytest.mark.parametrize("old", ["old/", "//host/", "/a\nb/", "/a\0b/", "", "/a\x7fb/"])
def test_what_is_no_path_is_refused(old):
    """Nothing may end a line of a configuration."""
    with pytest.raises(ValueError, match="not a path"):
        requested_paths(AT_ROOT, redirect(old))


@pytest.mark.parametrize("new", ["//evil.example.org/", "https://evil.example.org/", "", "new/"])
def test_a_redirect_stays_on_its_host(new):
    """Two slashes would begin the name of another one."""
    with pytest.raises(ValueError, match="not a path"):
        target(AT_ROOT, redirect(new=new))


def test_a_target_is_encoded_once():
    """With its anchor apart, as a query comes between them."""
    assert target(BELOW, redirect(new="/på 100%/#über: uns")) == (
        "/caf%C3%A9/p%C3%A5%20100%25/", "#%C3%BCber%3A%20uns",
    )  # fmt: skip
    assert target(AT_ROOT, redirect(new="/")) == ("/", "")


@given(st.text(), st.text())
def test_a_target_has_no_sign_with_a_meaning(path, anchor):
    """Whatever an editor writes."""
    path = path.replace("#", "").lstrip("/")

    found = target(AT_ROOT, redirect(new=f"/{path}#{anchor}"))

    assert re.fullmatch(r"[\w/.~%-]*(#[\w.~%-]+)?", "".join(found), re.ASCII)
    assert [unquote(each) for each in found] == [f"/{path}", f"#{anchor}" if anchor else ""]


def test_old_links_spell_an_address_in_different_ways():
    """Browsers, WordPress with its small letters, and programs that encode more than they must."""
    assert spellings("/old/") == ("/old/",)
    assert spellings("/café/") == ("/caf%C3%A9/", "/caf%c3%a9/")
    assert spellings("/nora's {1}/") == (
        "/nora's%20%7B1%7D/", "/nora's%20%7b1%7d/", "/nora%27s%20%7B1%7D/",
    )  # fmt: skip


@given(st.text())
def test_every_spelling_is_of_the_same_address(path):
    """Without spaces, and without signs that begin a placeholder."""
    found = spellings(path)

    assert {unquote(each) for each in found} == {path}
    assert not re.search(r"[\s*:#?\"<>\\]|[^ -~]", "".join(found))
