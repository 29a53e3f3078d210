"""Redirects for nginx and Caddy, by value; tests/hosts serves with them."""

import re

from hypothesis import given
from hypothesis import strategies as st

from plugins.hosting.caddy_redirects import caddy_redirects
from plugins.hosting.hosted_site import HostedSite, Redirect
from plugins.hosting.nginx_redirects import nginx_redirects

ODD = st.text().filter(lambda text: not re.search(r"[\x00-\x1f\x7f]", text) and text[:1] != "/")
STRING = re.compile(r'"((?:[^"\\]|\\.)*)"', re.DOTALL)  # of nginx


def site(*redirects, siteurl="https://clinic.example.org"):
    """A site with these redirects."""
    rows = (Redirect(old, new, "redirects.yaml", 1) for old, new in redirects)
    return HostedSite(siteurl, "", tuple(rows))


SITE = site(
    ('/a "b" {$c}/', "/new/#two words"), ("/d;é.html", "/"), siteurl="https://example.org/x"
)


def test_nginx_has_a_location_for_each_path():
    """With and without a slash; a query comes before the anchor."""
    start = "absolute_redirect off; return 301"
    assert nginx_redirects(SITE).splitlines()[1:] == [
        rf'location = "/x/a \"b\" {{$c}}{end}" {{ {start} "/x/new/$is_args$args#two%20words"; }}'
        for end in ("/", "")
    ] + [f'location = "/x/d;é.html" {{ {start} "/x/$is_args$args"; }}']


def test_caddy_has_a_map_of_all_paths():
    """An expression stands for a path in which Caddy would replace something."""
    rows = [
        rf'"~^\x2Fx\x2Fa\x20\x22b\x22\x20\x7B\x24c\x7D{end}$" "/x/new/" "#two%20words"'
        for end in (r"\x2F", "")
    ]
    assert caddy_redirects(SITE).splitlines()[1:] == [
        "map {path} {redirect_path} {redirect_anchor} {",
        *(f"\t{row}" for row in (*rows, '"/x/d;é.html" "/x/" ""', 'default "" ""')),
        "}",
        "map {query} {redirect_query} {",
        '\t"" ""',
        '\tdefault "?{query}"',
        "}",
        "@redirect vars_regexp {redirect_path} ^/",
        "redir @redirect {redirect_path}{redirect_query}{redirect_anchor} 301",
    ]


def test_without_redirects_both_files_say_nothing():
    """A map without rows would be one for nothing."""
    assert nginx_redirects(site()).startswith("# ")
    assert caddy_redirects(site()).startswith("# ")
    assert nginx_redirects(site()).count("\n") == caddy_redirects(site()).count("\n") == 1


@given(ODD, ODD)
def test_nothing_that_is_written_leaves_its_string_in_nginx(old, new):
    """The string is the path, and what is around it is ours."""
    path = f"/{old}.html"

    lines = nginx_redirects(site((path, f"/{new.lstrip('/')}"))).split("\n")

    (line,) = lines[1:-1]
    strings = STRING.findall(line)
    assert re.sub(r"\\(.)", r"\1", strings[0], flags=re.DOTALL) == path
    assert STRING.sub('""', line) == 'location = "" { absolute_redirect off; return 301 ""; }'
    assert strings[1].count("$") == 2


@given(ODD, ODD)
def test_nothing_that_is_written_leaves_its_string_in_caddy(old, new):
    """Nor is anything in it replaced; an expression matches that path alone."""
    path = f"/{old}.html"

    lines = caddy_redirects(site((path, f"/{new.lstrip('/')}"))).split("\n")

    key, rest = re.fullmatch(r'\t"([^"]*)"(.*)', lines[2], re.DOTALL).groups()
    assert re.fullmatch(r' "/[\w/.~%-]*" "(#[\w.~%-]*)?"', rest, re.ASCII)
    assert not re.search(r"[`{}]", key)
    assert lines[3] == '\tdefault "" ""'
    if key.startswith("~"):
        assert re.fullmatch(key[1:], path)
        assert not re.fullmatch(key[1:], f"{path}x")
    else:
        assert (key, "\\" in key) == (path, False)
