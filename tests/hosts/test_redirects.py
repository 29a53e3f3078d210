"""Redirects in real servers, with all settings that the project writes for them."""

from contextlib import contextmanager
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.hosting.hosted_site import HostedSite, Redirect
from plugins.hosting.redirect_addresses import requested_paths, spellings, target
from tests.hosts.conftest import SERVERS

pytestmark = pytest.mark.hosts

ODD = [
    "plain", "two words", "Größe", "日本語", "e\u0301", "emoji 🙂", "100%", "%41", "%2F", "a+b",
    "a&b=c", "a#b", "a;b", "a,b", "a'b", "(a)", "[a]", "~a", "~*a", "^a$", "$host", "$uri/x",
    "${host}", "{path}", "{$HOME}", "{env.HOME}", "{http.request.host}", "{", "}", "}}", "{{",
    "{{env `HOME`}}", "a`b", 'a"b', '"; }', '" "b', "a\\b", "a\\", "a\\\\", '\\"', "\\x41", "\\n",
    "<a>", "a|b", "a*b", "*", "a?b", "a:b", ":splat", "@a", "!a", "=a", "a/b/c", "default",
    "include", "\u2028", "\x85", "\u202e", "\xa0", ".x", "a..b",
]  # fmt: skip


@contextmanager
def serving(kind, folder, certificate, site):
    """A server with the redirects of a site and one page; yields a function that asks it."""
    top, place = folder / "top", folder / "server"
    files = top / site.below.strip("/")
    files.mkdir(parents=True)
    place.mkdir()
    for name in ("page.html", "404.html"):
        (files / name).write_text("A page", "utf-8")
    with SERVERS[kind](site, top, files, certificate, place) as server:

        def answered(path):
            answer = server.ask(path.removeprefix(site.below))
            return answer.status, answer.headers.get("location")

        yield answered


def site_of(names, siteurl="https://clinic.example.org"):
    """A site with a redirect from an address with each name to one of its own."""
    rows = [
        Redirect(f"/{name}/" if at % 2 else f"/{name}.html", f"/new/{at}/#{name}", "a.yaml", at)
        for at, name in enumerate(names)
    ]
    return HostedSite(siteurl, "default-src 'self'", tuple(rows))


def differences(site, answered):
    """The paths, in any spelling, that are answered with anything but their redirect."""
    for redirect in site.redirects:
        new, anchor = target(site, redirect)
        for path in requested_paths(site, redirect):
            for sent in spellings(path):
                if answered(sent) != (301, f"{new}{anchor}"):
                    yield sent, answered(sent)


@pytest.fixture(scope="module", params=SERVERS)
def kind(request):
    """Each of the servers; one that is not installed is an error."""
    return request.param


@pytest.fixture(scope="module")
def odd(kind, certificate, tmp_path_factory):
    """A server of a site whose old addresses are odd."""
    with serving(kind, tmp_path_factory.mktemp(kind), certificate, site_of(ODD)) as answered:
        yield answered


def test_every_odd_address_leads_to_its_page(odd):
    """With and without a slash, in all spellings."""
    assert list(differences(site_of(ODD), odd)) == []


def test_a_query_is_kept_before_the_anchor(odd):
    """As it was sent: nothing in it is replaced."""
    query = "a=1&b=$host{env.HOME}%20{$HOME}#"

    assert odd(f"/plain.html?{query[:-1]}") == (301, f"/new/0/?{query[:-1]}#plain")


def test_other_addresses_are_served_as_before(odd):
    """Pages, and what is missing; upper and lower case are different."""
    assert odd("/page.html") == (200, None)
    for path in ("/PLAIN.html", "/plain.html/x", "/nowhere/", "/plain.htmlx", "/xplain.html"):
        assert odd(path) == (404, None), path
    for redirect in site_of(ODD).redirects:
        path = f"/x{spellings(redirect.old)[0]}"
        assert odd(path) == (404, None), path


def test_a_site_below_a_path(kind, certificate, tmp_path):
    """Only addresses with the path are redirected, into it."""
    site = site_of(["old", "Größe"], "https://example.org/clinic/x")

    with serving(kind, tmp_path, certificate, site) as answered:
        assert list(differences(site, answered)) == []
        assert answered("/clinic/x/old.html?a=b") == (301, "/clinic/x/new/0/?a=b#old")
        assert answered("/clinic/x/page.html") == (200, None)
        assert answered("/clinic/x/clinic/x/old.html") == (404, None)


def test_thousands_of_redirects(kind, certificate, tmp_path):
    """With long addresses: no table of a server is too small."""
    site = site_of([f"{'long-' * 40}{each}" for each in range(3000)])

    with serving(kind, tmp_path, certificate, site) as answered:
        assert list(differences(replace(site, redirects=site.redirects[::500]), answered)) == []
        assert answered("/page.html") == (200, None)


def test_a_site_without_redirects(kind, certificate, tmp_path):
    """Its file can be included."""
    with serving(kind, tmp_path, certificate, site_of([])) as answered:
        assert answered("/page.html") == (200, None)


@settings(max_examples=5)
@given(
    names=st.lists(
        st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=30).filter(
            lambda name: "/" not in name and name.strip(".")
        ),
        min_size=20,
        max_size=60,
        unique=True,
    )
)
def test_any_text_is_an_address(kind, certificate, tmp_path_factory, names):
    """Whatever an editor types, a server starts, and redirects it."""
    with serving(kind, tmp_path_factory.mktemp("any"), certificate, site_of(names)) as answered:
        assert list(differences(site_of(names), answered)) == []
        assert answered("/page.html") == (200, None)
