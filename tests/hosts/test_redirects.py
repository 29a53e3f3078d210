"""Redirects in real servers, nginx and Caddy of Debian, on this machine alone."""

import http.client
import os
import socket
import subprocess
import time
from contextlib import contextmanager

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.hosting.caddy_redirects import caddy_redirects
from plugins.hosting.hosted_site import HostedSite, Redirect
from plugins.hosting.nginx_redirects import nginx_redirects
from plugins.hosting.redirect_addresses import requested_paths, spellings, target

pytestmark = pytest.mark.hosts

SECONDS = 10
ODD = [
    "plain", "two words", "Größe", "日本語", "e\u0301", "emoji 🙂", "100%", "%41", "%2F", "a+b",
    "a&b=c", "a#b", "a;b", "a,b", "a'b", "(a)", "[a]", "~a", "~*a", "^a$", "$host", "$uri/x",
    "${host}", "{path}", "{$HOME}", "{env.HOME}", "{http.request.host}", "{", "}", "}}", "{{",
    "{{env `HOME`}}", "a`b", 'a"b', '"; }', '" "b', "a\\b", "a\\", "a\\\\", '\\"', "\\x41", "\\n",
    "<a>", "a|b", "a*b", "*", "a?b", "a:b", ":splat", "@a", "!a", "=a", "a/b/c", "default",
    "include", "\u2028", "\x85", "\u202e", "\xa0", ".x", "a..b",
]  # fmt: skip
_NGINX = """\
daemon off; pid nginx.pid; error_log stderr; {user}
events {{}}
http {{
    access_log off;
    client_body_temp_path tmp; proxy_temp_path tmp; fastcgi_temp_path tmp;
    uwsgi_temp_path tmp; scgi_temp_path tmp;
    server {{ listen 127.0.0.1:{port}; root site; include redirects; }}
}}
"""
_CADDY = """\
{{
    admin off
    auto_https off
}}
http://127.0.0.1:{port} {{
    root * site
    import redirects
    file_server
}}
"""


@contextmanager
def serving(kind, folder, site):
    """A server with the redirects of a site and one page; yields a function that asks it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    (folder / "site").mkdir(parents=True, exist_ok=True)
    (folder / "site" / "page.html").write_text("A page")
    text, write, words = {
        "nginx": (_NGINX, nginx_redirects, ["nginx", "-p", ".", "-c", "config", "-e", "stderr"]),
        "caddy": (_CADDY, caddy_redirects, ["caddy", "run", "--config", "config",
                                            "--adapter", "caddyfile"]),
    }[kind]  # fmt: skip
    user = "user root;" if os.geteuid() == 0 else ""  # to whom the folder belongs
    (folder / "config").write_text(text.format(port=port, user=user))
    (folder / "redirects").write_text(write(site), "utf-8", newline="")
    home = {name: str(folder) for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME")}
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(
            words, cwd=folder, env={**os.environ, **home}, stdout=log, stderr=log
        )
    try:
        wait_for(port, server, folder / "log")
        yield lambda path: ask(port, path)
    finally:
        server.terminate()
        server.wait(SECONDS)


def wait_for(port, server, log):
    """Wait until the server answers; one that has ended says why."""
    end = time.monotonic() + SECONDS
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), SECONDS).close()
        except ConnectionRefusedError:
            assert server.poll() is None, log.read_text("utf-8", "replace")[-2000:]
            assert time.monotonic() < end, "it does not answer"
            time.sleep(0.02)
        else:
            return


def ask(port, path):
    """The status and the location that a server answers with."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=SECONDS)
    connection.putrequest("GET", path)
    connection.endheaders()
    with connection.getresponse() as answer:
        found = answer.status, answer.getheader("Location")
    connection.close()
    return found


def site_of(names, siteurl="https://clinic.example.org"):
    """A site with a redirect from an address with each name to one of its own."""
    rows = [
        Redirect(f"/{name}/" if at % 2 else f"/{name}.html", f"/new/{at}/#{name}", "a.yaml", at)
        for at, name in enumerate(names)
    ]
    return HostedSite(siteurl, "", tuple(rows))


def differences(site, answered):
    """The paths, in any spelling, that are answered with anything but their redirect."""
    for redirect in site.redirects:
        new, anchor = target(site, redirect)
        for path in requested_paths(site, redirect):
            for sent in spellings(path):
                if answered(sent) != (301, f"{new}{anchor}"):
                    yield sent, answered(sent)


@pytest.fixture(scope="module", params=["nginx", "caddy"])
def kind(request):
    """Each of the servers; one that is not installed is an error."""
    return request.param


@pytest.fixture(scope="module")
def odd(kind, tmp_path_factory):
    """A server of a site whose old addresses are odd."""
    with serving(kind, tmp_path_factory.mktemp(kind), site_of(ODD)) as answered:
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


def test_a_site_below_a_path(kind, tmp_path):
    """Only addresses with the path are redirected, into it."""
    site = site_of(["old", "Größe"], "https://example.org/caf%C3%A9/x y")

    with serving(kind, tmp_path, site) as answered:
        assert list(differences(site, answered)) == []
        assert answered("/caf%C3%A9/x%20y/old.html") == (301, "/caf%C3%A9/x%20y/new/0/#old")
        assert answered("/old.html") == (404, None)


def test_thousands_of_redirects(kind, tmp_path):
    """With long addresses: no table of a server is too small."""
    site = site_of([f"{'long-' * 40}{each}" for each in range(3000)])

    with serving(kind, tmp_path, site) as answered:
        assert list(differences(HostedSite("", "", site.redirects[::500]), answered)) == []
        assert answered("/page.html") == (200, None)


def test_a_site_without_redirects(kind, tmp_path):
    """Its file can be included."""
    with serving(kind, tmp_path, site_of([])) as answered:
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
def test_any_text_is_an_address(kind, tmp_path_factory, names):
    """Whatever an editor types, a server starts, and redirects it."""
    with serving(kind, tmp_path_factory.mktemp("any"), site_of(names)) as answered:
        assert list(differences(site_of(names), answered)) == []
        assert answered("/page.html") == (200, None)
